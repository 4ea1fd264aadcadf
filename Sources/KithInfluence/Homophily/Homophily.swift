import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

/// What chance means for likeness among friends.
public enum HomophilyNull: Sendable, Codable, Equatable {
  /// Friendships stand, traits are dealt out anew.
  case labels(LabelPermutation)
  /// Traits stand, friendships end anywhere else.
  case rewiring(DegreePreservingRewiring)
}

/// Do people who are alike meet? Every measure of likeness among friends for each trait, whole and by community.
///
///     let report = try Homophily().report(of: [taste, age], over: graph, communities: groups.partition)
///     report.traits[0].assortativity.value, report.traits[0].null?.upper
///
/// Runs on the attention graph as given (a → b: a addressed b). Likeness among friends is a fact about friends, not
/// about its cause: that they chose each other for it, became alike, or both live where it is usual.
/// O(draws · (people + edges)) a trait.
/// McPherson, Smith-Lovin & Cook 2001, doi 10.1146/annurev.soc.27.1.415.
public struct Homophily: Sendable, Codable, Equatable {
  public var null: HomophilyNull
  /// Count an edge by its weight; false counts each once.
  public var usesWeights: Bool
  public var baseline: ColemanIndex.Baseline
  public var style: SpatialWeights
  /// Communities get a summary of their own, largest first, up to this many…
  public var largestCommunities: Int
  /// … and of at least so many people.
  public var smallestCommunity: Int

  public init(
    null: HomophilyNull = .labels(LabelPermutation()), usesWeights: Bool = true,
    baseline: ColemanIndex.Baseline = .shareOfPeople, style: SpatialWeights = .rowStandardised,
    largestCommunities: Int = 10, smallestCommunity: Int = 10
  ) {
    self.null = null
    self.usesWeights = usesWeights
    self.baseline = baseline
    self.style = style
    self.largestCommunities = largestCommunities
    self.smallestCommunity = smallestCommunity
  }

  /// One trait over the whole graph. Throws E720 for options out of range, E402 for weights below zero.
  public func summary(
    of trait: Trait, over graph: Graph, execution: Execution = .serial
  ) throws -> TraitHomophily {
    switch trait.values {
    case .nominal(let column): try nominal(column, named: trait.name, graph, execution)
    case .numeric(let values): try numeric(values, named: trait.name, graph, execution)
    }
  }

  /// Every trait over the whole graph, and over the edges inside each of the largest communities.
  public func report(
    of traits: [Trait], over graph: Graph, communities: Partition? = nil, execution: Execution = .serial
  ) throws -> HomophilyReport {
    let chosen = (communities?.sizes ?? []).prefix(largestCommunities).prefix { $0 >= smallestCommunity }.count
    let parts = (0..<chosen).map { community in
      (0..<graph.nodeCount).filter { communities?.assignment[$0] == UInt32(community) }
    }
    let inside = parts.map { graph.subgraph(of: $0) }
    return HomophilyReport(
      method: self,
      traits: try traits.map { try summary(of: $0, over: graph, execution: execution) },
      communities: try parts.indices.map { community in
        try traits.map {
          try summary(of: $0.restricted(to: parts[community]), over: inside[community], execution: execution)
        }
      })
  }

  private func nominal(
    _ column: CodedColumn, named name: String, _ graph: Graph, _ execution: Execution
  ) throws -> TraitHomophily {
    let known = try KnownGroups(column, over: graph, usesWeights: usesWeights)
    let sums = known.sums
    let perGroup = known.groups <= MixingMatrix.largest
    let assortativity = Assortativity.estimate(known, sums: sums)
    let draws = try draws { labels in
      try labels.draws(of: known, perGroup: perGroup, execution: execution)
    } rewired: { rewiring in
      try rewiring.draws(of: known, perGroup: perGroup, execution: execution)
    }
    let coleman = ColemanIndex(baseline: baseline, usesWeights: usesWeights)
    return TraitHomophily(
      name: name, kind: .nominal, people: graph.nodeCount, assortativity: assortativity,
      null: draws?.comparison(0, observed: assortativity.value.value),
      groups: TraitHomophily.Groups(
        ei: EIIndex.estimate(known, sums, nodes: graph.nodeCount),
        eiNull: draws?.comparison(1, observed: sums.withinShare) { 1 - 2 * $0 },
        coleman: (0..<known.groups).map { coleman.estimate(known, sums, group: $0) },
        homophilyNulls: (0..<known.groups).map { group in
          perGroup ? draws?.comparison(2 + group, observed: sums.homophily(group)) : nil
        },
        mixing: MixingMatrix(known), sharedFriends: SharedFriends(of: column, over: graph)),
      clustering: nil)
  }

  private func numeric(
    _ values: [Double], named name: String, _ graph: Graph, _ execution: Execution
  ) throws -> TraitHomophily {
    let known = try KnownValues(values, over: graph, usesWeights: usesWeights)
    let assortativity = NumericAssortativity.estimate(known)
    let moments = WeightMoments(known.edges, style: style)
    let sums = ValueSums(known.edges, source: known.centred, target: known.centred)
    let spatial = LabelPermutation.Spatial(
      moran: MoranI(style: style, usesWeights: usesWeights), geary: GearyC(style: style, usesWeights: usesWeights),
      moments: moments)
    let moran = spatial.moran.estimate(known, sums, moments)
    let geary = spatial.geary.estimate(known, sums, moments)
    let draws = try draws { labels in
      known.reason == nil ? try labels.draws(of: known, spatial: spatial, execution: execution) : nil
    } rewired: { rewiring in
      known.reason == nil ? try rewiring.draws(of: known, execution: execution) : nil
    }
    let permuted = if case .labels = null { draws } else { nil as DrawTable? }
    return TraitHomophily(
      name: name, kind: .numeric, people: graph.nodeCount, assortativity: assortativity,
      null: draws?.comparison(0, observed: assortativity.value.value), groups: nil,
      clustering: TraitHomophily.Clustering(
        moran: moran, moranNull: permuted?.comparison(1, observed: moran.value.value),
        geary: geary, gearyNull: permuted?.comparison(2, observed: geary.value.value)))
  }

  private func draws(
    permuted: (LabelPermutation) throws -> DrawTable?, rewired: (DegreePreservingRewiring) throws -> DrawTable?
  ) throws -> DrawTable? {
    switch null {
    case .labels(let permutation): try permuted(permutation)
    case .rewiring(let rewiring): try rewired(rewiring)
    }
  }
}

/// Likeness among friends, trait by trait.
public struct HomophilyReport: Sendable {
  /// How it was made.
  public let method: Homophily
  public let traits: [TraitHomophily]
  /// By community of the partition, largest first, then by trait.
  public let communities: [[TraitHomophily]]
}

extension Trait {
  /// Whether a value is known and one to reckon with.
  func isUsable(_ node: Int) -> Bool {
    if case .numeric(let numbers) = values { numbers[node].isFinite } else { isKnown(node) }
  }

  /// Of some of the nodes, ascending, renumbered.
  func restricted(to nodes: [Int]) -> Trait {
    switch values {
    case .numeric(let numbers): Trait(name: name, values: .numeric(nodes.map { numbers[$0] }))
    case .nominal(let column):
      Trait(name: name, values: .nominal(CodedColumn(names: column.names, codes: nodes.map { column.codes[$0] })))
    }
  }
}
