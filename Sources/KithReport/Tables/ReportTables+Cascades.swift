import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

extension CascadeFindings {
  /// One row a cascade of two members or more, largest first: `kith.report_cascades/1`.
  var cascadesTable: Table {
    let roots = followed.map { cascades.starts[$0.index] }
    let seconds = { (value: DiffusionValue) in (value.value ?? .nan) / 1000 }
    var columns: [Table.Column] = [
      .init("cascade", .integers(followed.indices.map { $0 + 1 }), note: "1 is the largest")
    ]
    if let items = cascades.items {
      columns.append(.init("item", .names(items, codes: followed.map { cascades.itemCodes[$0.index] })))
    }
    columns += [
      .init("root", .names(cascades.people, codes: roots.map { cascades.persons[$0] }), note: "who set it off"),
      .init(
        "origin", .text(roots.map { cascades.origins[$0].rawName }),
        note: "first: nobody followed before; brand: one of the brand's accounts; unlogged: their own act is not logged"
      ),
      .init("start", .times(roots.map { cascades.times[$0] }), missing: "the root's own act is not in the log"),
      .init("size", .integers(followed.map(\.metrics.size)), unit: "members"),
      .init("depth", .integers(followed.map(\.metrics.depth)), unit: "steps"),
      .init("breadth", .integers(followed.map(\.metrics.breadth)), unit: "members", note: "of the largest generation"),
      .init(
        "virality", .reals(followed.map { $0.metrics.structuralVirality.value ?? .nan }), unit: "steps",
        note: "structural virality: the mean distance of two members", missing: "a single member"),
      .init(
        "t50_s", .reals(followed.map { seconds($0.metrics.t50) }), unit: "seconds",
        note: "until half of the members with a time had joined", missing: "no member has a time"),
      .init(
        "t90_s", .reals(followed.map { seconds($0.metrics.t90) }), unit: "seconds", note: "until nine tenths had",
        missing: "no member has a time"),
      .init(
        "lifetime_s", .reals(followed.map { seconds($0.metrics.lifetime) }), unit: "seconds",
        missing: "no member has a time"),
    ]
    return Table(schema: "kith.report_cascades/1", columns: columns)
  }

  /// One row a person who began a cascade or was followed, most set off first: `kith.report_triggers/1`.
  var triggersTable: Table {
    let accounts = ledger.byPerson.filter { $0.setOff > Double($0.roots) || $0.direct > 0 }
      .sorted { ($0.setOff, $0.direct, $1.code) > ($1.setOff, $1.direct, $0.code) }
    return Table(
      schema: "kith.report_triggers/1",
      columns: [
        .init("rank", .integers(accounts.indices.map { $0 + 1 }), note: "by what they set off, then by followers"),
        .init("id", .names(cascades.people, codes: accounts.map { UInt32($0.code) })),
        .init("cascades", .integers(accounts.map(\.roots)), note: "begun by them"),
        .init(
          "set_off", .integers(accounts.map { Int($0.setOff) }), unit: "members",
          note: "in the cascades they began, themselves included; over all people these sum to all members"),
        .init(
          "direct", .integers(accounts.map { Int($0.direct) }), unit: "members",
          note: "who followed them immediately"),
        .init("memberships", .integers(accounts.map(\.members)), note: "cascades they are in"),
      ])
  }
}
