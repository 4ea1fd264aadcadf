import Foundation
import KithFoundation
import KithGraph
import KithInfluence
import KithStatistics
import KithTestSupport
import Testing

@Suite("Network autocorrelation by maximum likelihood")
struct NetworkAutocorrelationTests {
  static let club = Trait(name: "club", values: .numeric(HomophilyData.clubNumbers))

  @Test("Karate: degrees on clubs as spatialreg and sna have them")
  func karate() throws {
    let fit = try NetworkAutocorrelation().fit(of: HomophilyData.karateDegrees, on: [Self.club], over: Karate.graph)
    // The zero of the slope by SciPy's brentq; spatialreg stops at −0.5655551427, sna at −0.5655537085.
    #expect(approximately(fit.rho.estimate, -0.5655551291635, 1e-12))
    #expect(approximately(fit.coefficients[0].estimate, 9.9491923850, 2e-7))
    #expect(approximately(fit.coefficients[1].estimate, 0.1482932125, 2e-8))
    #expect(approximately(fit.variance, 9.30766, 5e-6))
    #expect(approximately(fit.logLikelihood, -87.08894841, 1e-8))
    // spatialreg's error of ρ, then sna's errors.
    #expect(approximately(fit.rho.error, 0.2214262514, 1e-8))
    #expect(approximately(try #require(fit.rho.observedError), 0.1354415184, 2e-7))
    #expect(approximately(try #require(fit.coefficients[0].observedError), 1.445367266, 1e-5))
    #expect(approximately(try #require(fit.coefficients[1].observedError), 1.053293973, 1e-5))
    #expect(approximately(fit.logLikelihoodWithout, -93.77932270014723, 1e-9))
    #expect(approximately(fit.p, ChiSquared(degrees: 1).upperTail(2 * (93.77932270 - 87.08894841)), 1e-8))
    #expect(fit.coefficients.map(\.name) == ["intercept", "club"] && fit.people == 34 && fit.edges == 78)
  }

  @Test(
    "The girls' drinking, alone and with that of the year before",
    .enabled(if: HomophilyData.s50IsPresent, "../shared is absent"))
  func s50() throws {
    let (graph, alcohol, _) = try HomophilyData.s50(wave: 3)
    let alone = try NetworkAutocorrelation().fit(of: alcohol, over: graph)
    #expect(approximately(alone.rho.estimate, 0.3047056, 1e-7))
    #expect(approximately(alone.rho.error, 0.0911, 5e-5))
    #expect(approximately(alone.coefficients[0].estimate, 2.440297, 1e-6))
    #expect(approximately(alone.logLikelihood, -64.95634, 1e-5))
    let before = Trait(name: "before", values: .numeric(try HomophilyData.s50(wave: 2).alcohol))
    let fit = try NetworkAutocorrelation().fit(of: alcohol, on: [before], over: graph)
    #expect(approximately(fit.rho.estimate, 0.1329751, 1e-7))
    #expect(approximately(fit.rho.error, 0.0833, 5e-5))
    #expect(approximately(fit.coefficients[0].estimate, 1.469781, 1e-6))
    #expect(approximately(fit.coefficients[1].estimate, 0.4802762, 1e-7))
    #expect(approximately(fit.logLikelihood, -54.23772, 1e-5))
  }

  @Test("The plain likelihood, of a determinant by elimination, is highest there", arguments: 0..<6)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed + 20, isDirected: seed % 2 == 0, isWeighted: seed % 3 == 0, maxNodes: 25)
    let graph = edges.graph
    let values = HomophilyData.randomValues(graph.nodeCount, seed: seed, unknown: false)
    let covariate = HomophilyData.randomValues(graph.nodeCount, seed: seed + 100, unknown: false)
    let fit: NetworkAutocorrelation.Fit
    do {
      fit = try NetworkAutocorrelation().fit(
        of: values, on: [Trait(name: "x", values: .numeric(covariate))], over: graph)
    } catch let error as KithError {
      #expect(error.exitCode == .answerIsNo)
      return
    }
    let likelihood = { (rho: Double) in self.likelihood(graph, values, covariate, rho) }
    #expect(approximately(likelihood(fit.rho.estimate), fit.logLikelihood, 1e-7), "\(edges)")
    let best = stride(from: fit.range.lowerBound, through: fit.range.upperBound, by: 0.01).map(likelihood).max()
    #expect(fit.logLikelihood >= (best ?? -.infinity) - 1e-9, "\(edges)")
    #expect(fit.logLikelihood >= fit.logLikelihoodWithout - 1e-9, "\(edges)")
    #expect(
      try fit
        == NetworkAutocorrelation().fit(
          of: values, on: [Trait(name: "x", values: .numeric(covariate))], over: edges.shuffledGraph(2)), "\(edges)")
  }

  /// At ρ with the best intercept, slope and variance.
  private func likelihood(_ graph: Graph, _ y: [Double], _ x: [Double], _ rho: Double) -> Double {
    let w = DenseWeights(graph, y, .rowStandardised).w
    let n = y.count
    var system = (0..<n).map { i in (0..<n).map { j in (i == j ? 1 : 0) - rho * w[i][j] } }
    let left = (0..<n).map { i in y[i] - rho * (0..<n).reduce(0) { $0 + w[i][$1] * y[$1] } }
    var determinant = 0.0
    for column in 0..<n {
      let pivot = (column..<n).max { abs(system[$0][column]) < abs(system[$1][column]) }!
      system.swapAt(pivot, column)
      determinant += log(abs(system[column][column]))
      for row in column + 1..<max(n, column + 1) {
        let factor = system[row][column] / system[column][column]
        for other in column..<n { system[row][other] -= factor * system[column][other] }
      }
    }
    let (meanX, meanLeft) = (x.reduce(0, +) / Double(n), left.reduce(0, +) / Double(n))
    let (xx, xl) = (0..<n).reduce((0.0, 0.0)) {
      ($0.0 + (x[$1] - meanX) * (x[$1] - meanX), $0.1 + (x[$1] - meanX) * (left[$1] - meanLeft))
    }
    let squares = (0..<n).reduce(0.0) {
      let rest = left[$1] - meanLeft - xl / xx * (x[$1] - meanX)
      return $0 + rest * rest
    }
    return determinant - Double(n) / 2 * (log(2 * Double.pi * squares / Double(n)) + 1)
  }

  @Test("Groups become columns; whoever is unknown is left out")
  func groups() throws {
    let nominal = Trait(name: "club", values: .nominal(HomophilyData.clubs))
    let fit = try NetworkAutocorrelation().fit(of: HomophilyData.karateDegrees, on: [nominal], over: Karate.graph)
    #expect(fit.coefficients.map(\.name) == ["intercept", "club=Officer"])
    #expect(approximately(fit.rho.estimate, -0.5655551291635, 1e-12))
    var some = HomophilyData.karateDegrees
    some[9] = .nan
    #expect(try NetworkAutocorrelation().fit(of: some, on: [nominal], over: Karate.graph).people == 33)
  }

  @Test("A network without cycles, whose eigenvalues are all 0")
  func acyclic() throws {
    var builder = GraphBuilder()
    for node in 1..<30 { builder.add(node, node / 2) }
    let values = HomophilyData.randomValues(30, seed: 3, unknown: false)
    let fit = try NetworkAutocorrelation().fit(of: values, over: builder.build(nodeCount: 30))
    #expect(fit.rho.error.isFinite && abs(fit.rho.estimate) < 1 && fit.logLikelihood >= fit.logLikelihoodWithout)
  }

  @Test func refusals() throws {
    let degrees = HomophilyData.karateDegrees
    let code = { (body: () throws -> Void) -> String? in
      do { try body() } catch let error as KithError { return "\(error.diagnostic.code) \(error.exitCode.rawValue)" }
      return nil
    }
    #expect(
      try code { _ = try NetworkAutocorrelation(maximumPeople: 30).fit(of: degrees, over: Karate.graph) } == "E406 75")
    #expect(
      try code {
        _ = try NetworkAutocorrelation().fit(of: degrees, on: [Self.club, Self.club], over: Karate.graph)
      } == "E405 1")
    #expect(
      try code {
        _ = try NetworkAutocorrelation().fit(of: [Double](repeating: 2, count: 34), over: Karate.graph)
      } == "E405 1")
    #expect(
      try code {
        _ = try NetworkAutocorrelation().fit(of: [Double](repeating: .nan, count: 34), over: Karate.graph)
      } == "E405 1")
    var none = GraphBuilder()
    let empty = none.build(nodeCount: 34)
    #expect(try code { _ = try NetworkAutocorrelation().fit(of: degrees, over: empty) } == "E405 1")
  }
}
