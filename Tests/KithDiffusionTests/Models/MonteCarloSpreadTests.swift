import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("MonteCarloSpread")
struct MonteCarloSpreadTests {
  @Test("Agrees with the exact answers of the tiny graphs", .enabled(if: TinyGraph.arePresent, "../shared is absent"))
  func tinyGraphs() throws {
    var (far, all) = (0, 0)
    for tiny in TinyGraph.all {
      for (kind, spreads) in tiny.spreads {
        for (spreaders, expected) in spreads where spreaders.count == 1 || spreaders.contains(0) {
          let spread = try MonteCarloSpread(simulations: 1000).estimate(
            of: Array(spreaders), model: tiny.model(kind), on: tiny.graph)
          // Nothing further than 4.5 standard errors, and about one in twenty outside the interval.
          #expect(
            approximately(spread.mean, expected, 4.5 * spread.standardError + 1e-9), "\(tiny), \(kind), \(spreaders)")
          if !approximately(spread.mean, expected, 1.96 * spread.standardError + 1e-9) { far += 1 }
          all += 1
        }
      }
    }
    #expect(Double(far) < 0.1 * Double(all), "\(far) of \(all)")
  }

  @Test("Agrees with enumeration on random networks", arguments: 0..<30)
  func enumeration(seed: Int) throws {
    for isThreshold in [false, true] {
      let network = RandomNetwork(seed: UInt64(seed), maxNodes: 9, isThreshold: isThreshold)
      let model = isThreshold ? network.threshold : network.cascade
      let spreaders = [seed % network.graph.nodeCount]
      guard let exact = try ExactSpread(limit: 14).estimate(of: spreaders, model: model, on: network.graph) else {
        continue
      }
      let spread = try MonteCarloSpread(simulations: 2000, seed: 5).estimate(
        of: spreaders, model: model, on: network.graph)
      #expect(approximately(spread.mean, exact.mean, 4.5 * spread.standardError + 1e-9), "\(network), \(isThreshold)")
    }
  }

  @Test("Edges of probability 0 never pass, between halves and after a whole")
  func impossible() throws {
    let star = Graph(sources: [0, 1, 2, 3, 4], targets: [5, 5, 5, 5, 5], nodeCount: 6)
    let weights = EdgeProbabilities.perEdge([0, 0.5, 0, 0.5, 0])
    for node in 0..<5 {
      for model in [DiffusionModel.threshold(weights), .cascade(weights)] {
        let spread = try MonteCarloSpread(simulations: 400).estimate(of: [node], model: model, on: star)
        #expect(node % 2 == 0 ? spread.mean == 1 : approximately(spread.mean, 1.5, 0.125), "person \(node)")
      }
    }
  }

  @Test("Each run is the search over the edges whose coins show heads")
  func coins() throws {
    let graph = RMATGraph.small
    let spread = try MonteCarloSpread(simulations: 20, seed: 9).estimate(
      of: [0, 1], model: .weightedCascade, on: graph)
    var sum = 0
    for simulation in 0..<20 {
      let key = SpreadCoin.key(seed: 9, simulation: simulation)
      var reached: Set<Int> = [0, 1]
      var queue = [0, 1]
      while let source = queue.popLast() {
        for target in graph.outNeighbors(of: source).map(Int.init) {
          let probability = 1 / Double(graph.in.degree(target))
          if SpreadCoin.isLive(key, from: source, to: target, probability: probability), reached.insert(target).inserted
          {
            queue.append(target)
          }
        }
      }
      sum += reached.count
    }
    #expect(spread.mean == Double(sum) / 20)
  }

  @Test("The same bytes for any number of threads and any order of the spreaders", arguments: [false, true])
  func threads(isThreshold: Bool) throws {
    let model: DiffusionModel = isThreshold ? .threshold(.weightedCascade) : .weightedCascade
    let spreaders = [5, 1, 9, 1]
    let reference = try MonteCarloSpread(simulations: 200).estimate(of: spreaders, model: model, on: RMATGraph.small)
    for threads in [2, 3, 7] {
      let spread = try MonteCarloSpread(simulations: 200).estimate(
        of: spreaders.reversed(), model: model, on: RMATGraph.small, execution: Execution(threads: threads))
      #expect(spread == reference, "\(threads) threads")
    }
  }

  @Test("Blocked people and benefits, against enumeration")
  func blockedAndBenefit() throws {
    let model = DiffusionModel.cascade(.constant(0.3), deadline: 2)
    let benefit = (0..<10).map { Double($0 * $0) }
    let exact = try ExactSpread().estimate(
      of: [2], blocking: [6], model: model, on: GDSExample.graph, benefit: benefit)!
    let spread = try MonteCarloSpread(simulations: 4000).estimate(
      of: [2], blocking: [6], model: model, on: GDSExample.graph, benefit: benefit)
    #expect(approximately(spread.mean, exact.mean, 4 * spread.standardError))
    #expect(spread.standardError > 0 && spread.interval.contains(spread.mean))
  }

  @Test("Bad requests")
  func errors() {
    let path = Graph(sources: [0, 1], targets: [1, 2], weights: [0.5, 1.5], nodeCount: 3)
    func code(_ model: DiffusionModel, _ spreaders: [Int] = [0], simulations: Int = 10, benefit: [Double]? = nil)
      -> String?
    {
      do {
        _ = try MonteCarloSpread(simulations: simulations).estimate(
          of: spreaders, model: model, on: path, benefit: benefit)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(.cascade(.given)) == "E450")
    #expect(code(.cascade(.perEdge([0.5, -0.1]))) == "E450")
    #expect(code(.cascade(.perEdge([0.5, .nan]))) == "E450")
    #expect(code(.cascade(.perEdge([0.5]))) == "E453")
    #expect(code(.cascade(.constant(1.1))) == "E720")
    #expect(code(.weightedCascade, [3]) == "E452")
    #expect(code(.weightedCascade, [-1]) == "E452")
    #expect(code(.weightedCascade, simulations: 1) == "E720")
    #expect(code(.cascade(.weightedCascade, deadline: -1)) == "E720")
    #expect(code(.weightedCascade, benefit: [1]) == "E453")
    #expect(code(.weightedCascade, benefit: [1, -1, 0]) == "E453")
    #expect(code(.weightedCascade, benefit: [0, 0, 0]) == "E453")
    #expect(code(.cascade(.weightShare)) == nil)
    let joint = Graph(sources: [0, 1], targets: [2, 2], nodeCount: 3)
    #expect {
      try MonteCarloSpread(simulations: 9).estimate(of: [0], model: .threshold(.constant(0.6)), on: joint)
    } throws: {
      ($0 as? KithError)?.diagnostic.code == "E451"
    }
    let negative = Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2)
    #expect {
      try MonteCarloSpread(simulations: 9).estimate(of: [0], model: .cascade(.weightShare), on: negative)
    } throws: {
      ($0 as? KithError)?.diagnostic.code == "E402"
    }
  }

  @Test("Cancelling stops the run")
  func cancelled() {
    #expect(throws: CancellationError.self) {
      try MonteCarloSpread().estimate(
        of: [0], model: .weightedCascade, on: RMATGraph.small, execution: Execution(isCancelled: { true }))
    }
  }
}

enum RMATGraph {
  /// 1024 people; influence with everything that trips code up.
  static let small = RMAT(scale: 10, edgeFactor: 6, seed: 3).graph().influence
}
