import KithFoundation
import KithOutput
import Testing

@Suite struct OutputBufferTests {
  func printed(_ value: Double) -> String {
    var buffer = OutputBuffer()
    buffer.append(value)
    return buffer.string
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (3, "3"), (-17, "-17"), (0.1, "0.1"), (1e-5, "0.00001"), (1.5e-7, "0.00000015"),
    (-2.25e-9, "-0.00000000225"), (9_007_199_254_740_992, "9007199254740992"), (1e16, "10000000000000000"),
    (1.2345678901234567e19, "12345678901234567000"), (1e300, "1e300"), (-1.25e-200, "-1.25e-200"),
    (Double.leastNonzeroMagnitude, "5e-324"), (0.30000000000000004, "0.30000000000000004"),
  ])
  func knownAnswers(value: Double, text: String) { #expect(printed(value) == text) }

  @Test func readsBackExactly() {
    var stream = RandomStream(seed: 11, purpose: "output-buffer")
    for draw in 0..<20_000 {
      let value = Double(bitPattern: stream.next())
      guard value.isFinite else { continue }
      #expect(Double(printed(value)) == value, "seed 11, draw \(draw)")
    }
  }

  @Test func integers() {
    for value in [0, 7, -7, 1_234_567_890, Int.max, Int.min] {
      var buffer = OutputBuffer()
      buffer.append(value)
      #expect(buffer.string == String(value))
    }
  }
}
