import Glibc
import KithFoundation

/// How strong a tie is at a moment: its interactions, each worth half as much after every half-life.
///
///     TieStrength(halfLife: 7 * TimeWindow.day).value(at: now, of: [(0, 1), (7 * TimeWindow.day, 1)])
///
/// s(t) = Σ_i w_i 2^−(t − t_i)/h over interactions up to t; one without a time is worth nothing.
public struct TieStrength: Sendable, Codable, Equatable {
  /// h, milliseconds, above 0.
  public var halfLife: Int64

  public init(halfLife: Int64) {
    precondition(halfLife > 0)
    self.halfLife = halfLife
  }

  /// Of (time in milliseconds, weight) pairs. O(interactions).
  public func value(at now: Int64, of interactions: some Sequence<(time: Int64, weight: Double)>) -> Double {
    var sum = 0.0
    for (time, weight) in interactions { sum += worth(of: weight, since: time, at: now) }
    return sum
  }

  /// Of one interaction.
  func worth(of weight: Double, since time: Int64, at now: Int64) -> Double {
    if time == Timestamp.missing || time > now { return 0 }
    return weight * exp2(-(Double(now) - Double(time)) / Double(halfLife))
  }
}
