import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Network autocorrelation in two stages")
struct TwoStageAutocorrelationTests {
  static let club = NetworkAutocorrelationTests.club

  @Test(
    "Karate as spatialreg has it",
    arguments: [
      (2, [-1.649673507, 19.887386920, 1.109114474], [1.562888335, 14.378288680, 2.203757281]),
      (1, [0.5472809651, -0.2522598604, -0.8379797154], [2.762567903, 25.359883380, 3.092629477]),
    ])
  func karate(lags: Int, estimates: [Double], errors: [Double]) throws {
    let fit = try TwoStageAutocorrelation(lags: lags).fit(
      of: HomophilyData.karateDegrees, on: [Self.club], over: Karate.graph)
    for (index, coefficient) in ([fit.rho] + fit.coefficients).enumerated() {
      #expect(abs(coefficient.estimate / estimates[index] - 1) < 1e-8, "\(coefficient.name)")
      #expect(abs(coefficient.error / errors[index] - 1) < 1e-8, "\(coefficient.name)")
    }
    #expect(fit.instruments == lags)
    #expect(try defined(fit.firstStage) < 10)
  }

  @Test("Finds the ρ that values were made with when covariates tell friends apart")
  func planted() throws {
    let count = 2000
    var random = RandomStream(seed: 4, purpose: "test network")
    var builder = GraphBuilder()
    for person in 0..<count { for _ in 0..<6 { builder.add(person, random.below(count)) } }
    let graph = builder.build(nodeCount: count).unweighted
    let x = (0..<count).map { _ in random.unit() * 4 }
    let noise = (0..<count).map { _ in random.unit() - 0.5 }
    var y = x
    for _ in 0..<60 {
      y = (0..<count).map { person in
        let friends = graph.outNeighbors(of: person)
        let mean = friends.isEmpty ? 0 : friends.reduce(0) { $0 + y[Int($1)] } / Double(friends.count)
        return 0.4 * mean + 1 + 2 * x[person] + noise[person]
      }
    }
    let fit = try TwoStageAutocorrelation().fit(of: y, on: [Trait(name: "x", values: .numeric(x))], over: graph)
    #expect(abs(fit.rho.estimate - 0.4) < 4 * fit.rho.error && fit.rho.error < 0.02)
    #expect(abs(fit.coefficients[1].estimate - 2) < 4 * fit.coefficients[1].error)
    #expect(try defined(fit.firstStage) > 100)
  }

  @Test func refusals() throws {
    let degrees = HomophilyData.karateDegrees
    #expect(throws: KithError.self) {
      try TwoStageAutocorrelation(lags: 0).fit(of: degrees, on: [Self.club], over: Karate.graph)
    }
    do {
      _ = try TwoStageAutocorrelation().fit(of: degrees, on: [], over: Karate.graph)
      Issue.record("nothing can be an instrument")
    } catch let error as KithError {
      #expect(error.diagnostic.code == "E405" && error.exitCode == .answerIsNo)
    }
  }
}
