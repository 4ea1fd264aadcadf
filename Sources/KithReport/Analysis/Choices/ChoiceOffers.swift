import KithFoundation
import KithGraph
import KithRecommend

/// Who would be offered what, and why.
///
/// To everyone who may be offered something and has a friend who took something: the best items they have not taken,
/// by z(base) + λ · z(friends) learnt from all takings.
public struct ChoiceOffers: Sendable {
  /// One item offered to a person.
  public struct Offer: Sendable, Equatable {
    public let item: Int
    public let score: Float
    /// The person's friends who took it, and those who did so lately.
    public let took: Int
    public let lately: Int
    /// Of them, those who may be named, best known first; none below `ChoiceFindings.least`.
    public let named: [Int]
  }

  /// What most people of a community would be offered.
  public struct Next: Sendable, Equatable {
    public let community: Int
    /// People of the community with offers.
    public let people: Int
    public let item: Int
    /// In how many of their lists it stands, and how many of the community took it.
    public let lists: Int
    public let takers: Int
  }

  /// People with offers, ascending; and what each is offered, best first.
  public let people: [Int]
  public let lists: [[Offer]]
  /// How many friends each has.
  public let friends: [Int]
  /// Communities described, largest first, where at least `ChoiceFindings.least` people have offers.
  public let communities: [Next]
  /// Places in `people` of those to show, best PageRank first.
  public let examples: [Int]

  /// Items a person.
  public static let places = 3
  /// What counts as lately, counted back from the last taking.
  public static let lately = 7 * TimeWindow.day
  static let shown = 6

  init(
    _ analysis: Analysis, _ firsts: ActionLog, _ taken: UserItems, _ friends: PersonWeights, _ consent: ChoiceConsent,
    _ base: ChoiceProof.Base, _ weight: FriendWeight, _ execution: Execution
  ) throws {
    let least = ChoiceFindings.least
    let people = (0..<taken.userCount).filter { person in
      consent.mayOffer[person] && friends.row(person).contains { !taken.items(of: Int($0.0)).isEmpty }
    }
    let isAllowed = (0..<taken.itemCount).map { taken.users(of: $0).count >= least }
    let ranked = try SocialRanking(
      base: base.fit(taken, execution), friends: FriendSignal(taken, friends)
    ).top(Self.places, for: people, taken: taken, isAllowed: isAllowed, weights: [weight], execution: execution)[0]

    let times = TakingTimes(firsts, of: taken)
    let start = times.latest.map { $0 - Self.lately }
    lists = zip(people, ranked).map { person, list in
      list.map { entry in
        var (took, lately, named) = (0, 0, [Int]())
        for (friend, _) in friends.row(person) {
          if !taken.isTaken(entry.item, by: Int(friend)) { continue }
          took += 1
          if let start, let time = times.last(entry.item, by: Int(friend)), time > start { lately += 1 }
          if consent.mayName[Int(friend)] { named.append(Int(friend)) }
        }
        named.sort { (analysis.ranks[$0], $0) < (analysis.ranks[$1], $1) }
        return Offer(
          item: Int(entry.item), score: entry.score, took: took, lately: lately,
          named: took >= least ? Array(named.prefix(3)) : [])
      }
    }
    self.people = people
    self.friends = people.map { friends.degree($0) }
    communities = Self.next(analysis, people, lists, taken)
    var places = [Int](repeating: -1, count: taken.userCount)
    for (place, person) in people.enumerated() where !lists[place].isEmpty { places[person] = place }
    examples = Array(analysis.order.lazy.map { places[$0] }.filter { $0 >= 0 }.prefix(Self.shown))
  }

  private static func next(
    _ analysis: Analysis, _ people: [Int], _ lists: [[Offer]], _ taken: UserItems
  ) -> [Next] {
    let partition = analysis.communities.partition
    var offered = [[Int]](repeating: [], count: partition.count)
    for (place, person) in people.enumerated() where !lists[place].isEmpty { offered[partition[person]].append(place) }
    return analysis.summaries.compactMap { summary in
      let places = offered[summary.index]
      if places.count < ChoiceFindings.least { return nil }
      var counts = [Int](repeating: 0, count: taken.itemCount)
      for place in places { for offer in lists[place] { counts[offer.item] += 1 } }
      guard let best = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) else { return nil }
      return Next(
        community: summary.index, people: places.count, item: best, lists: counts[best],
        takers: taken.users(of: best).count { partition[Int($0)] == summary.index })
    }
  }
}
