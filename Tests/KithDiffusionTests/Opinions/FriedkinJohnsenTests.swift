import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("Friedkin–Johnsen")
struct FriedkinJohnsenTests {
  @Test("x = (I − ΛW)⁻¹ (I − Λ) x₀: nothing moves a settled opinion", arguments: 1...20)
  func settled(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isWeighted: true, maxNodes: 12)
    let graph = edges.graph
    let count = graph.nodeCount
    let start = (0..<count).map { Double($0 * 3 % 7) }
    let yielding = (0..<count).map { [0, 0.3, 0.9][$0 % 3] }
    let found = try FriedkinJohnsen(susceptibility: yielding).opinions(from: start, in: graph)
    let heard = try DeGroot().opinions(after: 1, from: found, in: graph)
    for node in 0..<count {
      let expected = yielding[node] * heard[node] + (1 - yielding[node]) * start[node]
      #expect(abs(found[node] - expected) < 1e-9, "\(edges)")
      if yielding[node] == 0 { #expect(found[node] == start[node]) }
    }
  }

  @Test("By hand: one stubborn, one who gives way half")
  func hand() throws {
    // 1 heeds 0, who heeds 1 but never gives way: x₁ = 0.5 · 1 + 0.5 · 0.
    let graph = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)
    #expect(try FriedkinJohnsen(susceptibility: [0, 0.5]).opinions(from: [1, 0], in: graph) == [1, 0.5])
  }

  @Test func refusals() {
    let graph = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)
    // Two who swap opinions for ever.
    #expect(throws: KithError.self) {
      try FriedkinJohnsen(susceptibility: [1, 1], maxIterations: 100).opinions(from: [1, 0], in: graph)
    }
    #expect(throws: KithError.self) { try FriedkinJohnsen(susceptibility: [2, 0]).opinions(from: [1, 0], in: graph) }
    #expect(throws: KithError.self) { try FriedkinJohnsen(susceptibility: [0]).opinions(from: [1, 0], in: graph) }
  }
}
