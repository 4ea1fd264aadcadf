import KithFoundation
import KithGraph
import Synchronization

/// What one run found on a projection: the community of each of its nodes, as any label below their count.
struct RunOutcome: Sendable {
  let labels: Storage<UInt32>
  let quality: Double
  let convergence: Convergence
}

/// Runs of a method on one graph, each with a seed of its own made of this one and its index.
struct SeededRuns: Sendable {
  let seed: UInt64
  let nodeCount: Int
  /// Runs of small graphs share the threads among them, those of larger ones share each run's work.
  let isSmall: Bool

  typealias Run = @Sendable (_ seed: UInt64, _ workers: Workers, _ execution: Execution) throws -> RunOutcome

  /// The outcomes of all runs in order, or of the best quality alone; of equals the first.
  func outcomes(_ count: Int, bestOnly: Bool, execution: Execution, _ run: Run) throws -> [RunOutcome] {
    if isSmall {
      let found = try parallel(count, execution, run)
      return bestOnly ? [Self.best(found)] : found
    }
    let workers = Workers(nodeCount: nodeCount, threads: execution.threads)
    var found: [RunOutcome] = []
    for index in 0..<count {
      found.append(try run(runSeed(index), workers, execution))
      if bestOnly { found = [Self.best(found)] }
    }
    return found
  }

  private static func best(_ outcomes: [RunOutcome]) -> RunOutcome {
    var best = outcomes[0]
    for outcome in outcomes where outcome.quality > best.quality { best = outcome }
    return best
  }

  private func parallel(_ count: Int, _ execution: Execution, _ run: Run) throws -> [RunOutcome] {
    let outcomes = Mutex([RunOutcome?](repeating: nil, count: count))
    let alone = Execution(isCancelled: execution.isCancelled)
    execution.forEachChunk(of: count, grain: 1) { index, _ in
      // A run throws only when it was cancelled.
      let outcome = try? run(runSeed(index), Workers(nodeCount: nodeCount, threads: 1), alone)
      outcomes.withLock { $0[index] = outcome }
    }
    let found = outcomes.withLock { $0 }.compactMap { $0 }
    guard found.count == count else { throw CancellationError() }
    return found
  }

  private func runSeed(_ index: Int) -> UInt64 {
    var random = RandomStream(seed: seed, purpose: "leiden-run", index: UInt64(index))
    return random.next()
  }
}
