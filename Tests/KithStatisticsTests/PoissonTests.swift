import KithFoundation
import KithStatistics
import Testing

@Suite("Poisson draws")
struct PoissonTests {
  @Test("Mean and variance are the mean", arguments: [0, 0.02, 0.5, 1, 2.5, 9, 9.99, 10, 12, 40, 1_000, 1e7])
  func moments(mean: Double) {
    let draws = 20_000
    var stream = RandomStream(seed: 5, purpose: "moments", index: mean.bitPattern)
    let values = (0..<draws).map { _ in Double(Poisson(mean: mean).draw(using: &stream)) }
    let average = values.reduce(0, +) / Double(draws)
    let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(draws)
    #expect(abs(average - mean) <= 5 * (mean / Double(draws)).squareRoot())
    // The variance of a variance is about (2 m² + m) / draws.
    #expect(abs(variance - mean) <= 5 * ((2 * mean * mean + mean) / Double(draws)).squareRoot())
  }

  @Test("Each count comes as often as it should, on both sides of the change of method", arguments: [3, 9.5, 10, 15.5])
  func frequencies(mean: Double) {
    let draws = 40_000
    var stream = RandomStream(seed: 9, purpose: "frequencies", index: mean.bitPattern)
    var counts = [Int](repeating: 0, count: 100)
    for _ in 0..<draws { counts[min(99, Poisson(mean: mean).draw(using: &stream))] += 1 }
    var (chance, chiSquare, cells) = (1.0, 0.0, 0)
    // e^-mean by its definition, without the library.
    for _ in 0..<64 { chance *= 1 - mean / 64 + mean * mean / 8_192 - mean * mean * mean / 1_572_864 }
    for count in 0..<60 {
      if count > 0 { chance *= mean / Double(count) }
      let expected = chance * Double(draws)
      if expected < 10 { continue }
      chiSquare += (Double(counts[count]) - expected) * (Double(counts[count]) - expected) / expected
      cells += 1
    }
    #expect(chiSquare < Double(cells) + 5 * (2 * Double(cells)).squareRoot(), "χ² \(chiSquare) of \(cells) cells")
  }

  @Test("The same stream gives the same draws")
  func repeats() {
    let draw = { (index: UInt64) in
      var stream = RandomStream(seed: 1, purpose: "repeats", index: index)
      return (0..<50).map { Poisson(mean: Double($0)).draw(using: &stream) }
    }
    #expect(draw(1) == draw(1))
    #expect(draw(1) != draw(2))
  }
}
