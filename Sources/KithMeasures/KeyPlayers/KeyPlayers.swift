import KithFoundation
import KithGraph

/// The few people who together reach the most others, or whose absence takes a network furthest apart.
///
///     let trusted = try KeyPlayers(count: 3, goal: .reach, steps: 2).select(in: graph)
///     let exposed = try KeyPlayers(count: 2, goal: .fragmentation).select(in: graph)
///     trusted.nodes; trusted.value; trusted.method
///
/// `reach` (KPP-Pos) counts the people within `steps` of the set, the set included. In a directed network influence
/// runs from the addressed to those who address them, so steps go along in-edges. `fragmentation` (KPP-Neg)
/// is 1 − 2·Σ(1/d)/(n(n − 1)) over the pairs that remain, d their distance: 0 where all are
/// linked, 1 where none are; direction is left out. Weights do not count.
///
/// Exact, by trying every set, where there are few sets for the network's size; else greedy, then single
/// exchanges until none helps (or a few rounds), among the people most walks lead to in a large network. The
/// best group is not the group of the best. Ties go to the set that is first in node order. Up to 256 MB for
/// `reach`. Throws `KithError`: usage for options out of range, limit where the network is too large for
/// `fragmentation`. Borgatti 2006, doi 10.1007/s10588-006-7084-x.
public struct KeyPlayers: Sendable, Codable, Equatable {
  public enum Goal: String, Sendable, Codable, CaseIterable { case reach, fragmentation }
  /// People to choose: at least 1.
  public var count: Int
  public var goal: Goal
  /// How far a person reaches, for `reach`: at least 1.
  public var steps: Int

  public init(count: Int, goal: Goal, steps: Int = 1) {
    self.count = count
    self.goal = goal
    self.steps = steps
  }

  public var info: MeasureInfo {
    goal == .reach
      ? MeasureInfo(
        name: "key-players-reach", title: "Key players: reach",
        question: "Which few people together reach the most others?",
        convention: """
          People within the given number of steps of the set, the set included; steps run from the addressed to those \
          who address them; strength does not count. Exact where few sets are possible, else greedy and exchanges.
          """,
        complexity: "O(sets × nodes), or O(candidates × (edges + count × nodes))",
        citation: "Borgatti 2006, doi 10.1007/s10588-006-7084-x", result: .other, needs: "At least as many people.")
      : MeasureInfo(
        name: "key-players-fragmentation", title: "Key players: fragmentation",
        question: "Whose absence would take the network furthest apart?",
        convention: """
          Distance-weighted fragmentation of those who remain: 1 minus the mean of 1/distance over all pairs, 0 for \
          pairs without a path; direction and strength do not count. Exact where few sets are possible, else greedy \
          and exchanges among the people most paths run through.
          """,
        complexity: "O(sets × nodes × edges)", citation: "Borgatti 2006, doi 10.1007/s10588-006-7084-x",
        result: .other, needs: "Two people more than are chosen.")
  }

  public func select(in graph: Graph, execution: Execution = .serial) throws -> KeyPlayerSet {
    if count < 1 { throw info.optionError("number of people", count, choose: "at least 1") }
    if steps < 1 { throw info.optionError("number of steps", steps, choose: "at least 1") }
    let spare = goal == .reach ? 0 : 2
    if count > graph.nodeCount - spare {
      let most = graph.nodeCount - spare
      throw info.optionError(
        "number of people", count,
        choose: most > 0 ? "at most \(most) in a network of \(graph.nodeCount)" : "a larger network: too few people")
    }
    switch goal {
    case .reach:
      return try ReachSearch(graph, count: count, steps: steps).best(execution)
    case .fragmentation:
      return try FragmentationSearch(graph, count: count, info: info).best(execution)
    }
  }
}

/// A set of key players, with how it was found.
public struct KeyPlayerSet: Sendable, Equatable, Codable {
  public enum Method: String, Sendable, Codable {
    /// Every set was tried.
    case exact
    case greedyAndSwaps = "greedy + swaps"
  }
  public var goal: KeyPlayers.Goal
  /// Ascending.
  public var nodes: [Int]
  /// People reached, or the fragmentation without the set.
  public var value: Double
  /// The same without choosing anyone: 0 people, or the fragmentation of the whole network.
  public var baseline: Double
  public var method: Method
  /// Sets as good as this one, itself included; nil unless all were tried.
  public var ties: Int?

  public init(
    goal: KeyPlayers.Goal, nodes: [Int], value: Double, baseline: Double, method: Method, ties: Int? = nil
  ) {
    self.goal = goal
    self.nodes = nodes
    self.value = value
    self.baseline = baseline
    self.method = method
    self.ties = ties
  }
}

/// The sets of `size` of the numbers below `count`, in lexicographic order.
struct Combinations {
  private(set) var current: [Int]
  let count: Int

  init(of count: Int, size: Int) {
    current = Array(0..<size)
    self.count = count
  }

  /// Goes on to the next set; returns the first position that changed, or nil after the last set.
  mutating func advance() -> Int? {
    var position = current.count - 1
    while position >= 0 && current[position] == count - current.count + position { position -= 1 }
    if position < 0 { return nil }
    current[position] += 1
    for later in position + 1..<max(position + 1, current.count) { current[later] = current[later - 1] + 1 }
    return position
  }

  /// How many sets there are, or `Int.max` beyond 2⁶².
  static func number(of count: Int, size: Int) -> Int {
    var number = 1
    for step in 0..<min(size, count - size) {
      let (product, overflow) = number.multipliedReportingOverflow(by: count - step)
      if overflow { return .max }
      number = product / (step + 1)
    }
    return number
  }
}
