import KithFoundation
import KithGraph
import KithOutput

/// The rows in which one person acts or is addressed, each with the place it stands at.
struct PersonRows {
  let table: Table

  init(of id: String, in log: InteractionLog) throws {
    let code = UInt32(try PersonArgument.node(of: id, in: log.people))
    let rows = (0..<log.count).filter { log.actors[$0] == code || log.targets[$0] == code }
    let places = rows.map { log.evidence[$0] }
    let named = { (column: CodedColumn?) -> Table.Values? in
      column.map { column in .names(column.names, codes: rows.map { column.codes[$0] }) }
    }
    var columns = [
      Table.Column("file", .text(places.map(\.file))),
      Table.Column("line", .integers(places.map { $0.line ?? .min })),
      Table.Column("from", .names(log.people, codes: rows.map { log.actors[$0] }), missing: "the author is unknown"),
      Table.Column("to", .names(log.people, codes: rows.map { log.targets[$0] }), missing: "the row addressed nobody"),
    ]
    let optional: [(String, Table.Values?)] = [
      ("at", log.times.map { times in .times(rows.map { times[$0] }) }), ("kind", named(log.kinds)),
      ("channel", named(log.channels)), ("item", named(log.items)),
      ("weight", log.weights.map { weights in .reals(rows.map { Double(weights[$0]) }) }),
      ("text", log.texts.map { texts in .text(rows.map { texts[$0] }) }),
    ]
    for (name, values) in optional {
      if let values { columns.append(Table.Column(name, values, missing: "not given in the row")) }
    }
    table = Table(schema: "kith.rows/1", columns: columns)
  }
}
