extension Table {
  /// A pipe table; numbers are right-aligned, missing cells empty, users' text inert.
  func markdown() -> [UInt8] {
    var buffer = OutputBuffer()
    buffer.append("|")
    for column in columns { buffer.append(" \(MarkdownText.escaped(column.name)) |") }
    buffer.append("\n|")
    for column in columns { buffer.append(column.values.isNumeric ? " ---: |" : " --- |") }
    buffer.append("\n")
    for row in 0..<rowCount {
      buffer.append("|")
      for position in columns.indices {
        buffer.append(" ")
        if let text = cell(row: row, column: position) {
          buffer.append(columns[position].values.type == "text" ? MarkdownText.escaped(text) : text)
          buffer.append(" ")
        }
        buffer.append("|")
      }
      buffer.append("\n")
    }
    return buffer.bytes
  }
}
