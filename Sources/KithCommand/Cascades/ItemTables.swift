import KithDiffusion
import KithFoundation
import KithOutput

extension CascadeTables {
  /// A row an item, those of most members first.
  func items() -> Table {
    let spreads = cascades.spreads
    var columns: [Table.Column] = []
    if let items = cascades.items {
      columns.append(Table.Column("item", .names(items, codes: spreads.map { UInt32($0.item) })))
    }
    columns += [
      Table.Column("members", .integers(spreads.map(\.members)), note: "of all its cascades"),
      Table.Column("people", .integers(spreads.map(\.people)), note: "among the members"),
      Table.Column("cascades", .integers(spreads.map(\.cascades)), note: "how many times it began anew"),
      Table.Column("largest", .integers(spreads.map(\.largest)), note: "members of its largest cascade"),
      Table.Column("start", .times(spreads.map(\.first)), missing: "no member has a time"),
      Self.seconds("t50_s", spreads.map(\.t50), note: "from the first until half had joined"),
      Self.seconds("t90_s", spreads.map(\.t90), note: "until nine tenths had"),
      Self.seconds("doubling_s", spreads.map(\.doublingTime), note: "in which the members doubled, up to t90"),
      Self.seconds("lifetime_s", spreads.map(\.lifetime), note: "from the first known time to the last"),
    ]
    return Table(schema: "kith.cascade_items/1", columns: columns)
  }
}
