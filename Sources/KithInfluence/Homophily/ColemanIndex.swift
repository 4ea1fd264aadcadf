import KithDiffusion
import KithGraph

/// How far the people of each group prefer their own beyond what their number alone would give: 1 when all their
/// edges stay within, 0 when as many as by chance, −1 when none.
///
///     let club = try ColemanIndex(baseline: .shareOfPeople).estimate(of: clubs, over: graph)
///     club[0].homophily, club[0].index          // 0.8642, 0.7284 for the karate club's first half
///
/// H = weight of the group's edges to its own / of all its edges (outward edges where directed). Against the baseline
/// w, the share by opportunity alone ("baseline homophily"), the index is the choice beyond it ("inbreeding
/// homophily"): (H − w)/(1 − w), or (H − w)/w where H < w. **Two baselines are in use** and differ in small groups:
/// w = n_c/n, and w = (n_c − 1)/(n − 1), which leaves a person out of the people they can choose. Undefined for groups
/// without edges, without a second member to choose or without anybody else. O(people + edges).
/// Coleman 1958, Human Organization 17(4); Currarini, Jackson & Pin 2009, doi 10.3982/ECTA7528.
public struct ColemanIndex: Sendable, Codable, Equatable {
  public enum Baseline: String, Sendable, Codable, CaseIterable {
    /// w = n_c / n.
    case shareOfPeople
    /// w = (n_c − 1) / (n − 1).
    case shareOfOthers
  }

  public var baseline: Baseline
  public var usesWeights: Bool

  public init(baseline: Baseline = .shareOfPeople, usesWeights: Bool = true) {
    self.baseline = baseline
    self.usesWeights = usesWeights
  }

  public struct Group: Sendable, Codable, Equatable {
    public let name: String
    public let people: Int
    /// H: share of its edges that stay in it.
    public let homophily: DiffusionValue
    /// w: the same by opportunity alone.
    public let baseline: Double
    /// Of choice beyond opportunity.
    public let index: DiffusionValue
  }

  /// By code of the group. Throws E402 for weights below zero.
  public func estimate(of groups: CodedColumn, over graph: Graph) throws -> [Group] {
    let known = try KnownGroups(groups, over: graph, usesWeights: usesWeights)
    let sums = known.sums
    return (0..<known.groups).map { estimate(known, sums, group: $0) }
  }

  func estimate(_ known: KnownGroups, _ sums: GroupSums, group: Int) -> Group {
    let homophily = sums.homophily(group)
    let (size, people) = (known.sizes[group], known.codes.count)
    let weight = share(size, of: people)
    let result = { (index: DiffusionValue) in
      Group(
        name: known.names[group], people: size,
        homophily: homophily.isNaN ? DiffusionValue(undefined: "the group has no edges") : DiffusionValue(homophily),
        baseline: weight, index: index)
    }
    if size == 0 { return result(DiffusionValue(undefined: "the group has nobody")) }
    if size == people { return result(DiffusionValue(undefined: "everyone is of this group")) }
    if size == 1 { return result(DiffusionValue(undefined: "the group has one person, who has no peer")) }
    if homophily.isNaN { return result(DiffusionValue(undefined: "the group has no edges")) }
    return result(DiffusionValue((homophily - weight) / (homophily < weight ? weight : 1 - weight)))
  }

  private func share(_ size: Int, of people: Int) -> Double {
    switch baseline {
    case .shareOfPeople: people > 0 ? Double(size) / Double(people) : 0
    case .shareOfOthers: people > 1 && size > 0 ? Double(size - 1) / Double(people - 1) : 0
    }
  }
}
