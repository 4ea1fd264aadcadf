import KithFoundation

/// Moments told at a fixed distance from UTC.
struct LocalClock: Sendable, Equatable {
  let offsetMinutes: Int

  private var offset: Int64 { Int64(offsetMinutes) * 60_000 }

  /// `+09:00`, or `Z` at no distance.
  var suffix: String {
    if offsetMinutes == 0 { return "Z" }
    let pad = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    return (offsetMinutes < 0 ? "-" : "+") + pad(abs(offsetMinutes) / 60) + ":" + pad(abs(offsetMinutes) % 60)
  }

  /// `UTC+09:00`.
  var name: String { offsetMinutes == 0 ? "UTC" : "UTC" + suffix }

  /// `2026-06-12T14:00:00+09:00`, to the second.
  func iso8601(_ milliseconds: Int64) -> String {
    let whole = floorDivide(local(milliseconds), 1_000) * 1_000
    return String(Timestamp(milliseconds: whole).iso8601.dropLast()) + suffix
  }

  /// Milliseconds on the local clock face.
  func local(_ milliseconds: Int64) -> Int64 {
    min(max(milliseconds + offset, Timestamp.earliest.milliseconds), Timestamp.latest.milliseconds)
  }

  /// The moment a local clock face stands for.
  func moment(local: Int64) -> Int64 { local - offset }
}

func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
  let quotient = value / by
  return value % by < 0 ? quotient - 1 : quotient
}
