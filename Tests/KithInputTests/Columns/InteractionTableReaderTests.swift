import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInput

@Suite struct InteractionTableReaderTests {
  /// Random tables of three columns with everything quoting allows, read in blocks of a few bytes on one
  /// or two threads: each must give what the naive reader gives.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func equalsTheNaiveReader(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "table test")
    let delimiter: UInt8 = [0x2C, 0x3B, 0x09][random.below(3)]
    let table = Self.table(delimiter: delimiter, rows: 1 + random.below(60), &random)
    let expected = NaiveTable.records(table, delimiter: delimiter).dropFirst().map { record in
      record.fields.map { $0.isEmpty ? "-" : String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
        + "@\(record.line)"
    }
    let folder = try Folder()
    var options = InputOptions(sources: [try folder.write("t.csv", table)], keepsText: true)
    options.delimiter = delimiter == 0x09 ? "tab" : String(UnicodeScalar(delimiter))
    for (blockBytes, threads) in [(1, 1), (7, 2), (16, 1), (64, 2), (100, 1), (1 << 20, 1)] {
      let source = ByteSource(options.sources[0], options: options)
      let reading = try InteractionTableReader(blockBytes: blockBytes).read(
        [source], options: options, execution: Execution(threads: threads))
      let log = reading.log
      let found = (0..<log.count).map { row -> String in
        let names = [log.actors[row], log.targets[row]].map { $0 == InteractionLog.none ? "-" : log.people[Int($0)] }
        let text = log.texts.map { $0[row] } ?? ""
        return "\(names[0])|\(names[1])|\(text.isEmpty ? "-" : text)@\(log.evidence[row].line ?? 0)"
      }
      #expect(found == Array(expected), "seed \(seed), blocks of \(blockBytes), \(threads) threads")
      #expect(log.people.isCanonical)
    }
  }

  /// `from,to,text` and rows whose fields may hold quotes, delimiters, line ends, Hangul and emoji.
  private static func table(delimiter: UInt8, rows: Int, _ random: inout RandomStream) -> [UInt8] {
    let lineEnds: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D]]
    let lineEnd = lineEnds[random.below(3)]
    let isMixed = random.below(3) == 0
    var bytes = [Array("from".utf8), Array("to".utf8), Array("text".utf8)].joined(separator: [delimiter]) + lineEnd
    let pieces = [
      "a", "bc", "김민수", "😀", " ", "\"", "\n", "\r\n", "\r", ",", ";", "\t", "long enough to cross a mask of 64 bytes",
    ]
    for row in 0..<rows {
      for column in 0..<3 {
        var text: [UInt8] = []
        // A quote that opens no field is text in all dialects only when the field is quoted: so always quote.
        let isPlain = random.below(2) == 0
        for _ in 0..<random.below(column == 2 ? 9 : 3) {
          let piece = isPlain ? pieces[random.below(4)] : pieces[random.below(pieces.count)]
          text += Array(piece.utf8)
        }
        if isPlain {
          bytes += text
        } else {
          bytes += [0x22] + text.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
        }
        if column < 2 { bytes.append(delimiter) }
      }
      if row + 1 < rows || random.below(2) == 0 { bytes += isMixed ? lineEnds[random.below(3)] : lineEnd }
    }
    return bytes
  }

  @Test func logDoesNotDependOnRowOrderOrThreads() throws {
    var random = RandomStream(seed: 1, purpose: "order test")
    var rows = (0..<5000).map { _ in
      "사용자\(random.below(300)),user_\(random.below(300)),\(1_600_000_000 + random.below(1000)),c\(random.below(5)),\(random.below(9))"
    }
    let header = "author,target,timestamp,channel,weight\n"
    let first = try reading(Array((header + rows.joined(separator: "\n")).utf8), threads: 1)
    rows.shuffle(using: &random)
    let second = try reading(Array((header + rows.joined(separator: "\n")).utf8), threads: 3)
    #expect(first.log.people == second.log.people)
    #expect(first.log.channels?.names == second.log.channels?.names)
    #expect(KithInputTests.rows(first.log).sorted() == KithInputTests.rows(second.log).sorted())
    #expect(first.summary.selfEdges == second.summary.selfEdges)
  }

  @Test func severalFilesMakeOneLog() throws {
    let folder = try Folder()
    let a = try folder.write("a.csv", "from,to\nx,y\n")
    let b = try folder.write("b.csv", "to;from;weight\nx;z;2\n")
    let reading = try LogReader(InputOptions(sources: [a, b])).read()
    #expect(rows(reading.log) == ["x|y|1.0", "z|x|2.0"])
    #expect(reading.log.evidence[1] == Place(file: b, line: 2))
    #expect(reading.summary.files.map(\.delimiter) == ["comma", "semicolon"])
  }

  @Test func emptyTargetIsNobodyInALogAndAnErrorInAnEdgeList() throws {
    let log = try reading("author,target,text\na,b,hi\nb,,alone\n,a,?\n")
    #expect(rows(log.log) == ["a|b", "b|-", "-|a"])
    #expect(log.summary.withoutTarget == 1)
    #expect(log.summary.withoutActor == 1)
    let error = try #require(try failure("author,target\na,b\nb,\n"))
    #expect(error.diagnostic.place?.line == 3)
    #expect(error.diagnostic.place?.column == 2)
    #expect(error.diagnostic.message == "the \"to\" id is empty")
  }

  @Test func kindsAreNormalisedAndChosen() throws {
    let text = "from,to,type\na,b,RT\na,c,MT\nd,a, 답글 \ne,a,Poke\nf,a,retweet\n"
    #expect(try rows(reading(text).log) == ["a|b|share", "a|c|mention", "d|a|reply", "e|a|poke", "f|a|share"])
    let shares = try reading(text) { $0.kinds = ["RT", "reply"] }
    #expect(rows(shares.log) == ["a|b|share", "d|a|reply", "f|a|share"])
    #expect(shares.log.people.strings == ["a", "b", "d", "f"])
    #expect(shares.summary.filteredByKind == 2)
  }

  @Test func windowIsHalfOpenAndForgetsPeopleOutside() throws {
    let text = "from,to,at\na,b,100\nc,d,200\ne,f,300\ng,h,\n"
    let window = try reading(text) {
      $0.since = Timestamp(milliseconds: 100_000)
      $0.until = Timestamp(milliseconds: 300_000)
    }
    #expect(window.log.people.strings == ["a", "b", "c", "d"])
    #expect(window.summary.filteredByWindow == 2)
    #expect(window.summary.rowsRead == 4)
    #expect(window.log.times == [100_000, 200_000])
  }

  @Test func anonymousCommentsAreActivityOnly() throws {
    let reading = try reading("comment_no\tuser_id_no\tcontents\treg_time\n1\t\t댓글\t2018-10-01T12:00:00+0900\n") {
      $0.format = .interactions
    }
    #expect(rows(reading.log) == ["-|-|2018-10-01T03:00:00Z"])
    #expect(reading.log.people.count == 0)
    #expect(reading.summary.warnings.contains { $0.code == "W206" })
  }

  @Test func idsStayText() throws {
    let ids = ["007", "1.0", "1e3", "0x10", "9007199254740993", "７", "-0", "NaN"]
    let reading = try reading("from,to\n" + ids.map { "\($0),x" }.joined(separator: "\n"))
    #expect(rows(reading.log) == ids.map { "\($0)|x" })
  }

  @Test func idsThatDifferByNormalisationOrCaseAreTwo() throws {
    let reading = try reading(
      "from,to\n홍길동,\u{1112}\u{1169}\u{11BC}\u{1100}\u{1175}\u{11AF}\u{1103}\u{1169}\u{11BC}\nBob,bob\n")
    #expect(reading.log.people.count == 4)
  }

  @Test func blanksAroundIDsAreKeptUnlessTrimmed() throws {
    let text = "from,to\n a ,b\n"
    #expect(try rows(reading(text).log) == [" a |b"])
    #expect(try rows(reading(text) { $0.trimsIDs = true }.log) == ["a|b"])
  }

  @Test func cancellationStops() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "from,to\na,b\n")
    #expect(throws: KithFoundation.CancellationError.self) {
      try LogReader(InputOptions(sources: [path])).read(execution: Execution(isCancelled: { true }))
    }
  }
}
