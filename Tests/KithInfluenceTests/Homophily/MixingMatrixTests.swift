import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Mixing matrix")
struct MixingMatrixTests {
  @Test func karate() throws {
    let mixing = try #require(try MixingMatrix(of: HomophilyData.clubs, over: Karate.graph))
    #expect(mixing.weights == [70, 11, 11, 64])
    #expect(mixing.rowSums == [81, 75] && mixing.columnSums == [81, 75] && mixing.total == 156)
    #expect(mixing.share(0, 1).value == 11.0 / 156)
    #expect(approximately(mixing.expected(0, 1), 81.0 * 75 / 156, 1e-12))
    #expect(approximately(try defined(mixing.ratio(0, 0)), 70 * 156 / (81.0 * 81), 1e-12))
  }

  @Test("Directed rows are sources; unknown ends are left out")
  func directed() throws {
    var builder = GraphBuilder()
    for (a, b, weight) in [(0, 1, 2), (1, 0, 1), (0, 2, 5), (3, 0, 1)] { builder.add(a, b, weight: Float(weight)) }
    let mixing = try #require(
      try MixingMatrix(of: HomophilyData.column([0, 1, nil, 0], groups: 2), over: builder.build(nodeCount: 4)))
    #expect(mixing.weights == [1, 2, 1, 0])
    #expect(mixing.rowSums == [3, 1] && mixing.columnSums == [2, 2])
  }

  @Test func degenerate() throws {
    var builder = GraphBuilder()
    let graph = builder.build(nodeCount: 2)
    let none = try #require(try MixingMatrix(of: HomophilyData.column([0, 1], groups: 2), over: graph))
    #expect(none.share(0, 0).undefined != nil && none.ratio(0, 1).undefined != nil && none.expected(0, 1) == 0)
    let many = CodedColumn(names: NameTable((0..<1001).map(String.init)), codes: [0, 1])
    #expect(try MixingMatrix(of: many, over: graph) == nil)
  }
}
