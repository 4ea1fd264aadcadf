import KithFoundation
import KithGraph

/// R over time: how many followers a member of each period found within a horizon.
///
///     let curve = try CascadeReproduction(step: TimeWindow.day, horizon: TimeWindow.day).curve(of: cascades)
///     curve[0].value                      // above 1 the spread grows
///
/// A member of a period counts its children that joined within `horizon` of it. Periods that end less than a horizon
/// before the last known time are censored: their members' followers may be still to come, so they have no value.
/// Members without a time count nowhere. O(members).
public struct CascadeReproduction: Sendable, Codable, Equatable {
  /// Width of a period, milliseconds.
  public var step: Int64
  /// How long a member may take to find followers, milliseconds.
  public var horizon: Int64

  public init(step: Int64, horizon: Int64) {
    self.step = step
    self.horizon = horizon
  }

  public struct Period: Sendable, Equatable, Codable {
    /// Milliseconds; the period ends before the next one's start.
    public var start: Int64
    public var members: Int
    /// Their children within the horizon.
    public var followers: Int
    /// Followers for each member.
    public var value: DiffusionValue
  }

  /// Over all cascades together. Errors: E720 for a step or horizon that is not above 0, or a step that makes more
  /// than a million periods; E405 (exit 1) where no member has a time.
  public func curve(of cascades: CascadeSet) throws -> [Period] {
    if step <= 0 { throw KithError.option("the step", step, choose: "a number of milliseconds above 0") }
    if horizon <= 0 { throw KithError.option("the horizon", horizon, choose: "a number of milliseconds above 0") }
    let known = cascades.times.filter { $0 != Timestamp.missing }
    guard let first = known.min(), let last = known.max() else {
      throw KithError(
        .answerIsNo,
        Diagnostic("E405", "R over time is undefined: no member has a time", help: "name the column of times"))
    }
    let count = (last - first) / step + 1
    if count > 1_000_000 {
      throw KithError.option("the step", step, choose: "one that makes at most a million periods")
    }
    var members = [Int](repeating: 0, count: Int(count))
    var followers = members
    for member in 0..<cascades.memberCount where cascades.times[member] != Timestamp.missing {
      members[Int((cascades.times[member] - first) / step)] += 1
      guard let parent = cascades.parent(of: member), cascades.times[parent] != Timestamp.missing else { continue }
      let delay = cascades.times[member] - cascades.times[parent]
      if delay >= 0 && delay <= horizon { followers[Int((cascades.times[parent] - first) / step)] += 1 }
    }
    return members.indices.map { index in
      let start = first + Int64(index) * step
      let value =
        if last - start < step || last - start - step < horizon - 1 {
          DiffusionValue(undefined: "followers may be still to come")
        } else if members[index] == 0 {
          DiffusionValue(undefined: "nobody joined in this period")
        } else {
          DiffusionValue(Double(followers[index]) / Double(members[index]))
        }
      return Period(start: start, members: members[index], followers: followers[index], value: value)
    }
  }
}
