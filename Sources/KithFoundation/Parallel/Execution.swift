import Dispatch
import Synchronization

/// How work runs: on how many threads, whom it tells, and whether it should stop.
///
/// Results never depend on it: every parallel loop has fixed chunks and reduces in order.
public struct Execution: Sendable {
  /// At least 1.
  public var threads: Int
  /// Called from any thread with the state of the current long step; must be cheap.
  public var progress: (@Sendable (Progress) -> Void)?
  /// Polled by long loops; true stops them with `CancellationError`.
  public var isCancelled: @Sendable () -> Bool

  public init(
    threads: Int = 1, progress: (@Sendable (Progress) -> Void)? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = max(1, threads)
    self.progress = progress
    self.isCancelled = isCancelled
  }

  public static let serial = Execution()

  /// Throws `CancellationError` if the work should stop.
  public func checkCancellation() throws { if isCancelled() { throw CancellationError() } }

  public func report(_ step: String, done: Int, of total: Int?, unit: String) {
    progress?(Progress(step: step, done: done, total: total, unit: unit))
  }

  /// The state of one long step.
  public struct Progress: Sendable {
    public var step: String
    public var done: Int
    /// Unknown when streaming from a pipe.
    public var total: Int?
    /// "bytes", "rows", "iterations"…
    public var unit: String
  }

  /// Runs `body` once for each chunk of `0..<count`, `grain` indices at a time, on all threads.
  ///
  /// Chunk boundaries depend on `grain` only, so a caller that stores one partial result a chunk
  /// and combines them in chunk order gets the same bits for any thread count.
  public func forEachChunk(
    of count: Int, grain: Int, _ body: @Sendable (_ chunk: Int, _ range: Range<Int>) -> Void
  ) {
    let chunks = (count + grain - 1) / grain
    let workers = min(threads, chunks)
    if workers <= 1 {
      for chunk in 0..<chunks { body(chunk, chunk * grain..<min(count, (chunk + 1) * grain)) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if chunk >= chunks { return }
        body(chunk, chunk * grain..<min(count, (chunk + 1) * grain))
      }
    }
  }
}

/// A pointer that a parallel loop may share: its chunks write disjoint elements.
public struct SharedPointer<Element>: @unchecked Sendable {
  public let base: UnsafeMutablePointer<Element>
  @inlinable public init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
  @inlinable public subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }
}
