import KithFoundation

/// One seeded run of label propagation: nodes whose surroundings changed take the label of the
/// greatest weight around them, until all have one.
///
/// Nodes are visited in a seeded order, a batch at a time: the labels of a batch are chosen in
/// parallel as things were before the batch, then taken. Batches halve with every pass down to one,
/// from where every change adds to the weight between nodes of the same label, so that it ends.
struct PropagationRun: Sendable {
  let problem: QualityProblem<Strength>
  let seed: UInt64
  /// Until nobody changes; else until fewer than one in 100,000 do in a pass.
  let isExhaustive: Bool

  func outcome(workers: Workers, execution: Execution) throws -> RunOutcome {
    let n = problem.graph.nodeCount
    let labels = Storage<UInt32>(count: n)
    for node in 0..<n { labels[node] = UInt32(node) }
    let visits = VisitingOrder(count: n, seed: seed, iteration: 0, level: 0, oneByOne: isExhaustive)
    var batch = visits.batch
    let choices = Storage<UInt32>(count: batch)
    let pending = PendingFlags(count: n)
    let active = Storage<UInt32>(count: n)
    active.base.update(from: visits.nodes.base, count: n)
    var (count, pass, changed) = (n, 0, 0)
    while count > 0 {
      try execution.checkCancellation()
      execution.report("communities", done: pass, of: nil, unit: "rounds")
      changed = 0
      for start in stride(from: 0, to: count, by: batch) {
        let nodes = start..<min(count, start + batch)
        choose(choices, for: nodes, in: active, labels, pass, workers)
        changed += take(choices, nodes, active, labels, pending, workers)
      }
      pass += 1
      if !isExhaustive && changed <= n / 100_000 { break }
      count = 0
      for i in 0..<n where pending.isSet(Int(visits.nodes[i])) {
        active[count] = visits.nodes[i]
        count += 1
      }
      batch = max(1, batch / 2)
    }
    let pieces = connectedPieces(of: Grouping(labels: labels, order: nil), in: problem.graph.rows)
    return RunOutcome(
      labels: pieces, quality: problem.quality(of: pieces, execution: execution),
      convergence: Convergence(iterations: pass, residual: Double(changed)))
  }

  private func choose(
    _ choices: Storage<UInt32>, for nodes: Range<Int>, in active: Storage<UInt32>, _ labels: Storage<UInt32>,
    _ pass: Int, _ workers: Workers
  ) {
    let low = nodes.lowerBound
    workers.forEachChunk(of: nodes.count, grain: 64) { memory, range in
      for i in range { choices[i] = choice(of: Int(active[low + i]), labels.base, pass, memory) }
    }
  }

  @inline(__always)
  private func choice(of node: Int, _ labels: UnsafePointer<UInt32>, _ pass: Int, _ memory: WorkerMemory) -> UInt32 {
    let (sums, touched) = (memory.sums.base, memory.touched.base)
    let count = memory.add(row: node, of: problem.graph.rows, by: labels, touched: 0)
    let own = labels[node]
    var (most, choice) = (sums[Int(own)], own)
    // How many labels have the greatest weight; 0 as long as it is one's own.
    var ties = 0
    for t in 0..<count {
      let label = touched[t]
      let sum = sums[Int(label)]
      if sum > most { (most, choice, ties) = (sum, label, 1) } else if sum == most && ties > 0 { ties += 1 }
    }
    if ties > 1 {
      var random = RandomStream(seed: seed, purpose: "label-tie", index: UInt64(pass) << 32 | UInt64(node))
      var skip = random.below(ties)
      for t in 0..<count where sums[Int(touched[t])] == most {
        if skip == 0 { choice = touched[t] }
        skip -= 1
      }
    }
    for t in 0..<count { sums[Int(touched[t])] = 0 }
    return choice
  }

  /// Takes the choices, and wakes the neighbours of who changed that have another label.
  private func take(
    _ choices: Storage<UInt32>, _ nodes: Range<Int>, _ active: Storage<UInt32>, _ labels: Storage<UInt32>,
    _ pending: borrowing PendingFlags, _ workers: Workers
  ) -> Int {
    let low = nodes.lowerBound
    var changed = 0
    for i in 0..<nodes.count {
      let node = active[low + i]
      pending.clear(Int(node))
      if labels[Int(node)] == choices[i] { continue }
      labels[Int(node)] = choices[i]
      choices[changed] = node
      changed += 1
    }
    pending.setNeighbors(of: choices, changed, unlessIn: labels, rows: problem.graph.rows, workers)
    return changed
  }
}
