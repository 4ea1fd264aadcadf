import Glibc
import KithFoundation
import KithGraph
import KithStatistics

/// How much oftener people with company adopt than people like them without: matched samples.
///
///     let result = try MatchedSample().result(of: study)
///     result.raw.ratio                 // everybody with company against everybody without
///     result.matched.ratio             // against people as likely to have company, in the same period
///     result.balance                   // whether the two sides were alike
///
/// A row is treated where aᵢ(t) ≥ `company`. Its propensity is the logit of being treated on the controls and the
/// period (of communities, the share that had adopted before); its match the untreated row of the same period with
/// the nearest linear predictor, within `caliper` standard deviations, used as often as needed. Compared are the
/// chances of adopting, n₊ / n₋ and n₊ − n₋: raw, against random rows of the same period, and matched. What the
/// random match shows beyond the propensity match is likeness. Only as good as what is known: an upper bound on
/// influence. Errors are clustered by the treated and by the control person, added (conservative). O(rows log rows).
///
/// Aral, Muchnik & Sundararajan 2009, doi 10.1073/pnas.0908800106; caliper: Austin 2011, doi 10.1002/pst.433.
public struct MatchedSample: Sendable, Codable, Equatable {
  /// How much company makes a row treated; above 0.
  public var company: Double
  /// Farthest match, in standard deviations of the linear predictor; above 0.
  public var caliper: Double
  /// Of the intervals; above 0, below 1.
  public var confidence: Double
  /// Of the random match, and of choices among equals.
  public var seed: UInt64

  public init(company: Double = 1, caliper: Double = 0.2, confidence: Double = 0.95, seed: UInt64 = 1) {
    (self.company, self.caliper, self.confidence, self.seed) = (company, caliper, confidence, seed)
  }

  /// Throws E720 for options out of range, `CancellationError`; a comparison without an answer says why.
  public func result(of study: AdoptionStudy, execution: Execution = .serial) throws -> MatchedSampleResult {
    try check()
    let rows = study.rows
    let isTreated = Scratch<Bool>(uninitialized: rows.count)
    for row in 0..<rows.count { isTreated.base[row] = study.amounts.base[row] >= company }
    let sides = MatchingSides(rows, isTreated)
    let tally = RiskTally(rows: rows, isTreated: isTreated, confidence: confidence)
    let raw = tally.raw()
    let random = tally.compare(sides.randomMatches(seed: seed, execution))
    try execution.checkCancellation()

    let data = propensityData(study, isTreated)
    let answer = try data.fitOrReason(execution)
    guard let fit = answer.fit else {
      return MatchedSampleResult(
        raw: raw, random: random, matched: RiskComparison(undefined: "nobody can be matched: \(answer.reason(""))"),
        balance: [], unmatched: 0, onlyTreated: 0, onlyControl: 0, caliper: nil, propensity: nil)
    }
    let predictors = fit.predictors(of: data, execution: execution)
    let reach = caliper * Self.deviation(predictors, rows.count)
    let pairs = sides.nearestMatches(by: predictors, within: reach, seed: seed, execution)
    let balance = Balance(data: data, isTreated: isTreated, pairs: pairs).columns
    let discordant = tally.discordant(pairs)
    return MatchedSampleResult(
      raw: raw, random: random, matched: tally.compare(pairs), balance: balance,
      unmatched: sides.treatedCount - pairs.count, onlyTreated: discordant.treated, onlyControl: discordant.control,
      caliper: reach, propensity: fit)
  }

  /// Rows whose answer is whether they are treated.
  private func propensityData(_ study: AdoptionStudy, _ isTreated: Scratch<Bool>) -> LogisticData {
    var data = LogisticData(rowCount: study.rows.count) { answers in
      for row in 0..<study.rows.count { answers[row] = isTreated.base[row] ? 1 : 0 }
    }
    data.groups = study.base.groups
    data.clusters = study.base.clusters
    data.columns = study.degrees + study.traitColumns.joined()
    if let communities = study.communities {
      data.columns.append(.init(Self.communityShare, rows: study.rows.pastShares(in: communities)))
    }
    return data
  }

  static let communityShare = "community's adopters before"

  /// Standard deviation of the finite predictors.
  private static func deviation(_ predictors: Scratch<Double>, _ count: Int) -> Double {
    var (number, sum) = (0.0, 0.0)
    for row in 0..<count where predictors.base[row].isFinite {
      number += 1
      sum += predictors.base[row]
    }
    let mean = sum / number
    var squares = 0.0
    for row in 0..<count where predictors.base[row].isFinite {
      squares += (predictors.base[row] - mean) * (predictors.base[row] - mean)
    }
    return (squares / number).squareRoot()
  }

  private func check() throws {
    func refuse(_ what: String, _ value: Double, _ range: String) -> KithError {
      KithError(.usage, Diagnostic("E720", "matched samples: the \(what) is \(value)", help: "choose \(range)"))
    }
    if !(company > 0 && company.isFinite) { throw refuse("company that counts", company, "above 0; 1 is usual") }
    if !(caliper > 0 && caliper.isFinite) { throw refuse("caliper", caliper, "above 0; 0.2 is usual") }
    if !(confidence > 0 && confidence < 1) { throw refuse("confidence", confidence, "above 0 and below 1") }
  }
}

/// Adoption with company against adoption without.
public struct MatchedSampleResult: Sendable {
  /// All treated against all untreated rows.
  public let raw: RiskComparison
  /// Against random untreated rows of the same period.
  public let random: RiskComparison
  /// Against the nearest untreated rows of the same period.
  public let matched: RiskComparison
  /// By column that was matched on.
  public let balance: [BalanceRow]
  /// Treated rows without a match within the caliper.
  public let unmatched: Int
  /// Matched pairs of which only the treated row adopted, for `RosenbaumBound`.
  public let onlyTreated: Int
  /// Matched pairs of which only the control adopted.
  public let onlyControl: Int
  /// On the scale of the linear predictor; nil where nobody could be matched.
  public let caliper: Double?
  public let propensity: LogisticFit?
}

/// Chances of adopting in a period, on two sides.
public struct RiskComparison: Sendable, Equatable {
  /// Treated rows compared; of matched samples, pairs.
  public let pairs: Int
  public let treatedRate: Double?
  public let controlRate: Double?
  /// n₊ − n₋.
  public let difference: WaldTest?
  /// n₊ / n₋; nil where no control adopted.
  public let ratio: Double?
  /// By the error of its logarithm; nil where one of the sides has no adopter.
  public let ratioInterval: ClosedRange<Double>?
  /// Why something is missing.
  public let undefined: String?
}

/// How far apart the two sides are in one thing known of them, in pooled standard deviations of the raw rows.
public struct BalanceRow: Sendable, Equatable {
  public let name: String
  /// All treated against all untreated rows; nil where nobody differs.
  public let before: Double?
  /// Within matched pairs; below 0.1 either way is taken as alike.
  public let after: Double?
}
