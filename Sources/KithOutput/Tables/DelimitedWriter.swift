import KithFoundation
import KithGraph

extension Table {
  /// CSV (quotes doubled) or TSV (backslash escapes): cells go from column storage straight into bytes.
  func delimited(by delimiter: UInt8, _ writing: TableWriting) -> [UInt8] {
    var buffer = OutputBuffer(reserving: (rowCount + 1) * columns.count * 8)
    let sink = DelimitedSink(delimiter: delimiter, guardsFormulas: writing.isForExcel)
    if writing.isForExcel { buffer.append("\u{FEFF}") }
    for (position, column) in columns.enumerated() {
      if position > 0 { buffer.append(delimiter) }
      sink.append(column.name, to: &buffer)
    }
    buffer.append(UInt8(ascii: "\n"))
    for row in 0..<rowCount {
      for position in columns.indices {
        if position > 0 { buffer.append(delimiter) }
        switch columns[position].values {
        case .text(let cells): if let text = cells[row] { sink.append(text, to: &buffer) }
        case .names(let table, let codes):
          if codes[row] != InteractionLog.none { sink.append(table.utf8(of: Int(codes[row])), to: &buffer) }
        case .integers(let cells): if cells[row] != .min { buffer.append(cells[row]) }
        case .reals(let cells): if cells[row].isFinite { buffer.append(cells[row]) }
        case .written(let cells, let texts):
          if cells[row].isFinite { buffer.append(texts.utf8(of: row)) }
        case .times(let cells):
          if cells[row] != Timestamp.missing { buffer.append(Timestamp(milliseconds: cells[row])) }
        }
      }
      buffer.append(UInt8(ascii: "\n"))
    }
    return buffer.bytes
  }
}

/// Writes one text cell.
private struct DelimitedSink {
  let delimiter: UInt8
  let guardsFormulas: Bool
  var isCSV: Bool { delimiter == UInt8(ascii: ",") }

  func append(_ text: String, to buffer: inout OutputBuffer) {
    var text = text
    text.withUTF8 { append($0, to: &buffer) }
  }

  func append(_ slice: ArraySlice<UInt8>, to buffer: inout OutputBuffer) {
    slice.withUnsafeBufferPointer { append($0, to: &buffer) }
  }

  private func append(_ cell: UnsafeBufferPointer<UInt8>, to buffer: inout OutputBuffer) {
    let isGuarded = guardsFormulas && opensFormula(cell)
    if isCSV {
      // An empty text is quoted so that it differs from a missing one.
      let needsQuotes =
        isGuarded || cell.isEmpty
        || cell.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
      if isGuarded { buffer.append(UInt8(ascii: "'")) }
      if needsQuotes {
        for byte in cell {
          if byte == 0x22 { buffer.append(byte) }
          buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
      } else {
        buffer.bytes.append(contentsOf: cell)
      }
    } else {
      if isGuarded { buffer.append(UInt8(ascii: "'")) }
      for byte in cell {
        switch byte {
        case 0x09: buffer.append("\\t")
        case 0x0A: buffer.append("\\n")
        case 0x0D: buffer.append("\\r")
        case UInt8(ascii: "\\"): buffer.append("\\\\")
        default: buffer.append(byte)
        }
      }
    }
  }

  /// Whether a spreadsheet would take the cell for a formula (CWE-1236).
  private func opensFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D, 0x00: return true
    case 0xEF:
      // ＝ EF BC 9D, ＋ EF BC 8B, － EF BC 8D, ＠ EF BC A0.
      return cell.count >= 3 && cell[1] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(cell[2])
    default: return false
    }
  }
}
