import KithFoundation
import KithGraph
import KithMeasures

/// Whom cascades exposed, and how each community took them up.
///
///     let reach = try CascadeReach(of: cascades, over: graph.influence, communities: leiden.partition)
///     reach.exposed; reach.bridgeShare.value; reach.communities[0].conversion
///
/// A person is exposed when someone who influences them is a member. Everything counts people once, whatever they
/// repeated. O(members + edges of the members).
public struct CascadeReach: Sendable, Equatable, Codable {
  /// People who are members.
  public var adopters: Int
  /// People whom a member influences, members or not: the unique reach beyond the members' own number.
  public var exposed: Int
  /// Members and exposed together, each once.
  public var reached: Int
  /// Adopters among the exposed, as a share of them.
  public var conversion: DiffusionValue
  /// Share of the steps from parent to child that cross communities.
  public var bridgeShare: DiffusionValue
  /// Empty without communities.
  public var communities: [Community]

  public struct Community: Sendable, Equatable, Codable {
    public var size: Int
    public var adopters: Int
    /// Adopters / size.
    public var conversion: Double
    /// When someone of the community first followed someone outside it, in milliseconds.
    public var firstCrossing: DiffusionValue
    /// When its first member acted, in milliseconds.
    public var firstAdoption: DiffusionValue
    /// Pairs of an outside member who acted before that moment and someone inside whom they influence.
    public var exposuresBefore: DiffusionValue
  }

  /// Of some cascades (all by default), on a network of the same people with an edge u → v where u can influence v.
  ///
  /// Throws E453 for a network or communities of other people.
  public init(
    of cascades: CascadeSet, among chosen: Range<Int>? = nil, over influence: Graph, communities: Partition? = nil
  ) throws {
    let people = cascades.people.count
    if influence.nodeCount != people || communities?.assignment.count ?? people != people {
      throw KithError.values(
        "the network or its communities", "they are of other people than the cascades", help: "use the same people")
    }
    let chosen = chosen ?? cascades.indices
    let members = cascades.starts[chosen.lowerBound]..<cascades.starts[chosen.upperBound]
    var adopted = [Bool](repeating: false, count: people)
    var exposed = adopted
    /// First known time of each adopter.
    var firstTimes = [Int64](repeating: .max, count: people)
    for member in members {
      let person = Int(cascades.persons[member])
      if cascades.times[member] != Timestamp.missing {
        firstTimes[person] = min(firstTimes[person], cascades.times[member])
      }
      if adopted[person] { continue }
      adopted[person] = true
      for neighbor in influence.outNeighbors(of: person) where Int(neighbor) != person { exposed[Int(neighbor)] = true }
    }
    adopters = adopted.count { $0 }
    self.exposed = exposed.count { $0 }
    reached = (0..<people).count { adopted[$0] || exposed[$0] }
    conversion =
      self.exposed > 0
      ? DiffusionValue(Double((0..<people).count { adopted[$0] && exposed[$0] }) / Double(self.exposed))
      : DiffusionValue(undefined: "nobody was exposed")
    guard let communities else {
      bridgeShare = DiffusionValue(undefined: "no communities given")
      self.communities = []
      return
    }
    var steps = (crossing: 0, all: 0)
    var crossings = [Int64](repeating: .max, count: communities.count)
    for member in members {
      guard let parent = cascades.parent(of: member) else { continue }
      steps.all += 1
      let own = communities[Int(cascades.persons[member])]
      if own == communities[Int(cascades.persons[parent])] { continue }
      steps.crossing += 1
      if cascades.times[member] != Timestamp.missing { crossings[own] = min(crossings[own], cascades.times[member]) }
    }
    bridgeShare =
      steps.all > 0
      ? DiffusionValue(Double(steps.crossing) / Double(steps.all))
      : DiffusionValue(undefined: "nobody followed anybody")
    var counts = [Int](repeating: 0, count: communities.count)
    var starts = [Int64](repeating: .max, count: communities.count)
    for person in 0..<people where adopted[person] {
      counts[communities[person]] += 1
      starts[communities[person]] = min(starts[communities[person]], firstTimes[person])
    }
    var exposures = [Int](repeating: 0, count: communities.count)
    for person in 0..<people where firstTimes[person] != .max {
      for neighbor in influence.outNeighbors(of: person) {
        let other = communities[Int(neighbor)]
        if other != communities[person] && firstTimes[person] < starts[other] { exposures[other] += 1 }
      }
    }
    func moment(_ time: Int64, _ reason: String) -> DiffusionValue {
      time == .max ? DiffusionValue(undefined: reason) : DiffusionValue(Double(time))
    }
    self.communities = communities.sizes.indices.map { index in
      Community(
        size: communities.sizes[index], adopters: counts[index],
        conversion: Double(counts[index]) / Double(communities.sizes[index]),
        firstCrossing: moment(crossings[index], "nobody in it followed someone outside at a known time"),
        firstAdoption: moment(starts[index], "nobody in it acted at a known time"),
        exposuresBefore: starts[index] == .max
          ? DiffusionValue(undefined: "nobody in it acted at a known time") : DiffusionValue(Double(exposures[index])))
    }
  }
}
