import KithFoundation
import KithGraph
import KithStatistics

/// The null model in which people keep their traits and their numbers of edges, and edges end anywhere else.
///
///     let null = DegreePreservingRewiring(draws: 199, seed: 1)
///     let taste = try null.assortativity(of: taste, over: graph, execution: Execution(threads: 2))
///
/// Each draw starts from the graph and tries swaps of two edges a→b, c→d into a→d, c→b, rejecting those that would
/// make a self-edge or a second edge; rejected tries count as steps, so that all graphs of these degrees become
/// equally likely. A first run finds how many tries give `swapsPerEdge` swaps an edge; every draw then makes slightly
/// more. A weight stays with its edge's source. Where the degrees allow no other graph there is no null model, and
/// comparisons are nil. Directed swaps never turn a 3-cycle round, which matters in no graph of size.
///
/// O(swaps · typical smaller degree) a draw: hundreds of times a label permutation. Draws depend on the seed
/// alone. Maslov & Sneppen 2002, doi 10.1126/science.1065103; Fosdick et al. 2018, doi 10.1137/16M1087175.
public struct DegreePreservingRewiring: Sendable, Codable, Equatable {
  /// At least 1.
  public var draws: Int
  public var seed: UInt64
  /// Accepted swaps of each draw for each edge, at least 1.
  public var swapsPerEdge: Int

  public init(draws: Int = 999, seed: UInt64 = 1, swapsPerEdge: Int = 10) {
    self.draws = draws
    self.seed = seed
    self.swapsPerEdge = swapsPerEdge
  }

  /// Newman's coefficient of a trait, nominal or numeric, beside rewired graphs; nil where it is undefined or the
  /// degrees allow no other graph.
  ///
  /// Throws E720 for options out of range, E402 for weights below zero, E406 for 2³² edges and more.
  public func assortativity(
    of trait: Trait, over graph: Graph, usesWeights: Bool = true, execution: Execution = .serial
  ) throws -> NullComparison? {
    switch trait.values {
    case .nominal(let column):
      let known = try KnownGroups(column, over: graph, usesWeights: usesWeights)
      let sums = known.sums
      if known.reason(sums) != nil { return nil }
      return try draws(of: known, perGroup: false, execution: execution)?.comparison(0, observed: sums.assortativity)
    case .numeric(let values):
      let known = try KnownValues(values, over: graph, usesWeights: usesWeights)
      guard let value = NumericAssortativity.estimate(known).value.value else { return nil }
      return try draws(of: known, execution: execution)?.comparison(0, observed: value)
    }
  }

  /// A graph of the same degrees, draw `index` of this null model; nil where the degrees allow no other.
  public func graph(_ index: Int, of graph: Graph) throws -> Graph? {
    try tries(on: graph).map { self.graph(index, of: graph, tries: $0) }
  }

  func graph(_ index: Int, of graph: Graph, tries: Int) -> Graph {
    let run = SwapRun(graph)
    _ = run.shuffle(seed: seed, index: index, tries: tries)
    return run.graph(like: graph)
  }

  /// As `LabelPermutation` draws them.
  func draws(of known: KnownGroups, perGroup: Bool, execution: Execution) throws -> DrawTable? {
    let table = DrawTable(draws: draws, columns: 2 + (perGroup ? known.groups : 0))
    let codes = Scratch(copying: known.codes)
    let isDrawn = try forEachDraw(of: known.edges, execution: execution) { draw, rows, out, inward in
      let sums = GroupSums(groups: known.groups)
      sums.count(rows, codes: codes)
      sums.addEnds(out, inward, codes: codes)
      table.set(draw, 0, sums.assortativity)
      table.set(draw, 1, sums.withinShare)
      if perGroup { for group in 0..<known.groups { table.set(draw, 2 + group, sums.homophily(group)) } }
    }
    return isDrawn ? table : nil
  }

  /// Assortativity alone.
  func draws(of known: KnownValues, execution: Execution) throws -> DrawTable? {
    let table = DrawTable(draws: draws, columns: 1)
    let values = Scratch(copying: known.centred)
    let isDrawn = try forEachDraw(of: known.edges, execution: execution) { draw, rows, out, inward in
      var sums = ValueSums()
      sums.multiply(rows, values, values, strengths: out)
      sums.addEnds(values, values, out: out, inward: inward)
      table.set(draw, 0, sums.correlation)
    }
    return isDrawn ? table : nil
  }

  /// Calls `body` with each draw's rows and strengths, from any thread; false where there is no other graph.
  private func forEachDraw(
    of edges: KnownEdges, execution: Execution,
    _ body: @Sendable (_ draw: Int, _ rows: EdgeRows, _ out: Scratch<Double>, _ inward: Scratch<Double>) -> Void
  ) throws -> Bool {
    try checkDraws(draws, "rewired graphs")
    guard let tries = try tries(on: edges.graph) else { return false }
    execution.forEachChunk(of: draws, grain: 4) { _, range in
      let run = SwapRun(edges.graph)
      let (out, inward) = (Scratch(copying: edges.outStrength), Scratch(copying: edges.inStrength))
      for draw in range where !execution.isCancelled() {
        run.restore(edges.graph)
        _ = run.shuffle(seed: seed, index: draw, tries: tries)
        if edges.graph.isWeighted { run.sumWeights(out: out, inward: inward) }
        withExtendedLifetime(run) { body(draw, run.rows, out, inward) }
      }
      execution.report("rewired graphs", done: range.upperBound, of: draws, unit: "draws")
    }
    try execution.checkCancellation()
    return true
  }

  /// How many tries a draw makes; nil where hardly any succeeds.
  func tries(on graph: Graph) throws -> Int? {
    if swapsPerEdge < 1 {
      throw KithError(
        .usage, Diagnostic("E720", "swaps an edge are \(swapsPerEdge)", help: "choose at least 1; 10 is usual"))
    }
    if graph.out.neighbors.count >= Int(UInt32.max) {
      throw KithError(
        .limit, Diagnostic("E406", "a network of 2³² edges cannot be rewired", help: "permute labels instead"))
    }
    if graph.edgeCount < 2 { return nil }
    let target = swapsPerEdge * graph.edgeCount
    let run = SwapRun(graph)
    guard let tries = run.tries(for: target, seed: seed, limit: 100 * target + 1000) else { return nil }
    return tries + 10 * Int(Double(tries).squareRoot())
  }
}
