import Foundation
import KithDiffusion
import KithFoundation
import Testing

@Suite("Forecasts of size, tried")
struct SizeForecastEvaluationTests {
  static let infectiousness = [0.002, 0.005, 0.008]

  /// Cascades by the model itself: everyone who sees a share passes it on with probability p, by the memory kernel. p
  /// differs from one to the next.
  static func planted(_ count: Int, every gap: Double, seed: UInt64 = 1) throws -> [ShareHistory] {
    try (0..<count).map { index in
      let infectiousness = infectiousness[index % 3]
      var random = RandomStream(seed: seed, purpose: "planted cascades", index: UInt64(index))
      var (times, reach) = ([0.0], [20_000.0])
      var head = 0
      while head < times.count && times.count < 5000 {
        // A Poisson number of shares.
        var place = -log1p(-random.unit())
        while place < reach[head] * infectiousness {
          let kernel = MemoryKernel()
          let height = kernel.share(within: 300)
          let chance = random.unit()
          let delay =
            chance < height ? 300 * chance / height : 300 * pow((1 - chance) / (1 - height), -1 / kernel.exponent)
          times.append(times[head] + delay)
          reach.append(Double(random.below(200)))
          place -= log1p(-random.unit())
        }
        head += 1
      }
      return try ShareHistory(times: times, reach: reach, start: Int64(1000 * gap * Double(index)))
    }
  }

  @Test("On cascades of the model itself: infectiousness is found, and sizes better than by a standstill")
  func planted() throws {
    let histories = try Self.planted(160, every: 40_000)
    let evaluation = SizeForecastEvaluation(age: 3600, horizon: 1e6)
    let report = try evaluation.report(on: histories, until: .max)
    #expect(report.trained > 50 && report.tested > 50 && report.trained + report.tested + report.unused <= 160)
    let (seismic, standstill) = (report.seismic.medianError.value!, report.standstill.medianError.value!)
    #expect(seismic < 0.8 * standstill, "\(report)")
    #expect(abs(report.coverage.value! - 0.9) < 0.1, "\(report)")
    let shares = try histories.indices.map { index in
      let forecast = try SEISMIC().forecast(of: histories[index], at: 3600)
      return try #require(forecast.infectiousness.value) / Self.infectiousness[index % 3]
    }
    #expect(abs(shares.reduce(0, +) / Double(shares.count) - 1) < 0.05)
    #expect(try evaluation.report(on: histories.reversed(), until: .max) == report)
  }

  @Test("What is not over does not count, and too few are refused")
  func censored() throws {
    let histories = try Self.planted(60, every: 40_000)
    let all = try SizeForecastEvaluation(age: 3600, horizon: 200_000).report(on: histories, until: .max)
    let some = try SizeForecastEvaluation(age: 3600, horizon: 200_000).report(on: histories, until: 1_500_000_000)
    #expect(some.trained + some.tested + some.unused < all.trained + all.tested + all.unused)
    let error = try #require(throws: KithError.self) {
      try SizeForecastEvaluation(age: 3600, horizon: 200_000).report(on: Array(histories.prefix(4)), until: .max)
    }
    #expect(error.diagnostic.code == "E405" && error.exitCode == .answerIsNo)
    #expect(throws: KithError.self) { try SizeForecastEvaluation(age: 3600, horizon: 9).report(on: [], until: 0) }
    // An interval at 99.9 % asks for more cascades than there are.
    let sure = try SizeForecastEvaluation(age: 3600, horizon: 200_000, level: 0.999).report(on: histories, until: .max)
    #expect(sure.factors == nil && sure.coverage.value == nil)
  }

  @Test("Where every cascade grows alike, the baseline is right")
  func baseline() throws {
    let growth = try EarlySizeGrowth(early: [10, 20, 40], final: [25, 50, 100])
    #expect(abs(growth.forecast(from: 8) - 20) < 1e-12 && growth.variance < 1e-20)
    #expect(throws: KithError.self) { try EarlySizeGrowth(early: [0], final: [5]) }
  }
}
