import Glibc
import KithFoundation
import KithGraph

/// Where something started, when only who has it by now is known.
///
///     let sources = try SourceLocalization().sources(of: reached, on: graph)
///     sources[0][0].person; sources[0][0].share      // the likeliest start of the first group, and how likely
///
/// Rumour centrality counts the orders in which it can have spread from a person to all the others: n! over the product
/// of the subtree sizes. On a tree in which all people have equally many contacts the largest is the likeliest source;
/// on other networks each person's tree of shortest paths stands in, which is a rule of thumb. The Jordan centre, whose
/// farthest member is nearest, is a check on it. Directions are ignored. Members who are not connected among
/// themselves form groups, each with its own source. O(members + edges) on trees, O(members · (members + edges)) on
/// others. Shah & Zaman 2011, doi 10.1109/TIT.2011.2158885.
public struct SourceLocalization: Sendable, Codable, Equatable {
  /// On groups that are no trees, at most so many steps.
  public var limit: Int

  public init(limit: Int = 4_000_000_000) { self.limit = limit }

  public struct Candidate: Sendable, Equatable, Codable {
    public var person: Int
    /// ln of the number of orders.
    public var logOrders: Double
    /// Of the orders from anyone in the group.
    public var share: Double
    /// Steps to the farthest member of the group.
    public var eccentricity: Int
    public var isJordanCenter: Bool
  }

  /// Groups by their first member, candidates by share, largest first, ties by code. Everyone in a group is a candidate.
  ///
  /// Errors: E452 for people who are not in the network; E406 for a group too large to try everyone.
  public func sources(
    of members: [Int], on graph: Graph, execution: Execution = .serial
  ) throws -> [[Candidate]] {
    let members = try graph.checked(members)
    let rows = graph.undirected(execution: execution).subgraph(of: members).out
    var group = [Int](repeating: -1, count: members.count)
    var groups: [[Int]] = []
    var position = [Int](repeating: 0, count: members.count)
    for start in members.indices where group[start] < 0 {
      let reached = PathsFrom(start, rows, position: &position).order
      for node in reached { group[node] = groups.count }
      groups.append(reached.sorted())
    }
    return try groups.map { nodes in
      let edges = nodes.reduce(0) { sum, node in sum + rows.row(node).count { Int($0) != node } }
      let found =
        edges == 2 * (nodes.count - 1)
        ? tree(nodes, rows, &position) : try everyone(nodes, edges, rows, &position, execution)
      return ranked(found, members)
    }
  }

  private typealias Found = (node: Int, logOrders: Double, eccentricity: Int)

  /// Each child's orders follow from its parent's: only their two subtrees change.
  private func tree(_ nodes: [Int], _ rows: Adjacency, _ position: inout [Int]) -> [Found] {
    let paths = PathsFrom(nodes[0], rows, position: &position)
    let count = nodes.count
    let sizes = paths.subtreeSizes
    var orders = [Double](repeating: paths.logOrders, count: count)
    for place in 1..<max(1, count) {
      orders[place] = orders[paths.parents[place]] + log(Double(sizes[place]) / Double(count - sizes[place]))
    }
    // The farthest member is one end of a longest path, or the other.
    let end = PathsFrom(paths.order.last!, rows, position: &position)
    let other = PathsFrom(end.order.last!, rows, position: &position)
    var distances = [Int: Int](minimumCapacity: count)
    for (node, depth) in zip(end.order, end.depths) { distances[node] = depth }
    for (node, depth) in zip(other.order, other.depths) { distances[node] = max(distances[node]!, depth) }
    return zip(paths.order, orders).map { ($0, $1, distances[$0]!) }
  }

  private func everyone(
    _ nodes: [Int], _ edges: Int, _ rows: Adjacency, _ position: inout [Int], _ execution: Execution
  ) throws -> [Found] {
    let (steps, isOver) = nodes.count.multipliedReportingOverflow(by: nodes.count + edges)
    if isOver || steps > limit {
      throw KithError.size(
        "a group of \(nodes.count) people with \(edges / 2) relations is too large to try everyone as the source",
        help: "give an earlier, smaller group, or the cascade's tree")
    }
    var found: [Found] = []
    for node in nodes {
      try execution.checkCancellation()
      let paths = PathsFrom(node, rows, position: &position)
      found.append((node, paths.logOrders, paths.depths.last!))
    }
    return found
  }

  private func ranked(_ found: [Found], _ members: [Int]) -> [Candidate] {
    let sorted = found.sorted { $0.node < $1.node }
    let largest = sorted.map(\.logOrders).max()!
    let sum = sorted.reduce(0) { $0 + exp($1.logOrders - largest) }
    let center = sorted.map(\.eccentricity).min()!
    let candidates = sorted.map { entry in
      Candidate(
        person: members[entry.node], logOrders: entry.logOrders, share: exp(entry.logOrders - largest) / sum,
        eccentricity: entry.eccentricity, isJordanCenter: entry.eccentricity == center)
    }
    return candidates.sorted { ($0.share, $1.person) > ($1.share, $0.person) }
  }
}

/// Shortest paths from one node, as a tree; positions are by order of discovery.
private struct PathsFrom {
  private(set) var order: [Int]
  private(set) var parents = [-1]
  private(set) var depths = [0]

  /// `position` is scratch by node, of any content.
  init(_ start: Int, _ rows: Adjacency, position: inout [Int]) {
    order = [start]
    position[start] = 0
    var head = 0
    while head < order.count {
      for neighbor in rows.row(order[head]).map(Int.init) {
        // A position holds only where the node there is the one that was asked for.
        let held = position[neighbor]
        if held >= 0 && held < order.count && order[held] == neighbor { continue }
        position[neighbor] = order.count
        order.append(neighbor)
        parents.append(head)
        depths.append(depths[head] + 1)
      }
      head += 1
    }
  }

  var subtreeSizes: [Int] {
    var sizes = [Int](repeating: 1, count: order.count)
    for place in stride(from: order.count - 1, to: 0, by: -1) { sizes[parents[place]] += sizes[place] }
    return sizes
  }

  /// ln(n! / Π subtree sizes).
  var logOrders: Double {
    var sign: Int32 = 0
    return subtreeSizes.reduce(lgamma_r(Double(order.count + 1), &sign)) { $0 - log(Double($1)) }
  }
}
