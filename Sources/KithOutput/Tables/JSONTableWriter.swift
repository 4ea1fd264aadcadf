import KithFoundation
import KithGraph

extension Table {
  /// `{"schema": …, "columns": […], "rows": [{…}, …]}`, one row a line.
  func json() -> [UInt8] {
    var buffer = OutputBuffer(reserving: (rowCount + 1) * columns.count * 24)
    buffer.append("{\n  \"schema\": ")
    buffer.appendJSONString(schema)
    buffer.append(",\n  \"columns\": [")
    for (position, column) in columns.enumerated() {
      buffer.append(position > 0 ? ",\n    " : "\n    ")
      var members: [JSONValue.Member] = [
        .init("name", .string(column.name)), .init("type", .string(column.values.type)),
      ]
      if let unit = column.unit { members.append(.init("unit", .string(unit))) }
      if let note = column.note { members.append(.init("note", .string(note))) }
      if let missing = column.missing { members.append(.init("missing", .string(missing))) }
      buffer.append(.object(members))
    }
    buffer.append(columns.isEmpty ? "],\n  \"rows\": [" : "\n  ],\n  \"rows\": [")
    let keys = self.keys
    for row in 0..<rowCount {
      buffer.append(row > 0 ? ",\n    " : "\n    ")
      appendObject(row, keys, to: &buffer)
    }
    buffer.append(rowCount == 0 ? "]\n}\n" : "\n  ]\n}\n")
    return buffer.bytes
  }

  func jsonLines() -> [UInt8] {
    var buffer = OutputBuffer(reserving: rowCount * columns.count * 24)
    let keys = self.keys
    for row in 0..<rowCount {
      appendObject(row, keys, to: &buffer)
      buffer.append(UInt8(ascii: "\n"))
    }
    return buffer.bytes
  }

  private var keys: [[UInt8]] {
    columns.map { column in
      var buffer = OutputBuffer()
      buffer.appendJSONString(column.name)
      buffer.append(UInt8(ascii: ":"))
      return buffer.bytes
    }
  }

  private func appendObject(_ row: Int, _ keys: [[UInt8]], to buffer: inout OutputBuffer) {
    buffer.append(UInt8(ascii: "{"))
    for position in columns.indices {
      if position > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.bytes += keys[position]
      appendJSON(row, columns[position].values, to: &buffer)
    }
    buffer.append(UInt8(ascii: "}"))
  }

  private func appendJSON(_ row: Int, _ values: Values, to buffer: inout OutputBuffer) {
    switch values {
    case .text(let cells): if let text = cells[row] { return buffer.appendJSONString(text) }
    case .names(let table, let codes):
      if codes[row] != InteractionLog.none { return buffer.appendJSONString(table.utf8(of: Int(codes[row]))) }
    case .integers(let cells): if cells[row] != .min { return buffer.append(cells[row]) }
    case .reals(let cells), .written(let cells, _): if cells[row].isFinite { return buffer.append(cells[row]) }
    case .times(let cells):
      if cells[row] != Timestamp.missing {
        buffer.append(UInt8(ascii: "\""))
        buffer.append(Timestamp(milliseconds: cells[row]))
        return buffer.append(UInt8(ascii: "\""))
      }
    }
    buffer.append("null")
  }
}
