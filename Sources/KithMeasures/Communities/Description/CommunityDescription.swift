import KithGraph

/// A community told by its people and its ties.
public struct CommunityDescription: Sendable, Equatable {
  /// Another community it is tied to, by the edge weight between the two.
  public struct Bridge: Sendable, Equatable {
    public var community: Int
    public var weight: Double
  }

  /// Index in the partition: 0 is the largest.
  public let community: Int
  public let people: Int
  /// Its people best by the scores, best first.
  public let leaders: [Int]
  /// Edge weight between its people, and between them and others.
  public let weightInside: Double
  public let weightAcross: Double
  /// The other described communities it is tied to most, most first.
  public let bridges: [Bridge]
  /// Its people with most weight to other communities, most first.
  public let bridgePeople: [Int]

  /// The share of the weight touching its people that stays inside; nil without any.
  public var insideShare: Double? {
    weightInside + weightAcross > 0 ? weightInside / (weightInside + weightAcross) : nil
  }
}

/// Describes the largest communities: who leads them, what ties them to which others, and through whom.
///
///     let ranks = try PageRank().scores(in: graph)
///     for group in CommunityDescriber(count: 10).describe(groups.partition, in: graph, by: ranks) { … }
///
/// Weighted by strength, direction ignored. O(nodes log nodes + edges + count²).
public struct CommunityDescriber: Sendable, Codable, Equatable {
  /// The most communities to describe, the largest first.
  public var count: Int
  /// Fewest people of a community worth describing.
  public var smallest: Int
  public var leaders: Int
  public var bridges: Int
  public var bridgePeople: Int

  public init(count: Int = 20, smallest: Int = 3, leaders: Int = 5, bridges: Int = 3, bridgePeople: Int = 3) {
    self.count = count
    self.smallest = smallest
    self.leaders = leaders
    self.bridges = bridges
    self.bridgePeople = bridgePeople
  }

  public func describe(_ partition: Partition, in graph: Graph, by scores: NodeScores) -> [CommunityDescription] {
    describe(CommunityTies(partition, in: graph), order: scores.order)
  }

  /// The same where the ties and the nodes' order, best first, are known.
  public func describe(_ ties: CommunityTies, order: [Int]) -> [CommunityDescription] {
    let sizes = ties.partition.sizes
    let described = sizes.prefix(max(0, count)).prefix { $0 >= smallest }.count
    if described == 0 { return [] }
    let leading = ties.leaders(first: described, count: leaders, order: order)
    let between = ties.between(first: described)
    let people = ties.bridgePeople(first: described, count: bridgePeople)
    return (0..<described).map { index in
      let others = (0..<described).filter { between[index][$0] > 0 }
        .sorted { (between[index][$1], $0) < (between[index][$0], $1) }
      return CommunityDescription(
        community: index, people: sizes[index], leaders: leading[index], weightInside: ties.inside[index],
        weightAcross: ties.across[index],
        bridges: others.prefix(bridges).map { .init(community: $0, weight: between[index][$0]) },
        bridgePeople: people[index])
    }
  }
}
