import Testing

@testable import KithInput

@Suite struct MentionScannerTests {
  static func handles(_ text: String, _ syntax: MentionSyntax = .plain) -> [String] {
    Array(text.utf8).withUnsafeBytes { bytes in
      MentionScanner.candidates(in: bytes, syntax: syntax).map {
        String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) + ($0.isHead ? "!" : "")
      }
    }
  }

  @Test(arguments: [
    ("@mina hi", ["mina!"]), (" \n@mina", ["mina!"]), ("hi @mina", ["mina"]), ("hi, (@mina)", ["mina"]),
    ("@a @b", ["a!", "b"]), ("@a@b", ["a!"]), ("안녕@mina", ["mina"]), ("＠미나 안녕", ["미나!"]),
    ("@a.b-c_d.", ["a.b-c_d!"]), ("@mina...", ["mina!"]), ("@mina..ok", ["mina!"]), ("@mina-", ["mina!"]),
    ("@홍길동님, 네", ["홍길동님!"]), ("@Łukasz", ["Łukasz!"]), ("@ mina", ["!"]), ("@", ["!"]), ("@\"x\"", ["!"]),
  ]) func findsHandles(_ text: String, _ expected: [String]) { #expect(Self.handles(text) == expected) }

  @Test(arguments: [
    "a@b.kr", "a.b@c.kr", "a+b@c.kr", "site.com/@mina", "", "none", "@angular/core", "@org/team", "값＀",
  ]) func addressesAndPathsAreNoMentions(_ text: String) { #expect(Self.handles(text) == []) }

  @Test(arguments: [
    ("`@no` @yes", ["yes"]), ("```\n@Override\n```\n@yes", ["yes"]), ("`` ` @no `` @yes", ["yes"]),
    ("`unclosed @yes", ["yes"]), ("@yes `x", ["yes!"]),
  ]) func codeNamesNobody(_ text: String, _ expected: [String]) {
    #expect(Self.handles(text, .markdown) == expected)
    #expect(Self.handles("`@a`") == ["a"])
  }

  @Test func bytesThatAreNotTextEndAHandle() {
    let text: [UInt8] = [0x40, 0x61, 0xff, 0x62, 0x20, 0x40, 0xe2, 0x82]
    let ends = text.withUnsafeBytes { MentionScanner.candidates(in: $0, syntax: .plain).map(\.end) }
    #expect(ends == [2, 6])
  }
}
