import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Structural equivalence")
struct StructuralEquivalenceTests {
  @Test("A star's rays are of one position, its middle is of none")
  func star() {
    var builder = GraphBuilder()
    for ray in 1...4 { builder.add(ray, 0) }
    var distances: [Double] = []
    let equivalence = StructuralEquivalence(in: builder.build(nodeCount: 5))
    equivalence.distances(of: 1, into: &distances)
    // To the middle: their own tie differs by 1 each way of seeing it, and three others address the middle.
    #expect(distances[1...] == [0, 0, 0, 0])
    #expect(approximately(distances[0], 2, 1e-12))
    equivalence.distances(of: 0, into: &distances)
    #expect(distances[0] == 0 && approximately(distances[3], 2, 1e-12))
  }

  @Test("Those who address each other alike are close though they are tied")
  func mutual() {
    var builder = GraphBuilder()
    for (a, b) in [(0, 1), (1, 0), (0, 2), (1, 2)] { builder.add(a, b, weight: 2) }
    var distances: [Double] = []
    StructuralEquivalence(in: builder.build(nodeCount: 3)).distances(of: 0, into: &distances)
    #expect(distances[1] == 0)
  }
}
