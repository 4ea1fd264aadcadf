import Glibc
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("ReverseSets")
struct ReverseSetsTests {
  /// Spread by reverse-reachable sets.
  private func spread(
    _ model: DiffusionModel, of nodes: [Int], on graph: Graph, benefit: [Double]? = nil, samples: Int = 4000
  ) throws -> SpreadEstimate {
    let network = ReverseNetwork(model, try model.inward(on: graph), on: graph, benefit: benefit)
    let hits = try network.hits(of: nodes, in: 0..<samples, seed: 3, purpose: "test", .serial)
    return SpreadEstimate(hits: hits, of: samples, total: network.total, convention: "")
  }

  @Test(
    "The share of sets met is the spread of the tiny graphs", .enabled(if: TinyGraph.arePresent, "../shared is absent"))
  func tinyGraphs() throws {
    for tiny in TinyGraph.all {
      for (kind, spreads) in tiny.spreads {
        for (spreaders, expected) in spreads where spreaders.count == 1 || spreaders.contains(0) {
          let found = try spread(tiny.model(kind), of: Array(spreaders), on: tiny.graph)
          #expect(
            approximately(found.mean, expected, 4.5 * found.standardError + 1e-9), "\(tiny), \(kind), \(spreaders)")
        }
      }
    }
  }

  @Test("Equal probabilities jump, and jumps keep the odds", arguments: [0, 0.02, 0.3, 0.9, 1])
  func jumps(probability: Double) throws {
    // Forty influence person 40.
    let star = Graph(
      sources: (0..<40).map { UInt32($0) }, targets: [UInt32](repeating: 40, count: 40), nodeCount: 41)
    let benefit = [Double](repeating: 0, count: 40) + [1]
    for node in [0, 20, 39] {
      let found = try spread(.cascade(.constant(probability)), of: [node], on: star, benefit: benefit)
      #expect(approximately(found.mean, probability, 4.5 * found.standardError + 1e-9), "person \(node)")
      let given = [Double](repeating: probability, count: 40)
      let general = try spread(.cascade(.perEdge(given)), of: [node], on: star, benefit: benefit)
      #expect(approximately(general.mean, probability, 4.5 * general.standardError + 1e-9), "person \(node), general")
    }
  }

  @Test("Unequal probabilities into a node keep their odds")
  func ratios() throws {
    let probabilities = (0..<10).map { 0.01 + 0.03 * Double($0) }
    let star = Graph(
      sources: (0..<10).map { UInt32($0) }, targets: [UInt32](repeating: 10, count: 10), nodeCount: 11)
    let benefit = [Double](repeating: 0, count: 10) + [1]
    for (node, probability) in probabilities.enumerated() {
      let found = try spread(
        .cascade(.perEdge(probabilities)), of: [node], on: star, benefit: benefit, samples: 20_000)
      #expect(approximately(found.mean, probability, 4.5 * found.standardError), "person \(node)")
    }
    let all = try spread(
      .cascade(.perEdge(probabilities)), of: Array(0..<10), on: star, benefit: benefit, samples: 50_000)
    let reached = 1 - probabilities.reduce(1) { $0 * (1 - $1) }
    #expect(approximately(all.mean, reached, 4.5 * all.standardError))
  }

  @Test("Agrees with enumeration on random networks, with benefits and deadlines", arguments: 0..<30)
  func enumeration(seed: Int) throws {
    for isThreshold in [false, true] {
      let network = RandomNetwork(seed: UInt64(seed), maxNodes: 9, isThreshold: isThreshold)
      let benefit = (0..<network.graph.nodeCount).map { Double(1 + ($0 * 7 + seed) % 5) }
      let probabilities = EdgeProbabilities.perEdge(network.probabilities)
      for deadline in [nil, 0, 1, 2] {
        let model: DiffusionModel =
          isThreshold ? .threshold(probabilities, deadline: deadline) : .cascade(probabilities, deadline: deadline)
        let nodes = [seed % network.graph.nodeCount]
        let exact = try ExactSpread(limit: 12).estimate(of: nodes, model: model, on: network.graph, benefit: benefit)
        guard let exact else { continue }
        let found = try spread(model, of: nodes, on: network.graph, benefit: benefit, samples: 2000)
        #expect(
          approximately(found.mean, exact.mean, 4.5 * found.standardError + 1e-9),
          "\(network), threshold \(isThreshold), deadline \(deadline ?? -1)")
      }
    }
  }

  @Test("Sets that end early meet the same nodes as whole ones; counts are those of the sets")
  func early() throws {
    let graph = RMATGraph.small
    for model in [DiffusionModel.weightedCascade, .threshold(.weightedCascade), .cascade(.trivalency(seed: 1))] {
      let network = ReverseNetwork(model, try model.inward(on: graph), on: graph, benefit: nil)
      let sets = ReverseSets(network, seed: 4, purpose: "test")
      try sets.grow(to: 100, .serial)
      try sets.grow(to: 300, .serial)
      #expect(sets.count == 300)
      let targets: Set<UInt32> = [1, 5, 30]
      var hits = 0
      var frequency = [UInt32](repeating: 0, count: graph.nodeCount)
      for piece in sets.pieces {
        var start = 0
        for end in piece.ends {
          let members = (start..<end).map { piece.nodes[$0] }
          #expect(Set(members).count == members.count)
          if !targets.isDisjoint(with: members) { hits += 1 }
          for member in members { frequency[Int(member)] += 1 }
          start = end
        }
      }
      #expect(try network.hits(of: [1, 5, 30], in: 0..<300, seed: 4, purpose: "test", .serial) == hits)
      #expect(Array(sets.frequency.buffer) == frequency)
    }
  }

  @Test("The same sets for any number of threads")
  func threads() throws {
    let graph = RMATGraph.small
    let network = ReverseNetwork(
      .weightedCascade, try DiffusionModel.weightedCascade.inward(on: graph), on: graph, benefit: nil)
    let reference = ReverseSets(network, seed: 4, purpose: "test")
    try reference.grow(to: 500, .serial)
    for threads in [2, 5] {
      let sets = ReverseSets(network, seed: 4, purpose: "test")
      try sets.grow(to: 500, Execution(threads: threads))
      #expect(sets.pieces.map(\.ends) == reference.pieces.map(\.ends))
      for (a, b) in zip(sets.pieces, reference.pieces) {
        #expect((0..<(a.ends.last ?? 0)).allSatisfy { a.nodes[$0] == b.nodes[$0] })
      }
      #expect(Array(sets.frequency.buffer) == Array(reference.frequency.buffer))
    }
  }

  @Test("Sets drawn ahead, all or none of them, are those that growing draws", arguments: [200, 0])
  func ahead(milliseconds: UInt32) throws {
    let graph = RMATGraph.small
    let network = ReverseNetwork(
      .weightedCascade, try DiffusionModel.weightedCascade.inward(on: graph), on: graph, benefit: nil)
    let reference = ReverseSets(network, seed: 4, purpose: "test")
    try reference.grow(to: 100, .serial)
    let before = Array(reference.frequency.buffer)
    try reference.grow(to: 500, .serial)
    let sets = ReverseSets(network, seed: 4, purpose: "test")
    try sets.grow(to: 100, .serial)
    // Time enough to draw them all, or hardly any.
    let seen = sets.drawAhead(to: 400, Execution(threads: 3)) {
      usleep(1000 * milliseconds)
      return (sets.count, Array(sets.frequency.buffer))
    }
    #expect(seen.0 == 100 && seen.1 == before)
    #expect(sets.count == 100 && Array(sets.frequency.buffer) == before)
    try sets.grow(to: 500, Execution(threads: 2))
    #expect(members(of: sets) == members(of: reference))
    #expect(sets.size == reference.size)
    #expect(Array(sets.frequency.buffer) == Array(reference.frequency.buffer))
  }

  private func members(of sets: ReverseSets) -> [[UInt32]] {
    sets.pieces.flatMap { piece in
      zip([0] + piece.ends, piece.ends).map { start, end in (start..<end).map { piece.nodes[$0] } }
    }
  }
}
