import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// Whom to choose, what a list of one's own is worth, whom to hold back: as tables.
enum SpreaderTables {
  /// A row a chosen person, in order of what each adds. What holds of all together stands in each row, unless
  /// `isShort`.
  static func plan(_ plan: SpreaderPlan, _ rules: ChoiceRules, _ names: NameTable, isShort: Bool) -> Table {
    let nodes = plan.nodes
    var sum = 0.0
    let cumulative = plan.spreaders.map { one -> Double in
      sum += one.gain
      return sum
    }
    let unit = rules.benefit == nil ? "people" : "benefit"
    var columns = [
      Table.Column("rank", .integers(Array(1..<nodes.count + 1)), note: "in order of what each adds"),
      Table.Column("id", .names(names, codes: nodes.map { UInt32($0) })),
      Table.Column(
        "gain", .reals(plan.spreaders.map(\.gain)), unit: unit,
        note: "what they add to those before them; \(plan.spread.convention)"),
      Table.Column("spread", .reals(cumulative), unit: unit, note: "reached up to this person, on average"),
    ]
    if let costs = rules.costs {
      var spent = 0.0
      columns += [
        Table.Column("cost", .reals(nodes.map { costs[$0] })),
        Table.Column(
          "spent",
          .reals(
            nodes.map { node in
              spent += costs[node]
              return spent
            }), note: "up to this person"),
      ]
    }
    if let groups = rules.groups {
      columns.append(
        Table.Column("group", .text(nodes.map { rules.groupNames[groups[$0]] }), missing: "the table does not tell"))
    }
    if let benefit = rules.benefit {
      columns.append(Table.Column("benefit", .reals(nodes.map { benefit[$0] }), note: "of reaching this person"))
    }
    if !isShort {
      let each = { (value: Double?) in Table.Values.reals(nodes.map { _ in value ?? .nan }) }
      let sure = plan.confidence.map { " with probability \($0)" } ?? ""
      let unproven = "celf proves nothing"
      columns +=
        together(plan.spread, count: nodes.count) + [
          Table.Column(
            "lower_bound", each(plan.lowerBound), unit: unit, note: "all together reach at least this\(sure)",
            missing: unproven),
          Table.Column(
            "certified_ratio", each(plan.certifiedRatio),
            note: "all together reach at least this share of what the best allowed choice does\(sure)",
            missing: unproven),
        ]
    }
    return Table(schema: "kith.spreaders/1", columns: columns)
  }

  /// The spread of all together, in every row.
  private static func together(_ spread: SpreadEstimate, count: Int) -> [Table.Column] {
    let each = { (value: Double) in Table.Values.reals([Double](repeating: value, count: count)) }
    return [
      Table.Column("total", each(spread.mean), note: "all together, by samples that had no part in the choice"),
      Table.Column("total_low", each(spread.interval.lowerBound), note: "of its 95% interval"),
      Table.Column("total_high", each(spread.interval.upperBound), note: "of its 95% interval"),
      Table.Column(
        "method", .text([String?](repeating: spread.method.rawValue, count: count)), note: "enumeration is exact"),
    ]
  }

  /// A row a person of the list, in its order.
  static func evaluation(_ report: SpreaderReport, _ rules: ChoiceRules, _ names: NameTable, isShort: Bool) -> Table {
    let members = report.members
    var sum = 0.0
    let unit = rules.benefit == nil ? "people" : "benefit"
    var columns = [
      Table.Column("place", .integers(Array(1..<members.count + 1)), note: "in the list"),
      Table.Column("id", .names(names, codes: members.map { UInt32($0.node) })),
      Table.Column(
        "alone", .reals(members.map(\.alone)), unit: unit,
        note: "reached from this person alone; \(report.spread.convention)"),
      Table.Column("added", .reals(members.map(\.added)), unit: unit, note: "to those before them in the list"),
      Table.Column(
        "missed", .reals(members.map(\.lost)), unit: unit,
        note: "what the list would lose without them as a starter; they may still hear of it and pass it on"),
      Table.Column(
        "spread",
        .reals(
          members.map { one in
            sum += one.added
            return sum
          }), unit: unit, note: "reached up to this person"),
    ]
    if !isShort {
      columns +=
        together(report.spread, count: members.count) + [
          Table.Column(
            "overlap", .reals(members.map { _ in report.overlap }), unit: unit,
            note: "the sum of what each reaches alone less what all reach together")
        ]
    }
    return Table(schema: "kith.spreader_evaluation/1", columns: columns)
  }

  /// A row a person held back, in order of choice, with what holding back all up to them saves.
  static func containment(_ blocked: [Int], _ effects: [SpreadDifference], _ names: NameTable) -> Table {
    let saved = effects.map(\.mean)
    return Table(
      schema: "kith.containment/1",
      columns: [
        Table.Column("rank", .integers(Array(1..<blocked.count + 1)), note: "in order of choice"),
        Table.Column("id", .names(names, codes: blocked.map { UInt32($0) })),
        Table.Column(
          "gain", .reals(saved.indices.map { saved[$0] - ($0 > 0 ? saved[$0 - 1] : 0) }), unit: "people",
          note: "fewer reached by holding back this person too, by fresh runs; the held back do not count"),
        Table.Column("saved", .reals(saved), unit: "people", note: "fewer reached by holding back all up to this one"),
        Table.Column("low", .reals(effects.map(\.interval.lowerBound)), note: "of its 95% interval"),
        Table.Column("high", .reals(effects.map(\.interval.upperBound)), note: "of its 95% interval"),
        Table.Column(
          "spread", .reals(effects.map(\.second.mean)), unit: "people",
          note: "still reached; \(effects.first?.first.convention ?? "")"),
      ])
  }
}
