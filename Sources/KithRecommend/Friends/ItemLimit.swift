/// Gives each item to so many people at most: to those whose lists it leads.
///
///     let kept = ItemLimit(people: 100, top: 10).places(in: social)
///     kept[0]                               // the places of user 0's list that remain, ascending
///
/// Pairs of person and item are gone through by how far the item stands above the others of the person's list, in
/// standard deviations, the best first; ties by place, then by person. A pair holds where the item has people left and
/// the person has places left: whoever comes too late for an item gets the next one of their list. Nobody could swap
/// with another and both be better off (Gale & Shapley 1962, doi 10.2307/2312726, where both sides rank alike).
/// O(pairs log pairs).
public struct ItemLimit: Sendable, Codable, Equatable {
  /// At least 1.
  public var people: Int
  /// Items a person; nil: all of the list.
  public var top: Int?

  public init(people: Int, top: Int? = nil) {
    self.people = people
    self.top = top
  }

  private struct Pair {
    var standing: Double
    var place: UInt32
    var user: UInt32
  }

  public func places(in result: SocialReranking.Result) -> [[Int]] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(result.lists.reduce(0) { $0 + $1.count })
    var items = 0
    for (user, list) in result.lists.enumerated() {
      // Scores of the base have a scale of their own in each list.
      let standard = result.isReweighted[user] ? nil : Standard(list.map(\.score))
      for (place, entry) in list.enumerated() {
        items = max(items, Int(entry.item) + 1)
        pairs.append(
          Pair(standing: standard?.z(entry.score) ?? entry.score, place: UInt32(place), user: UInt32(user)))
      }
    }
    pairs.sort { a, b in
      a.standing != b.standing ? a.standing > b.standing : (a.place, a.user) < (b.place, b.user)
    }
    var given = [Int](repeating: 0, count: items)
    var kept = [[Int]](repeating: [], count: result.lists.count)
    for pair in pairs {
      let (user, item) = (Int(pair.user), Int(result.lists[Int(pair.user)][Int(pair.place)].item))
      if given[item] >= people || kept[user].count >= top ?? .max { continue }
      given[item] += 1
      kept[user].append(Int(pair.place))
    }
    return kept
  }
}
