import KithDiffusion
import KithFoundation
import KithGraph
import KithInfluence
import KithOutput

/// Ties as tables.
enum TieTables {
  /// A row a tie.
  static func profiles(_ profiles: [TieProfile], _ people: NameTable) -> Table {
    let untimed = "none of their interactions has a time"
    let most = { (counts: [TieProfile.Count]) in counts.first.map(\.name) }
    return Table(
      schema: "kith.ties/1",
      columns: [
        Table.Column("id", .names(people, codes: profiles.map { UInt32($0.person) })),
        Table.Column("with", .names(people, codes: profiles.map { UInt32($0.other) })),
        Table.Column(
          "strength", reals(profiles.map(\.strength)),
          note: "their interactions, by weight, each worth half as much after every half-life", missing: untimed),
        Table.Column(
          "given", .integers(profiles.map(\.given)), unit: "interactions", note: "id addressed the other"),
        Table.Column(
          "received", .integers(profiles.map(\.received)), unit: "interactions", note: "the other addressed id"),
        Table.Column(
          "reciprocity", reals(profiles.map(\.reciprocity)),
          note: "the weaker direction over the stronger: 1 is even, 0 one-sided",
          missing: "nothing happened between them by that moment"),
        Table.Column(
          "how", .text(profiles.map { most($0.kinds) }), note: "the commonest kind", missing: "no kinds in the log"),
        Table.Column(
          "why", .text(profiles.map { most($0.items) }), note: "the item it was most about",
          missing: "no items in the log"),
        Table.Column(
          "where", .text(profiles.map { most($0.channels) }), note: "the commonest channel",
          missing: "no channels in the log"),
        Table.Column("channels", .integers(profiles.map(\.channels.count)), note: "how many: the breadth of the tie"),
        Table.Column("items", .integers(profiles.map(\.items.count)), note: "how many different ones"),
        Table.Column("first", .times(profiles.map { $0.first ?? Timestamp.missing }), missing: untimed),
        Table.Column("last", .times(profiles.map { $0.last ?? Timestamp.missing }), missing: untimed),
      ])
  }

  /// A row a tie with its class.
  static func dynamics(_ found: [TieDynamics.Tie], _ ties: TieIndex, seenFrom node: Int?) -> Table {
    let people = ties.log.people
    let first = found.map { node ?? Int(ties.lows[$0.tie]) }
    return Table(
      schema: "kith.tie_dynamics/1",
      columns: [
        Table.Column("id", .names(people, codes: first.map { UInt32($0) })),
        Table.Column(
          "with", .names(people, codes: zip(found, first).map { UInt32(ties.other(of: $0.tie, than: $1)) })),
        Table.Column("class", .text(found.map(\.class.rawValue)), note: "new, deepening, steady, fading or dormant"),
        Table.Column(
          "slope", reals(found.map(\.slope)), unit: "share of the mean a window",
          note: "Theil–Sen slope of the interactions in each window", missing: "new and dormant ties have no trend"),
        Table.Column(
          "change", .reals(found.map(\.change)), unit: "interactions a window",
          note: "the mean lately less the mean before"),
        Table.Column("lately", .reals(found.map(\.lately)), unit: "interactions"),
        Table.Column("total", .reals(found.map(\.total)), unit: "interactions"),
      ])
  }

  static func reals(_ values: [DiffusionValue]) -> Table.Values { .reals(values.map { $0.value ?? .nan }) }
}
