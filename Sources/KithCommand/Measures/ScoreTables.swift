import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// Which rows are shown, and in which order.
struct Ranking {
  /// Nil: all.
  var top: Int?
  var isLowestFirst = false

  /// The positions to show, best first, and the rank of every position.
  func order(_ measure: MeasureInfo, _ values: [Double]) -> (rows: [Int], ranks: [Int]) {
    let hasGaps = values.contains { $0.isNaN }
    let scores = NodeScores(
      measure: measure, values: isLowestFirst ? values.map { -$0 } : values, undefined: hasGaps ? "" : nil)
    return (scores.top(top ?? values.count), scores.ranks)
  }
}

/// The tables of scores, one row a person, relation or network.
enum ScoreTables {
  static func nodes(_ all: [NodeScores], people: NameTable, _ ranking: Ranking) -> Table {
    let (rows, ranks) = ranking.order(all[0].measure, all[0].values)
    let table = Table(
      schema: "kith.scores/1",
      columns: [
        rankColumn(ranks, by: all[0].measure, all[0].undefined, ranking), Table.Column("id", .names(people)),
      ]
        + all.map { scores in
          Table.Column(
            scores.measure.columnName, ScoreColumns.values(scores.values, isIterative: scores.convergence != nil),
            note: ScoreColumns.note(scores.measure, scores.error), missing: scores.undefined)
        })
    return table.selecting(rows)
  }

  static func edges(_ all: [EdgeScores], people: NameTable, isDirected: Bool, _ ranking: Ranking) -> Table {
    let (rows, ranks) = ranking.order(all[0].measure, all[0].values)
    let table = Table(
      schema: "kith.relations/1",
      columns: [rankColumn(ranks, by: all[0].measure, all[0].undefined, ranking)]
        + endColumns(all[0].edges, people, isDirected: isDirected)
        + all.map { scores in
          Table.Column(
            scores.measure.columnName, ScoreColumns.values(scores.values),
            note: ScoreColumns.note(scores.measure, scores.error), missing: scores.undefined)
        })
    return table.selecting(rows)
  }

  /// `from, to, weight`.
  static func endColumns(_ ends: EdgeEnds, _ people: NameTable, isDirected: Bool) -> [Table.Column] {
    [
      Table.Column(
        "from", .names(people, codes: ends.sources),
        note: isDirected ? "who addressed" : "one of the two, in order of ids"),
      Table.Column("to", .names(people, codes: ends.targets), note: isDirected ? "whom" : "the other"),
      Table.Column(
        "weight", ScoreColumns.values((0..<ends.count).map { Double(ends.weight(at: $0)) }), note: "the strength"),
    ]
  }

  /// One row a run: `values` holds one list of measures for each.
  static func graphs(_ values: [[GraphValue]], leading columns: [Table.Column] = []) -> Table {
    Table(schema: columns.isEmpty ? "kith.network/1" : "kith.network_windows/1", columns: columns + cells(values))
  }

  private static func cells(_ runs: [[GraphValue]]) -> [Table.Column] {
    (runs.first ?? []).indices.flatMap { position -> [Table.Column] in
      let all = runs.map { $0[position] }
      let info = all[0].measure
      var names: [String] = []
      for value in all { for detail in value.details where !names.contains(detail.name) { names.append(detail.name) } }
      let missing = ScoreColumns.reasons(all.map(\.undefined))
      let error = all.count == 1 ? all[0].error : nil
      return [
        Table.Column(
          info.columnName, ScoreColumns.values(all.map { $0.value ?? .nan }),
          note: ScoreColumns.note(info, error), missing: missing)
      ]
        + names.map { name in
          let details = all.map { value in value.details.first { $0.name == name }?.value ?? .nan }
          return Table.Column(
            "\(info.columnName)_\(name)", ScoreColumns.values(details), note: "part of \(info.name)",
            missing: missing ?? (details.allSatisfy(\.isFinite) ? nil : "not told here"))
        }
    }
  }

  static func rankColumn(
    _ ranks: [Int], by info: MeasureInfo, _ undefined: String?, _ ranking: Ranking
  ) -> Table.Column {
    Table.Column(
      "rank", .integers(ranks),
      note: "by \(info.name), 1 is the \(ranking.isLowestFirst ? "lowest" : "highest"); equal scores share a rank",
      missing: undefined.map { "\(info.name) is undefined: \($0)" })
  }
}
