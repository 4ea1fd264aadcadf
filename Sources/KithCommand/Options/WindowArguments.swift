import ArgumentParser
import Foundation
import KithFoundation
import KithInput

/// Which part of a log counts.
struct WindowArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Only these kinds, separated by commas: reply,mention,share.", valueName: "kinds"))
  var kinds: String?

  @Option(help: ArgumentHelp("From this moment on: 2022-12, 2022-12-01, 2022-12-01T09:30.", valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Up to this moment; a day or month is included to its end.", valueName: "time"))
  var until: String?

  @Option(help: "Zone of times without one: Asia/Seoul, +09:00. (default: UTC)")
  var timeZone: String?

  func apply(to options: inout InputOptions) throws {
    options.kinds = (kinds ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    options.timeZone = timeZone
    let zone = try zone()
    options.since = try since.map { try Moment($0, in: zone, option: "--since").first }
    options.until = try until.map { try Moment($0, in: zone, option: "--until").next }
    if let since = options.since, let until = options.until, since >= until {
      throw ValidationError("--since \(self.since ?? "") is not before --until \(self.until ?? "")")
    }
  }

  func zone() throws -> TimeZone {
    guard let timeZone else { return .gmt }
    if let zone = TimeZone(identifier: timeZone),
      TimeZone.knownTimeZoneIdentifiers.contains(timeZone) || timeZone == "UTC"
    {
      return zone
    }
    let bytes = Array("2000-01-01T00:00\(timeZone)".utf8)
    if let offset = bytes.withUnsafeBufferPointer({ ClockReading($0) })?.offset,
      let zone = TimeZone(secondsFromGMT: Int(offset / 1000))
    {
      return zone
    }
    let near = Suggestion.nearest(to: timeZone, in: TimeZone.knownTimeZoneIdentifiers)
    throw ValidationError(
      "--time-zone \"\(timeZone)\" is not a known zone"
        + (near.map { "; did you mean \($0)?" } ?? "; such as Asia/Seoul or +09:00"))
  }
}

/// A month, day or minute as typed: the moment it begins and the moment after it ends.
struct Moment {
  var first: Timestamp
  /// Equal to `first` where a clock was given.
  var next: Timestamp

  init(_ text: String, in zone: TimeZone, option: String) throws {
    let isMonth = text.utf8.count == 7
    let bytes = Array((isMonth ? text + text.prefix(5).suffix(1) + "01" : text).utf8)
    guard let reading = bytes.withUnsafeBufferPointer({ ClockReading($0) }) else {
      throw ValidationError("\(option) takes a time such as 2022-12-01 or 2022-12-01T09:30+09:00, not \"\(text)\"")
    }
    let place = { (clock: Int64) in
      Timestamp(milliseconds: clock - (reading.offset ?? Self.offset(of: zone, atClock: clock)))
    }
    first = place(reading.milliseconds)
    next = first
    if isMonth {
      let (year, month, _) = Timestamp.civil(days: Int(reading.milliseconds / 86_400_000))
      let day = Timestamp.days(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
      next = place(Int64(day) * 86_400_000)
    } else if text.utf8.count == 10 {
      next = place(reading.milliseconds + 86_400_000)
    }
  }

  /// How far the zone's clock is ahead of UTC when it shows `clock`, in milliseconds.
  private static func offset(of zone: TimeZone, atClock clock: Int64) -> Int64 {
    let guess = Date(timeIntervalSince1970: Double(clock) / 1000)
    let near = guess.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
    return Int64(zone.secondsFromGMT(for: near)) * 1000
  }
}
