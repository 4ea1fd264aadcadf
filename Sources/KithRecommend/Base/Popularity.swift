import Glibc
import KithFoundation
import KithGraph

/// Recommends what most people took, recent takings counting more if asked.
///
///     let model = Popularity().fit(taken)                                       // counts of people
///     let recent = Popularity(halfLife: 30 * TimeWindow.day).fit(actions)
///
/// The same for everybody: the base line that any recommender has to beat. O(pairs).
public struct Popularity: Sendable, Codable, Equatable {
  /// Milliseconds after which a taking counts half; nil for counts of people.
  public var halfLife: Int64?

  public init(halfLife: Int64? = nil) { self.halfLife = halfLife }

  /// Of pairs without times.
  public func fit(_ taken: UserItems) -> any ItemScorer {
    Scorer(userCount: taken.userCount, scores: (0..<taken.itemCount).map { Float(taken.users(of: $0).count) })
  }

  /// Of actions, aged to the latest one; each person's last taking of an item counts, and one without a time as if it
  /// were the earliest. Throws E720 for a half-life out of range, E405 (exit 1) where no action has a time.
  public func fit(_ actions: ActionLog) throws -> any ItemScorer {
    guard let halfLife else { return fit(UserItems(actions)) }
    if halfLife <= 0 { throw KithError.option("the half-life", halfLife, choose: "a duration above 0") }
    let known = actions.times.filter { $0 != Timestamp.missing }
    guard let latest = known.max(), let earliest = known.min() else {
      throw KithError(
        .answerIsNo,
        Diagnostic("E405", "what is recent cannot be told: no action has a time", help: "leave out the half-life"))
    }
    let scores = (0..<actions.items.count).map { item -> Float in
      var last: [UInt32: Int64] = [:]
      for row in actions.actions(of: item) {
        let time = actions.times[row] == Timestamp.missing ? earliest : actions.times[row]
        last[actions.persons[row]] = max(last[actions.persons[row]] ?? .min, time)
      }
      // In order of time: the sum does not depend on the order of a dictionary.
      return last.values.sorted().reduce(0) { $0 + Self.weight(Double(latest) - Double($1), Double(halfLife)) }
    }
    return Scorer(userCount: actions.people.count, scores: scores)
  }

  private static func weight(_ age: Double, _ halfLife: Double) -> Float { Float(exp2(-age / halfLife)) }

  private struct Scorer: ItemScorer {
    let userCount: Int
    let scores: [Float]
    var itemCount: Int { scores.count }

    func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
      scores.withUnsafeBufferPointer { scores in
        guard let base = scores.baseAddress else { return }
        for place in 0..<users.count { (rows + place * scores.count).update(from: base, count: scores.count) }
      }
    }
  }
}
