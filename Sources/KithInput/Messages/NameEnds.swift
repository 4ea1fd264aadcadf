/// Where a name may end although letters follow: Korean writes titles and particles on to the word.
///
/// `@미나님께` names 미나, `@bob이랑` names bob; `@김민수` does not name 김민. And handles are written in ASCII
/// nearly everywhere, so where another script follows without a blank (`@bob谢谢`) the handle may end too.
enum NameEnds {
  private static let suffixes: Set<String> = {
    let titles = ["", "님", "씨", "군", "양", "님들"]
    let particles = [
      "", "은", "는", "이", "가", "을", "를", "도", "만", "의", "께", "께서", "에게", "한테", "와", "과", "아", "야",
      "랑", "이랑", "요", "이요", "로", "으로", "부터", "까지", "보다", "처럼", "나", "이나", "네", "이네",
    ]
    return Set(titles.flatMap { title in particles.map { title + $0 } }).subtracting([""])
  }()

  /// In scalars, decomposed.
  private static let longest = 12

  /// The possible ends of the name at a candidate, longest first.
  static func ends(of candidate: MentionScanner.Candidate, in text: UnsafeRawBufferPointer) -> [Int] {
    var ends = [candidate.end]
    var at = candidate.end
    var steps = 0
    while at > candidate.start, steps < longest {
      var back = at - 1
      while back > candidate.start, text[back] & 0xc0 == 0x80 { back -= 1 }
      guard back > candidate.start, text[back] >= 0xe1 else { break }
      at = back
      steps += 1
      if suffixes.contains(String(decoding: text[at..<candidate.end], as: UTF8.self)) { ends.append(at) }
    }
    let handle = text[candidate.start..<candidate.end]
    if let first = handle.first, first < 0x80, var end = handle.firstIndex(where: { $0 >= 0x80 }) {
      while !MentionScanner.isWordByte(text[end - 1]), end - 1 > candidate.start { end -= 1 }
      if ends.last != end { ends.append(end) }
    }
    return ends
  }

  /// Whether a name whose last scalar is `last` may end at `at`.
  static func isBoundary(_ text: UnsafeRawBufferPointer, _ at: Int, after last: Unicode.Scalar) -> Bool {
    let end = MentionScanner.endOfHandle(text, from: at)
    return end == at || suffixes.contains(String(decoding: text[at..<end], as: UTF8.self))
  }

  /// How much of an unknown handle is the name: its ASCII part if it starts so, and without 님.
  static func endOfUnknown(_ candidate: MentionScanner.Candidate, in text: UnsafeRawBufferPointer) -> Int {
    for end in ends(of: candidate, in: text).dropFirst().reversed() {
      let isASCII = text[candidate.start..<end].allSatisfy { $0 < 0x80 }
      let suffix = String(decoding: text[end..<candidate.end], as: UTF8.self)
      if isASCII || suffix.hasPrefix("님") { return end }
    }
    return candidate.end
  }
}
