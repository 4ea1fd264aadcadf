import KithDiffusion
import KithGraph
import KithTestSupport
import Testing

@Suite("EdgeProbabilities")
struct EdgeProbabilitiesTests {
  /// Two people influence person 2, one of them with three interactions.
  private let graph = Graph(sources: [0, 1, 0], targets: [2, 2, 1], weights: [1, 3, 1], nodeCount: 3)

  private func spread(_ probabilities: EdgeProbabilities, from node: Int) throws -> Double {
    try ExactSpread().estimate(of: [node], model: .cascade(probabilities, deadline: 1), on: graph)!.mean - 1
  }

  @Test("Each convention's probabilities")
  func conventions() throws {
    #expect(approximately(try spread(.weightedCascade, from: 1), 0.5, 1e-12))
    #expect(approximately(try spread(.weightShare, from: 1), 0.75, 1e-12))
    #expect(approximately(try spread(.weightedCascadePerInteraction, from: 1), 1 - 0.75 * 0.75 * 0.75, 1e-12))
    #expect(approximately(try spread(.constant(0.2), from: 1), 0.2, 1e-12))
    #expect(approximately(try spread(.constantPerInteraction(0.2), from: 1), 1 - 0.8 * 0.8 * 0.8, 1e-12))
    #expect(approximately(try spread(.constantPerInteraction(1), from: 1), 1, 1e-12))
    #expect(approximately(try spread(.constantPerInteraction(0), from: 1), 0, 1e-12))
    // Entries of the rows 0 → 1, 0 → 2, 1 → 2.
    #expect(approximately(try spread(.perEdge([0.1, 0.3, 0.6]), from: 0), 0.4, 1e-12))
    #expect(approximately(try spread(.perEdge([0.1, 0.3, 0.6]), from: 1), 0.6, 1e-12))
  }

  @Test("An undirected graph takes a probability for each direction")
  func undirected() throws {
    let pair = Graph(sources: [0], targets: [1], nodeCount: 2, isDirected: false)
    let model = DiffusionModel.cascade(.perEdge([0.2, 0.7]))
    #expect(approximately(try ExactSpread().estimate(of: [0], model: model, on: pair)!.mean, 1.2, 1e-12))
    #expect(approximately(try ExactSpread().estimate(of: [1], model: model, on: pair)!.mean, 1.7, 1e-12))
  }

  @Test("Trivalency draws each of its values a third of the time, and the same ones for the same seed")
  func trivalency() throws {
    let star = Graph(
      sources: [UInt32](repeating: 0, count: 3000), targets: (1...3000).map { UInt32($0) }, nodeCount: 3001)
    func spread(_ seed: UInt64) throws -> Double {
      try MonteCarloSpread(simulations: 400).estimate(of: [0], model: .cascade(.trivalency(seed: seed)), on: star).mean
    }
    // 3000 · 0.037, give or take five standard errors of the draws.
    #expect(approximately(try spread(1) - 1, 111, 13))
    #expect(try spread(1) == spread(1))
    #expect(try spread(1) != spread(2))
  }
}
