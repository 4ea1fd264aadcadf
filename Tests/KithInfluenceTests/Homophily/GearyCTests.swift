import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Geary's C")
struct GearyCTests {
  /// spdep::geary.test on the karate club.
  static let references: [(values: [Double], style: SpatialWeights, value: Double, dealt: Double)] = [
    (HomophilyData.clubNumbers, .asGiven, 0.2737556561, 0.008505215409),
    (HomophilyData.karateDegrees, .asGiven, 2.825427654, 0.1255393457),
    (HomophilyData.clubNumbers, .rowStandardised, 0.2169596818, 0.01134892713),
    (HomophilyData.karateDegrees, .rowStandardised, 2.914600366, 0.08688861237),
  ]

  @Test("Karate as in spdep", arguments: references.indices)
  func karate(index: Int) throws {
    let expected = Self.references[index]
    let geary = try GearyC(style: expected.style).estimate(of: expected.values, over: Karate.graph)
    #expect(approximately(try defined(geary.value), expected.value, 1e-9))
    #expect(approximately(try defined(geary.randomisation.variance), expected.dealt, 1e-10))
    #expect(geary.expected.value == 1)
    // Likeness lies above 0.
    #expect((try defined(geary.randomisation.z) > 0) == (expected.value < 1))
  }

  @Test func karateWeighted() throws {
    let geary = try GearyC(style: .asGiven).estimate(of: HomophilyData.clubNumbers, over: Karate.weighted)
    #expect(approximately(try defined(geary.value), 0.2100840336, 1e-10))
  }

  @Test("A matrix, on random graphs", arguments: 0..<16)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
    let values = HomophilyData.randomValues(edges.nodeCount, seed: seed)
    let style = seed % 3 == 0 ? SpatialWeights.asGiven : .rowStandardised
    let geary = try GearyC(style: style).estimate(of: values, over: edges.graph)
    guard let value = geary.value.value else { return }
    #expect(approximately(value, DenseWeights(edges.graph, values, style).geary, 1e-9), "\(edges)")
  }

  @Test func undefinedSaysWhy() throws {
    var builder = GraphBuilder()
    let geary = try GearyC().estimate(of: [1, 2], over: builder.build(nodeCount: 2))
    #expect(geary.value.undefined == "no edge joins people of known value")
    #expect(geary.normality.z.undefined == "no edge joins people of known value")
  }
}
