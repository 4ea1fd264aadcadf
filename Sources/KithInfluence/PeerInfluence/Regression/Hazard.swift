import Glibc
import KithFoundation
import KithStatistics

/// Whether people with more company adopt sooner, all that is known held constant: a discrete-time hazard.
///
///     let result = try Hazard().result(of: study, execution: Execution(threads: 2))
///     result.stages.map(\.exposure?.estimate)     // how the estimate shrinks as more is held constant
///     result.effect?.oddsRatio                    // of the first contact to adopt, against none
///
///     logit P(i adopts in t | not before) = αₜ + Σ controls + b · ln(1 + aᵢ(t))
///
/// over everybody at risk, with an intercept a period, aᵢ(t) those i addressed who adopted before t, and errors
/// clustered by person. Periods in which nobody (or everybody at risk) adopts say nothing and drop out. Without
/// controls this calls likeness influence: read `main`, and it alone never says that company was the cause. A stage
/// that cannot be estimated says why. O(rows · columns²) a step, a handful of steps.
///
/// Allison 1982, doi 10.2307/270718; attributable share: Greenland & Drescher 1993, doi 10.2307/2532206.
public struct Hazard: Sendable, Codable, Equatable {
  /// Of the intervals; above 0, below 1.
  public var confidence: Double

  public init(confidence: Double = 0.95) { self.confidence = confidence }

  /// Throws E720 for a confidence out of range, `CancellationError`.
  public func result(of study: AdoptionStudy, execution: Execution = .serial) throws -> HazardResult {
    guard confidence > 0 && confidence < 1 else {
      throw KithError(
        .usage, Diagnostic("E720", "the confidence is \(confidence)", help: "choose above 0 and below 1; 0.95 is usual")
      )
    }
    let column = study.exposureColumn(AdoptionStudy.exposure, study.amounts)
    var stages: [HazardStage] = []
    var effect: ExposureEffect?
    let controls = AdoptionControls.allCases.filter { control in
      control <= study.allControls && (control != .traits || !study.traits.isEmpty)
    }
    for (step, control) in controls.enumerated() {
      let data = study.regression(control, [column])
      let answer = try data.fitOrReason(execution)
      let exposure = answer.fit?.test(AdoptionStudy.exposure)
      stages.append(
        HazardStage(
          controls: control, exposure: exposure,
          undefined: exposure == nil ? answer.reason(AdoptionStudy.exposure) : nil,
          fit: answer.fit))
      if control == controls.last, let fit = answer.fit, let exposure {
        effect = self.effect(study, data, fit, exposure, execution)
      }
      execution.report("hazard", done: step + 1, of: controls.count, unit: "models")
    }
    let fit = stages.last?.fit
    let traits = zip(study.traits, study.traitColumns).map { trait, columns in
      TraitEffect(name: trait.name, columns: columns.map(\.name), fit: fit)
    }
    return HazardResult(
      stages: stages, effect: effect, traits: traits, rows: study.rows.count, adoptions: study.rows.adoptions,
      leftOut: study.leftOut)
  }

  private func effect(
    _ study: AdoptionStudy, _ data: LogisticData, _ fit: LogisticFit, _ exposure: WaldTest, _ execution: Execution
  ) -> ExposureEffect {
    let range = exposure.interval(confidence: confidence)
    let slopes = [exposure.estimate, range.lowerBound, range.upperBound]
    let predictors = fit.predictors(of: data, execution: execution)
    // For each slope: Σ p, Σ p with no company, Σ p with the unit dose minus that.
    let rows = study.rows
    let grain = 512
    let chunks = (rows.people + grain - 1) / grain
    let width = 2 + 2 * slopes.count
    let parts = Scratch<Double>(repeating: 0, count: chunks * width)
    execution.forEachChunk(of: rows.people, grain: grain) { chunk, people in
      let sums = parts.base + chunk * width
      for person in people {
        for row in rows.rows(of: person) where predictors.base[row].isFinite {
          let eta = predictors.base[row]
          let dose = study.dose(study.amounts.base[row], of: person)
          sums[0] += 1
          sums[1] += Self.chance(eta)
          for (index, slope) in slopes.enumerated() {
            let without = Self.chance(eta - slope * dose)
            sums[2 + 2 * index] += without
            sums[3 + 2 * index] += Self.chance(eta - slope * dose + slope * study.unitDose) - without
          }
        }
      }
    }
    let sums = (0..<width).map { place in (0..<chunks).reduce(0) { $0 + parts.base[$1 * width + place] } }
    func share(_ index: Int) -> Double { 1 - sums[2 + 2 * index] / sums[1] }
    func marginal(_ index: Int) -> Double { sums[3 + 2 * index] / sums[0] }
    // An error may be huge; odds stay finite.
    func odds(_ index: Int) -> Double { exp(max(-700, min(700, study.unitDose * slopes[index]))) }
    return ExposureEffect(
      oddsRatio: odds(0), oddsRatioInterval: odds(1)...odds(2),
      averageMarginal: marginal(0), averageMarginalInterval: marginal(1)...marginal(2),
      attributableShare: share(0), attributableInterval: share(1)...share(2), baseRate: fit.yes / fit.trials,
      confidence: confidence)
  }

  private static func chance(_ eta: Double) -> Double { 1 / (1 + exp(-eta)) }
}

/// The effect of company as more and more is held constant.
public struct HazardResult: Sendable {
  /// From nothing held constant to all that is known, in the order of `AdoptionControls`; stages without data of
  /// their own (no traits, one community) are not there.
  public let stages: [HazardStage]
  /// With all held constant: the estimate that counts.
  public var main: HazardStage { stages[stages.count - 1] }
  /// How large; nil where `main` has no estimate.
  public let effect: ExposureEffect?
  /// What each trait does to adoption, all else held constant.
  public let traits: [TraitEffect]
  /// Person-periods at risk, and the adoptions in them.
  public let rows: Int
  public let adoptions: Int
  /// People without rows because a trait of theirs is unknown.
  public let leftOut: Int
}

/// The effect of company with some things held constant.
public struct HazardStage: Sendable {
  public let controls: AdoptionControls
  /// b, change of the log-odds per unit of ln(1 + a) (or of the share), with its clustered error.
  public let exposure: WaldTest?
  /// Why there is no estimate.
  public let undefined: String?
  /// All coefficients, with model and clustered covariances; nil where nothing could be fitted.
  public let fit: LogisticFit?
}

/// How large the effect of company is.
///
/// Intervals are those of b carried through, the other coefficients kept.
public struct ExposureEffect: Sendable, Codable, Equatable {
  /// Odds of adopting in a period with a = 1 over a = 0; of shares: with everybody one addresses over nobody.
  public let oddsRatio: Double
  public let oddsRatioInterval: ClosedRange<Double>
  /// Mean over the person-periods at risk of P(adopt | a = 1) − P(adopt | a = 0), all else as it is.
  public let averageMarginal: Double
  public let averageMarginalInterval: ClosedRange<Double>
  /// 1 − Σ P(adopt | a = 0) / Σ P(adopt | a as it is): the share of adoptions that would not have been, were the
  /// estimate the effect of company. Below 0 where company goes with adopting later.
  public let attributableShare: Double
  public let attributableInterval: ClosedRange<Double>
  /// Adoptions per person-period, in the periods that count.
  public let baseRate: Double
  public let confidence: Double
}

/// What a trait does to adoption, all else held constant.
public struct TraitEffect: Sendable {
  public let name: String
  /// Wald's test that none of the trait's columns matters; nil where it cannot be weighed.
  public let p: Double?
  public let chiSquared: Double?
  /// Columns weighed.
  public let degrees: Int
  /// Per unit of a numeric trait, at its mean; nil for classes.
  public let slope: WaldTest?

  init(name: String, columns: [String], fit: LogisticFit?) {
    self.name = name
    let test = fit?.jointTest(columns)
    (p, chiSquared, degrees) = (test?.p, test?.chiSquared, test?.degrees ?? 0)
    slope = columns.first == name ? fit?.test(name) : nil
  }
}

extension LogisticData {
  /// The fit, or why the data allow none.
  func fitOrReason(_ execution: Execution) throws -> (fit: LogisticFit?, reason: (String) -> String) {
    do {
      let fit = try LogisticRegression().fit(self, execution: execution)
      return (
        fit,
        { name in
          fit.omitted.first { $0.name == name }.map { "\(name) cannot be weighed: \($0.reason)" }
            ?? "the error of \(name) cannot be estimated"
        }
      )
    } catch let error as KithError where error.exitCode == .answerIsNo || error.exitCode == .notConverged {
      return (nil, { _ in error.diagnostic.message })
    }
  }
}
