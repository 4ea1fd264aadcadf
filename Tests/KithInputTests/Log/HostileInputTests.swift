import KithFoundation
import KithGraph
import Testing

@testable import KithInput

/// Bytes from nowhere end in a log or a `KithError`: never in a trap, never in a broken log.
@Suite struct HostileInputTests {
  static let seeds: [String] = [
    "from,to,at,kind,weight,text\na,b,2020-01-01T00:00:00Z,RT,1,\"x, \"\"y\"\"\nz\"\nc,d,2021-01-01,답글,2.5,말\n",
    "# remark\n1 2 1341100972\n3 4 1341100973\n", "작성자;대상;작성일\n가;나;1341100972000\n다;라;\n",
    "a\tb\n\"c\"\t\"d\te\"\n", "\u{FEFF}Source,Target\r\n1,2\r\n3,4\r\n",
  ]

  @Test(arguments: 0..<300 as Range<UInt64>)
  func mutationsAreReadOrRefused(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "hostile test")
    var bytes = Array(Self.seeds[random.below(Self.seeds.count)].utf8)
    let special: [UInt8] = [
      0x00, 0x0A, 0x0D, 0x1A, 0x20, 0x22, 0x23, 0x2C, 0x2D, 0x39, 0x3B, 0x7F, 0x80, 0xC0, 0xED, 0xFF,
    ]
    for _ in 0..<random.below(12) {
      let byte = random.below(3) == 0 ? UInt8(random.below(256)) : special[random.below(special.count)]
      switch random.below(3) {
      case 0: bytes.insert(byte, at: random.below(bytes.count + 1))
      case 1: bytes[random.below(bytes.count)] = byte
      default: bytes.removeSubrange(random.below(bytes.count)..<bytes.count)
      }
      if bytes.isEmpty { bytes = [byte] }
    }
    let policy = BadRowPolicy.allCases[random.below(3)]
    do {
      let reading = try reading(bytes) {
        $0.format = .interactions
        $0.onBadRow = policy
        $0.keepsText = true
        if random.below(4) == 0 { $0.encoding = ["utf-16", "cp949", "euc-kr", "latin-1"][random.below(4)] }
        if random.below(4) == 0 { $0.columnList = ["from", "to"] }
        if random.below(4) == 0 { $0.hasHeader = random.below(2) == 0 }
        if random.below(4) == 0 { $0.since = Timestamp(milliseconds: 0) }
      }
      let log = reading.log
      #expect(log.people.isCanonical, "seed \(seed)")
      #expect(
        (log.actors + log.targets).allSatisfy { $0 == InteractionLog.none || Int($0) < log.people.count },
        "seed \(seed)")
      #expect(String(validating: log.people.bytes, as: UTF8.self) != nil, "seed \(seed)")
      #expect(reading.summary.rowsKept == log.count, "seed \(seed)")
      let leftOut = reading.summary.badRows + reading.summary.filteredByWindow + reading.summary.filteredByKind
      #expect(reading.summary.rowsRead == log.count + leftOut, "seed \(seed)")
    } catch is KithError {
      // Refused with words.
    }
  }
}
