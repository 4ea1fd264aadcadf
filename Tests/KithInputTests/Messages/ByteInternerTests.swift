import KithFoundation
import Testing

@testable import KithInput

@Suite struct ByteInternerTests {
  @Test func codesFollowFirstSightAndBytes() {
    var names = ByteInterner()
    #expect(names.code(of: "b") == 0)
    #expect(names.code(of: "a") == 1)
    #expect(names.code(of: "") == 2)
    #expect(names.code(of: "b") == 0)
    // Canonically equal Strings, different bytes.
    #expect(names.code(of: "é") != names.code(of: "e\u{301}"))
    #expect(names.find("a") == 1)
    #expect(names.find("c") == nil)
    #expect(names[1] == "a")
  }

  @Test func agreesWithADictionary() {
    var random = RandomStream(seed: 7, purpose: "interner")
    var names = ByteInterner()
    var expected: [[UInt8]: UInt32] = [:]
    for _ in 0..<20_000 {
      let name = (0..<random.below(20)).map { _ in UInt8(random.below(3)) }
      let code = name.withUnsafeBytes { names.code(of: $0) }
      #expect(expected[name, default: code] == code)
      expected[name] = code
    }
    #expect(names.count == expected.count)
    let used = (0..<names.count).map { $0 % 3 != 0 }
    let (table, recode) = names.canonical(used: used)
    #expect(table.isCanonical)
    #expect(table.count == used.count { $0 })
    for (name, code) in expected where used[Int(code)] {
      #expect(Array(table.utf8(of: Int(recode[Int(code)]))) == name)
    }
    for code in used.indices where !used[code] { #expect(recode[code] == .max) }
  }
}
