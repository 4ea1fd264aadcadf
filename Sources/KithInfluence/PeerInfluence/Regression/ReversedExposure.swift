import Glibc
import KithFoundation
import KithStatistics

/// Whether people follow those they address more than those who address them.
///
///     let result = try ReversedExposure().result(of: study)
///     result.difference?.greater        // small: adoption runs against attention, as influence would have it
///
///     logit P(i adopts in t) = … as `Hazard` … + b₁ ln(1 + a↔) + b₂ ln(1 + a→) + b₃ ln(1 + a←)
///
/// with a counting those who adopted before t: addressed back (↔), only addressed (→), only addressing (←). Likeness
/// and common causes have no direction; influence runs from the addressed to whoever addresses them. z = (b₂ − b₃) /
/// se(b₂ − b₃), errors clustered by person. O(rows · columns²) a step.
/// The idea: Anagnostopoulos, Kumar & Mahdian 2008, doi 10.1145/1401890.1401897, §5.3; Christakis & Fowler 2007,
/// doi 10.1056/NEJMsa066082.
public struct ReversedExposure: Sendable, Codable, Equatable {
  static let reciprocal = "exposure, addressed and addressing"
  static let followees = "exposure, only addressed"
  static let followers = "exposure, only addressing"

  public init() {}

  /// Throws `CancellationError`; where the question has no answer, the result says why.
  public func result(of study: AdoptionStudy, execution: Execution = .serial) throws -> ReversedExposureResult {
    let ties = TieSplit(study.graph)
    if ties.followees.neighbors.isEmpty {
      let reason = Unanswerable.noDirectedEdges.reason
      return ReversedExposureResult(
        reciprocal: nil, followees: nil, followers: nil, difference: nil, undefined: reason, fit: nil)
    }
    let design = study.design
    let parts = [
      (Self.reciprocal, ties.reciprocal), (Self.followers, ties.followers), (Self.followees, ties.followees),
    ]
    let columns = parts.map { name, contacts in
      let amounts = study.rows.exposure(
        to: contacts, .past(lag: design.lag), usesWeights: design.usesWeights, execution: execution)
      return LogisticData.Column(name, rowCount: study.rows.count) { doses in
        for row in 0..<study.rows.count { doses[row] = log1p(amounts.base[row]) }
      }
    }
    let answer = try study.regression(study.allControls, columns).fitOrReason(execution)
    let fit = answer.fit
    let difference = fit?.difference(Self.followees, Self.followers)
    let missing = fit?.estimate(Self.followees) == nil ? Self.followees : Self.followers
    return ReversedExposureResult(
      reciprocal: fit?.test(Self.reciprocal), followees: fit?.test(Self.followees),
      followers: fit?.test(Self.followers), difference: difference,
      undefined: difference == nil ? answer.reason(missing) : nil, fit: fit)
  }
}

/// What company tells of adoption, by the direction of attention.
public struct ReversedExposureResult: Sendable {
  /// b₁, of people who address each other; nil where there are none.
  public let reciprocal: WaldTest?
  /// b₂, of those only addressed.
  public let followees: WaldTest?
  /// b₃, of those only addressing.
  public let followers: WaldTest?
  /// b₂ − b₃; `greater` is the p-value against "those addressed weigh no more".
  public let difference: WaldTest?
  /// Why there is no difference.
  public let undefined: String?
  public let fit: LogisticFit?
}
