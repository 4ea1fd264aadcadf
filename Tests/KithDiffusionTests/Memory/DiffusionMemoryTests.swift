import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import Testing

@Suite("Memory of diffusion jobs")
struct DiffusionMemoryTests {
  private func network(people: Int, degree: Int) -> Graph {
    var random = RandomStream(seed: 1, purpose: "memory")
    let edges = (0..<people * degree).map { _ in
      (UInt32(random.below(people)), UInt32(random.below(people)))
    }
    return Graph(sources: edges.map(\.0), targets: edges.map(\.1), nodeCount: people)
  }

  @Test("What cascades keep is within the estimate")
  func cascades() throws {
    let (people, rows) = (2000, 20_000)
    var random = RandomStream(seed: 2, purpose: "memory")
    let actions = ActionLog(
      people: NameTable((0..<people).map { String(10_000 + $0) }), items: NameTable(["a", "b", "c"]),
      persons: (0..<rows).map { _ in UInt32(random.below(people)) }, itemCodes: (0..<rows).map { UInt32($0 % 3) },
      times: (0..<rows).map { Int64($0) })
    let influence = network(people: people, degree: 5)
    let set = try CascadeReconstruction().cascades(in: actions, over: influence)
    let kept = 33 * set.memberCount + 12 * (set.candidates?.members.count ?? 0)
    let bound = CascadeReconstruction().memory(rows: rows, people: people, items: 3, influence: influence.size)
    #expect(set.memberCount > 1000 && kept < bound, "\(kept) of \(bound)")
    #expect(CascadeReconstruction().memory(rows: rows, people: people) < bound)
  }

  /// Sets never outgrow everyone times their number, so small networks have a small bound.
  @Test("The bound of the samples grows with the network, to a limit", arguments: [34, 1000, 100_000])
  func samples(people: Int) throws {
    let size = GraphSize(nodes: people, edges: 5 * people)
    for method in [SpreaderSelection.Method.opimc, .imm, .celf] {
      let selection = SpreaderSelection(count: 5, method: method)
      #expect(selection.memory(for: size, threads: 2) > selection.memory(for: size, threads: 1))
      let samples = selection.sampleMemory(for: size, threads: 1)
      #expect(method == .celf ? samples == 0 : samples > 4 * people)
      if method == .opimc { #expect(samples < 32 << 30) }
    }
    let least = SpreaderSelection(count: 5, epsilon: 0.3).sampleMemory(for: size, threads: 1)
    #expect(least <= SpreaderSelection(count: 5, epsilon: 0.05).sampleMemory(for: size, threads: 1))
  }

  @Test("Every job's estimate holds what it keeps, and numbers of any size give one")
  func jobs() throws {
    let graph = network(people: 3000, degree: 6)
    // Probabilities and coins by edge, everyone once a thread.
    let entries = graph.size.edges
    #expect(MonteCarloSpread().memory(for: graph.size, threads: 1) > 24 * entries + 4 * 3000 + 80_000)
    #expect(Epidemic(.sir, infection: .constant(0.1), recovery: 1).memory(for: graph.size, threads: 1) > 16 * entries)
    #expect(Containment(count: 1).memory(for: graph.size, threads: 2) > 160 * 3000)
    let course = DiffusionModel.courseMemory(for: graph.size, simulations: 100, threads: 2)
    #expect(course > MonteCarloSpread(simulations: 100).memory(for: graph.size, threads: 2) + 60 * 3000)
    let vast = GraphSize(nodes: 4_000_000_000, edges: 40_000_000_000)
    let all = [
      SpreaderSelection(count: 50).sampleMemory(for: vast, threads: 64),
      SpreaderSelection(count: 50, method: .imm).sampleMemory(for: vast, threads: 64),
      SpreaderEvaluation().memory(for: vast, count: 1000, threads: 64),
      CascadeReconstruction(keepsRepeats: true)
        .memory(rows: 10_000_000_000, people: 4_000_000_000, items: 10, influence: vast),
      HawkesProcess(rate: 1, influence: .given, decay: 1).memory(for: vast),
      ComplexContagion(.number(2)).memory(for: vast),
      SpreadComparison().memory(for: vast, threads: 64),
      DiffusionModel.courseMemory(for: vast, simulations: 10_000, threads: 64),
      HawkesProcess(rate: 1, influence: .given, decay: 1).courseMemory(for: vast, simulations: 1000, threads: 64),
      CreditLedger.memory(members: 9, candidates: 9, people: 9, items: 9),
    ]
    #expect(all.allSatisfy { $0 > 0 })
    let none = GraphSize(nodes: 0, edges: 0)
    #expect(SpreaderSelection(count: 5).sampleMemory(for: none, threads: 1) == 0)
    #expect(SpreaderSelection(count: 5).memory(for: none, threads: 1) < 1 << 20)
  }
}
