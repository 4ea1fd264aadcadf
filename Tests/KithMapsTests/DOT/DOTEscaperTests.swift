import KithFoundation
import Testing

@testable import KithMaps

struct DOTEscaperTests {
  @Test(arguments: [
    ("plain", #""plain""#), ("say \"hi\"", #""say \"hi\"""#), ("\\N", #""\\N""#), ("x\\", #""x\\""#),
    ("&lt;", #""&amp;lt;""#), ("<b>", #""<b>""#), ("a\nb", #""a\\u{a}b""#), ("\\\"", #""\\\"""#), ("", "\"\""),
  ])
  func quotes(text: String, quoted: String) { #expect(DOTEscaper.quoted(text) == quoted) }

  @Test(arguments: hostileLabels)
  func staysOneQuotedStringWithinTheScannersLimit(label: String) {
    let bytes = Array(DOTEscaper.quoted(label).utf8)
    #expect(bytes.count <= 16_384)
    #expect(bytes.first == 0x22 && bytes.last == 0x22)
    #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7f })
    // As Graphviz's scanner reads it: the only unescaped quote is the last byte.
    var index = 1
    while index < bytes.count - 1 {
      if bytes[index] == 0x5c { index += 1 } else { #expect(bytes[index] != 0x22) }
      index += 1
    }
    #expect(index == bytes.count - 1)
  }

  @Test func quotesRandomBytesSafely() {
    for seed in 0..<300 as Range<UInt64> {
      var random = RandomStream(seed: seed, purpose: "escaper")
      let alphabet: [Unicode.Scalar] = ["\\", "\"", "&", "<", ">", "N", "\n", "{", "\u{1}", "한", "\u{301}", ";"]
      var text = ""
      for _ in 0..<20 { text.unicodeScalars.append(alphabet[random.below(alphabet.count)]) }
      staysOneQuotedStringWithinTheScannersLimit(label: text)
    }
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.005, "0.01"), (1e-9, "0"), (1e300, "1000000000"), (-.infinity, "0"),
    (.nan, "0"), (12.340, "12.34"), (-0.001, "0"), (99.999, "100"),
  ])
  func writesNumbersWithoutExponent(value: Double, text: String) { #expect(DOTEscaper.number(value) == text) }

  @Test func writesFourPlaces() { #expect(DOTEscaper.number(0.01234, places: 4) == "0.0123") }
}
