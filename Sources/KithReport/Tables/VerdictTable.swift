import KithFoundation
import KithInfluence
import KithOutput

/// A verdict with all it rests on, as a table: a row a statement.
public struct VerdictTable {
  struct Row {
    var part: String
    var name: String
    var statistic: String?
    var value: Double?
    var low: Double?
    var high: Double?
    var p: Double?
    var says: String?
    var n: Int?
    var unit: String?
    var note: String?
  }

  private(set) var rows: [Row] = []

  public init(_ verdict: InfluenceVerdict) {
    rows.append(
      Row(part: "verdict", name: verdict.finding.rawValue, says: verdict.conclusion.rawValue, note: verdict.sentence))
    for piece in verdict.evidence {
      rows.append(
        Row(
          part: "test", name: piece.test.rawValue, statistic: piece.statistic, value: piece.value, p: piece.p,
          says: piece.supports(at: verdict.inquiry.level).map { $0 ? "for influence" : "not for influence" }
            ?? "cannot tell",
          n: piece.n, unit: piece.unit,
          note: piece.unanswerable.map(\.reason) ?? "against: \(piece.test.null); but \(piece.test.caveat)"))
    }
    for stage in verdict.stages {
      let interval = stage.exposure?.interval(confidence: 1 - verdict.inquiry.level)
      rows.append(
        Row(
          part: "held constant", name: Self.name(stage.controls), statistic: "b", value: stage.exposure?.estimate,
          low: interval?.lowerBound, high: interval?.upperBound, p: stage.exposure?.greater, note: stage.undefined))
    }
    for trait in verdict.traits {
      rows.append(
        Row(
          part: "trait", name: trait.name, statistic: "assortativity", value: trait.assortativity, p: trait.gathersP,
          says: trait.gathers.map { $0 ? "gathers" : "does not gather" } ?? "cannot tell", note: trait.sentence))
      rows.append(
        Row(
          part: "trait", name: trait.name, statistic: "drives adoption", p: trait.drivesP,
          says: trait.drives.map { $0 ? "drives" : "does not drive" } ?? "cannot tell"))
    }
    addSize(verdict)
    for shock in verdict.shocks { rows.append(Row(part: "common shock", name: shock.name, note: shock.sentence)) }
    for question in verdict.unanswered {
      rows.append(
        Row(
          part: "not answered", name: question.question,
          note: "\(question.reason.reason); \(question.reason.remedy)"))
    }
    for remedy in verdict.remedies { rows.append(Row(part: "would settle it", name: remedy)) }
  }

  private mutating func addSize(_ verdict: InfluenceVerdict) {
    if let effect = verdict.effect {
      for (name, value, interval, note) in [
        (
          "odds ratio", effect.oddsRatio, effect.oddsRatioInterval,
          "of adopting in a period, with one friend who adopted over none"
        ),
        ("average marginal effect", effect.averageMarginal, effect.averageMarginalInterval, "a person and period"),
        (
          "attributable share", effect.attributableShare, effect.attributableInterval,
          "of the adoptions, were the estimate the effect of company"
        ),
      ] {
        rows.append(
          Row(
            part: "effect", name: name, value: value, low: interval.lowerBound, high: interval.upperBound, note: note))
      }
    }
    guard let sensitivity = verdict.sensitivity else { return }
    rows.append(
      Row(
        part: "sensitivity", name: "E-value", value: sensitivity.eValue.value, low: sensitivity.eValue.limit,
        note: "something hidden would have to multiply both company and adoption by as much; low: to touch the limit"))
    if let bound = sensitivity.rosenbaum {
      rows.append(
        Row(
          part: "sensitivity", name: "Rosenbaum Γ", value: bound.gamma, n: bound.onlyTreated + bound.onlyControl,
          unit: "matched pairs",
          note: bound.undefined ?? "something hidden would have to change the odds of having company by as much"))
    }
  }

  public static func name(_ controls: AdoptionControls) -> String {
    switch controls {
    case .none: "nothing"
    case .periods: "time and number of ties"
    case .traits: "and traits"
    case .communities: "and communities"
    }
  }

  public var table: Table {
    let reals = { (values: [Double?]) -> Table.Values in .reals(values.map { $0 ?? .nan }) }
    let none = "not of this row"
    return Table(
      schema: "kith.influence/1",
      columns: [
        Table.Column("part", .text(rows.map(\.part))), Table.Column("name", .text(rows.map(\.name))),
        Table.Column("statistic", .text(rows.map(\.statistic)), missing: none),
        Table.Column("value", reals(rows.map(\.value)), missing: "not of this row, or undefined: see the note"),
        Table.Column("low", reals(rows.map(\.low)), missing: none),
        Table.Column("high", reals(rows.map(\.high)), missing: none),
        Table.Column(
          "p", reals(rows.map(\.p)), note: "one-sided", missing: "not of this row, or undefined: see the note"),
        Table.Column("says", .text(rows.map(\.says)), missing: none),
        Table.Column("n", .integers(rows.map { $0.n ?? .min }), missing: none),
        Table.Column("unit", .text(rows.map(\.unit)), missing: none),
        Table.Column("note", .text(rows.map(\.note)), missing: none),
      ])
  }
}

extension CommonShock {
  var name: String {
    switch self {
    case .timing: "timing"
    case .communities: "communities"
    case .period(let period, _, _): "period \(period + 1)"
    }
  }
}
