import KithFoundation
import KithRecommend

/// What friends changed in lists, and why, for tables: by list, then by place; empty where friends have no say.
struct ListReasons {
  /// What friends added to each score.
  private(set) var changes: [[Double]]
  /// Empty unless sentences were asked for.
  private(set) var sentences: [[String?]]

  /// `lists` as they are shown; `whole` gives what was re-weighted together for a list.
  ///
  /// Throws `CancellationError`.
  init(
    _ lists: [(user: Int, items: [UInt32])], whole: @Sendable (_ list: Int) -> [UInt32], weight: FriendWeight,
    friends: FriendSignal, _ sentence: ReasonSentence?, _ execution: Execution
  ) throws {
    var changes = [[Double]](repeating: [], count: lists.count)
    var sentences = [[String?]](repeating: [], count: lists.count)
    changes.withUnsafeMutableBufferPointer { changes in
      sentences.withUnsafeMutableBufferPointer { sentences in
        guard let change = changes.baseAddress, let text = sentences.baseAddress else { return }
        let (changed, told) = (SharedPointer(change), SharedPointer(text))
        execution.forEachChunk(of: lists.count, grain: 256) { _, range in
          if execution.isCancelled() { return }
          let reader = SocialExplanation(weight: weight).reader(of: friends)
          for index in range {
            let (user, items) = lists[index]
            guard let reasons = reader.explain(items, for: user, in: whole(index)) else { continue }
            changed[index] = reasons.map(\.change)
            if let sentence { told[index] = zip(reasons, items).map { sentence.text($0, item: $1) } }
          }
        }
      }
    }
    try execution.checkCancellation()
    self.changes = changes
    self.sentences = sentences
  }

  /// The cells of a column change, list after list of so many rows.
  func changeCells(_ sizes: [Int]) -> [Double] {
    zip(changes, sizes).flatMap { $0.isEmpty ? [Double](repeating: .nan, count: $1) : $0 }
  }

  /// The cells of a column because.
  func becauseCells(_ sizes: [Int]) -> [String?] {
    zip(sentences, sizes).flatMap { $0.isEmpty ? [String?](repeating: nil, count: $1) : $0 }
  }
}
