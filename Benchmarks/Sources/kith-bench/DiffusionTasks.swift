import KithDiffusion
import KithFoundation
import KithGraph

/// Edges of a benchmark file point the way influence goes.
let diffusionTasks: [BenchTask] = [
  spread("ic-montecarlo", .weightedCascade, simulations: 200),
  spread("lt-montecarlo", .threshold(.weightedCascade), simulations: 200),
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

private func facts(_ estimate: SpreadEstimate) -> Facts {
  [
    ("spread", String(estimate.mean)), ("stderr", String(estimate.standardError)),
    ("samples", String(estimate.samples)),
  ]
}
