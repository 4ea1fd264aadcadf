import KithFoundation
import KithGraph

/// The period in which each person first did something, seen until the last period ended.
///
///     let times = AdoptionTimes(periods: [0, 3, AdoptionTimes.never, 1], count: 5)
///     times.adopters                                       // 3 of 4; person 2 had not by the end of period 4
///
/// Periods count from 0. Two people of one period cannot have moved each other. Whoever is `never` is censored:
/// known only not to have acted while anyone looked.
public struct AdoptionTimes: Sendable, Equatable {
  /// Not seen to adopt.
  public static let never = Int32.max

  /// By node.
  public let periods: [Int32]
  /// Number of periods seen.
  public let count: Int

  public init(periods: [Int32], count: Int) {
    precondition(periods.allSatisfy { $0 == Self.never || (0..<Int32(count)).contains($0) })
    self.periods = periods
    self.count = count
  }

  public func hasAdopted(_ node: Int) -> Bool { periods[node] != Self.never }

  /// How many adopted.
  public var adopters: Int { periods.count { $0 != Self.never } }

  /// Of first actions, cut into `count` periods of equal length over [start, end]; outside it they say nothing.
  ///
  /// - Parameters:
  ///   - firsts: by node, milliseconds since the epoch; nil where the person never acted or the time is unknown.
  ///   - start: first moment of period 0.
  ///   - width: milliseconds of a period, at least 1.
  /// Actions before `start` count as of period 0, and those after the last period as never seen. O(people).
  public init(firsts: [Int64?], start: Int64, width: Int64, count: Int) {
    precondition(width > 0 && count > 0)
    self.init(
      periods: firsts.map { first in
        guard let first else { return Self.never }
        let (since, overflow) = first.subtractingReportingOverflow(start)
        if overflow || first <= start { return first <= start ? 0 : Self.never }
        let period = since / width
        return period < count ? Int32(period) : Self.never
      }, count: count)
  }
}
