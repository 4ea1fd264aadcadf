import Foundation
import KithFoundation

/// Turns clock readings without offset into moments, in one time zone.
struct ZoneClock: Sendable {
  private let fixed: Int64?
  private let zone: TimeZone
  private var cachedHour = Int64.min
  private var cachedOffset: Int64 = 0

  /// `name` is an IANA name ("Asia/Seoul"), "UTC", or an offset ("+09:00"); nil is UTC.
  init(_ name: String?) throws {
    zone = TimeZone(identifier: name ?? "UTC") ?? .gmt
    guard let name, name != "UTC", name != "Z" else {
      fixed = 0
      return
    }
    if let first = name.utf8.first, first == 0x2B || first == 0x2D {
      guard let probe = Timestamp(iso8601: "1970-01-02T00:00\(name)") else { throw Self.unknown(name) }
      fixed = 86_400_000 - probe.milliseconds
      return
    }
    guard TimeZone(identifier: name) != nil else { throw Self.unknown(name) }
    fixed = nil
  }

  /// The zone's offset east of UTC, in milliseconds, when its clocks show `local`.
  ///
  /// Where clocks are set back and show a time twice, the later moment is meant; a time they skip is
  /// read with the offset in force before.
  mutating func offset(atLocal local: Int64) -> Int64 {
    if let fixed { return fixed }
    let hour = EpochUnit.floorDivided(local, 900_000)
    if hour == cachedHour { return cachedOffset }
    let first = offset(at: local)
    let second = offset(at: local - first)
    cachedHour = hour
    cachedOffset = second
    return second
  }

  private func offset(at moment: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment) / 1000))) * 1000
  }

  private static func unknown(_ name: String) -> KithError {
    let near = Suggestion.nearest(to: name, in: TimeZone.knownTimeZoneIdentifiers)
    return KithError(
      .usage,
      Diagnostic(
        "E706", "unknown time zone \"\(name)\"",
        help: near.map { "did you mean \($0)?" } ?? "give an IANA name such as Asia/Seoul, or an offset such as +09:00")
    )
  }
}
