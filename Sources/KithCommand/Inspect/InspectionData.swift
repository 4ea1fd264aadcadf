import KithOutput

extension Inspection {
  /// Schema `kith.inspect/1`.
  var json: JSONValue {
    let texts = { (values: [String]) in JSONValue.array(values.map { .string($0) }) }
    let counts = { (shares: [Share]) in
      JSONValue.array(shares.map { ["name": .string($0.name), "interactions": .integer($0.count)] })
    }
    return [
      "schema": "kith.inspect/1",
      "files": .array(
        summary.files.map { file in
          [
            "path": .string(file.path), "bytes": .integer(file.bytes),
            "format": .string(file.format.typedName), "encoding": .string(file.encoding),
            "gzip": .bool(file.isCompressed), "delimiter": JSONValue(file.delimiter),
            "header": file.hasHeader.map { .bool($0) } ?? .null, "rows": .integer(file.rows),
            "time_form": JSONValue(file.timeForm), "columns": texts(file.columns),
            "roles": .array(
              file.roles.map {
                ["role": .string($0.role.rawValue), "column": .string($0.column), "position": .integer($0.position)]
              }),
          ]
        }),
      "rows": [
        "read": .integer(summary.rowsRead), "kept": .integer(summary.rowsKept), "bad": .integer(summary.badRows),
        "filtered_by_kind": .integer(summary.filteredByKind), "filtered_by_window": .integer(summary.filteredByWindow),
        "self_edges": .integer(summary.selfEdges), "without_target": .integer(summary.withoutTarget),
        "without_actor": .integer(summary.withoutActor), "without_time": .integer(withoutTime),
      ],
      "period": period.map { ["from": .string($0.lowerBound.iso8601), "to": .string($0.upperBound.iso8601)] } ?? .null,
      "people": .integer(people), "acting": .integer(actors), "addressed": .integer(addressed),
      "interactions": .integer(interactions), "relations": .integer(relations), "items": JSONValue(items),
      "kinds": counts(kinds), "channels": counts(channels),
      "weights": weights.map { ["least": .real(Double($0.lowerBound)), "most": .real(Double($0.upperBound))] } ?? .null,
      "warnings": texts(summary.warnings.map(\.message)),
      "questions": .array(
        questions.map {
          [
            "question": .string($0.text), "verb": .string($0.verb), "answerable": .bool($0.need == nil),
            "need": JSONValue($0.need),
          ]
        }),
    ]
  }

  /// The same as rows of section, name and value.
  var table: Table {
    var rows: [(section: String, name: String, value: String)] = []
    for file in summary.files {
      rows.append((file.path, "bytes", String(file.bytes)))
      rows.append((file.path, "format", file.format.typedName))
      rows.append((file.path, "encoding", file.encoding))
      if let delimiter = file.delimiter { rows.append((file.path, "delimiter", delimiter)) }
      rows.append((file.path, "rows", String(file.rows)))
      for use in file.roles { rows.append((file.path, "column \(use.role.rawValue)", use.column)) }
    }
    rows.append(("log", "rows kept", String(summary.rowsKept)))
    rows.append(("log", "interactions", String(interactions)))
    rows.append(("log", "people", String(people)))
    rows.append(("log", "acting", String(actors)))
    rows.append(("log", "addressed", String(addressed)))
    rows.append(("log", "relations", String(relations)))
    if let period {
      rows.append(("log", "from", period.lowerBound.iso8601))
      rows.append(("log", "to", period.upperBound.iso8601))
    }
    for share in InspectionSheet.leftOut(summary) { rows.append(("left out", share.name, String(share.count))) }
    for kind in kinds { rows.append(("kind", kind.name, String(kind.count))) }
    for channel in channels { rows.append(("channel", channel.name, String(channel.count))) }
    for question in questions {
      let state = question.need.map { "needs \($0)" } ?? "kith \(question.verb)"
      rows.append(("question", question.text, state))
    }
    return Table(
      schema: "kith.inspect/1",
      columns: [
        Table.Column("section", .text(rows.map(\.section))), Table.Column("name", .text(rows.map(\.name))),
        Table.Column("value", .text(rows.map(\.value))),
      ])
  }
}
