import ArgumentParser
import Foundation
import KithFoundation
import KithGraph
import KithInfluence
import KithInput

/// What people take up, and how time is cut.
struct AdoptionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The item that people take up. (default: the one that most took up)", valueName: "item"))
  var about: String?

  @Flag(help: "Whatever a person did first counts, about any item.")
  var anyItem = false

  @Option(
    help: ArgumentHelp(
      "Width of the periods that time is cut into: 1d, 12h. (default: one that makes 20 to 50)", valueName: "width"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      "Traits of --attributes that count, separated by commas. (default: all columns with more than one value, but "
        + "consent and may_contact)",
      valueName: "names"))
  var traits: String?

  func validate() throws {
    if about != nil, anyItem { throw ValidationError("choose one of --about and --any-item") }
    if let period { _ = try Stretch(period, option: "--period") }
  }

  /// Most periods of one run.
  static let mostPeriods = 10_000
}

/// When each person first did it, and how that was cut into periods.
struct Adoption {
  let times: AdoptionTimes
  /// What was taken up; nil for anything.
  let item: String?
  /// First moment of the first period, milliseconds.
  let start: Int64
  /// Of a period, milliseconds.
  let width: Int64

  /// From the item's first action to the last of all actions.
  init(_ arguments: AdoptionArguments, _ actions: ActionLog, zone: TimeZone) throws {
    if actions.count == 0 { throw Unanswerable.noActions }
    let known = actions.times.filter { $0 != Timestamp.missing }
    guard let last = known.max() else { throw Unanswerable.noTimes }
    let index = arguments.anyItem ? nil : try Self.item(arguments.about, in: actions)
    var firsts = [Int64?](repeating: nil, count: actions.people.count)
    for row in index.map(actions.actions(of:)) ?? 0..<actions.count where actions.times[row] != Timestamp.missing {
      let person = Int(actions.persons[row])
      firsts[person] = min(firsts[person] ?? .max, actions.times[row])
    }
    guard let first = firsts.compactMap({ $0 }).min() else { throw Unanswerable.noTimes }
    let width =
      try arguments.period.map { try Stretch($0, option: "--period").milliseconds } ?? Self.width(last - first)
    let start = Self.floor(first, to: width, in: zone)
    let count = (last - start) / width + 1
    if count > AdoptionArguments.mostPeriods {
      throw KithError(
        .limit,
        Diagnostic(
          "E408", "that makes over \(grouped(AdoptionArguments.mostPeriods)) periods", help: "take a longer --period"))
    }
    item = index.map { actions.items[$0] }
    (self.start, self.width) = (start, width)
    times = AdoptionTimes(firsts: firsts, start: start, width: width, count: Int(count))
  }

  /// The item of a name, or the one with most people at a known time; of several the first by name.
  private static func item(_ name: String?, in actions: ActionLog) throws -> Int {
    if let name {
      if let index = actions.items.index(of: name) { return index }
      let near = actions.items.count <= 200_000 ? Suggestion.nearest(to: name, in: actions.items.strings) : nil
      throw KithError(
        .answerIsNo,
        Diagnostic("E411", "no action is about \"\(name)\"", help: near.map { "did you mean \"\($0)\"?" }))
    }
    let firsts = actions.firsts
    var best = (item: 0, people: -1)
    for item in 0..<firsts.items.count {
      let people = firsts.actions(of: item).count { firsts.times[$0] != Timestamp.missing }
      if people > best.people { best = (item, people) }
    }
    return best.item
  }

  /// The longest usual width that cuts a span into 20 periods or more.
  private static func width(_ span: Int64) -> Int64 {
    let (minute, day) = (Int64(60_000), TimeWindow.day)
    let widths: [Int64] = [
      365 * day, 91 * day, 28 * day, 14 * day, 7 * day, 2 * day, day, day / 2, day / 4, day / 8, 60 * minute,
      30 * minute, 15 * minute, 5 * minute, minute,
    ]
    return span == 0 ? day : widths.first { span / $0 >= 20 } ?? max(1, min(minute, span / 20))
  }

  /// The local midnight, hour or minute at or before a moment, as the width has it.
  private static func floor(_ time: Int64, to width: Int64, in zone: TimeZone) -> Int64 {
    let grains: [Int64] = [TimeWindow.day, 3_600_000, 60_000]
    let grain = grains.first { width % $0 == 0 } ?? 1
    let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time) / 1000))) * 1000
    let rest = (time + offset) % grain
    return time - (rest < 0 ? rest + grain : rest)
  }

  func start(of period: Int) -> Int64 { start + Int64(period) * width }

  /// `현미 그래놀라: 480 of 1000 people in 31 periods of 1 day`.
  var summary: String {
    (item ?? "anything") + ": \(grouped(times.adopters)) of \(counted(times.periods.count, "person", "people")) in "
      + "\(counted(times.count, "period")) of \(TieSheet.stretch(Double(width)))"
  }
}

extension PersonTable {
  /// Columns as traits of a network's people: numbers where every value is one and there are more than ten
  /// different ones, else groups. By default every column that tells people apart and is not each one's own, but for
  /// what people agreed to, which says nothing of what they are like.
  func traits(_ names: [String]?, of people: NameTable) throws -> [Trait] {
    let chosen =
      try names?.map(column(named:)) ?? columns.filter { ![Self.consent, Self.mayContact].contains($0.name) }
    return chosen.compactMap { column in
      let codes = column.codes(for: people)
      let known = codes.codes.filter { $0 != InteractionLog.none }
      var isUsed = [Bool](repeating: false, count: codes.names.count)
      for code in known { isUsed[Int(code)] = true }
      let different = isUsed.count { $0 }
      let numbers = codes.names.indices.map { isUsed[$0] ? Double(codes.names[$0]) ?? .nan : 0 }
      if different > 10, numbers.allSatisfy(\.isFinite) {
        return Trait(
          name: column.name,
          values: .numeric(codes.codes.map { $0 == InteractionLog.none ? .nan : numbers[Int($0)] }))
      }
      if names == nil, different < 2 || 2 * different > known.count { return nil }
      return Trait(name: column.name, values: .nominal(codes))
    }
  }
}
