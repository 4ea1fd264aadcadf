import KithDiffusion
import KithFoundation
import KithGraph

/// Edges of a benchmark file point the way influence goes.
let diffusionTasks: [BenchTask] = [
  spread("ic-montecarlo", .weightedCascade, simulations: 200),
  spread("lt-montecarlo", .threshold(.weightedCascade), simulations: 200),
  // The choice and its proof alone, as the peers do it: almost no samples for the reported spread.
  spreaders("influence-max", SpreaderSelection(count: 50, relativeError: 0.5)),
  spreaders("influence-max-reported", SpreaderSelection(count: 50)),
  spreaders("influence-max-lt", SpreaderSelection(count: 50, model: .threshold(.weightedCascade), relativeError: 0.5)),
  spreaders("influence-max-imm", SpreaderSelection(count: 50, method: .imm, epsilon: 0.3, relativeError: 0.5)),
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
