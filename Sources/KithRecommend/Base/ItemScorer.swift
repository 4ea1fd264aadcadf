import KithFoundation

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

  /// Scores blocks of users in parallel and hands each user's row on, on any thread.
  ///
  /// Memory: `32 · itemCount` floats a thread. Throws `CancellationError`.
  func forEachRow(
    of users: [Int], _ execution: Execution, _ body: @Sendable (_ index: Int, UnsafeMutablePointer<Float>) -> Void
  ) throws {
    let items = itemCount
    execution.forEachChunk(of: users.count, grain: 32) { _, range in
      if execution.isCancelled() { return }
      let rows = Scratch<Float>(uninitialized: range.count * items)
      score(users[range], into: rows.base)
      for index in range { body(index, rows.base + (index - range.lowerBound) * items) }
    }
    try execution.checkCancellation()
  }
}
