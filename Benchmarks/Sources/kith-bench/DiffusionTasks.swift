import KithDiffusion
import KithFoundation
import KithGraph

/// Edges of a benchmark file point the way influence goes.
let diffusionTasks: [BenchTask] =
  [
    spread("ic-montecarlo", .weightedCascade, simulations: 200),
    spread("lt-montecarlo", .threshold(.weightedCascade), simulations: 200),
    // The choice and its proof alone, as the peers do it: almost no samples for the reported spread.
    spreaders("influence-max", SpreaderSelection(count: 50, samples: 1, relativeError: 0.5)),
    spreaders("influence-max-reported", SpreaderSelection(count: 50)),
    spreaders(
      "influence-max-lt",
      SpreaderSelection(count: 50, model: .threshold(.weightedCascade), samples: 1, relativeError: 0.5)),
    spreaders("influence-max-imm", SpreaderSelection(count: 50, method: .imm, epsilon: 0.3, relativeError: 0.5)),
  ]
  + netHEPT.map { convention in
    BenchTask(name: "nethept-\(convention.name)") { path, execution in
      let graph = try readEdges(path).graph(isDirected: convention.isDirected, execution)
      return {
        // Nearly the greedy choice of unlimited samples, simulated forwards: what the published figures are.
        let selection = SpreaderSelection(count: 50, model: convention.model, samples: 1_500_000, relativeError: 0.002)
        let plan = try selection.plan(on: graph, execution: execution)
        let estimate = try MonteCarloSpread(simulations: 20_000, seed: 2).estimate(
          of: plan.nodes, model: convention.model, on: graph, execution: execution)
        return {
          facts(estimate) + [
            ("expected", String(convention.spread)), ("difference", String(estimate.mean / convention.spread - 1)),
            ("reverse", String(plan.spread.mean)), ("sets", String(plan.samples)),
          ]
        }
      }
    }
  }

/// What parallel edges and directions mean moves the spread of 50 spreaders in NetHEPT; g runs on the file that
/// lists each edge once with a direction.
private let netHEPT: [(name: String, model: DiffusionModel, isDirected: Bool, spread: Double)] = [
  ("a", .weightedCascade, false, 967.09),
  ("b", .cascade(.weightedCascadePerInteraction), false, 931.7),
  ("c", .cascade(.constantPerInteraction(0.01)), false, 132.47),
  ("d", .cascade(.constant(0.01)), false, 68.12),
  ("e", .threshold(.weightedCascade), false, 1299.98),
  ("f", .threshold(.weightShare), false, 1416.42),
  ("g", .weightedCascade, true, 1295.95),
]

/// Simulations from the ten nodes of highest out-degree.
private func spread(_ name: String, _ model: DiffusionModel, simulations: Int) -> BenchTask {
  onGraph(name, isDirected: true) { graph, execution in
    let order = (0..<graph.nodeCount).sorted { (graph.out.degree($0), $1) > (graph.out.degree($1), $0) }
    let estimate = try MonteCarloSpread(simulations: simulations).estimate(
      of: Array(order.prefix(10)), model: model, on: graph, execution: execution)
    return { facts(estimate) }
  }
}

private func spreaders(_ name: String, _ selection: SpreaderSelection) -> BenchTask {
  onGraph(name, isDirected: true) { graph, execution in
    let plan = try selection.plan(on: graph, execution: execution)
    return {
      facts(plan.spread) + [
        ("sets", String(plan.samples)), ("lower", String(plan.lowerBound ?? 0)),
        ("ratio", String(plan.certifiedRatio ?? 0)), ("first", String(plan.nodes[0])),
      ]
    }
  }
}

private func facts(_ estimate: SpreadEstimate) -> Facts {
  [
    ("spread", String(estimate.mean)), ("stderr", String(estimate.standardError)),
    ("samples", String(estimate.samples)),
  ]
}
