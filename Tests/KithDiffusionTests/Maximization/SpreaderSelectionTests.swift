import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("SpreaderSelection")
struct SpreaderSelectionTests {
  // MARK: Known answers

  @Test(
    "The best one and two of the tiny graphs, by each method",
    .enabled(if: TinyGraph.arePresent, "../shared is absent"), arguments: SpreaderSelection.Method.allCases)
  func tinyGraphs(method: SpreaderSelection.Method) throws {
    for tiny in TinyGraph.all {
      for kind in ["ic", "lt"] where tiny.spreads[kind] != nil {
        for count in [1, 2] {
          let selection = SpreaderSelection(count: count, model: tiny.model(kind), method: method, samples: 4096)
          let plan = try selection.plan(on: tiny.graph)
          // Never more than the best; all methods choose greedily, and two of them by chance.
          let best = tiny.best["best_\(kind)_k\(count)"]!
          #expect(plan.spread.method == .enumeration && plan.spread.mean <= best + 1e-9)
          let share = method == .celf ? (count == 1 ? 1 - 1e-12 : 0.9) : 0.85
          #expect(plan.spread.mean >= share * best, "\(tiny), \(kind), \(count): \(plan.nodes)")
          #expect(
            plan.spread.mean
              == (tiny.spreads[kind]?[Set(plan.nodes)]).map {
                approximately($0, plan.spread.mean, 1e-11) ? plan.spread.mean : -1
              })
          if let lower = plan.lowerBound, let upper = plan.upperBound {
            #expect(lower <= plan.spread.mean + 1e-9 && upper >= best - 1e-9, "\(tiny), \(kind), \(count)")
          }
        }
      }
    }
  }

  @Test("The best three of Neo4j's example (K18)", arguments: SpreaderSelection.Method.allCases)
  func gds(method: SpreaderSelection.Method) throws {
    let selection = SpreaderSelection(count: 3, model: GDSExample.model, method: method, epsilon: 0.05)
    let plan = try selection.plan(on: GDSExample.graph)
    #expect(approximately(plan.spreaders.reduce(0) { $0 + $1.gain }, plan.spread.mean, 1e-9))
    // By chance the runner-up, 3.8825, is as good as the best.
    #expect(plan.spread.mean > 3.88)
    if method == .celf {
      #expect(plan.nodes.map { GDSExample.names[$0] } == ["Alice", "Ethan", "Michael"])
      #expect(approximately(plan.spread.mean, 3.8871, 5e-5))
      for (gain, expected) in zip(plan.spreaders.map(\.gain), [1.54781, 2.7971 - 1.54781, 3.8871 - 2.7971]) {
        #expect(approximately(gain, expected, 1e-4))
      }
    }
  }

  // MARK: Properties

  @Test(
    "Gains never rise and sum to the spread, which comes from fresh samples and keeps the proven bounds",
    arguments: [
      DiffusionModel.weightedCascade, .threshold(.weightedCascade), .cascade(.trivalency(seed: 2)),
      .cascade(.weightedCascade, deadline: 1),
    ])
  func bounds(model: DiffusionModel) throws {
    let graph = RMATGraph.small
    for method in [SpreaderSelection.Method.opimc, .imm] {
      let selection = SpreaderSelection(
        count: 8, model: model, method: method, epsilon: 0.3, samples: 1, relativeError: 0.02)
      let plan = try selection.plan(on: graph)
      #expect(plan.nodes.count == 8 && Set(plan.nodes).count == 8)
      let gains = plan.spreaders.map(\.gain)
      #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 >= $1 })
      #expect(approximately(gains.reduce(0, +), plan.spread.mean, 1e-9))
      #expect(plan.certifiedRatio! >= 1 - 1 / 2.7183 - 0.3 - 1e-9)
      #expect(plan.lowerBound! <= plan.upperBound!)
      let simulated = try MonteCarloSpread(simulations: 200, seed: 77).estimate(of: plan.nodes, model: model, on: graph)
      let error = 4 * (simulated.standardError + plan.spread.standardError)
      #expect(approximately(simulated.mean, plan.spread.mean, error), "\(method)")
      #expect(plan.lowerBound! <= simulated.mean + error && plan.upperBound! >= simulated.mean - error, "\(method)")
    }
  }

  @Test("The same bytes for any number of threads", arguments: SpreaderSelection.Method.allCases)
  func threads(method: SpreaderSelection.Method) throws {
    let graph = method == .celf ? RandomEdges(seed: 8, maxNodes: 30).graph : RMATGraph.small
    let selection = SpreaderSelection(
      count: 4, method: method, epsilon: 0.4, samples: 1, simulations: 20, relativeError: 0.05)
    let reference = try selection.plan(on: graph)
    for threads in [2, 5] {
      #expect(try selection.plan(on: graph, execution: Execution(threads: threads)) == reference, "\(threads) threads")
    }
  }

  @Test("Only candidates who are not excluded are chosen; fewer than asked for where fewer may be")
  func candidates() throws {
    for method in SpreaderSelection.Method.allCases {
      let selection = SpreaderSelection(
        count: 5, model: GDSExample.model, method: method, candidates: [2, 5, 6, 3], excluded: [2])
      let plan = try selection.plan(on: GDSExample.graph)
      #expect(Set(plan.nodes) == [3, 5, 6])
    }
  }

  @Test("Budgets and quotas are kept")
  func rules() throws {
    let graph = RMATGraph.small
    let costs = (0..<graph.nodeCount).map { 1 + Double(graph.out.degree($0)) / 10 }
    let budgeted = try SpreaderSelection(count: .max, epsilon: 0.3, costs: costs, budget: 20, samples: 1).plan(
      on: graph)
    #expect(budgeted.cost <= 20 && budgeted.cost > 18)
    #expect(budgeted.cost == budgeted.nodes.reduce(0) { $0 + costs[$1] })
    let groups = (0..<graph.nodeCount).map { $0 % 3 }
    for method in SpreaderSelection.Method.allCases {
      let small = method == .celf ? GDSExample.graph : graph
      let plan = try SpreaderSelection(
        count: 6, method: method, epsilon: 0.3, groups: Array(groups.prefix(small.nodeCount)), quotas: [1, 2, 1],
        samples: 1
      ).plan(on: small)
      #expect(plan.nodes.count == 4)
      #expect(plan.nodes.count { $0 % 3 == 0 } == 1 && plan.nodes.count { $0 % 3 == 1 } == 2)
    }
  }

  @Test("Benefits aim the plan at those who matter")
  func benefit() throws {
    // Two stars: the larger matters less.
    let graph = Graph(
      sources: [0, 0, 0, 0, 0, 6, 6], targets: [1, 2, 3, 4, 5, 7, 8], nodeCount: 9)
    let benefit: [Double] = [1, 1, 1, 1, 1, 1, 1, 10, 10]
    for method in SpreaderSelection.Method.allCases {
      let selection = SpreaderSelection(count: 1, model: .cascade(.constant(0.9)), method: method, benefit: benefit)
      let plan = try selection.plan(on: graph)
      #expect(plan.nodes == [6])
      #expect(approximately(plan.spread.mean, 19, 1e-9))
    }
  }

  @Test("Everyone, one person, no edges")
  func degenerate() throws {
    for method in SpreaderSelection.Method.allCases {
      let one = try SpreaderSelection(count: 3, method: method).plan(on: GraphBuilder.people(1))
      #expect(one.nodes == [0] && one.spread.mean == 1)
      let isolated = try SpreaderSelection(count: 2, method: method).plan(on: GraphBuilder.people(6))
      #expect(isolated.nodes.count == 2 && isolated.spread.mean == 2)
      let everyone = try SpreaderSelection(count: 50, method: method).plan(on: GDSExample.graph)
      #expect(everyone.nodes.count == 10 && approximately(everyone.spread.mean, 10, 1e-9))
    }
  }

  // MARK: Errors

  @Test("Bad requests")
  func errors() {
    func check(
      _ code: String, _ exit: ExitCode, _ selection: SpreaderSelection, on graph: Graph = GDSExample.graph,
      at line: Int = #line
    ) {
      #expect("line \(line)") { try selection.plan(on: graph) } throws: { error in
        guard let error = error as? KithError else { return false }
        return error.diagnostic.code == code && error.exitCode == exit && error.diagnostic.help != nil
      }
    }
    let costs = [Double](repeating: 2, count: 10)
    check("E720", .usage, SpreaderSelection(count: 0))
    check("E720", .usage, SpreaderSelection(count: 1, epsilon: 0))
    check("E720", .usage, SpreaderSelection(count: 1, epsilon: 0.6))
    check("E720", .usage, SpreaderSelection(count: 1, delta: 1))
    check("E720", .usage, SpreaderSelection(count: 1, samples: 0))
    check("E720", .usage, SpreaderSelection(count: 1, costs: costs, budget: 0))
    check("E720", .usage, SpreaderSelection(count: 1, budget: 10))
    check("E720", .usage, SpreaderSelection(count: 1, costs: costs))
    check("E720", .usage, SpreaderSelection(count: 1, method: .celf, costs: costs, budget: 9))
    check("E720", .usage, SpreaderSelection(count: 1, groups: [1]))
    check("E453", .badData, SpreaderSelection(count: 1, costs: [1], budget: 9))
    check("E453", .badData, SpreaderSelection(count: 1, costs: [0] + costs.dropFirst(), budget: 9))
    check("E453", .badData, SpreaderSelection(count: 1, groups: [0], quotas: [1]))
    check("E453", .badData, SpreaderSelection(count: 1, groups: [Int](repeating: 1, count: 10), quotas: [1]))
    check("E452", .badData, SpreaderSelection(count: 1, candidates: [10]))
    check("E452", .badData, SpreaderSelection(count: 1, excluded: [-1]))
    check("E453", .badData, SpreaderSelection(count: 1, benefit: [1]))
    check("E450", .badData, SpreaderSelection(count: 1, model: .cascade(.perEdge([Double](repeating: 2, count: 14)))))
    check("E454", .answerIsNo, SpreaderSelection(count: 1, candidates: []))
    check("E454", .answerIsNo, SpreaderSelection(count: 1, candidates: [1], excluded: [1]))
    check("E454", .answerIsNo, SpreaderSelection(count: 1, costs: costs, budget: 1))
    check("E454", .answerIsNo, SpreaderSelection(count: 1, groups: [Int](repeating: 0, count: 10), quotas: [0]))
    check("E454", .answerIsNo, SpreaderSelection(count: 1), on: GraphBuilder.people(0))
  }

  @Test("Cancelling stops the run", arguments: SpreaderSelection.Method.allCases)
  func cancelled(method: SpreaderSelection.Method) {
    #expect(throws: CancellationError.self) {
      try SpreaderSelection(count: 2, method: method).plan(
        on: GDSExample.graph, execution: Execution(isCancelled: { true }))
    }
  }
}

extension GraphBuilder {
  fileprivate static func people(_ count: Int) -> Graph {
    var builder = GraphBuilder()
    return builder.build(nodeCount: count)
  }
}
