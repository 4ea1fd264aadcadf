import ArgumentParser
import Foundation
import KithFoundation
import KithGraph
import KithInput

/// Results over time: windows that roll or grow over the log.
struct SeriesArguments: ParsableArguments {
  @Option(
    name: [.customLong("window")],
    help: ArgumentHelp(
      "Results for windows of this width, rolling over the log: 7d, 12h, 2w, 30m (minutes).", valueName: "width"))
  var width: String?

  @Option(help: ArgumentHelp("From one window's start to the next. (default: the width)", valueName: "width"))
  var step: String?

  @Flag(help: "Every window begins where the log does, each a step longer than the last.")
  var expanding = false

  /// The most windows of one run.
  static let limit = 100_000

  func validate() throws {
    for (name, text) in [("--window", width), ("--step", step)] {
      if let text { _ = try Stretch(text, option: name) }
    }
    if step != nil, width == nil, !expanding {
      throw ValidationError("--step goes with --window or --expanding: --window 7d --step 1d")
    }
    if expanding, width == nil, step == nil {
      throw ValidationError("--expanding needs a --step: --expanding --step 7d")
    }
    if expanding, width != nil, step != nil {
      throw ValidationError("--expanding grows by its --step: give no --window")
    }
  }

  /// Whether a series was asked for.
  var isAsked: Bool { width != nil || expanding }

  /// The windows over a log; E412 for a log without times.
  func windows(over log: InteractionLog, since: Timestamp?, zone: TimeZone) throws -> [TimeWindow] {
    let width = try (width ?? step).map { try Stretch($0, option: "--window") }
    let step = try step.map { try Stretch($0, option: "--step") } ?? width
    guard let width, let step else { return [] }
    guard let period = log.period else {
      if log.count == 0 { return [] }
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E412", "no row has a time: there are no windows over time",
          help: "name the column of the time with --at; `kith inspect` shows the columns"))
    }
    let start = since ?? step.floor(of: period.lowerBound, in: zone)
    if (period.upperBound.milliseconds - start.milliseconds) / step.milliseconds >= Self.limit {
      throw KithError(
        .limit,
        Diagnostic(
          "E408", "a step of \(step.text) makes over \(grouped(Self.limit)) windows",
          help: "take a longer --step, or narrow the log with --since and --until"))
    }
    let span = start...max(start, period.upperBound)
    let all =
      expanding
      ? TimeWindow.expanding(over: span, step: step.milliseconds)
      : TimeWindow.rolling(over: span, width: width.milliseconds, step: step.milliseconds)
    // Once a window reaches past the last row, later ones would only be emptier.
    let covered = all.firstIndex { $0.end.map { $0 > period.upperBound } ?? true }
    return Array(all.prefix((covered ?? all.count) + 1))
  }
}

/// A width of time as typed: `7d`, `12h`.
struct Stretch {
  let text: String
  let milliseconds: Int64
  /// Minute, hour or day: what windows begin at.
  private let grain: Int64

  private static let units: [(names: [String], milliseconds: Int64, grain: Int64)] = [
    (["m", "min"], 60_000, 60_000), (["h"], 3_600_000, 3_600_000), (["d"], TimeWindow.day, TimeWindow.day),
    (["w"], 7 * TimeWindow.day, TimeWindow.day),
  ]

  init(_ text: String, option: String) throws {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Int64(digits), count > 0, count <= 100_000,
      let found = Self.units.first(where: { $0.names.contains(String(unit)) })
    else {
      throw ValidationError("\(option) takes a width such as 7d, 12h, 2w or 30m (minutes), not \"\(text)\"")
    }
    self.text = text
    milliseconds = count * found.milliseconds
    grain = found.grain
  }

  /// The minute, hour or local midnight at or before a moment.
  func floor(of time: Timestamp, in zone: TimeZone) -> Timestamp {
    let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000))) * 1000
    let clock = time.milliseconds + offset
    let rest = (clock % grain + grain) % grain
    return Timestamp(milliseconds: time.milliseconds - rest)
  }
}
