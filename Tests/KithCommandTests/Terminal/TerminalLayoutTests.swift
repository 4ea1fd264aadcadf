import Testing

@testable import KithCommand

struct TerminalLayoutTests {
  @Test(
    arguments: [
      (0, "0"), (1, "1"), (-1, "-1"), (0.097041, "0.09704"), (0.5, "0.5"), (1.0 / 3, "0.3333"), (12.3456, "12.35"),
      (999.96, "1,000"),
      (1234.5, "1,235"), (123_456.7, "123,457"), (0.00001234567, "0.00001235"), (9.9996, "10"), (1e-12, "1e-12"),
      (-0.25, "-0.25"),
    ] as [(Double, String)])
  func reals(value: Double, shown: String) { #expect(TerminalLayout.real(value) == shown) }
}
