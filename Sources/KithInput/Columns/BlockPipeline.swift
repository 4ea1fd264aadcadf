import Dispatch
import KithFoundation
import Synchronization

/// Reads one table's blocks on all threads: cutting is serial, parsing is not.
///
/// Whoever is free takes the next block. Once a block failed no further ones are taken; those under way
/// are finished, so the earliest failure is always found.
final class BlockPipeline: @unchecked Sendable {
  private let lock = Mutex<Void>(())
  private let blocks: RecordBlocks
  private let source: ByteSource
  private let plan: TablePlan
  private let parsers: [InteractionParser]
  private let execution: Execution
  private let blockBytes: Int
  private let stopsAtFailure: Bool
  // Guarded by the lock.
  private var chunks: [ColumnChunk] = []
  private var failure: BlockFailure?
  private var isCancelled = false
  private var isStopped = false

  init(
    _ blocks: RecordBlocks, source: ByteSource, plan: TablePlan, parsers: [InteractionParser], blockBytes: Int,
    stopsAtFailure: Bool, execution: Execution
  ) {
    self.blocks = blocks
    self.source = source
    self.plan = plan
    self.parsers = parsers
    self.blockBytes = blockBytes
    self.stopsAtFailure = stopsAtFailure
    self.execution = execution
  }

  /// The chunks in the order of the input, and what stopped the cutting.
  func run() throws -> (chunks: [ColumnChunk], failure: BlockFailure?) {
    if parsers.count == 1 {
      work(parsers[0])
    } else {
      DispatchQueue.concurrentPerform(iterations: parsers.count) { self.work(self.parsers[$0]) }
    }
    if isCancelled { throw CancellationError() }
    return (chunks.sorted { $0.index < $1.index }, failure)
  }

  private func work(_ parser: InteractionParser) {
    // Allocated on first use: a small file needs one block, not one a thread.
    var block: RecordBlock?
    while true {
      let isTaken = lock.withLock { _ in
        if isStopped { return false }
        let taken = block ?? RecordBlock(capacity: blockBytes + 4096)
        block = taken
        return take(taken)
      }
      guard isTaken, let block else { return }
      let chunk = parser.parse(block, plan: plan)
      lock.withLock { _ in
        chunks.append(chunk)
        if stopsAtFailure && !chunk.failures.isEmpty { isStopped = true }
      }
    }
  }

  /// Only under the lock.
  private func take(_ block: RecordBlock) -> Bool {
    if execution.isCancelled() {
      isCancelled = true
      isStopped = true
      return false
    }
    do {
      let isTaken = try blocks.next(block)
      execution.report("reading \(source.name)", done: source.bytesRead, of: source.size, unit: "bytes")
      if !isTaken { isStopped = true }
      return isTaken
    } catch {
      failure = error as? BlockFailure
      isStopped = true
      return false
    }
  }
}
