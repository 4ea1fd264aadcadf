import KithDiffusion
import KithGraph

/// Whether edges join people of the same group more than the groups' numbers of edges alone would: 1 when all do,
/// 0 when as many as by chance, below 0 when fewer.
///
///     let club = try Assortativity().estimate(of: clubs, over: graph)
///     club.value                          // 0.7175 for the karate club's two halves
///
/// r = (Σ e_cc − Σ a_c b_c) / (1 − Σ a_c b_c), where e_cd is the share of edge weight from group c to group d, a_c its
/// share from and b_c its share to group c; an undirected edge counts from both ends. Edges with an end of unknown
/// group are left out and counted. The standard error is the jackknife over edges, σ² = Σ (r₋ₑ − r)². Undefined
/// without edges and where one group has them all. The largest value that given degrees allow can be below 1.
/// O(people + edges). Newman 2003, doi 10.1103/PhysRevE.67.026126.
public struct Assortativity: Sendable, Codable, Equatable {
  /// Count an edge by its weight; false counts each once.
  public var usesWeights: Bool

  public init(usesWeights: Bool = true) { self.usesWeights = usesWeights }

  /// Throws E402 for weights below zero.
  public func estimate(of groups: CodedColumn, over graph: Graph) throws -> AssortativityEstimate {
    let known = try KnownGroups(groups, over: graph, usesWeights: usesWeights)
    return Self.estimate(known, sums: known.sums)
  }

  static func estimate(_ known: KnownGroups, sums: GroupSums) -> AssortativityEstimate {
    let edges = known.edges
    if let reason = known.reason(sums) { return AssortativityEstimate(edges, undefined: reason) }
    return AssortativityEstimate(edges, value: sums.assortativity, variance: jackknife(known, sums))
  }

  /// Each edge left out in turn; the sums change in O(1).
  private static func jackknife(_ known: KnownGroups, _ sums: GroupSums) -> Double? {
    let (graph, codes) = (known.edges.graph, known.codes)
    let whole = Totals(sums)
    let value = whole.assortativity
    var variance = 0.0
    for person in 0..<graph.nodeCount {
      for edge in graph.out.offsets[person]..<graph.out.offsets[person + 1] {
        let other = Int(graph.out.neighbors[edge])
        if !graph.isDirected && other < person { continue }
        let (from, to, weight) = (Int(codes[person]), Int(codes[other]), Double(graph.out.weight(at: edge)))
        var rest = whole
        rest.remove(from, to, weight, sums, isDirected: graph.isDirected)
        let without = rest.assortativity
        if !without.isFinite { return nil }
        variance += (without - value) * (without - value)
      }
    }
    return variance
  }

  private struct Totals {
    var total = 0.0
    var same = 0.0
    var byChance = 0.0

    init(_ sums: GroupSums) {
      for group in 0..<sums.groups {
        total += sums.outward(group)
        same += sums.within(group)
        byChance += sums.outward(group) * sums.inward(group)
      }
    }

    var assortativity: Double { (same * total - byChance) / (total * total - byChance) }

    mutating func remove(_ from: Int, _ to: Int, _ weight: Double, _ sums: GroupSums, isDirected: Bool) {
      let isSame = from == to
      if isDirected {
        total -= weight
        same -= isSame ? weight : 0
        byChance -= weight * (sums.inward(from) + sums.outward(to)) - (isSame ? weight * weight : 0)
      } else {
        // Both ends' strengths fall: Σ s² loses 2w(s_from + s_to) − 2w², or 4ws − 4w² within a group.
        total -= 2 * weight
        same -= isSame ? 2 * weight : 0
        byChance -= 2 * weight * (sums.outward(from) + sums.outward(to)) - (isSame ? 4 : 2) * weight * weight
      }
    }
  }
}

/// An assortativity coefficient, with what it rests on.
public struct AssortativityEstimate: Sendable, Codable, Equatable {
  public let value: DiffusionValue
  /// Of the jackknife over edges.
  public let standardError: DiffusionValue
  /// People whose trait is known.
  public let people: Int
  /// Edges with both ends known.
  public let edges: Int
  /// Edges with an end that is not.
  public let edgesLeftOut: Int

  init(_ edges: KnownEdges, value: Double, variance: Double?) {
    self.value = DiffusionValue(value)
    standardError =
      variance.map { DiffusionValue($0.squareRoot()) }
      ?? DiffusionValue(undefined: "it rests on a single edge")
    people = edges.people.count
    self.edges = edges.graph.edgeCount
    edgesLeftOut = edges.leftOut
  }

  init(_ edges: KnownEdges, undefined: String) {
    value = DiffusionValue(undefined: undefined)
    standardError = value
    people = edges.people.count
    self.edges = edges.graph.edgeCount
    edgesLeftOut = edges.leftOut
  }
}
