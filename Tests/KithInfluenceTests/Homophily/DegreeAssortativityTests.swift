import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Assortativity of degrees")
struct DegreeAssortativityTests {
  @Test func karate() throws {
    let estimate = try DegreeAssortativity().estimate(over: Karate.graph)
    #expect(approximately(try defined(estimate.value), -0.4756130977, 1e-10))
    #expect(approximately(try defined(estimate.standardError), 0.07513549597434852, 1e-11))
  }

  @Test(
    "Four variants of e-mail's, as graph-tool and igraph say",
    .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func variants() throws {
    // Self-edges count in the references.
    let graph = try ReferenceGraph("email_eu_core").graphWithSelfEdges
    let cases: [(DegreeAssortativity.Direction, DegreeAssortativity.Direction, Double)] = [
      (.inward, .inward, 0.04561999089), (.inward, .outward, 0.03285972223),
      (.outward, .inward, 0.005514166137), (.outward, .outward, -0.00183986113),
    ]
    for (source, target, expected) in cases {
      let estimate = try DegreeAssortativity(source: source, target: target).estimate(over: graph)
      #expect(approximately(try defined(estimate.value), expected, 1e-10), "\(source) \(target)")
    }
  }

  @Test("Strengths with weights, by hand")
  func weighted() throws {
    // 0 —2— 1 —1— 2: strengths 2, 3, 1; ends (2,3)(3,2) weigh 2, (3,1)(1,3) weigh 1.
    var builder = GraphBuilder(isDirected: false)
    builder.add(0, 1, weight: 2)
    builder.add(1, 2)
    let graph = builder.build(nodeCount: 3)
    let estimate = try DegreeAssortativity(usesWeights: true).estimate(over: graph)
    // Mean 14/6; E xy 30/6; E x² 36/6.
    let (mean, product, square) = (14.0 / 6, 30.0 / 6, 36.0 / 6)
    #expect(
      approximately(try defined(estimate.value), (product - mean * mean) / (square - mean * mean), 1e-12))
  }

  @Test func undefinedSaysWhy() throws {
    var ring = GraphBuilder(isDirected: false)
    for node in 0..<5 { ring.add(node, (node + 1) % 5) }
    let estimate = try DegreeAssortativity().estimate(over: ring.build(nodeCount: 5))
    #expect(estimate.value.undefined == "all edges have the same value at an end")
    var empty = GraphBuilder()
    #expect(try DegreeAssortativity().estimate(over: empty.build(nodeCount: 0)).value.undefined == "there are no edges")
  }
}
