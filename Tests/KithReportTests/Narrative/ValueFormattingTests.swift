import KithOutput
import Testing

@testable import KithReport

@Suite struct ValueFormattingTests {
  let english = ValueFormatting(language: .english, unit: .week)
  let korean = ValueFormatting(language: .korean, unit: .month)

  @Test(arguments: [
    (0.0, "0%"), (1, "100%"), (0.2, "20%"), (0.48718, "48.7%"), (0.9999, "99.9%"), (0.00042, "0.042%"),
    (0.0094, "0.94%"),
    (0.009, "0.90%"), (0.0104, "1.0%"), (0.01, "1%"), (0.00999, "1.0%"), (0.7, "70%"), (-0.0042, "-0.42%"),
    (-0.031, "-3.1%"),
    (-0.00004, "-0.0040%"),
  ])
  func percentages(share: Double, text: String) { #expect(english.text(.real(share), .percent) == text) }

  @Test func numbers() {
    #expect(english.text(.integer(1_234_567), .count(one: "person", many: "people")) == "1,234,567 people")
    #expect(english.text(.integer(1), .count(one: "person", many: "people")) == "1 person")
    #expect(english.text(.real(2.5), .count(one: nil, many: nil)) == "2.5")
    #expect(english.text(.real(0.38537), .real) == "0.385")
    #expect(english.text(.real(7.3684), .ratio) == "7.4")
    #expect(english.text(.real(6.683e-11), .exact) == "6.7e-11")
    #expect(english.text(.real(0.85), .exact) == "0.85")
  }

  @Test func dates() {
    let moment = JSONValue.string("2026-06-12T14:05:00+09:00")
    #expect(english.text(moment, .day) == "12 June 2026")
    #expect(english.text(moment, .moment) == "12 June 2026, 14:05")
    #expect(english.text(moment, .bin) == "the week of 12 June 2026")
    #expect(korean.text(moment, .moment) == "2026년 6월 12일 14:05")
    #expect(korean.text(moment, .bin) == "2026년 6월")
  }

  @Test func aMissingValueHasNoText() {
    #expect(english.text(nil, .percent) == nil)
    #expect(english.text(.null, .count(one: nil, many: nil)) == nil)
    #expect(english.text(.string("not a time"), .day) == nil)
  }
}
