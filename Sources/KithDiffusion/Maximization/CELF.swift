import KithFoundation
import KithGraph

/// Greedy choice by simulation, for small networks.
///
/// All choices meet the same live edges (`SpreadCoin`), so the mean over the runs is itself submodular: gains never
/// rise, and one worked out earlier is a bound (lazy forward selection: Leskovec et al. 2007,
/// doi 10.1145/1281192.1281239). Exact where the whole network has at most 20 uncertain edges.
/// O(n · simulations · edges tried a run) for the first spreader; little for those after.
struct CELF {
  var simulations: Int
  var seed: UInt64

  struct Choice {
    var nodes: [Int] = []
    var gains: [Double] = []
    var isExact = false
  }

  private struct Candidate {
    var node: Int
    var gain: Double
    /// How many were chosen when the gain was worked out.
    var round: Int

    /// Ties by node number.
    func isBefore(_ other: Candidate) -> Bool { gain != other.gain ? gain > other.gain : node < other.node }
  }

  func choose(
    _ model: DiffusionModel, _ inward: InwardProbabilities, on graph: Graph, _ rules: SelectionRules,
    benefit: [Double]?, _ execution: Execution
  ) throws -> Choice {
    let limit = ExactSpread().limit
    var choice = Choice()
    choice.isExact = inward.uncertainEdges(on: graph, upTo: limit + 1) <= limit
    let edges = LiveEdges(model, inward, on: graph)
    let simulation = MonteCarloSpread(simulations: simulations, seed: seed)
    func spread(_ nodes: [Int]) throws -> Double {
      let nodes = nodes.sorted()
      if choice.isExact {
        let exact = try ExactSpread().estimate(of: nodes, blocking: [], model, inward, graph, benefit, execution)
        if let exact { return exact.mean }
      }
      return meanAndError(of: try simulation.runs(of: nodes, blocking: [], edges, benefit: benefit, execution).buffer)
        .mean
    }
    var candidates = try rules.isEligible.indices.filter { rules.isEligible[$0] }.map {
      Candidate(node: $0, gain: try spread([$0]), round: 0)
    }
    var reached = 0.0
    var room = rules.quotas
    let count = rules.largest()
    while choice.nodes.count < count {
      execution.report("choosing spreaders", done: choice.nodes.count, of: count, unit: "people")
      let allowed = candidates.indices.filter { index in
        rules.groups.map { room[$0[candidates[index].node]] > 0 } ?? true
      }
      var best = allowed.max { candidates[$1].isBefore(candidates[$0]) }
      while let top = best, candidates[top].round < choice.nodes.count {
        candidates[top].gain = try spread(choice.nodes + [candidates[top].node]) - reached
        candidates[top].round = choice.nodes.count
        best = allowed.max { candidates[$1].isBefore(candidates[$0]) }
      }
      guard let best else { break }
      let chosen = candidates.remove(at: best)
      choice.nodes.append(chosen.node)
      choice.gains.append(chosen.gain)
      reached += chosen.gain
      if let groups = rules.groups { room[groups[chosen.node]] -= 1 }
    }
    return choice
  }
}

extension InwardProbabilities {
  /// Edges of probability strictly between 0 and 1, counted no further than `limit`.
  func uncertainEdges(on graph: Graph, upTo limit: Int) -> Int {
    var count = 0
    for node in 0..<graph.nodeCount {
      for entry in graph.in.offsets[node]..<graph.in.offsets[node + 1] where count < limit {
        let probability = probability(at: entry, into: node)
        if probability > 0 && probability < 1 { count += 1 }
      }
    }
    return count
  }
}
