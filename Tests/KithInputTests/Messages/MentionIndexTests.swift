import Testing

@testable import KithInput

@Suite struct MentionIndexTests {
  /// Who is named by the first `@` of a text.
  static func person(_ text: String, among people: [String]) -> String? {
    var names = ByteInterner()
    for person in people { _ = names.code(of: person) }
    let index = MentionIndex(people: names)
    return Array(text.utf8).withUnsafeBytes { bytes in
      MentionScanner.candidates(in: bytes, syntax: .plain).first.flatMap { index.person(named: $0, in: bytes) }
        .map { names[$0] }
    }
  }

  @Test func exactBytesComeBeforeFoldedCase() {
    #expect(Self.person("@Bob", among: ["bob", "Bob", "BOB"]) == "Bob")
    #expect(Self.person("@bOB", among: ["bob", "Bob"]) == "Bob")
    #expect(Self.person("@bOB", among: ["Bob", "bob"]) == "Bob")
    #expect(Self.person("@bob", among: ["@Bob"]) == "@Bob")
    #expect(Self.person("@ÉMILE", among: ["émile"]) == "émile")
    // The same Hangul, decomposed.
    #expect(Self.person("@\u{1112}\u{1169}\u{11bc}", among: ["홍"]) == "홍")
  }

  @Test(arguments: [
    ("@미나님 네", "미나"), ("@미나님께", "미나"), ("@미나는 왜", "미나"), ("@bob이랑", "bob"), ("@bob님", "bob"),
    ("@미나님", "미나님"), ("@bob선생님", "bob"), ("@bob-謝謝", "bob"),
  ]) func koreanSuffixesAreNotPartOfTheName(_ text: String, _ expected: String) {
    let people = expected == "미나님" ? ["미나", "미나님", "bob"] : ["미나", "bob"]
    #expect(Self.person(text, among: people) == expected)
  }

  @Test func aLongerWordIsSomebodyElse() {
    #expect(Self.person("@bobby", among: ["bob"]) == nil)
    #expect(Self.person("@bob.smith", among: ["bob"]) == nil)
    #expect(Self.person("@김민수", among: ["김민"]) == nil)
    #expect(Self.person("@kim철수", among: ["kim", "kim철수"]) == "kim철수")
  }

  @Test(arguments: [
    ("@단꿈상점 고객#1 안녕", "단꿈상점 고객#1"), ("@단꿈상점 고객#1님 안녕", "단꿈상점 고객#1"), ("@단꿈상점 고객 안녕", "단꿈상점 고객"),
    ("@단꿈상점 안녕", "단꿈상점"), ("@단꿈상점 고객센터", "단꿈상점"), ("@ann LEE hi", "Ann Lee"), ("@(주)단꿈 문의", "(주)단꿈"),
    ("@단꿈상점 고객#12", "단꿈상점 고객"),
  ]) func namesOfSeveralWords(_ text: String, _ expected: String) {
    let people = ["단꿈상점", "단꿈상점 고객", "단꿈상점 고객#1", "Ann Lee", "(주)단꿈"]
    #expect(Self.person(text, among: people) == expected)
    #expect(Self.person(text, among: people.reversed()) == expected)
  }

  @Test func nobodyIsNamedByNothing() {
    #expect(Self.person("@ bob", among: ["bob", ""]) == nil)
    #expect(Self.person("@x", among: []) == nil)
  }
}
