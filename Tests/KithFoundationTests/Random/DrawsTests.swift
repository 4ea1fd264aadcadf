import KithFoundation
import Testing

@Suite struct DrawsTests {
  @Test func momentsOfTheDistributions() {
    var random = RandomStream(seed: 1, purpose: "test.draws")
    let count = 40_000
    func meanAndVariance(_ values: [Double]) -> (Double, Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      return (mean, values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count))
    }
    // Four standard errors of a mean of 40,000 are 0.02 standard deviations.
    let (mean, variance) = meanAndVariance((0..<count).map { _ in random.normal() })
    #expect(abs(mean) < 0.02 && abs(variance - 1) < 0.03)
    let (rate, spread) = meanAndVariance((0..<count).map { _ in Double(random.poisson(3)) })
    #expect(abs(rate - 3) < 0.04 && abs(spread - 3) < 0.1)
    let heads = (0..<count).count { _ in random.coin(0.3) }
    #expect(abs(Double(heads) / Double(count) - 0.3) < 0.01)
    let below = (0..<count).count { _ in random.logNormal(median: 5, sigma: 0.7) < 5 }
    #expect(abs(Double(below) / Double(count) - 0.5) < 0.01)
  }

  @Test func weightsDecideHowOftenAnIndexComes() {
    var random = RandomStream(seed: 2, purpose: "test.draws")
    var counts = [0, 0, 0, 0]
    for _ in 0..<10_000 { counts[random.index(weights: [1, 0, 3, 0])] += 1 }
    #expect(counts[1] == 0 && counts[3] == 0)
    #expect(abs(counts[0] - 2500) < 200)
  }
}
