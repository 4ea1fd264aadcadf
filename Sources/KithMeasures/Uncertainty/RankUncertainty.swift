import KithFoundation
import KithGraph
import KithStatistics
import Synchronization

/// How far a person's rank hangs on single rows: the ranks when the evidence is drawn again.
///
///     let uncertainty = RankUncertainty(measure: PageRank(tolerance: 1e-8), draws: 100)
///     let intervals = try uncertainty.intervals(in: graph, of: log, execution: Execution(threads: 2))
///     intervals[node].low ... intervals[node].high        // ranks, 1 is best
///
/// A Poisson bootstrap of the rows (not of people): in each draw every row counts Poisson(1) times, so
/// relations grow, shrink and vanish, and the measure runs anew. An interval leaves out (1 − level)/2 of
/// the draws at either end. People who tie share a rank; as any of the places they tie for may be the true one,
/// an interval reaches from the best of them to the last. A person who loses every relation in a
/// draw is last in it.
///
/// Same bytes for any order of the rows and any number of threads: what a row counts in a draw depends on the
/// seed, the draw and the row's place among its person's relations. O(draws × (measure + nodes × log nodes)).
/// Chamandy, Muralidharan, Najmi & Naidu 2012, Google Research 43157 (Poisson bootstrap); Hall & Miller 2009,
/// doi 10.1214/09-AOS699 (ranks).
public struct RankUncertainty: Sendable {
  public var measure: any NodeMeasure
  /// At least 1; 1/(1 − level) or more leave the interval room to be one.
  public var draws: Int
  /// The share of draws within an interval: above 0, below 1.
  public var level: Double
  /// The k of "among the first k".
  public var topCount: Int
  public var seed: UInt64

  public init(measure: any NodeMeasure, draws: Int = 100, level: Double = 0.9, topCount: Int = 10, seed: UInt64 = 1) {
    self.measure = measure
    self.draws = draws
    self.level = level
    self.topCount = topCount
    self.seed = seed
  }

  public static let info = MeasureInfo(
    name: "rank-uncertainty", title: "Rank uncertainty", question: "How much does a rank hang on a few messages?",
    convention: """
      Of any score: the rows are drawn again (each counts Poisson(1) times) and everyone is ranked anew; the interval \
      holds 90 percent of the draws, ties counted from the best to the last of their places; people who lose every \
      relation rank last. Also the chance to be among the first k.
      """,
    complexity: "O(draws × (measure + nodes × log nodes))",
    citation: "Chamandy, Muralidharan, Najmi & Naidu 2012; Hall & Miller 2009, doi 10.1214/09-AOS699",
    result: .other, needs: "Rows, or weights that count rows.")

  /// The rank intervals of `people` (all, by default), in their order.
  ///
  /// The graph is the log's, made with `strength`, or part of it (a backbone, a group of people, its undirected
  /// view). Without a log its weights are taken for counts of rows. Throws what the measure throws, and
  /// `KithError`: usage for options out of range, bad data where log and graph do not belong together.
  public func intervals(
    in graph: Graph, of log: InteractionLog? = nil, strength: EdgeStrength = .weight, people: [Int]? = nil,
    execution: Execution = .serial
  ) throws -> RankIntervals {
    try checkOptions()
    let people = people ?? Array(0..<graph.nodeCount)
    let observed = try measure.scores(in: graph, execution: execution)
    let evidence = try Evidence(of: graph, in: log, strength: strength)
    let places = Scratch<Places>(repeating: Places(), count: people.count * draws)
    try draw(from: evidence, of: people, into: places, execution)

    let ranks = observed.ranks
    let cut = Int((Double(draws) * (1 - level) / 2).rounded(.down))
    let intervals = people.indices.map { person in
      let own = (person * draws..<(person + 1) * draws).map { places.base[$0] }
      return RankInterval(
        rank: ranks[people[person]], low: Int(own.map(\.best).sorted()[cut]),
        high: Int(own.map(\.last).sorted()[draws - 1 - cut]),
        chanceOfTop: own.reduce(0) { $0 + $1.share(ofFirst: topCount) } / Double(draws))
    }
    return RankIntervals(
      measure: measure.info, people: people, intervals: intervals, draws: draws, level: level, topCount: topCount)
  }

  /// An upper estimate of the bytes a run takes beside the graph.
  public func memory(for size: GraphSize, people: Int? = nil, threads: Int) -> Int {
    let kept = (people ?? size.nodes) * draws * MemoryLayout<Places>.stride
    return kept + 24 * size.edges + threads * (size.bytes + 24 * size.nodes + measure.memory(for: size, threads: 1))
  }

  private func checkOptions() throws {
    if draws < 1 { throw Self.info.optionError("number of draws", draws, choose: "at least 1; 100 is usual") }
    if !(level > 0 && level < 1) { throw Self.info.optionError("level", level, choose: "above 0 and below 1") }
    if topCount < 1 { throw Self.info.optionError("number of top ranks", topCount, choose: "at least 1") }
  }

  /// The places a person ties for in one draw.
  private struct Places: BitwiseCopyable {
    var best: UInt32 = 0
    var last: UInt32 = 0

    /// The part of those places that are among the first `count`.
    func share(ofFirst count: Int) -> Double {
      let within = min(Int(last), count) - Int(best) + 1
      return Double(max(0, within)) / Double(last - best + 1)
    }
  }

  private func draw(
    from evidence: Evidence, of people: [Int], into places: Scratch<Places>, _ execution: Execution
  ) throws {
    let (measure, draws, seed) = (measure, draws, seed)
    // Of several failures the one of the first draw is told: which ran first would be chance.
    let failure = Mutex<(draw: Int, error: any Error)?>(nil)
    let done = Atomic(0)
    let alone = Execution(threads: 1, isCancelled: execution.isCancelled)
    execution.forEachChunk(of: draws, grain: 1) { draw, _ in
      if failure.withLock({ $0.map { $0.draw < draw } ?? false }) { return }
      do {
        try execution.checkCancellation()
        let graph = evidence.graph(seed: seed, draw: draw)
        var values = try measure.scores(in: graph, execution: alone).values
        for node in values.indices where values[node].isNaN || evidence.isGone(node, from: graph) {
          values[node] = -.infinity
        }
        let sorted = values.sorted()
        for (position, person) in people.enumerated() {
          let (below, upTo) = (sorted.count(below: values[person]), sorted.count(upTo: values[person]))
          places.base[position * draws + draw] =
            Places(best: UInt32(values.count - upTo + 1), last: UInt32(values.count - below))
        }
        let count = done.wrappingAdd(1, ordering: .relaxed).newValue
        execution.report("Rank uncertainty", done: count, of: draws, unit: "draws")
      } catch {
        failure.withLock { if $0.map({ draw < $0.draw }) ?? true { $0 = (draw, error) } }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.error }
  }
}

/// Where a person's rank lies.
public struct RankInterval: Sendable, Equatable, Codable {
  /// As observed; `NodeScores.unranked` without a score.
  public var rank: Int
  public var low: Int
  public var high: Int
  /// The share of draws in which the person was among the first k; ties share the places.
  public var chanceOfTop: Double

  public init(rank: Int, low: Int, high: Int, chanceOfTop: Double) {
    self.rank = rank
    self.low = low
    self.high = high
    self.chanceOfTop = chanceOfTop
  }
}

/// The rank intervals of people, with what they are of.
public struct RankIntervals: Sendable {
  public let measure: MeasureInfo
  /// Nodes, in the order asked for.
  public let people: [Int]
  /// By position in `people`.
  public let intervals: [RankInterval]
  public let draws: Int
  public let level: Double
  public let topCount: Int

  public subscript(position: Int) -> RankInterval { intervals[position] }
}

extension [Double] {
  /// How many elements of an ascending array are smaller.
  fileprivate func count(below value: Double) -> Int { partitioningIndex { $0 >= value } }
  /// How many are smaller or equal.
  fileprivate func count(upTo value: Double) -> Int { partitioningIndex { $0 > value } }

  private func partitioningIndex(_ isBeyond: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
