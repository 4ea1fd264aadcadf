import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("Containment")
struct ContainmentTests {
  @Test("On certain edges the best one is held back", arguments: 0..<60)
  func certain(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), maxNodes: 30)
    let graph = edges.graph
    guard graph.nodeCount > 1 else { return }
    let model = DiffusionModel.cascade(.constant(1))
    let plan = try Containment(count: 1, model: model, simulations: 2).plan(against: [0], on: graph)
    func reach(without node: Int) throws -> Double {
      try ExactSpread().estimate(of: [0], blocking: [node], model: model, on: graph)!.mean
    }
    let before = try ExactSpread().estimate(of: [0], model: model, on: graph)!.mean
    let best = try (1..<graph.nodeCount).map { before - (try reach(without: $0)) }.max()!
    #expect(plan.effect.mean == best, "\(edges), \(plan.blocked)")
    #expect(plan.blocked.isEmpty == (best == 0))
  }

  @Test("By chance: as good as the best by enumeration", arguments: 0..<20)
  func uncertain(seed: Int) throws {
    let network = RandomNetwork(seed: UInt64(seed), maxNodes: 8)
    guard network.graph.nodeCount > 1,
      let before = try ExactSpread(limit: 12).estimate(of: [0], model: network.cascade, on: network.graph)
    else { return }
    let plan = try Containment(count: 1, model: network.cascade, simulations: 3000).plan(
      against: [0], on: network.graph)
    let after = try (1..<network.graph.nodeCount).map {
      try ExactSpread().estimate(of: [0], blocking: [$0], model: network.cascade, on: network.graph)!.mean
    }
    #expect(plan.effect.mean >= before.mean - after.min()! - 0.1, "\(network)")
  }

  @Test("A bridge is held back first, then the next; candidates and exclusions are kept")
  func bridge() throws {
    // 0 → 1 → {2…9}, 0 → 10 → {11…14}.
    let graph = Graph(
      sources: [0, 0] + [UInt32](repeating: 1, count: 8) + [UInt32](repeating: 10, count: 4),
      targets: [1, 10] + (2...9).map { UInt32($0) } + (11...14).map { UInt32($0) }, nodeCount: 15)
    let model = DiffusionModel.cascade(.constant(0.8))
    #expect(try Containment(count: 2, model: model).plan(against: [0], on: graph).blocked == [1, 10])
    #expect(try Containment(count: 1, model: model, excluded: [1]).plan(against: [0], on: graph).blocked == [10])
    #expect(try Containment(count: 3, model: model, candidates: [12]).plan(against: [0], on: graph).blocked == [12])
    let threshold = DiffusionModel.threshold(.constant(0.8))
    #expect(try Containment(count: 1, model: threshold).plan(against: [0], on: graph).blocked == [1])
  }

  @Test("The same for any number of threads; a long path does not overflow the stack")
  func threads() throws {
    let containment = Containment(count: 3, simulations: 60)
    let reference = try containment.plan(against: [0, 1], on: RMATGraph.small)
    #expect(try containment.plan(against: [1, 0], on: RMATGraph.small, execution: Execution(threads: 3)) == reference)
    let path = Graph(
      sources: (0..<100_000).map { UInt32($0) }, targets: (1...100_000).map { UInt32($0) }, nodeCount: 100_001)
    #expect(try Containment(count: 1, simulations: 2).plan(against: [0], on: path).blocked == [1])
  }

  @Test("Bad requests")
  func errors() {
    func code(_ containment: Containment, against: [Int] = [0]) -> String? {
      do {
        _ = try containment.plan(against: against, on: GDSExample.graph)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(Containment(count: 0)) == "E720")
    #expect(code(Containment(count: 1, model: .cascade(.weightedCascade, deadline: 2))) == "E720")
    #expect(code(Containment(count: 1), against: [99]) == "E452")
    #expect(code(Containment(count: 1), against: Array(0..<10)) == "E454")
    #expect(code(Containment(count: 1, candidates: [])) == "E454")
  }
}
