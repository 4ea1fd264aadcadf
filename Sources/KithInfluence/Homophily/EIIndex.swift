import KithDiffusion
import KithGraph

/// Whether edges leave groups or stay in them: −1 when all stay, +1 when all leave.
///
///     let ei = try EIIndex().estimate(of: clubs, over: graph)
///     ei.value                 // −0.7179 for the karate club
///     ei.expected              // −0.0303: the index if groups were dealt out at random
///
/// (external − internal) / (external + internal) over weights of edges: of the graph; of each group, over all edges
/// with an end in it; of each person, over all their edges in both directions. The index depends on group sizes, so
/// `expected` stands beside it: with labels permuted any edge is internal with probability
/// Σ n_c (n_c − 1) / (n (n − 1)), whatever the graph. Undefined without edges. O(people + edges).
/// Krackhardt & Stern 1988, doi 10.2307/2786835.
public struct EIIndex: Sendable, Codable, Equatable {
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  public struct Estimate: Sendable {
    public let value: DiffusionValue
    /// Under permuted labels, exactly.
    public let expected: DiffusionValue
    /// By code of the group.
    public let groups: [DiffusionValue]
    /// By node; nil where the group is unknown or no edge leads to anyone of known group.
    public let people: [Double?]
  }

  /// Throws E402 for weights below zero.
  public func estimate(of groups: CodedColumn, over graph: Graph) throws -> Estimate {
    let known = try KnownGroups(groups, over: graph, usesWeights: usesWeights)
    return Self.estimate(known, known.sums, nodes: graph.nodeCount)
  }

  static func estimate(_ known: KnownGroups, _ sums: GroupSums, nodes: Int) -> Estimate {
    let share = sums.withinShare
    let people = Double(known.codes.count)
    let pairs = known.sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    return Estimate(
      value: share.isFinite
        ? DiffusionValue(1 - 2 * share) : DiffusionValue(undefined: "no edge joins people of known group"),
      expected: people > 1
        ? DiffusionValue(1 - 2 * pairs / (people * (people - 1)))
        : DiffusionValue(undefined: "fewer than two people's groups are known"),
      groups: (0..<known.groups).map { group in
        let all = sums.outward(group) + sums.inward(group)
        // Edges within were met at both ends.
        let external = all - 2 * sums.within(group)
        let met = external + sums.within(group)
        return met > 0
          ? DiffusionValue((external - sums.within(group)) / met) : DiffusionValue(undefined: "the group has no edges")
      }, people: byPerson(known, nodes: nodes))
  }

  private static func byPerson(_ known: KnownGroups, nodes: Int) -> [Double?] {
    var values = [Double?](repeating: nil, count: nodes)
    let graph = known.edges.graph
    for person in 0..<graph.nodeCount {
      var (all, same) = (0.0, 0.0)
      for rows in graph.isDirected ? [graph.out, graph.in] : [graph.out] {
        for edge in rows.offsets[person]..<rows.offsets[person + 1] {
          let weight = Double(rows.weight(at: edge))
          all += weight
          if known.codes[Int(rows.neighbors[edge])] == known.codes[person] { same += weight }
        }
      }
      if all > 0 { values[known.edges.people[person]] = 1 - 2 * same / all }
    }
    return values
  }
}
