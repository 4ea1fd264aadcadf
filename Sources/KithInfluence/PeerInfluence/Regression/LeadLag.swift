import KithFoundation
import KithStatistics

/// Whether company that adopted before moves people more than company that will adopt later: a negative control.
///
///     let result = try LeadLag().result(of: study)
///     result.difference?.greater        // small: the past weighs more than the future, as influence would have it
///
///     logit P(i adopts in t) = … as `Hazard` … + b₁ ln(1 + adopted before t) + b₂ ln(1 + will adopt, in t or later)
///
/// Friends who have not adopted yet cannot have moved anybody; if having them tells as much, people merely resemble
/// their friends. z = (b₁ − b₂) / se(b₁ − b₂), errors clustered by person. Adopters after the last period watched
/// are unknown, which draws b₂ towards 0: `censored` says how many never adopted. O(rows · columns²) a step.
/// The idea of negative-control exposures: Lipsitch, Tchetgen Tchetgen & Cohen 2010, doi 10.1097/EDE.0b013e3181d61eeb.
public struct LeadLag: Sendable, Codable, Equatable {
  static let future = "future exposure"

  public init() {}

  /// Throws `CancellationError`; where the question has no answer, the result says why.
  public func result(of study: AdoptionStudy, execution: Execution = .serial) throws -> LeadLagResult {
    let later = study.rows.exposure(
      to: study.graph.out, .future, usesWeights: study.design.usesWeights, execution: execution)
    let data = study.regression(
      study.allControls,
      [
        study.exposureColumn(Self.future, later), study.exposureColumn(AdoptionStudy.exposure, study.amounts),
      ])
    let answer = try data.fitOrReason(execution)
    let past = answer.fit?.test(AdoptionStudy.exposure)
    let future = answer.fit?.test(Self.future)
    let difference = answer.fit?.difference(AdoptionStudy.exposure, Self.future)
    let missing = past == nil ? AdoptionStudy.exposure : Self.future
    let atRisk = (0..<study.rows.people).filter { !study.rows.rows(of: $0).isEmpty }
    return LeadLagResult(
      past: past, future: future, difference: difference,
      undefined: difference == nil ? answer.reason(missing) : nil,
      censored: Double(atRisk.count { !study.times.hasAdopted($0) }) / Double(atRisk.count), fit: answer.fit)
  }
}

/// What company of the past and of the future tells of adoption.
public struct LeadLagResult: Sendable {
  /// b₁, of those who adopted before.
  public let past: WaldTest?
  /// b₂, of those who will.
  public let future: WaldTest?
  /// b₁ − b₂; `greater` is the p-value against "the past weighs no more".
  public let difference: WaldTest?
  /// Why there is no difference.
  public let undefined: String?
  /// Share of the people at risk who were never seen to adopt.
  public let censored: Double
  public let fit: LogisticFit?
}
