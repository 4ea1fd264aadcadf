import Testing

@testable import KithMaps

struct ScoreTextTests {
  @Test(arguments: [
    (0.0, "0"), (1, "1"), (0.0527, "0.053"), (0.00261, "0.0026"), (3.25, "3.3"), (12_345.6, "12,346"), (.infinity, "–"),
    (1e-12, "0"), (-0.5, "-0.5"),
  ])
  func shows(value: Double, text: String) { #expect(ScoreText.of(value) == text) }
}
