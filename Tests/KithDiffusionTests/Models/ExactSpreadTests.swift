import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("ExactSpread")
struct ExactSpreadTests {
  // MARK: Known answers

  @Test(
    "Every set of one and two spreaders of the tiny graphs", .enabled(if: TinyGraph.arePresent, "../shared is absent"))
  func tinyGraphs() throws {
    #expect(TinyGraph.all.count == 9)
    var answers = 0
    for tiny in TinyGraph.all {
      #expect(tiny.spreads.keys.contains("ic_deadline2"))
      for (kind, spreads) in tiny.spreads {
        for (spreaders, expected) in spreads {
          let spread = try ExactSpread().estimate(of: Array(spreaders), model: tiny.model(kind), on: tiny.graph)
          #expect(approximately(spread!.mean, expected, 1e-11), "\(tiny), \(kind), \(spreaders)")
          #expect(spread!.interval == spread!.mean...spread!.mean && spread!.method == .enumeration)
          answers += 1
        }
      }
    }
    #expect(answers > 300)
  }

  @Test("The ten people of Neo4j's example (K18)")
  func gds() throws {
    func spread(_ names: String...) throws -> Double {
      try ExactSpread().estimate(of: names.map(GDSExample.node), model: GDSExample.model, on: GDSExample.graph)!.mean
    }
    for (name, expected) in [("Alice", 1.54781), ("Ethan", 1.423871), ("Michael", 1.241387), ("Jack", 1.153781)] {
      #expect(approximately(try spread(name), expected, 5e-7), "\(name)")
    }
    #expect(approximately(try spread("Alice", "Ethan"), 2.7971, 5e-5))
    #expect(approximately(try spread("Alice", "Ethan", "Michael"), 3.8871, 5e-5))
    #expect(approximately(try spread("Alice", "Ceri", "Michael"), 3.882465, 5e-7))
  }

  @Test("Weighted cascade and its kin on the paw (a triangle with a tail)")
  func conventions() throws {
    let paw = Graph(sources: [0, 1, 0, 2], targets: [1, 2, 2, 3], nodeCount: 4, isDirected: false)
    #expect(approximately(try ExactSpread().estimate(of: [2], model: .weightedCascade, on: paw)!.mean, 3.25, 1e-12))
    let threshold = DiffusionModel.threshold(.weightedCascade)
    #expect(approximately(try ExactSpread().estimate(of: [2], model: threshold, on: paw)!.mean, 3.5, 1e-12))
  }

  // MARK: Independent verifier

  @Test("Equals the sum over all live-edge graphs", arguments: 0..<60)
  func enumeration(seed: Int) throws {
    let network = RandomNetwork(seed: UInt64(seed), maxNodes: 7)
    let uncertain = network.probabilities.filter { $0 > 0 && $0 < 1 }.count
    if uncertain > 12 { return }
    for deadline in [nil, 0, 1, 3] {
      let spreaders = [0, seed % network.graph.nodeCount]
      let spread = try ExactSpread().estimate(
        of: spreaders, model: .cascade(.perEdge(network.probabilities), deadline: deadline), on: network.graph)
      let expected = sumOverLiveEdges(network, spreaders: Set(spreaders), deadline: deadline ?? .max)
      #expect(approximately(spread!.mean, expected, 1e-12), "\(network), deadline \(deadline ?? -1)")
    }
  }

  // MARK: Edges of the definition

  @Test("Blocked people are as if they were not there; benefits weigh the reached")
  func blockedAndBenefit() throws {
    let path = Graph(sources: [0, 1], targets: [1, 2], nodeCount: 3)
    let model = DiffusionModel.cascade(.constant(0.5))
    #expect(try ExactSpread().estimate(of: [0], blocking: [1], model: model, on: path)!.mean == 1)
    #expect(try ExactSpread().estimate(of: [0], blocking: [0], model: model, on: path)!.mean == 0)
    #expect(try ExactSpread().estimate(of: [0], model: model, on: path, benefit: [0, 10, 100])!.mean == 30)
  }

  @Test("Nobody, everybody, a certain path longer than a stack is deep")
  func degenerate() throws {
    let karate = Karate.graph
    #expect(try ExactSpread().estimate(of: [], model: .weightedCascade, on: karate)!.mean == 0)
    #expect(try ExactSpread().estimate(of: Array(0..<34), model: .weightedCascade, on: karate)!.mean == 34)
    for (model, length) in [(DiffusionModel.weightedCascade, 300_000), (.threshold(.weightedCascade), 30_000)] {
      let path = Graph(
        sources: (0..<length).map { UInt32($0) }, targets: (1...length).map { UInt32($0) }, nodeCount: length + 1)
      #expect(try ExactSpread().estimate(of: [0], model: model, on: path)!.mean == Double(length + 1))
    }
  }

  @Test("More than 20 uncertain edges are not enumerated, 20 are")
  func limit() throws {
    func star(_ leaves: Int) -> Graph {
      Graph(
        sources: [UInt32](repeating: 0, count: leaves), targets: (1...leaves).map { UInt32($0) }, nodeCount: leaves + 1)
    }
    let model = DiffusionModel.cascade(.constant(0.5))
    #expect(try ExactSpread().estimate(of: [0], model: model, on: star(21)) == nil)
    #expect(try approximately(ExactSpread(limit: 12).estimate(of: [0], model: model, on: star(12))!.mean, 7, 1e-12))
    #expect(try model.spread(from: [0], on: star(30), simulations: 100).method == .simulation)
    #expect(try model.spread(from: [0], on: star(3)).method == .enumeration)
  }
}

/// All subsets of the uncertain edges, each with a search of its own.
private func sumOverLiveEdges(_ network: RandomNetwork, spreaders: Set<Int>, deadline: Int) -> Double {
  let ends = network.graph.edgeEnds
  let uncertain = (0..<ends.count).filter { network.probabilities[$0] > 0 && network.probabilities[$0] < 1 }
  var sum = 0.0
  for mask in 0..<(1 << uncertain.count) {
    var weight = 1.0
    var live = (0..<ends.count).filter { network.probabilities[$0] == 1 }
    for (bit, edge) in uncertain.enumerated() {
      let isLive = mask >> bit & 1 == 1
      weight *= isLive ? network.probabilities[edge] : 1 - network.probabilities[edge]
      if isLive { live.append(edge) }
    }
    var reached = spreaders
    for _ in 0..<min(deadline, network.graph.nodeCount) {
      let next = live.filter { reached.contains(Int(ends.sources[$0])) }.map { Int(ends.targets[$0]) }
      reached.formUnion(next)
    }
    sum += weight * Double(reached.count)
  }
  return sum
}
