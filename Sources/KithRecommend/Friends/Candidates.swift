/// Anyone's recommendations: for each user some items with scores, best first.
///
///     var base = Candidates(users: 2)
///     base.append(item: 3, score: 0.9, to: 0)
///
/// Codes are those of the users and items of a `UserItems`.
public struct Candidates: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public var item: UInt32
    public var score: Double

    public init(item: UInt32, score: Double) {
      self.item = item
      self.score = score
    }
  }

  /// By user, in the order given.
  public var lists: [[Entry]]

  public init(users: Int) { lists = [[Entry]](repeating: [], count: users) }

  public init(lists: [[Entry]]) { self.lists = lists }

  public mutating func append(item: UInt32, score: Double, to user: Int) {
    lists[user].append(Entry(item: item, score: score))
  }

  public var count: Int { lists.reduce(0) { $0 + $1.count } }
}
