import KithFoundation
import KithGraph

/// Whom the texts name, row by row.
struct Mentions {
  /// The table's people and, behind them, those only ever named.
  private(set) var people: ByteInterner
  /// The rows with mentions, ascending, and where their people start in `named`.
  private(set) var rows: [UInt32] = []
  private(set) var starts = [0]
  /// People in order of appearance, one for each person and row; changed by `apply`.
  private(set) var named: [UInt32] = []
  /// Whether the first of a row's people opens the text and was known without it.
  private var opensWithKnown: [Bool] = []
  private var ofNobody = 0
  private let knownCount: Int

  /// In bytes; longer handles are sentences in a script without blanks.
  private static let longestHandle = 90

  init(
    _ table: borrowing MessageTable, _ threads: MessageThreads, keepsUnknown: Bool, execution: Execution
  ) throws {
    people = table.people
    knownCount = table.people.count
    if table.mentioning.isEmpty { return }
    let index = MentionIndex(people: table.people)
    var unknown = UnknownHandles()
    let bytes = table.textBytes
    for row in table.mentioning where threads.isKept[Int(row)] {
      if rows.count & 0xfff == 0 { try execution.checkCancellation() }
      let range = table.textOffsets[Int(row)]..<table.textOffsets[Int(row) + 1]
      let syntax = table.syntaxes[Int(row)]
      bytes.withUnsafeBytes { bytes in
        let text = UnsafeRawBufferPointer(rebasing: bytes[range])
        var opens = false
        for candidate in MentionScanner.candidates(in: text, syntax: syntax) {
          var person = index.person(named: candidate, in: text)
          if candidate.isHead { opens = person != nil }
          if person == nil, keepsUnknown { person = unknown.code(of: candidate, in: text).map { $0 | Self.unknownBit } }
          guard let person else {
            if candidate.end > candidate.start { ofNobody += 1 }
            continue
          }
          if !named[starts[rows.count]...].contains(person) { named.append(person) }
        }
        if named.count > starts[rows.count] {
          rows.append(row)
          starts.append(named.count)
          opensWithKnown.append(opens)
        }
      }
    }
    let codes = unknown.canonicalNames.map { people.code(of: $0) }
    for at in named.indices where named[at] & Self.unknownBit != 0 {
      named[at] = codes[Int(named[at] & ~Self.unknownBit)]
    }
  }

  private static let unknownBit: UInt32 = 1 << 31

  /// Retargets the replies that open with a known name, which is then no mention.
  mutating func apply(
    to targets: inout [UInt32], _ table: borrowing MessageTable, _ threads: MessageThreads,
    _ summary: inout MessageSummary
  ) {
    summary.mentionsOfNobody = ofNobody
    for (at, row) in rows.enumerated() {
      let row = Int(row)
      let first = starts[at]
      if opensWithKnown[at], threads.structure[row] == .reply, table.addressees[row] == MessageTable.none {
        targets[row] = named[first]
        named[first] = MessageTable.none
        summary.retargeted += 1
      }
      // A mention says who named whom: without author there is nobody to say it.
      if table.authors[row] == MessageTable.none {
        for i in first..<starts[at + 1] { named[i] = MessageTable.none }
      }
      for i in first..<starts[at + 1] where named[i] != MessageTable.none {
        summary.mentions += 1
        if Int(named[i]) >= knownCount { summary.mentionsOfSilentPeople += 1 }
      }
    }
  }

  /// Handles that nobody known has, one for all spellings that differ in case only.
  private struct UnknownHandles {
    private var codes: [String: UInt32] = [:]
    private(set) var canonicalNames: [String] = []

    mutating func code(of candidate: MentionScanner.Candidate, in text: UnsafeRawBufferPointer) -> UInt32? {
      let end = NameEnds.endOfUnknown(candidate, in: text)
      let handle = UnsafeRawBufferPointer(rebasing: text[candidate.start..<end])
      let name = String(decoding: handle, as: UTF8.self)
      guard handle.count <= longestHandle, name.unicodeScalars.contains(where: \.properties.isAlphabetic) else {
        return nil
      }
      let key = MentionIndex.folded(handle)
      if let code = codes[key] {
        if name.utf8.lexicographicallyPrecedes(canonicalNames[Int(code)].utf8) { canonicalNames[Int(code)] = name }
        return code
      }
      let code = UInt32(canonicalNames.count)
      codes[key] = code
      canonicalNames.append(name)
      return code
    }
  }
}
