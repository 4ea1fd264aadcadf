import KithFoundation

/// A base that has nothing to go on for some users, and what stands in for it there.
///
///     let base = FallbackScorer(model, else: Popularity().fit(taken))
///     base.fellBack(for: 3)                      // after scoring: whether the model said nothing of user 3
///
/// A model says nothing of a user where every item scores alike: somebody who took nothing yet, or only what nobody
/// else took. O(items) a user beside the scoring.
public struct FallbackScorer: ItemScorer {
  public let base: any ItemScorer
  public let substitute: any ItemScorer
  private let isSubstituted: Scratch<Bool>

  /// Both of the same users and items.
  public init(_ base: any ItemScorer, else substitute: any ItemScorer) {
    precondition(base.userCount == substitute.userCount && base.itemCount == substitute.itemCount)
    self.base = base
    self.substitute = substitute
    isSubstituted = Scratch(repeating: false, count: base.userCount)
  }

  public var userCount: Int { base.userCount }
  public var itemCount: Int { base.itemCount }

  /// Whether the substitute spoke for a user when that one was scored last; false before.
  public func fellBack(for user: Int) -> Bool { isSubstituted.base[user] }

  public func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
    base.score(users, into: rows)
    for (place, user) in users.enumerated() {
      let row = rows + place * itemCount
      let isFlat = (0..<itemCount).allSatisfy { row[$0] == row[0] }
      if isFlat { substitute.score([user], into: row) }
      isSubstituted.base[user] = isFlat
    }
  }
}
