import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// The final size of every item that is being shared, and how far such forecasts were off.
struct SizeForecasts {
  private struct Row {
    let item: Int
    let started: Int64
    let shares: Int
    /// Nil for what has ended or just started.
    let forecast: SizeForecast?
    let hasEnded: Bool
    var interval: ClosedRange<Double>?

    var final: Double? { hasEnded ? Double(shares) : forecast?.final.value }
  }

  private let data: PredictionData
  private var rows: [Row] = []
  /// Seconds.
  private let horizon: Double
  private let model: SEISMIC
  /// By age, in steps of a quarter.
  private var trials: [Int: Result<SizeForecastReport, KithError>] = [:]

  /// `reach` is by person; `horizon` in seconds, nil for a week, at most a third of the log.
  init(
    _ data: PredictionData, reach: [Double], expectedReach: Double?, horizon: Double?, top: Int, _ execution: Execution
  ) throws {
    self.data = data
    let histories = (0..<data.actions.items.count).map { ShareHistory(item: $0, of: data.actions, reach: reach) }
    let shares = histories.reduce((sum: 0.0, count: 0)) { sums, history in
      guard let history else { return sums }
      return (sums.sum + history.reach.dropFirst().reduce(0, +), sums.count + history.reach.count - 1)
    }
    model = SEISMIC(expectedReach: expectedReach ?? (shares.count == 0 ? 100 : shares.sum / Double(shares.count)))
    let first = histories.compactMap { $0?.start }.min() ?? data.now
    self.horizon = horizon ?? min(7 * 86_400, max(1, (Double(data.now) - Double(first)) / 3000))
    for (item, history) in histories.enumerated() {
      guard let history else { continue }
      let age = (Double(data.now) - Double(history.start)) / 1000
      let isRunning = age > 0 && age < self.horizon
      rows.append(
        Row(
          item: item, started: history.start, shares: history.shares(by: age),
          forecast: isRunning ? try model.forecast(of: history, at: age) : nil, hasEnded: age >= self.horizon))
    }
    rows.sort { Self.key($0) == Self.key($1) ? $0.item < $1.item : Self.key($0) > Self.key($1) }
    rows = Array(rows.prefix(top))
    try addIntervals(histories.compactMap { $0 }, execution)
  }

  /// Without an end in sight first, then the largest forecasts, then what has no forecast, then what has ended.
  private static func key(_ row: Row) -> Double {
    if row.hasEnded { return -2 - 1 / Double(row.shares + 1) }
    return row.forecast?.isSupercritical == true ? .infinity : row.final ?? -1
  }

  private func reason(_ row: Row) -> String? {
    if row.hasEnded { return "taken to have ended: older than \(spanText(seconds: horizon))" }
    return row.forecast == nil ? "it has just started" : row.forecast?.final.undefined
  }

  private mutating func addIntervals(_ histories: [ShareHistory], _ execution: Execution) throws {
    for index in rows.indices {
      guard let forecast = rows[index].forecast else { continue }
      let step = Int((log(forecast.age) / log(1.25)).rounded())
      if trials[step] == nil {
        let evaluation = SizeForecastEvaluation(age: pow(1.25, Double(step)), horizon: horizon, model: model)
        if evaluation.age >= horizon { continue }
        do {
          trials[step] = .success(try evaluation.report(on: histories, until: data.now, execution: execution))
        } catch let error as KithError { trials[step] = .failure(error) }
      }
      if case .success(let report)? = trials[step] { rows[index].interval = report.interval(of: forecast) }
    }
  }

  /// How far forecasts were off on what has ended, at the age of the youngest row that can be told of.
  var summary: [String] {
    let running = rows.count { $0.forecast != nil }
    let heading =
      "as of \(Timestamp(milliseconds: data.now).iso8601): \(counted(running, "item")) running, a share expected to reach "
      + "\(TerminalLayout.real(model.expectedReach)) people"
    if running == 0 { return [heading, "--horizon says after how long an item has ended"] }
    let reports = trials.sorted { $0.key < $1.key }.compactMap { try? $0.value.get() }
    guard let report = reports.first else {
      let reason = trials.sorted { $0.key < $1.key }.compactMap { trial -> String? in
        if case .failure(let error) = trial.value { return error.diagnostic.message }
        return nil
      }.first
      return [heading, "no intervals: \(reason ?? "nothing has ended yet")"]
    }
    let errors = [
      ("these forecasts", report.seismic), ("all growing alike", report.growth),
      ("nothing to follow", report.standstill),
    ]
    let told = errors.map { name, error in
      error.medianError.value.map { "\(name) \(TerminalLayout.real(100 * $0)) %" } ?? "\(name): none for half or more"
    }
    var lines = [
      heading,
      "tried \(spanText(seconds: report.age)) after the start on \(counted(report.tested, "item")) that ended since; off "
        + "by (median): \(told.joined(separator: ", "))",
    ]
    let best = errors.dropFirst().compactMap { name, error in error.medianError.value.map { (name, $0) } }
      .min { $0.1 < $1.1 }
    if let best, best.1 <= report.seismic.medianError.value ?? .infinity {
      lines.append("here the plain rule \"\(best.0)\" was no worse: go by these forecasts with care")
    }
    if let coverage = report.coverage.value {
      lines.append(
        "the intervals are meant to hold \(TerminalLayout.real(100 * report.level)) % of final sizes; of these they "
          + "held \(TerminalLayout.real(100 * coverage)) %")
    } else {
      lines.append("no intervals: \(report.factors == nil ? "too few items have ended" : "no forecast to try them on")")
    }
    return lines
  }

  var table: Table {
    Table(
      schema: "kith.size_forecasts/1",
      columns: [
        Table.Column("item", .names(data.actions.items, codes: rows.map { UInt32($0.item) })),
        Table.Column("started", .times(rows.map(\.started)), note: "when the first action about it was"),
        Table.Column(
          "shares", .integers(rows.map(\.shares)), note: "by now, the first action not counted"),
        Table.Column(
          "infectiousness", .reals(rows.map { $0.forecast?.infectiousness.value ?? .nan }),
          note: "the chance that someone who sees a share shares it",
          missing: "it has ended, or nobody is known to have seen it"),
        Table.Column(
          "final", .reals(rows.map { $0.final ?? .nan }), unit: "shares",
          note: "in the end. SEISMIC: Zhao et al. 2015, doi 10.1145/2783258.2783401", missing: "the reason column says"),
        Table.Column(
          "low", .reals(rows.map { $0.interval?.lowerBound ?? .nan }), unit: "shares",
          note: "by how far forecasts of items that have ended were off, at about the same age",
          missing: Self.noInterval),
        Table.Column(
          "high", .reals(rows.map { $0.interval?.upperBound ?? .nan }), unit: "shares", missing: Self.noInterval),
        Table.Column(
          "reason", .text(rows.map { reason($0) }), note: "why there is no forecast", missing: "there is one"),
      ])
  }

  private static let noInterval = "no forecast, or too few items have ended to tell how far one at that age may be off"
}
