import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics
import KithTestSupport
import Testing

@Suite("Degree distribution")
struct DegreeDistributionTests {
  @Test("The karate club's table")
  func table() throws {
    let table = try DegreeDistribution().table(of: Karate.graph)
    #expect(table.values == [1, 2, 3, 4, 5, 6, 9, 10, 12, 16, 17])
    #expect(table.counts == [1, 11, 6, 6, 3, 2, 1, 1, 1, 1, 1])
    #expect(table.shareAtLeast[0] == 1 && approximately(table.shareAtLeast[10], 1.0 / 34, 1e-15))
    let weighted = try DegreeDistribution(isWeighted: true).table(of: Karate.weighted)
    #expect(weighted.values.last == 48 && weighted.total == 34)
  }

  @Test(
    "In-degrees of the e-mail network, fitted as by SciPy",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func email() throws {
    let graph = try ReferenceGraph("email_eu_core").graphWithSelfEdges
    for (direction, exponent, threshold, people, distance, logNormal, exponential) in [
      (.in, 2.9718878348, 34, 277, 0.064062037, -2.84803, -1.811209),
      (.out, 2.7458109466, 35, 259, 0.068388229, -2.76905, -1.320730),
    ] as [(DegreeCentrality.Direction, Double, Double, Int, Double, Double, Double)] {
      let fit = try #require(try DegreeDistribution(direction, bootstraps: 0).fit(of: graph))
      let law = fit.powerLaw
      #expect(approximately(law.exponent, exponent, 1e-6) && law.threshold == threshold && law.tailCount == people)
      #expect(approximately(law.distance, distance, 1e-7))
      #expect(approximately(fit.againstLogNormal.z, logNormal, 1e-3))
      #expect(approximately(fit.againstExponential.z, exponential, 1e-4))
    }
    #expect(try DegreeDistribution(.in, bootstraps: 0).fit(of: graph)?.verdict == .notHeavyTailed)
  }

  @Test("A heavy-tailed network's value, with what belongs to it, the same on any thread")
  func value() throws {
    let graph = RMAT(scale: 11, edgeFactor: 4).graph()
    let one = try DegreeDistribution(.in, bootstraps: 6).value(of: graph)
    let two = try DegreeDistribution(.in, bootstraps: 6).value(of: graph, execution: Execution(threads: 3))
    #expect(one.value == two.value && one.details == two.details)
    #expect(one.value! > 1.5 && one.details.allSatisfy { $0.value.isFinite })
    #expect(one.details.first == .init("is_heavy_tailed", 1))
    #expect(
      one.details.map(\.name) == [
        "is_heavy_tailed", "is_power_law", "standard_error", "threshold", "people_in_tail", "distance", "plausibility",
        "log_normal_z", "log_normal_p",
        "exponential_z", "exponential_p",
      ])
  }

  @Test("What cannot be fitted says so; what cannot be asked is refused")
  func errors() throws {
    let empty = Graph(sources: [], targets: [], nodeCount: 0)
    for graph in [empty, Graph(sources: [0], targets: [1], nodeCount: 30)] {
      let value = try DegreeDistribution(bootstraps: 1).value(of: graph)
      #expect(value.value == nil && value.undefined != nil)
    }
    #expect(throws: KithError.self) { try DegreeDistribution(bootstraps: -1).value(of: Karate.graph) }
    let negative = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    #expect(throws: KithError.self) { try DegreeDistribution(isWeighted: true).table(of: negative) }
  }
}
