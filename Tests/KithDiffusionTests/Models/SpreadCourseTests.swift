import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("SpreadCourse")
struct SpreadCourseTests {
  @Test("Steps and people of a chain, exactly")
  func chain() throws {
    let chain = Graph(sources: [0, 1], targets: [1, 2], nodeCount: 4)
    for model in [DiffusionModel.cascade(.constant(0.5)), .threshold(.constant(0.5))] {
      let course = try model.course(of: SpreadScenario(spreaders: [0]), on: chain)
      #expect(course.reachedByStep == [1, 1.5, 1.75])
      #expect(course.reachProbability == [1, 0.5, 0.25, 0])
      #expect(course.spread.mean == 1.75 && course.spread.method == .enumeration)
      let stopped = try model.course(of: SpreadScenario(spreaders: [0]).stopped(after: 1), on: chain)
      #expect(stopped.reachedByStep == [1, 1.5] && stopped.spread.mean == 1.5)
      #expect(stopped.spread.convention.contains("within 1 step"))
      let blocked = try model.course(of: SpreadScenario(spreaders: [0, 1]).without([1]), on: chain)
      #expect(blocked.reachedByStep == [1] && blocked.reachProbability == [1, 0, 0, 0])
    }
  }

  @Test("Simulated and exact courses agree; the spread is that of the plain simulation", arguments: 0..<12)
  func agreement(seed: Int) throws {
    let isThreshold = seed % 2 == 1
    let network = RandomNetwork(seed: UInt64(seed), maxNodes: 9, isThreshold: isThreshold)
    if network.graph.nodeCount < 2 { return }
    let model = isThreshold ? network.threshold : network.cascade
    let plan = SpreadScenario(spreaders: [0, 1], deadline: seed % 3 == 0 ? 2 : nil)
    let exact = try model.course(of: plan, on: network.graph)
    guard exact.spread.method == .enumeration else { return }
    // Twenty-one more coins, out of everybody's reach but the last spreader's, make it too much to enumerate.
    let n = network.graph.nodeCount
    var edges: [(source: UInt32, target: UInt32, chance: Double)] = []
    for source in 0..<n {
      for entry in network.graph.out.offsets[source]..<network.graph.out.offsets[source + 1] {
        edges.append((UInt32(source), network.graph.out.neighbors[entry], network.probabilities[entry]))
      }
    }
    for leaf in 0..<21 { edges.append((UInt32(n), UInt32(n + 1 + leaf), 0.5)) }
    let wide = Graph(sources: edges.map(\.source), targets: edges.map(\.target), nodeCount: n + 22)
    let chances = EdgeProbabilities.perEdge(edges.map(\.chance))
    let larger = SpreadScenario(spreaders: plan.spreaders + [n], deadline: plan.deadline)
    let wideModel = isThreshold ? DiffusionModel.threshold(chances) : .cascade(chances)
    let runs = 4000
    let found = try wideModel.course(of: larger, on: wide, simulations: runs, seed: 5)
    #expect(found.spread.method == .simulation)
    for node in 0..<n {
      let p = exact.reachProbability[node]
      let error = 4.5 * (p * (1 - p) / Double(runs)).squareRoot() + 1e-9
      #expect(approximately(found.reachProbability[node], p, error), "\(network) node \(node)")
    }
    #expect(approximately(found.reachedByStep.last!, found.spread.mean, 1e-9))
    #expect(approximately(exact.reachedByStep.last!, exact.spread.mean, 1e-9))
    #expect(approximately(exact.reachProbability.reduce(0, +), exact.spread.mean, 1e-9))
    let plain = try MonteCarloSpread(simulations: runs, seed: 5).estimate(
      of: larger.spreaders,
      model: isThreshold
        ? .threshold(chances, deadline: plan.deadline) : .cascade(chances, deadline: plan.deadline), on: wide)
    #expect(plain == found.spread)
  }

  @Test("The same for any number of threads")
  func threads() throws {
    let plan = SpreadScenario(spreaders: [0, 5, 9], blocked: [3])
    let one = try DiffusionModel.weightedCascade.course(of: plan, on: RMATGraph.small, simulations: 300)
    #expect(one.spread.method == .simulation && one.reachProbability[3] == 0)
    for threads in [2, 5] {
      let more = try DiffusionModel.weightedCascade.course(
        of: plan, on: RMATGraph.small, simulations: 300, execution: Execution(threads: threads))
      #expect(more == one)
    }
  }

  @Test("Nobody, strangers, a stop before the start")
  func degenerate() throws {
    let graph = Graph(sources: [0], targets: [1], nodeCount: 2)
    let model = DiffusionModel.weightedCascade
    let nobody = try model.course(of: SpreadScenario(spreaders: []), on: graph)
    #expect(nobody.reachedByStep == [0] && nobody.spread.mean == 0)
    #expect(throws: KithError.self) { try model.course(of: SpreadScenario(spreaders: [2]), on: graph) }
    #expect(throws: KithError.self) {
      try model.course(of: SpreadScenario(spreaders: [0], deadline: -1), on: graph)
    }
    #expect(throws: KithError.self) {
      try model.course(of: SpreadScenario(spreaders: [0]), on: graph, simulations: 1)
    }
  }
}
