import Dispatch
import KithFoundation
import Synchronization

/// What a parser makes of one block.
protocol ParsedBlock: AnyObject, SendableMetatype {
  /// The block's number within its source.
  var index: Int { get }
  /// Whether a bad row was met.
  var hasFailed: Bool { get }
}

/// Reads one table's blocks on all threads: cutting is serial, parsing is not.
///
/// Whoever is free takes the next block. Once a block failed no further ones are taken; those under way
/// are finished, so the earliest failure is always found.
final class BlockPipeline<Parser: AnyObject, Chunk: ParsedBlock>: @unchecked Sendable {
  private let lock = Mutex<Void>(())
  private let blocks: RecordBlocks
  private let source: ByteSource
  private let parsers: [Parser]
  private let parse: (Parser, RecordBlock) -> Chunk
  private let execution: Execution
  private let blockBytes: Int
  private let stopsAtFailure: Bool
  // Guarded by the lock.
  private var chunks: [Chunk] = []
  private var failure: BlockFailure?
  private var isCancelled = false
  private var isStopped = false

  /// `parse` is called from one thread at a time for each parser.
  init(
    _ blocks: RecordBlocks, source: ByteSource, parsers: [Parser], blockBytes: Int, stopsAtFailure: Bool,
    execution: Execution, parse: @escaping (Parser, RecordBlock) -> Chunk
  ) {
    self.blocks = blocks
    self.source = source
    self.parsers = parsers
    self.blockBytes = blockBytes
    self.stopsAtFailure = stopsAtFailure
    self.execution = execution
    self.parse = parse
  }

  /// The chunks in the order of the input, and what stopped the cutting.
  func run() throws -> (chunks: [Chunk], failure: BlockFailure?) {
    if parsers.count == 1 {
      work(parsers[0])
    } else {
      DispatchQueue.concurrentPerform(iterations: parsers.count) { self.work(self.parsers[$0]) }
    }
    if isCancelled { throw CancellationError() }
    return (chunks.sorted { $0.index < $1.index }, failure)
  }

  private func work(_ parser: Parser) {
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
      let chunk = parse(parser, block)
      lock.withLock { _ in
        chunks.append(chunk)
        if stopsAtFailure && chunk.hasFailed { isStopped = true }
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
