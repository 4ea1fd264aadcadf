import KithFoundation

/// A graph and the quality of its partitions: [inside − pressure · (Σ_c M_c · M_c − own)] / scale, with the
/// weight inside communities counted from both ends.
struct QualityProblem<Mass: NodeMass>: Sendable {
  let graph: LevelGraph<Mass>
  let objective: Objective
  /// The weight of self-edges, which are inside whatever the partition.
  let selfWeight: Double
  let scale: Double
  /// What nodes are expected to have to themselves and the objective leaves out.
  let ownMass: Double
  /// 2W: all strengths together.
  let weight: Double

  /// Of labels below the node count; sums have fixed bounds, so threads do not show.
  func quality(of labels: Storage<UInt32>, execution: Execution) -> Double {
    let totals = Storage<Mass>(repeating: .zero, count: graph.nodeCount)
    for node in 0..<graph.nodeCount { totals[Int(labels[node])] += graph.masses[node] }
    var expected = 0.0
    for label in 0..<totals.count { expected += totals[label] * totals[label] }
    let inside = graph.rows.inside(labels, execution) + selfWeight
    return inside / scale - objective.pressure * ((expected - ownMass) / scale)
  }

  /// Newman–Girvan modularity at resolution 1, whatever the objective.
  func modularity(of labels: Storage<UInt32>, execution: Execution) -> Double {
    let totals = Storage<Double>(repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount { totals[Int(labels[node])] += graph.masses[node].strength }
    var expected = 0.0
    for label in 0..<totals.count {
      let share = totals[label] / weight
      expected += share * share
    }
    return (graph.rows.inside(labels, execution) + selfWeight) / weight - expected
  }
}

extension LevelRows {
  /// The weight inside the groups, from both ends.
  fileprivate func inside(_ labels: Storage<UInt32>, _ execution: Execution) -> Double {
    let grain = 4096
    let partial = Storage<Double>(repeating: 0, count: (count + grain - 1) / grain)
    execution.forEachChunk(of: count, grain: grain) { chunk, range in
      var sum = 0.0
      for node in range { sum += weight(from: node, into: labels[node], of: labels.base) }
      partial[chunk] = sum
    }
    var inside = 0.0
    for chunk in 0..<partial.count { inside += partial[chunk] }
    return inside
  }
}

extension Projection {
  /// Newman–Girvan: Q = inside / 2W − γ Σ_c (K_c / 2W)².
  func modularityProblem(resolution: Double) -> QualityProblem<Strength> {
    let masses = Storage<Strength>(count: rows.count)
    for node in 0..<rows.count { masses[node] = Strength(strength: strengths[node]) }
    return problem(masses, pressure: resolution / weight, scale: weight)
  }

  /// Leicht–Newman: Q = inside / W − γ Σ_c Kᵒᵘᵗ_c Kⁱⁿ_c / W², where every edge here stands for both directions.
  func directedModularityProblem(resolution: Double) -> QualityProblem<TwoWayStrength> {
    let masses = Storage<TwoWayStrength>(count: rows.count)
    for node in 0..<rows.count { masses[node] = twoWayStrength(of: node) }
    return problem(masses, pressure: 2 * resolution / weight, scale: weight)
  }

  /// The constant Potts model: H = Σ_c [e_c − γ n_c (n_c − 1) / 2], each pair's weight counted once.
  func pottsProblem(resolution: Double) -> QualityProblem<Headcount> {
    let masses = Storage<Headcount>(count: rows.count)
    for node in 0..<rows.count { masses[node] = Headcount(count: 1, strength: strengths[node]) }
    return problem(masses, pressure: resolution, scale: 2, ownMass: Double(rows.count))
  }

  private func problem<Mass>(
    _ masses: Storage<Mass>, pressure: Double, scale: Double, ownMass: Double = 0
  ) -> QualityProblem<Mass> {
    QualityProblem(
      graph: LevelGraph(rows: rows, masses: masses), objective: Objective(pressure: pressure),
      selfWeight: selfWeight, scale: scale, ownMass: ownMass, weight: weight)
  }
}
