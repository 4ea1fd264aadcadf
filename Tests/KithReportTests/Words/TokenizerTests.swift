import Testing

@testable import KithReport

@Suite struct TokenizerTests {
  func words(_ text: String) -> [String] {
    var tokenizer = Tokenizer()
    var words: [String] = []
    tokenizer.words(in: ArraySlice(text.utf8)) { words.append(String(decoding: $0, as: UTF8.self)) }
    return words
  }

  @Test(arguments: [
    ("Hello, WORLD! it is 2026", ["hello", "world"]),
    ("@brand_kr 단꿈 초콜릿을 샀다 ㅋㅋㅋ ㅠㅠ", ["단꿈", "초콜릿을", "샀다"]),
    ("see https://x.example/a?b=c www.y.example now-ish", ["see", "now", "ish"]),
    ("#단꿈 #OOTD # 3D b2b", ["#단꿈", "#ootd"]),
    ("café naïve Ünder", ["café", "naïve", "Ünder"]),
    ("한", []), ("", []), ("@", []), ("#", []), ("@@@ ###", []),
    ("スマホ 手机 2차전 5g통신", ["スマホ", "手机", "2차전", "5g통신"]),
  ])
  func cutsWords(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test func anyBytesAreRead() {
    var tokenizer = Tokenizer()
    for seed in 0..<256 {
      let bytes = (0..<40).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed &* 17) }
      tokenizer.words(in: bytes[...]) { #expect(!$0.isEmpty) }
    }
    tokenizer.words(in: [0xEA, 0xB0][...]) { _ in }
    tokenizer.words(in: [0xF0, 0x9F, 0x98, 0x80][...]) { _ in Issue.record("an emoji is no word") }
  }

  @Test func particlesGoWhereTheStemStandsElsewhere() {
    var table = WordTable()
    let words = ["단꿈은", "단꿈이", "초콜릿을", "초콜릿", "고양이", "고양이는", "고양이가", "에서는", "tent"]
    let codes = words.map { table.code(of: ArraySlice($0.utf8)) }
    let stems = KoreanParticles.stems(in: &table)
    let stem = codes.map { table[Int(stems[Int($0)])] }
    #expect(stem == ["단꿈", "단꿈", "초콜릿", "초콜릿", "고양이", "고양이", "고양이", "에서는", "tent"])
  }

  @Test func theTableKeepsEveryWord() {
    var table = WordTable()
    let codes = (0..<20_000).map { table.code(of: ArraySlice("w\($0)".utf8)) }
    #expect(Set(codes).count == 20_000)
    for number in stride(from: 0, to: 20_000, by: 997) {
      #expect(table.code(of: ArraySlice("w\(number)".utf8)) == codes[number])
      #expect(table[Int(codes[number])] == "w\(number)")
    }
    #expect(table.known(ArraySlice("absent".utf8)) == nil)
  }
}
