import KithDiffusion
import KithInfluence
import KithOutput
import KithStatistics

/// Likeness among friends as a table: a row a measure of a trait.
struct HomophilyTable {
  private struct Row {
    var trait: String
    var community: Int?
    var measure: String
    var group: String?
    var value: DiffusionValue
    var expected: Double?
    var null: NullComparison?
    var p: Double?
    var edges: Int?
    var note: String
  }

  private var rows: [Row] = []

  init(_ report: HomophilyReport) {
    for trait in report.traits { add(trait, community: nil) }
    for (index, traits) in report.communities.enumerated() {
      for trait in traits { add(trait, community: index + 1) }
    }
  }

  private mutating func add(_ trait: TraitHomophily, community: Int?) {
    let estimate = trait.assortativity
    rows.append(
      Row(
        trait: trait.name, community: community, measure: "assortativity", value: estimate.value, expected: nil,
        null: trait.null, p: trait.null?.upper, edges: estimate.edges,
        note: "1 when all ties join likes, 0 as many as by chance"))
    if let groups = trait.groups {
      rows.append(
        Row(
          trait: trait.name, community: community, measure: "e-i index", value: groups.ei.value,
          expected: groups.ei.expected.value, null: groups.eiNull, p: groups.eiNull?.lower, edges: estimate.edges,
          note: "-1 when all ties stay in their group, 1 when all leave"))
      if community != nil { return }
      for (coleman, null) in zip(groups.coleman, groups.homophilyNulls) {
        rows.append(
          Row(
            trait: trait.name, community: nil, measure: "coleman index", group: coleman.name, value: coleman.index,
            expected: 0, null: nil, p: null?.upper, edges: nil,
            note: "choice of one's own beyond opportunity (people's share)"))
      }
    }
    if let clustering = trait.clustering {
      for (name, spatial, null, note) in [
        ("moran's i", clustering.moran, clustering.moranNull, "neighbours' values go together"),
        ("geary's c", clustering.geary, clustering.gearyNull, "below 1 when neighbours are alike"),
      ] {
        rows.append(
          Row(
            trait: trait.name, community: community, measure: name, value: spatial.value,
            expected: spatial.expected.value, null: null,
            p: name == "geary's c" ? null?.lower : null?.upper, edges: estimate.edges, note: note))
      }
    }
  }

  var table: Table {
    let reals = { (values: [Double?]) -> Table.Values in .reals(values.map { $0 ?? .nan }) }
    let none = "the null model has no draw, or the value is undefined"
    return Table(
      schema: "kith.homophily/1",
      columns: [
        Table.Column("trait", .text(rows.map(\.trait))),
        Table.Column(
          "community", .integers(rows.map { $0.community ?? .min }), note: "inside it, largest first",
          missing: "over all people"),
        Table.Column("measure", .text(rows.map(\.measure))),
        Table.Column("group", .text(rows.map(\.group)), missing: "of the trait as a whole"),
        Table.Column(
          "value", TieTables.reals(rows.map(\.value)), missing: ScoreColumns.reasons(rows.map(\.value.undefined))),
        Table.Column("expected", reals(rows.map { $0.expected ?? $0.null?.mean }), note: "by chance", missing: none),
        Table.Column(
          "low", reals(rows.map { $0.null?.band?.lowerBound }), note: "95 of 100 draws lie between", missing: none),
        Table.Column("high", reals(rows.map { $0.null?.band?.upperBound }), missing: none),
        Table.Column("p", reals(rows.map(\.p)), note: "as alike or more by chance", missing: none),
        Table.Column(
          "edges", .integers(rows.map { $0.edges ?? .min }), note: "with the trait known at both ends",
          missing: "see the trait's first row"),
        Table.Column("meaning", .text(rows.map { $0.value.undefined ?? $0.note })),
      ])
  }
}
