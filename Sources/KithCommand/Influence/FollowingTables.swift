import KithDiffusion
import KithFoundation
import KithGraph
import KithInfluence
import KithOutput

/// Following and the funnel as tables.
enum FollowingTables {
  /// A row a quantity.
  static func overall(_ found: FollowingResult) -> Table {
    var rows: [(name: String, value: Double?, low: Double?, high: Double?, meaning: String)] = [
      (
        "chances", Double(found.chances), nil, nil,
        "a person about an item, after a friend's action, watched to the end"
      ),
      ("follows", Double(found.follows), nil, nil, "of them, the person acted in time"),
      ("expected", found.expected, nil, nil, "what the hours alone make of the same chances"),
      ("follow_rate", found.rate.value, nil, nil, "follows / chances"),
      ("base_rate", found.expectedRate.value, nil, nil, "expected / chances"),
      (
        "ratio", found.ratio.value, found.interval?.lowerBound, found.interval?.upperBound,
        found.ratio.undefined ?? "follows / expected: 1 where friends make no difference; people drawn again, 95 %"
      ),
    ]
    for (name, share) in [("p10", 0.1), ("p25", 0.25), ("median", 0.5), ("p75", 0.75), ("p90", 0.9)] {
      rows.append(
        (
          "delay_\(name)_hours", found.delay(quantile: share).map { $0 / 3_600_000 }, nil, nil,
          found.delays.isEmpty ? "nobody followed" : "from the latest friend's action"
        ))
    }
    rows.append(("ties", Double(found.ties.count), nil, nil, "with a chance"))
    rows.append(
      (
        "ties_above_chance", Double(found.ties.count { $0.q.map { $0 <= 0.05 } ?? false }), nil, nil,
        "q ≤ 0.05 after Benjamini–Hochberg"
      ))
    rows.append(("not_watched", Double(found.censored), nil, nil, "friends' actions too near the end, left out"))
    rows.append(("untimed", Double(found.untimed), nil, nil, "persons and items left out for want of a time"))
    return Table(
      schema: "kith.following/1",
      columns: [
        Table.Column("quantity", .text(rows.map(\.name))),
        Table.Column("value", .reals(rows.map { $0.value ?? .nan }), missing: "see the meaning"),
        Table.Column("low", .reals(rows.map { $0.low ?? .nan }), missing: "no interval is told"),
        Table.Column("high", .reals(rows.map { $0.high ?? .nan }), missing: "no interval is told"),
        Table.Column("meaning", .text(rows.map(\.meaning))),
      ])
  }

  /// A row a tie: those most above chance first.
  static func ties(_ found: FollowingResult, _ people: NameTable) -> Table {
    let ties = found.ties.sorted { a, b in
      (a.p ?? 2, b.follows, a.source, a.target) < (b.p ?? 2, a.follows, b.source, b.target)
    }
    return Table(
      schema: "kith.following_ties/1",
      columns: [
        Table.Column("id", .names(people, codes: ties.map { UInt32($0.source) }), note: "who may follow"),
        Table.Column("follows", .names(people, codes: ties.map { UInt32($0.target) }), note: "whom they addressed"),
        Table.Column("chances", .integers(ties.map(\.chances)), unit: "items"),
        Table.Column("followed", .integers(ties.map(\.follows)), unit: "items"),
        Table.Column("expected", .reals(ties.map(\.expected)), unit: "items", note: "if only the hours mattered"),
        Table.Column(
          "p", .reals(ties.map { $0.p ?? .nan }), note: "as many or more by the hours alone",
          missing: "nobody else acted in the hours: there is no base rate"),
        Table.Column(
          "q", .reals(ties.map { $0.q ?? .nan }), note: "p adjusted for the number of ties", missing: "there is no p"),
      ])
  }

  /// A row a stage.
  static func funnel(_ found: StageFunnel.Result) -> Table {
    let stages = found.stages
    return Table(
      schema: "kith.funnel/1",
      columns: [
        Table.Column("stage", .text(stages.map(\.stage.rawValue))),
        Table.Column(
          "furthest", .integers(stages.map(\.furthest)), unit: "people", note: "who came this far and no further"),
        Table.Column("reached", .integers(stages.map(\.reached)), unit: "people", note: "in this stage or a later one"),
        Table.Column(
          "rate", TieTables.reals(stages.map(\.rate)), unit: "share of the stage before",
          missing: "nobody came as far as the stage before"),
        Table.Column(
          "median_hours", .reals(stages.map { $0.medianTime.value.map { $0 / 3_600_000 } ?? .nan }),
          note: "exposed: since the first action of all; influenced: since the first friend's action; followed: since "
            + "the latest friend's", missing: "the stage has no moment, or nobody reached it"),
        Table.Column("meaning", .text(stages.map { Self.meanings[$0.stage.rank] })),
      ])
  }

  static let meanings = [
    "addressed nobody", "addressed somebody", "and one of them acted before them", "and they acted later too",
    "and soon after one of them",
  ]

  /// A row a community, largest first.
  static func communities(_ found: StageFunnel.Result) -> Table {
    let all = found.communities
    return Table(
      schema: "kith.funnel_communities/1",
      columns: [
        Table.Column("community", .integers(all.indices.map { $0 + 1 }), note: "largest first"),
        Table.Column("people", .integers(all.map(\.size))),
      ]
        + StageFunnel.Stage.allCases.map { stage in
          Table.Column(
            stage.rawValue, .integers(all.map { $0.furthest[stage.rank] }), unit: "people",
            note: "who came this far and no further")
        }
        + [
          Table.Column(
            "steepest", .text(all.map { $0.steepest?.rawValue }),
            note: "the stage that the smallest share of those before it reached", missing: "nobody gathered")
        ])
  }

  /// A row a tie: the surest first.
  static func ahead(_ found: TieCorrelation.Result, lags: Int, _ people: NameTable) -> Table {
    let ties = found.ties.sorted { ($0.q, $0.p, $0.source, $0.target) < ($1.q, $1.p, $1.source, $1.target) }
    return Table(
      schema: "kith.ahead/1",
      columns: [
        Table.Column("id", .names(people, codes: ties.map { UInt32($0.source) })),
        Table.Column("runs_after", .names(people, codes: ties.map { UInt32($0.target) }), note: "whom id addressed"),
      ]
        + (0..<lags).map { lag in
          Table.Column(
            "r\(lag + 1)", .reals(ties.map { $0.correlations[lag] }),
            note: "correlation with the other's activity \(counted(lag + 1, "period")) before")
        } + [
          Table.Column("f", .reals(ties.map(\.f)), note: "what the other's past adds to one's own"),
          Table.Column("p", .reals(ties.map(\.p)), note: "by the F distribution"),
          Table.Column("p_turned", .reals(ties.map(\.turnedP)), note: "by turning the other's series round in time"),
          Table.Column("q", .reals(ties.map(\.q)), note: "p_turned adjusted for the number of ties"),
        ])
  }
}
