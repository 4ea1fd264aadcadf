import ArgumentParser
import KithFoundation
import KithGraph

/// When a spread ends, in steps or by the clock.
struct StepArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Count only who is reached by then: a number of steps, or a time such as 6h. (default: no end; 7d with hawkes)",
      valueName: "when"))
  var deadline: Until?

  @Option(
    help: ArgumentHelp(
      "How long a step takes, to read times as steps: 20m. (default: the median time to an answer in the log)",
      valueName: "width"))
  var stepLasts: String?

  func validate() throws {
    if let stepLasts { _ = try Stretch(stepLasts, option: "--step-lasts") }
  }

  /// An end as typed: `3` steps or `6h`.
  enum Until: ExpressibleByArgument {
    case steps(Int)
    case time(Stretch)

    init?(argument: String) {
      if let steps = Int(argument) {
        if steps < 0 { return nil }
        self = .steps(steps)
      } else {
        guard let time = try? Stretch(argument, option: "") else { return nil }
        self = .time(time)
      }
    }
  }

  /// An end in whole steps; says how long a step is taken to be where a time was given.
  ///
  /// E412 (exit 1) where that is to be seen from a log without answers in time.
  func steps(_ end: Until?, _ log: InteractionLog, _ talk: Talk) throws -> Int? {
    switch end {
    case nil: return nil
    case .steps(let steps): return steps
    case .time(let time):
      let (width, basis) = try step(in: log)
      let steps = Int(time.milliseconds / width)
      talk.note("\(time.text) is \(counted(steps, "step")) of \(Self.text(width)), \(basis)")
      return steps
    }
  }

  private func step(in log: InteractionLog) throws -> (milliseconds: Int64, basis: String) {
    if let stepLasts { return (try Stretch(stepLasts, option: "--step-lasts").milliseconds, "as --step-lasts says") }
    guard let median = Self.medianDelay(in: log) else {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E412", "how long a step takes cannot be seen: nobody in the log answers somebody who wrote before",
          help: "say it with --step-lasts 20m, or give steps instead of a time"))
    }
    return (median, "the median time to an answer in this log")
  }

  /// From the last act of who is addressed to the row that addresses them, in milliseconds, at least 1. O(rows log rows).
  static func medianDelay(in log: InteractionLog) -> Int64? {
    guard let times = log.times else { return nil }
    let rows = (0..<log.count).filter { times[$0] != Timestamp.missing }
      .sorted { (times[$0], $0) < (times[$1], $1) }
    var latest = [Int64?](repeating: nil, count: log.people.count)
    var delays: [Int64] = []
    var first = 0
    while first < rows.count {
      let time = times[rows[first]]
      var last = first
      while last < rows.count && times[rows[last]] == time {
        let (actor, target) = (log.actors[rows[last]], log.targets[rows[last]])
        if actor != target, target != InteractionLog.none, let before = latest[Int(target)] {
          delays.append(time - before)
        }
        last += 1
      }
      for row in rows[first..<last] where log.actors[row] != InteractionLog.none { latest[Int(log.actors[row])] = time }
      first = last
    }
    delays.sort()
    return delays.isEmpty ? nil : max(1, delays[delays.count / 2])
  }

  /// `41m`, `2h 5m`, `3d 4h`, `12s`: the two largest units.
  static func text(_ milliseconds: Int64) -> String {
    if milliseconds < 60_000 { return TerminalLayout.real(Double(milliseconds) / 1000) + "s" }
    let units: [(String, Int64)] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000)]
    let largest = units.firstIndex { milliseconds >= $0.1 } ?? 2
    var rest = milliseconds
    let parts = units[largest...].prefix(2).compactMap { name, width -> String? in
      let count = rest / width
      rest -= count * width
      return count > 0 ? "\(count)\(name)" : nil
    }
    return parts.joined(separator: " ")
  }
}
