import KithFoundation
import Testing

@testable import KithInput

@Suite struct DecimalParserTests {
  private func parse(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { DecimalParser.parse($0) }
  }

  @Test(arguments: [
    ("0", 0.0), ("-0.5", -0.5), ("+7", 7), (".25", 0.25), ("3.", 3), ("1e3", 1000), ("2.5E-7", 2.5e-7),
    ("0.1", 0.1), ("6.3447", 6.3447), ("123456789012345678901234567890", 123_456_789_012_345_677_877_719_597_056),
    ("0.30000000000000004", 0.30000000000000004), ("9007199254740993", 9_007_199_254_740_992), ("4e-300", 4e-300),
  ])
  func numbers(text: String, value: Double) { #expect(parse(text) == value) }

  @Test(arguments: ["", "-", ".", "e5", "1e", "1e+", "nan", "inf", "0x1p3", "1,5", "1 2", "1.2.3", "1e999", "일"])
  func othersAreNone(text: String) { #expect(parse(text) == nil) }

  @Test("The nearest double, as the standard library finds it", arguments: 1...3)
  func sameAsTheLibrary(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "decimals")
    for _ in 0..<2000 {
      let digits = (0..<1 + random.below(18)).map { _ in String(random.below(10)) }.joined()
      let point = random.below(digits.count + 1)
      let text = (random.below(2) == 0 ? "-" : "") + digits.prefix(point) + "." + digits.dropFirst(point)
      #expect(parse(text)?.bitPattern == Double(text.hasSuffix(".") ? text + "0" : text)?.bitPattern, "\(text)")
    }
  }
}
