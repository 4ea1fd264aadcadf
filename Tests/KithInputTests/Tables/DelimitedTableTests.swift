import KithFoundation
import Testing

@testable import KithInput

@Suite struct DelimitedTableTests {
  static let text = "id,text,author\r\n1,\"a, \"\"b\"\"\nc\",x\r\n\r\n2,,y\r\n3,z\r\n4,\"q\"w,x\r\n5,,"

  func read(_ policy: BadRowPolicy, blockBytes: Int, fails: String? = nil) throws -> (DelimitedTable, [String]) {
    let folder = try Folder()
    let options = InputOptions(sources: [try folder.write("t.csv", Self.text)], onBadRow: policy)
    let table = try DelimitedTable(ByteSource(options.sources[0], options: options), options: options)
    table.blockBytes = blockBytes
    var rows: [String] = []
    try table.forEachRecord { record in
      if record.string(0) == fails { throw record.failure("E299", "unwanted", field: 0) }
      rows.append("\(record.line): " + (0..<record.count).map { record.string($0) }.joined(separator: "|"))
    }
    return (table, rows)
  }

  @Test(arguments: [1, 10, 1 << 20])
  func recordsHaveTheirFieldsAndLines(blockBytes: Int) throws {
    let (table, rows) = try read(.collect, blockBytes: blockBytes)
    #expect(table.header == ["id", "text", "author"])
    #expect(rows == ["2: 1|a, \"b\"\nc|x", "5: 2||y", "8: 5||"])
    #expect(table.rowsRead == 5)
    #expect(
      table.rejects.map { $0.diagnostic.place?.description.split(separator: "/").last } == ["t.csv:6:2", "t.csv:7:2"])
    #expect(table.rejects.map { String(decoding: $0.record, as: UTF8.self) } == ["3,z", "4,\"q\"w,x"])
  }

  @Test func theFirstBadRecordStops() throws {
    let error = #expect(throws: KithError.self) { try read(.fail, blockBytes: 4) }
    #expect(error?.diagnostic.place?.line == 6)
    #expect(error?.diagnostic.message == "expected 3 fields, found 2")
  }

  @Test func aReaderMayRejectARecord() throws {
    let (table, rows) = try read(.skip, blockBytes: 64, fails: "2")
    #expect(rows.count == 2)
    #expect(table.badRows == 3)
    #expect(table.rejects[0].diagnostic.message == "unwanted")
    #expect(table.rejects[0].diagnostic.place?.line == 5)
  }
}
