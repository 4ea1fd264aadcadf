import Glibc
import KithFoundation
import KithGraph

/// How far forecasts of final size were off, tried on cascades of a log that have ended.
///
///     let report = try SizeForecastEvaluation(age: 3600, horizon: 604_800).report(on: histories, until: lastTime)
///     report.seismic.medianError.value; report.growth.medianError.value
///     report.interval(of: forecast)
///
/// Every cascade is forecast at the same age, from what was known then; its final size are its shares by `horizon`, which
/// must lie within the log. Cascades that ended before a moment in between train: they tell the baseline's growth and
/// the interval. Cascades forecast after it test: nothing of them was known to the training. The interval holds the
/// final sizes of as many cascades as its level says so far as later ones are like those of the training
/// (split conformal prediction: Lei et al. 2018, doi 10.1080/01621459.2017.1307116); `coverage` is how many it held.
/// O(all shares).
public struct SizeForecastEvaluation: Sendable, Codable, Equatable {
  /// Seconds after the original at which every cascade is forecast.
  public var age: Double
  /// Seconds after which a cascade counts as ended.
  public var horizon: Double
  public var model: SEISMIC
  /// Cascades with fewer shares by then are left out.
  public var leastShares: Int
  /// How many of the cascades train, of those that can.
  public var trainingShare: Double
  /// Of the interval.
  public var level: Double

  public init(
    age: Double, horizon: Double, model: SEISMIC = SEISMIC(), leastShares: Int = 5, trainingShare: Double = 0.5,
    level: Double = 0.9
  ) {
    self.age = age
    self.horizon = horizon
    self.model = model
    self.leastShares = leastShares
    self.trainingShare = trainingShare
    self.level = level
  }

  private struct Case {
    let forecast: SizeForecast
    /// Milliseconds.
    let made: Double
    let ended: Double
    let final: Int
  }

  /// `end` is the log's last moment, milliseconds.
  ///
  /// Throws E405 (exit 1) where too few cascades have ended to train and to test on; E720 for options out of range.
  public func report(
    on histories: [ShareHistory], until end: Int64, execution: Execution = .serial
  ) throws -> SizeForecastReport {
    try check()
    let cases = try cases(histories, end, execution)
    let ends = cases.map(\.ended).sorted()
    if ends.isEmpty { throw tooFew(0, 0) }
    let split = ends[min(ends.count - 1, Int(trainingShare * Double(ends.count)))]
    let training = cases.filter { $0.ended < split }
    let tested = cases.filter { $0.made >= split }
    if training.count < Self.least || tested.count < Self.least { throw tooFew(training.count, tested.count) }

    let growth = try EarlySizeGrowth(early: training.map(\.forecast.observed), final: training.map(\.final))
    let ratios = training.compactMap { one in one.forecast.final.value.map { Double(one.final) / $0 } }
    let factors = interval(ratios.sorted())
    var report = SizeForecastReport(
      age: age, horizon: horizon, level: level, trained: training.count, tested: tested.count,
      unused: cases.count - training.count - tested.count,
      supercritical: tested.count { $0.forecast.isSupercritical },
      seismic: error(tested.map { ($0.forecast.final.value, $0.final) }),
      growth: error(tested.map { (growth.forecast(from: $0.forecast.observed), $0.final) }),
      standstill: error(tested.map { (Double($0.forecast.observed), $0.final) }), growthModel: growth,
      factors: factors.map { [$0.lowerBound, $0.upperBound] })
    let held = tested.compactMap { one in report.interval(of: one.forecast).map { $0.contains(Double(one.final)) } }
    report.coverage =
      held.isEmpty
      ? DiffusionValue(undefined: "no tested cascade has an interval")
      : DiffusionValue(Double(held.count { $0 }) / Double(held.count))
    return report
  }

  /// Cascades to train or to test on, at least.
  private static let least = 5

  private func cases(_ histories: [ShareHistory], _ end: Int64, _ execution: Execution) throws -> [Case] {
    var cases: [Case] = []
    for (index, history) in histories.enumerated() {
      if index % 1024 == 0 {
        try execution.checkCancellation()
        execution.report("trying forecasts", done: index, of: histories.count, unit: "cascades")
      }
      let made = Double(history.start) + 1000 * age
      let ended = Double(history.start) + 1000 * horizon
      if history.shares(by: age) < leastShares || ended > Double(end) { continue }
      let forecast = try model.forecast(of: history, at: age)
      cases.append(Case(forecast: forecast, made: made, ended: ended, final: history.shares(by: horizon)))
    }
    // Sums in an order that the input's does not change.
    return cases.sorted { ($0.made, $0.final, $0.forecast.observed) < ($1.made, $1.final, $1.forecast.observed) }
  }

  /// Between which factors of the forecast the final size lies, by the ratios seen, ascending; nil where too few were
  /// seen for the level.
  private func interval(_ ratios: [Double]) -> ClosedRange<Double>? {
    let tail = (1 - level) / 2
    let outside = Int(tail * Double(ratios.count + 1))
    return outside < 1 ? nil : ratios[outside - 1]...ratios[ratios.count - outside]
  }

  /// The median of |forecast − final| / final; a missing forecast is worse than any.
  private func error(_ pairs: [(forecast: Double?, final: Int)]) -> SizeForecastReport.Error {
    let errors = pairs.map { pair in
      pair.forecast.map { abs($0 - Double(pair.final)) / Double(pair.final) } ?? .infinity
    }.sorted()
    let (low, high) = (errors[(errors.count - 1) / 2], errors[errors.count / 2])
    let missing = pairs.count { $0.forecast == nil }
    return SizeForecastReport.Error(
      medianError: high.isFinite
        ? DiffusionValue((low + high) / 2) : DiffusionValue(undefined: "half of the cascades or more had no forecast"),
      missing: missing)
  }

  private func tooFew(_ training: Int, _ tested: Int) -> KithError {
    DiffusionError.unanswerable(
      "too few cascades have ended to learn how far forecasts are off: \(training) to train and \(tested) to test, "
        + "\(Self.least) of each are needed",
      help: "give a longer log, an earlier age or a nearer horizon")
  }

  private func check() throws {
    if !(horizon > age && horizon.isFinite) {
      throw KithError.option("the horizon", horizon, choose: "a time after the age of \(age) seconds")
    }
    if !(trainingShare > 0 && trainingShare < 1) {
      throw KithError.option("the share to train on", trainingShare, choose: "a share above 0 and below 1")
    }
    if !(level > 0 && level < 1) { throw KithError.option("the level", level, choose: "a share between 0 and 1") }
    if leastShares < 1 { throw KithError.option("the least number of shares", leastShares, choose: "1 or more") }
  }
}

/// How far forecasts were off on cascades that nothing was learned from.
public struct SizeForecastReport: Sendable, Equatable, Codable {
  public struct Error: Sendable, Equatable, Codable {
    /// The median of |forecast − final| / final, cascades without a forecast counted as the worst.
    public var medianError: DiffusionValue
    /// Cascades without a forecast.
    public var missing: Int
  }

  /// Seconds.
  public var age: Double
  public var horizon: Double
  public var level: Double
  public var trained: Int
  public var tested: Int
  /// Ended after the training and forecast before the test.
  public var unused: Int
  /// Tested ones without an end in sight.
  public var supercritical: Int
  public var seismic: Error
  /// The same multiple of the early size for all.
  public var growth: Error
  /// As if nobody shared any more.
  public var standstill: Error
  public var growthModel: EarlySizeGrowth
  /// Lower and upper factor of the interval; nil where too few cascades trained for the level.
  public var factors: [Double]?
  /// The share of tested cascades whose final size lay within their interval.
  public var coverage = DiffusionValue(undefined: "no tested cascade has an interval")

  /// Where the final size lies, at the level; nil without a forecast, or where too few cascades trained.
  public func interval(of forecast: SizeForecast) -> ClosedRange<Double>? {
    guard let final = forecast.final.value, let factors else { return nil }
    // It has been shared so often already.
    let low = max(Double(forecast.observed), final * factors[0])
    return low...max(low, final * factors[1])
  }
}
