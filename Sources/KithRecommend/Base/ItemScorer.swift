/// Scores every item for a user: larger is better. Scores of one user compare, those of two need not.
public protocol ItemScorer: Sendable {
  var userCount: Int { get }
  var itemCount: Int { get }
  /// Writes `itemCount` scores a user, user after user. May be called on several threads at once.
  func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>)
}

extension ItemScorer {
  /// All scores of one user.
  public func scores(of user: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: itemCount) { buffer, count in
      if let base = buffer.baseAddress { score([user], into: base) }
      count = itemCount
    }
  }
}
