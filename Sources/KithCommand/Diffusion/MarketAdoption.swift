import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// The Bass curve of a market: with rates given, or fitted to how many adopted in each period of a log.
struct MarketAdoption {
  private let curve: BassCurve
  private let periods: Int
  private let width: Stretch
  /// When the first period begins; nil without a log.
  private var start: Timestamp?
  /// New adopters by period; empty without a log.
  private var observed: [Int] = []
  private let isFitted: Bool

  /// With rates given, without a log.
  init(_ arguments: SimulationArguments, _ zone: TimeZone) throws {
    curve = try BassCurve(
      innovation: arguments.innovation ?? 0, imitation: arguments.imitation ?? 0, market: arguments.market ?? 0)
    width = try Stretch(arguments.period ?? "1d", option: "--period")
    periods = arguments.periods ?? 30
    isFitted = false
  }

  /// Fitted to each person's first act, unless rates are given.
  ///
  /// Errors: E405 (exit 1) for an item nobody acted about and counts that no curve fits, E412 (exit 1) for no times,
  /// E408 for more periods than can be listed.
  init(
    _ arguments: SimulationArguments, _ log: InteractionLog, _ actions: ActionLog?, _ zone: TimeZone, _ session: Session
  ) throws {
    width = try Stretch(arguments.period ?? "1d", option: "--period")
    let times = try Self.firsts(log, actions, about: arguments.adopted)
    guard let first = times.min(), let last = times.max() else {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E412", "no act has a time: there is nothing to count", help: "name the column of the time with --at"))
    }
    let start = width.floor(of: Timestamp(milliseconds: first), in: zone)
    let count = (last - start.milliseconds) / width.milliseconds + 1
    if count > 100_000 {
      throw KithError(
        .limit, Diagnostic("E408", "the log has \(grouped(Int(count))) periods", help: "take a longer --period"))
    }
    var observed = [Int](repeating: 0, count: Int(count))
    for time in times { observed[Int((time - start.milliseconds) / width.milliseconds)] += 1 }
    if let market = arguments.market {
      curve = try BassCurve(
        innovation: arguments.innovation ?? 0, imitation: arguments.imitation ?? 0, market: market)
    } else {
      curve = try BassCurve(fitting: observed.map(Double.init))
    }
    isFitted = arguments.market == nil
    periods = arguments.periods ?? observed.count
    (self.start, self.observed) = (start, observed)
  }

  /// When each person acted first, in milliseconds; in no order.
  private static func firsts(_ log: InteractionLog, _ actions: ActionLog?, about item: String?) throws -> [Int64] {
    var first = [Int64](repeating: .max, count: log.people.count)
    func note(_ person: UInt32, _ time: Int64) {
      if person != InteractionLog.none && time != Timestamp.missing {
        first[Int(person)] = min(first[Int(person)], time)
      }
    }
    func code(_ items: NameTable?) throws -> Int? {
      guard let item else { return nil }
      if let code = items?.index(of: item) { return code }
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nobody acted about \"\(item)\"",
          help: items.flatMap { Suggestion.nearest(to: item, in: $0.strings) }.map { "did you mean \"\($0)\"?" }
            ?? "the items are those of the log's column of items, or of --actions"))
    }
    if let actions {
      let wanted = try code(actions.items)
      for item in wanted.map({ $0..<$0 + 1 }) ?? 0..<actions.items.count {
        for row in actions.actions(of: item) { note(actions.persons[row], actions.times[row]) }
      }
    } else {
      let wanted = try code(log.items?.names).map { UInt32($0) }
      for row in 0..<log.count where wanted.map({ log.items?.codes[row] == $0 }) ?? true {
        note(log.actors[row], log.times?[row] ?? Timestamp.missing)
      }
    }
    return first.filter { $0 != .max }
  }

  var summary: String {
    let peak = TerminalLayout.real(curve.peakTime)
    let basis =
      isFitted
      ? "fitted to \(counted(observed.reduce(0, +), "adopter")) in \(counted(observed.count, "period")) of \(width.text)"
      : "with the rates given, periods of \(width.text)"
    let seen = observed.isEmpty || isFitted ? "" : "; the log has \(counted(observed.reduce(0, +), "adopter"))"
    return "Bass curve \(basis)\(seen): of \(grouped(Int(min(1e15, curve.market.rounded())))) who ever adopt, most do "
      + "\(curve.peakTime == 0 ? "at the start" : "after \(peak) periods")"
  }

  private static let convention =
    "F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t) of the market has adopted after t periods"

  var table: Table {
    let peak = start.map { start -> Int64 in
      start.milliseconds + Int64(min(1e15, curve.peakTime * Double(width.milliseconds)))
    }
    return Table(
      schema: "kith.bass/1",
      columns: [
        Table.Column("innovation", .reals([curve.innovation]), note: "p, a period; \(Self.convention)"),
        Table.Column("imitation", .reals([curve.imitation]), note: "q, a period"),
        Table.Column("market", .reals([curve.market]), unit: "people", note: "everyone who ever adopts"),
        Table.Column("peak", .reals([curve.peakTime]), unit: "periods", note: "when most adopt, from the start"),
        Table.Column("peak_at", .times([peak ?? Timestamp.missing]), missing: "no log"),
        Table.Column("period", .text([width.text])),
        Table.Column(
          "adopters", .integers([observed.isEmpty ? .min : observed.reduce(0, +)]), unit: "people", note: "observed",
          missing: "no log"),
        Table.Column(
          "periods", .integers([observed.isEmpty ? .min : observed.count]), note: "observed", missing: "no log"),
      ])
  }

  /// A row a period.
  var curveTable: Table {
    let totals = (0...periods).map { curve.adopters(at: Double($0)) }
    var sum = 0
    let seen = observed.map { new -> (new: Int, all: Int) in
      sum += new
      return (new, sum)
    }
    let none = observed.isEmpty ? "no log" : "after the log's end"
    let rows = 0..<periods
    return Table(
      schema: "kith.bass_curve/1",
      columns: [
        Table.Column("period", .integers(rows.map { $0 + 1 })),
        Table.Column(
          "start",
          .times(
            rows.map { row in start.map { $0.milliseconds + Int64(row) * width.milliseconds } ?? Timestamp.missing }),
          missing: "no log"),
        Table.Column(
          "adopters", .reals(rows.map { totals[$0 + 1] }), unit: "people", note: "by its end; \(Self.convention)"),
        Table.Column("new", .reals(rows.map { totals[$0 + 1] - totals[$0] }), unit: "people", note: "in it"),
        Table.Column(
          "observed", .integers(rows.map { $0 < seen.count ? seen[$0].all : .min }), unit: "people",
          note: "by its end", missing: none),
        Table.Column(
          "observed_new", .integers(rows.map { $0 < seen.count ? seen[$0].new : .min }), unit: "people", note: "in it",
          missing: none),
      ])
  }
}
