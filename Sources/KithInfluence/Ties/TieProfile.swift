import KithDiffusion
import KithFoundation
import KithGraph

/// Six questions about a tie, answered from the log: with whom, how much, how, why, when, where.
///
///     let profiling = TieProfiling(halfLife: 7 * TimeWindow.day)
///     if let profile = try profiling.profile(of: mina, with: yuna, in: TieIndex(log)) {
///       profile.strength.value; profile.reciprocity.value; profile.hours
///     }
///
/// How much: interactions each way, and their strength at the last moment of the log (or another), fading by half every
/// half-life. How: kinds of interaction. Why: the items they were about. When: by hour of the day, day of the
/// week, and the gap between one and the next. Where: channels.
public struct TieProfiling: Sendable, Codable, Equatable {
  /// Milliseconds.
  public var halfLife: Int64
  /// When strength is judged; the log's last time when nil.
  public var moment: Timestamp?
  /// How far the clock of hours and weekdays is ahead of UTC, milliseconds.
  public var clockOffset: Int64

  public init(halfLife: Int64 = 7 * TimeWindow.day, moment: Timestamp? = nil, clockOffset: Int64 = 0) {
    self.halfLife = halfLife
    self.moment = moment
    self.clockOffset = clockOffset
  }

  /// Nil where neither addressed the other. Errors: E720 for a half-life that is not above 0. O(log ties + rows of it).
  public func profile(of person: Int, with other: Int, in ties: TieIndex) throws -> TieProfile? {
    try check()
    guard let tie = ties.tie(between: person, and: other) else { return nil }
    return profile(of: person, tie, in: ties, at: now(ties))
  }

  /// Of each tie of a person: strongest first, then by the other's node. O(ties + rows of theirs).
  public func profiles(of person: Int, in ties: TieIndex) throws -> [TieProfile] {
    try check()
    let now = now(ties)
    return ties.ties(of: person).map { profile(of: person, $0, in: ties, at: now) }.sorted { a, b in
      (a.strength.value ?? 0, a.given + a.received, b.other) > (b.strength.value ?? 0, b.given + b.received, a.other)
    }
  }

  /// Of every tie, seen from its smaller node: strongest first, then by node. O(rows log rows).
  public func profiles(in ties: TieIndex) throws -> [TieProfile] {
    try check()
    let now = now(ties)
    let all = (0..<ties.count).map { profile(of: Int(ties.lows[$0]), $0, in: ties, at: now) }
    return all.sorted { a, b in
      (a.strength.value ?? 0, a.given + a.received, b.person, b.other)
        > (b.strength.value ?? 0, b.given + b.received, a.person, a.other)
    }
  }

  private func check() throws {
    if halfLife <= 0 {
      throw KithError.option("the half-life", halfLife, choose: "a number of milliseconds above 0")
    }
  }

  private func now(_ ties: TieIndex) -> Int64? { moment?.milliseconds ?? ties.log.period?.upperBound.milliseconds }

  private func profile(of person: Int, _ tie: Int, in ties: TieIndex, at now: Int64?) -> TieProfile {
    let log = ties.log
    let fading = TieStrength(halfLife: halfLife)
    var (given, received, sent, got) = (0, 0, 0.0, 0.0)
    var hours = [Int](repeating: 0, count: 24)
    var weekdays = [Int](repeating: 0, count: 7)
    var times: [Int64] = []
    let rows = ties.rows(of: tie)
    for row in rows {
      let isGiven = Int(log.actors[row]) == person
      if isGiven { given += 1 } else { received += 1 }
      guard let time = log.times?[row], time != Timestamp.missing, let now else { continue }
      let worth = fading.worth(of: Double(log.weights?[row] ?? 1), since: time, at: now)
      if isGiven { sent += worth } else { got += worth }
      times.append(time)
      let clock = Timestamp(milliseconds: time + clockOffset)
      hours[Int((clock.milliseconds - Int64(clock.day) * TimeWindow.day) / 3_600_000)] += 1
      // 1970-01-01 was a Thursday; Monday is 0.
      weekdays[((clock.day + 3) % 7 + 7) % 7] += 1
    }
    let gaps = zip(times, times.dropFirst()).map { Double($1 - $0) }.sorted()
    let untimed = DiffusionValue(undefined: "none of their interactions has a time")
    return TieProfile(
      person: person, other: ties.other(of: tie, than: person), given: given, received: received,
      strengthGiven: times.isEmpty ? untimed : DiffusionValue(sent),
      strengthReceived: times.isEmpty ? untimed : DiffusionValue(got),
      strength: times.isEmpty ? untimed : DiffusionValue(sent + got),
      reciprocity: times.isEmpty
        ? DiffusionValue(Double(min(given, received)) / Double(max(given, received)))
        : max(sent, got) > 0
          ? DiffusionValue(min(sent, got) / max(sent, got))
          : DiffusionValue(undefined: "nothing happened between them by that moment"),
      kinds: Self.counts(log.kinds, rows), items: Self.counts(log.items, rows),
      channels: Self.counts(log.channels, rows), hours: hours, weekdays: weekdays, first: times.first,
      last: times.last,
      medianGap: gaps.isEmpty
        ? DiffusionValue(undefined: "fewer than two interactions have a time")
        : DiffusionValue((gaps[(gaps.count - 1) / 2] + gaps[gaps.count / 2]) / 2))
  }

  /// Most frequent first, then by name.
  private static func counts(_ column: CodedColumn?, _ rows: ArraySlice<Int>) -> [TieProfile.Count] {
    guard let column else { return [] }
    let codes = rows.map { column.codes[$0] }.filter { $0 != InteractionLog.none }.sorted()
    var counts: [(code: UInt32, count: Int)] = []
    for code in codes {
      if counts.last?.code == code { counts[counts.count - 1].count += 1 } else { counts.append((code, 1)) }
    }
    return counts.sorted { ($1.count, $0.code) < ($0.count, $1.code) }.map {
      TieProfile.Count(name: column.names[Int($0.code)], count: $0.count)
    }
  }
}

/// What the log knows of one tie, seen from one of its ends.
public struct TieProfile: Sendable, Equatable {
  public struct Count: Sendable, Equatable, Codable {
    /// As in the log, untrusted.
    public let name: String
    public let count: Int
  }

  public let person: Int
  public let other: Int
  /// How often the person addressed the other.
  public let given: Int
  public let received: Int
  /// Faded; undefined without times.
  public let strengthGiven: DiffusionValue
  public let strengthReceived: DiffusionValue
  public let strength: DiffusionValue
  /// The smaller of the two directions over the larger, faded where times are known: 1 is even, 0 one-sided.
  public let reciprocity: DiffusionValue
  /// How: most frequent first.
  public let kinds: [Count]
  /// Why: what it was about.
  public let items: [Count]
  /// Where. Their number is the breadth of the tie.
  public let channels: [Count]
  /// When: interactions by hour of the day, 0 to 23.
  public let hours: [Int]
  /// By day of the week, Monday first.
  public let weekdays: [Int]
  /// Milliseconds; nil without times.
  public let first: Int64?
  public let last: Int64?
  /// Between an interaction and the next, milliseconds.
  public let medianGap: DiffusionValue
}
