import KithFoundation
import KithStatistics
import Testing

@Suite("Bootstrap")
struct BootstrapTests {
  @Test("The interval is as wide as the normal approximation says")
  func width() throws {
    var random = RandomStream(seed: 2, purpose: "bootstrap test")
    let values = (0..<2000).map { _ in random.unit() }
    let interval = try #require(Bootstrap(draws: 4000).interval(of: values, execution: Execution(threads: 2)))
    let expected = 2 * 1.96 * (1.0 / 12).squareRoot() / 2000.0.squareRoot()
    #expect(abs((interval.high - interval.low) / expected - 1) < 0.06)
    #expect(interval.low < 0.5 && interval.high > 0.5 && abs(interval.mean - 0.5) < 0.02)
    #expect(interval.isAboveZero && !interval.isBelowZero)
  }

  @Test("Covers the truth about as often as promised")
  func coverage() throws {
    var hits = 0
    for sample in 0..<200 {
      var random = RandomStream(seed: 3, purpose: "coverage", index: UInt64(sample))
      let values = (0..<60).map { _ in random.unit() - 0.5 }
      let interval = try #require(Bootstrap(draws: 400).interval(of: values))
      if interval.low <= 0 && interval.high >= 0 { hits += 1 }
    }
    #expect(hits >= 178 && hits <= 199)
  }

  @Test func alikeForAnyThreads() {
    let values = (0..<50).map { Double($0 * $0 % 17) }
    #expect(Bootstrap().interval(of: values) == Bootstrap().interval(of: values, execution: Execution(threads: 3)))
  }

  @Test func degenerate() {
    #expect(Bootstrap().interval(of: []) == nil)
    let one = Bootstrap().interval(of: [3])
    #expect(one == Bootstrap.Interval(mean: 3, low: 3, high: 3))
  }
}
