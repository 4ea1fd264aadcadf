import KithFoundation
import KithGraph

/// How many others each person can have reached, in the order in which people did interact.
///
///     let sizes = try TimeRespectingReachSizes().scores(in: log, execution: Execution(threads: 2))
///     let quick = try TimeRespectingReachSizes(targets: 256).scores(in: log, execution: .serial)
///
/// Paths as `TimeRespectingReach` defines them. Backwards through time, a person has a bit a target:
/// what those they pass on to at a moment can reach later. Sampled `targets` give estimates, scaled by
/// their share, with a bound for everyone at once (Hoeffding).
///
/// Throws `KithError`: usage for options out of range, "answer is no" for a log without times.
/// O(rows log rows + targets · rows / 64). Wu et al. 2014, doi 10.14778/2732939.2732945.
public struct TimeRespectingReachSizes: Sendable, Equatable {
  public var flow: TimeRespectingReach.Flow
  /// Interactions outside it do not count.
  public var window: TimeWindow
  /// People to sample, uniformly and without replacement; nil for all.
  public var targets: Int?
  /// The chance that a bound does not hold; above 0 and below 1.
  public var delta: Double
  public var seed: UInt64

  public init(
    flow: TimeRespectingReach.Flow = .attention, window: TimeWindow = TimeWindow(from: nil, to: nil),
    targets: Int? = nil, delta: Double = 0.1, seed: UInt64 = 1
  ) {
    self.flow = flow
    self.window = window
    self.targets = targets
    self.delta = delta
    self.seed = seed
  }

  private static let width = 64

  /// By person of the log.
  public func scores(in log: InteractionLog, execution: Execution = .serial) throws -> NodeScores {
    let info = TimeRespectingReach.info
    try info.checkSources(targets)
    try info.checkDelta(delta)
    let events = try TimedEvents(log, flow: flow, window: window)
    let n = log.people.count
    let chosen = SampledSources.draw(targets ?? n, of: n, seed: seed, purpose: "reach targets")
    let batches = stride(from: 0, to: chosen.count, by: Self.width).map {
      Array(chosen[$0..<min(chosen.count, $0 + Self.width)])
    }
    let workers = (0..<min(execution.threads, max(1, batches.count))).map { _ in Worker(count: n) }
    try execution.inRounds(of: batches.count, width: workers.count, "reach", unit: "batches") { round in
      execution.forEachChunk(of: round.count, grain: 1) { worker, _ in
        workers[worker].count(batches[round.lowerBound + worker], events)
      }
    }
    let scale = Double(n) / Double(max(1, chosen.count))
    let values = (0..<n).map { person in
      Double(workers.reduce(0) { $0 + $1.reached.base[person] }) * scale
    }
    var error: ApproximationError?
    if chosen.count < n {
      let bound = SampleBounds.mean(range: 1, nodes: n, samples: chosen.count, delta: delta) * Double(n)
      error = ApproximationError(bound: bound, confidence: 1 - delta, samples: chosen.count)
    }
    return NodeScores(measure: info, values: values, error: error)
  }

  /// One thread's bits. Whole numbers: the threads' sums do not depend on who counted what.
  private final class Worker: @unchecked Sendable {
    let reached: Scratch<Int>
    private let bits: Scratch<UInt64>
    /// What a moment adds, until it has passed.
    private let added: Scratch<UInt64>

    init(count: Int) {
      reached = Scratch(repeating: 0, count: count)
      bits = Scratch(repeating: 0, count: count)
      added = Scratch(repeating: 0, count: count)
    }

    /// Adds, for each person, the targets they can reach, themselves left out.
    func count(_ targets: [Int], _ events: TimedEvents) {
      bits.base.update(repeating: 0, count: bits.count)
      for (lane, target) in targets.enumerated() { bits.base[target] = 1 << UInt64(lane) }
      events.sources.withUnsafeBufferPointer { sources in
        events.targets.withUnsafeBufferPointer { ends in
          events.times.withUnsafeBufferPointer { times in
            var end = times.count
            while end > 0 {
              var start = end - 1
              while start > 0 && times[start - 1] == times[end - 1] { start -= 1 }
              for event in start..<end { added.base[Int(sources[event])] |= bits.base[Int(ends[event])] }
              for event in start..<end {
                let person = Int(sources[event])
                bits.base[person] |= added.base[person]
                added.base[person] = 0
              }
              end = start
            }
          }
        }
      }
      for person in 0..<reached.count { reached.base[person] &+= bits.base[person].nonzeroBitCount }
      for target in targets { reached.base[target] &-= 1 }
    }
  }
}
