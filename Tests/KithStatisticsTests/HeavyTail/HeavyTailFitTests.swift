import Glibc
import KithFoundation
import KithTestSupport
import Testing

@testable import KithStatistics

@Suite("Heavy tails")
struct HeavyTailFitTests {
  /// Degrees of Les Misérables.
  static let degrees: [Double] = [
    3, 10, 12, 8, 2, 7, 13, 1, 6, 7, 6, 1, 6, 2, 2, 10, 6, 11, 11, 1, 1, 13, 1, 7, 15, 11, 7, 15, 4, 7, 11,
    22, 1, 1, 7, 10, 1, 10, 1, 17, 12, 1, 6, 1, 7, 4, 11, 2, 2, 19, 3, 7, 1, 2, 1, 7, 3, 2, 11, 9, 2, 1, 10,
    1, 1, 2, 3, 9, 1, 4, 16, 9, 3, 36, 2, 3, 7,
  ]

  /// Its strengths.
  static let strengths: [Double] = [
    5, 27, 39, 11, 2, 25, 66, 1, 11, 13, 14, 1, 11, 5, 5, 20, 11, 68, 68, 2, 1, 84, 1, 25, 91, 19, 24, 47,
    14, 26, 38, 56, 1, 1, 29, 16, 2, 25, 1, 47, 43, 1, 14, 1, 24, 5, 16, 2, 3, 104, 17, 23, 1, 3, 1, 7, 19,
    2, 34, 12, 4, 3, 31, 1, 1, 3, 3, 19, 1, 8, 61, 26, 4, 158, 3, 5, 24,
  ]

  @Test("The zeta function, far and near")
  func zeta() {
    for (s, q, value) in [
      (2.5, 1, 1.3414872572509176), (3.7, 12.5, 0.0004503979853203866), (1.01, 3, 99.08139709077827),
      (30, 7, 4.519931620457572e-26), (2, 1, Double.pi * Double.pi / 6),
    ] {
      let scaled = value * pow(q, s)
      #expect(abs(ScaledZeta(s, from: q).value - scaled) <= 1e-12 * scaled, "\(s), \(q)")
      #expect(abs(ScaledZeta.value(s, from: q) - scaled) <= 1e-12 * scaled, "\(s), \(q)")
      let h = 1e-5
      let log = { (s: Double) in Glibc.log(ScaledZeta(s, from: q).value) - s * Glibc.log(q) }
      let slope = (log(s + h) - log(s - h)) / (2 * h)
      #expect(abs(ScaledZeta(s, from: q).logSlope - slope) <= 1e-4 * abs(slope), "\(s), \(q)")
    }
    // Past the sum of single terms.
    let far = ScaledZeta(2.2, from: 300)
    let sum = (0..<30_000).reversed().reduce(0.0) { $0 + pow(1 + Double($1) / 300, -2.2) }
    let rest = 300 / 1.2 * pow(1 + 30_000.0 / 300, -1.2)
    #expect(abs(far.value - sum - rest) < 1e-2 && abs(far.value - ScaledZeta.value(2.2, from: 300)) < 1e-10)
  }

  @Test("A whole-number fit equals one by SciPy, and igraph's")
  func discrete() throws {
    let fit = try #require(try HeavyTailFit(Self.degrees, bootstraps: 0))
    #expect(fit.powerLaw.kind == .discrete && fit.powerLaw.threshold == 10 && fit.powerLaw.tailCount == 22)
    #expect(approximately(fit.powerLaw.exponent, 4.125169066942836, 1e-6))
    #expect(approximately(fit.powerLaw.distance, 0.0514456359, 1e-7))
    #expect(approximately(fit.againstExponential.logRatio, 0.92348140891, 1e-5))
    #expect(approximately(fit.againstExponential.z, 0.69565560, 1e-4))
    #expect(abs(fit.againstLogNormal.logRatio) < 0.02 && !fit.againstLogNormal.isClear)
    #expect(fit.verdict == .cannotTell && fit.plausibility == nil)
  }

  @Test("A fit of any numbers equals one by SciPy")
  func continuous() throws {
    let values = Self.strengths.map { $0 * $0.squareRoot() / 7 }
    let fit = try #require(try HeavyTailFit(values, bootstraps: 0))
    #expect(fit.powerLaw.kind == .continuous && fit.powerLaw.tailCount == 31)
    #expect(approximately(fit.powerLaw.threshold, 11.831297132467542, 1e-12))
    #expect(approximately(fit.powerLaw.exponent, 1.9751372123046878, 1e-10))
    #expect(approximately(fit.powerLaw.distance, 0.12815530123991023, 1e-10))
    #expect(approximately(fit.againstExponential.z, 0.817396412, 1e-6))
    #expect(approximately(fit.againstLogNormal.z, -0.780339527, 1e-4))
  }

  @Test("Finds again what was drawn", arguments: [PowerLaw.Kind.discrete, .continuous])
  func drawn(kind: PowerLaw.Kind) throws {
    var random = RandomStream(seed: 11, purpose: "test")
    // Discrete: rejection from scratch, p(x) ∝ x^-2.5 from 1; continuous by inversion.
    let values = (0..<4000).map { _ in
      if kind == .continuous { return pow(1 - random.unit(), -1 / 1.5) }
      while true {
        let x = pow(1 - random.unit(), -1 / 1.5).rounded(.down)
        let chance = pow(x, -2.5) / (pow(x, -1.5) - pow(x + 1, -1.5)) * (1 - pow(2, -1.5))
        if random.unit() < chance { return x }
      }
    }
    let fit = try #require(try HeavyTailFit(values, bootstraps: 10, execution: Execution(threads: 2)))
    #expect(abs(fit.powerLaw.exponent - 2.5) < 4 * fit.powerLaw.standardError + 0.05, "\(fit.powerLaw)")
    #expect(fit.powerLaw.kind == kind && fit.plausibility! >= 0.1)
    #expect(fit.verdict == .powerLaw || fit.verdict == .logNormalAsWell)
    #expect(fit.againstExponential.z > 3)
  }

  @Test("Draws follow the law")
  func draws() throws {
    let fit = try #require(try HeavyTailFit(Self.degrees, bootstraps: 0))
    var random = RandomStream(seed: 3, purpose: "test")
    let drawn = (0..<20_000).map { _ in fit.powerLaw.draw(&random) }
    let table = Frequencies(drawn)
    #expect(table.values[0] == 10)
    for (value, share) in zip(table.values, table.shareAtLeast).prefix(12) {
      let exact =
        pow(value / 10, -fit.powerLaw.exponent) * ScaledZeta.value(fit.powerLaw.exponent, from: value)
        / ScaledZeta.value(fit.powerLaw.exponent, from: 10)
      #expect(abs(share - exact) < 4 * (exact / 20_000).squareRoot() + 1e-9, "\(value)")
    }
  }

  @Test("An exponential is not heavy-tailed")
  func exponential() throws {
    var random = RandomStream(seed: 5, purpose: "test")
    let values = (0..<2000).map { _ in 1 + (-20 * log(1 - random.unit())).rounded(.down) }
    let fit = try #require(try HeavyTailFit(values, bootstraps: 10))
    #expect(fit.verdict == .notHeavyTailed || fit.verdict == .cannotTell)
    #expect(fit.againstExponential.logRatio < 0)
  }

  @Test("A log-normal is told from a power law where enough of it is in the tail")
  func logNormal() throws {
    var random = RandomStream(seed: 6, purpose: "test")
    let values = (0..<2000).map { _ in
      let radius = (-2 * log(1 - random.unit())).squareRoot()
      return exp(1 + 1.5 * radius * cos(2 * Double.pi * random.unit()))
    }
    // Its parameters come back where all of it is fitted.
    let all = LogNormalTail(Frequencies(values), kind: .continuous)
    #expect(approximately(all.mean, 1, 0.15) && approximately(all.deviation, 1.5, 0.15))
    let whole = LogNormalTail(Frequencies(values.map { $0.rounded() }.filter { $0 > 0 }), kind: .discrete)
    #expect(approximately(whole.mean, 1, 0.2) && approximately(whole.deviation, 1.5, 0.2))
  }

  @Test("Verdicts that rule out, and that cannot tell")
  func verdicts() {
    #expect(HeavyTailFit.Verdict.allCases.filter(\.allowsPowerLaw) == [.powerLaw, .logNormalAsWell])
    #expect(
      HeavyTailFit.Verdict.allCases.filter { !$0.isHeavyTailed } == [.notHeavyTailed, .cannotTell])
  }

  @Test("The same for any number of threads and order, another for another seed")
  func deterministic() throws {
    var random = RandomStream(seed: 7, purpose: "test")
    let values = (0..<500).map { _ in pow(1 - random.unit(), -1.2).rounded(.down) }
    let one = try HeavyTailFit(values, bootstraps: 12)
    #expect(one == (try HeavyTailFit(values.reversed(), bootstraps: 12, execution: Execution(threads: 3))))
    #expect(one?.plausibility != nil && one?.bootstraps == 12)
    #expect(throws: CancellationError.self) {
      try HeavyTailFit(values, bootstraps: 5, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("Nothing to fit: too few, all the same, nothing above zero")
  func degenerate() throws {
    for values in [
      [], [1], [0, 0, -3, .nan, .infinity], [Double](repeating: 4, count: 100), [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ] {
      #expect(try HeavyTailFit(values, bootstraps: 2) == nil)
    }
    let two = [Double](repeating: 1, count: 100) + [Double](repeating: 2, count: 20)
    let fit = try HeavyTailFit(two, bootstraps: 3)
    #expect(fit.map { $0.powerLaw.exponent.isFinite && $0.againstLogNormal.p.isFinite } ?? true)
    // Whole numbers beyond what whole numbers can tell.
    for kind in [PowerLaw.Kind.discrete, nil] {
      let huge = (0..<100).map { (1e15 * pow(1.5, Double($0))).rounded() }
      let fit = try #require(try HeavyTailFit(huge, kind: kind, bootstraps: 1))
      #expect(fit.powerLaw.kind == kind ?? .continuous)
      #expect(fit.againstLogNormal.z.isFinite && fit.againstExponential.z.isFinite)
    }
    let vast = (0..<600).map { pow(10, Double($0) - 300) }
    #expect(try HeavyTailFit(vast, bootstraps: 0) != nil)
    // Very unequal values, and very many thresholds.
    let wide = (0..<2000).map { pow(1.01, Double($0)) }
    let law = try #require(try HeavyTailFit(wide, bootstraps: 1)).powerLaw
    #expect(law.exponent > 1 && law.exponent < 1.5)
  }

  @Test("Values and shares as a table")
  func table() {
    let table = Frequencies([7, 1, 2, 1, .nan])
    #expect(table.values == [1, 2, 7] && table.counts == [2, 1, 1] && table.total == 4)
    #expect(table.shareAtLeast == [1, 0.5, 0.25])
    #expect(Frequencies([]).shareAtLeast == [])
  }
}
