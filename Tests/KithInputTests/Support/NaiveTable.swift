/// A table reader so slow and plain that it can be checked by eye: one byte at a time, no blocks.
struct NaiveTable {
  struct Record: Equatable {
    var fields: [[UInt8]]
    var line: Int
  }

  static func records(_ bytes: [UInt8], delimiter: UInt8) -> [Record] {
    var records: [Record] = []
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var line = 1
    var startLine = 1
    var isOpen = false
    var wasQuoted = false
    var sawAnything = false
    var i = 0
    let endRecord = {
      fields.append(field)
      if fields.count > 1 || sawAnything { records.append(Record(fields: fields, line: startLine)) }
      fields = []
      field = []
      wasQuoted = false
      sawAnything = false
    }
    while i < bytes.count {
      let byte = bytes[i]
      if isOpen {
        if byte == 0x22 {
          if i + 1 < bytes.count, bytes[i + 1] == 0x22 {
            field.append(byte)
            i += 1
          } else {
            isOpen = false
          }
        } else {
          if byte == 0x0A || byte == 0x0D && !(i + 1 < bytes.count && bytes[i + 1] == 0x0A) { line += 1 }
          field.append(byte)
        }
      } else if byte == 0x22, field.isEmpty, !wasQuoted {
        isOpen = true
        wasQuoted = true
        sawAnything = true
      } else if byte == delimiter {
        fields.append(field)
        field = []
        wasQuoted = false
        sawAnything = true
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, i + 1 < bytes.count, bytes[i + 1] == 0x0A { i += 1 }
        endRecord()
        line += 1
        startLine = line
      } else {
        field.append(byte)
        sawAnything = true
      }
      i += 1
    }
    if sawAnything || !fields.isEmpty { endRecord() }
    return records
  }
}
