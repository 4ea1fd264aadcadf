import Testing

@testable import KithFoundation

struct CountingTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func thousands(number: Int, text: String) { #expect(grouped(number) == text) }

  @Test func nouns() {
    #expect(counted(1, "person", "people") == "1 person")
    #expect(counted(2000, "person", "people") == "2,000 people")
    #expect(counted(0, "row") == "0 rows")
  }
}
