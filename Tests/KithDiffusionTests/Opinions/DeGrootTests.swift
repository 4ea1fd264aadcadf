import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("DeGroot")
struct DeGrootTests {
  @Test("K20: who is heeded")
  func known() throws {
    let graph = Graph(sources: [0, 0, 1, 2], targets: [1, 2, 0, 1], nodeCount: 3)
    let weights = try DeGroot().influence(in: graph)
    for (found, expected) in zip(weights, [0.4, 0.4, 0.2]) { #expect(abs(found - expected) < 1e-9) }
    // Opinions come to the weighted mean.
    let settled = try DeGroot().opinions(after: 400, from: [1, 0, 5], in: graph)
    for opinion in settled { #expect(abs(opinion - 1.4) < 1e-9) }
    #expect(try DeGroot().opinions(after: 1, from: [1, 0, 5], in: graph) == [2.5, 1, 0])
  }

  @Test("Two who only heed each other settle by averages; whoever heeds them counts nothing")
  func circles() throws {
    let graph = Graph(sources: [0, 1, 2], targets: [1, 0, 0], nodeCount: 3)
    #expect(try DeGroot().influence(in: graph) == [0.5, 0.5, 0])
  }

  @Test("πT = π, and π foretells the consensus", arguments: 1...20)
  func fixed(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, maxNodes: 12)
    // A ring makes one strongly connected group; its chord keeps opinions from going round for ever.
    let count = edges.nodeCount + 3
    var ties = edges.edges.filter { $0.source != $0.target }
    ties += (0..<count).map { (source: $0, target: ($0 + 1) % count, weight: 1) } + [(source: 0, target: 2, weight: 1)]
    let graph = Graph(
      sources: ties.map { UInt32($0.source) }, targets: ties.map { UInt32($0.target) }, weights: ties.map(\.weight),
      nodeCount: count)
    let found = try DeGroot().influence(in: graph)
    #expect(abs(found.reduce(0, +) - 1) < 1e-9, "\(edges)")
    let start = (0..<count).map { Double($0 * 7 % 5) }
    let consensus = zip(found, start).reduce(0.0) { $0 + $1.0 * $1.1 }
    let settled = try DeGroot().opinions(after: 5_000, from: start, in: graph)
    #expect(settled.allSatisfy { abs($0 - consensus) < 1e-6 }, "\(edges)")
  }

  @Test func severalGroupsNeedNotAgree() {
    let graph = Graph(sources: [2, 2], targets: [0, 1], nodeCount: 3)
    #expect(throws: KithError.self) { try DeGroot().influence(in: graph) }
    #expect(throws: KithError.self) { try DeGroot().influence(in: Graph(sources: [], targets: [], nodeCount: 0)) }
    #expect(throws: KithError.self) { try DeGroot(tolerance: 0).influence(in: graph) }
    #expect(throws: KithError.self) { try DeGroot().opinions(after: 1, from: [1], in: graph) }
  }
}
