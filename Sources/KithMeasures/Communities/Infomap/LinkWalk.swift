import KithFoundation
import KithGraph

/// Where a reader is who follows edges and now and then jumps to the start of an edge.
///
/// The stationary vector of d·P + (1 − d)·t: a row of P is a node's out-edges by strength, or t for a node without
/// any; t is proportional to out-strength. Steps along edges alone are told apart from jumps afterwards, so that
/// jumps decide where the reader is, but are no steps themselves (unrecorded teleportation to edges). Where every edge
/// runs both ways with the same strength, that is the walk on the undirected graph.
/// Lambiotte & Rosvall 2012, doi 10.1103/PhysRevE.85.056107.
struct LinkWalk {
  private let strengths: Scratch<Double>
  private let visits: Scratch<Double>
  /// Visits to nodes with out-edges: the share of steps that follow an edge when nobody jumps from a node that has one.
  private let following: Double

  static let tolerance = 1e-13
  static let maxIterations = 2000
  private static let grain = 4096

  /// Some strength must be above 0. Throws E401 and `CancellationError`. O(edges) an iteration.
  init(_ graph: Graph, strengths: Scratch<Double>, damping: Double, execution: Execution) throws {
    let n = graph.nodeCount
    let chunks = (n + Self.grain - 1) / Self.grain
    let total = (0..<n).reduce(0.0) { $0 + strengths.base[$1] }
    var visits = Scratch<Double>(uninitialized: n)
    var next = Scratch<Double>(uninitialized: n)
    for node in 0..<n { visits.base[node] = strengths.base[node] / total }
    // What each node passes on a unit of strength.
    let shares = Scratch<Double>(uninitialized: n)
    let changes = Scratch<Double>(uninitialized: chunks)
    let stuck = Scratch<Double>(uninitialized: chunks)
    var dangling = 0.0
    var iteration = 0
    while true {
      try execution.checkCancellation()
      iteration += 1
      for node in 0..<n {
        shares.base[node] = strengths.base[node] > 0 ? visits.base[node] / strengths.base[node] : 0
      }
      let jumping = (1 - damping + damping * dangling) / total
      let (old, new) = (visits, next)
      graph.in.withPointers { rows in
        execution.forEachChunk(of: n, grain: Self.grain) { chunk, range in
          var (change, left) = (0.0, 0.0)
          for node in range {
            var sum = 0.0
            for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
              sum += shares.base[Int(rows.neighbors.base[edge])] * Double(rows.weights?.base[edge] ?? 1)
            }
            let value = damping * sum + jumping * strengths.base[node]
            change += abs(value - old.base[node])
            new.base[node] = value
            if strengths.base[node] == 0 { left += value }
          }
          changes.base[chunk] = change
          stuck.base[chunk] = left
        }
      }
      (visits, next) = (next, visits)
      var change = 0.0
      dangling = 0
      for chunk in 0..<chunks {
        change += changes.base[chunk]
        dangling += stuck.base[chunk]
      }
      if change < Self.tolerance { break }
      if iteration == Self.maxIterations {
        throw Infomap.info.convergenceError(
          Self.tolerance, iterations: iteration, help: "choose a lower damping, or read the graph as undirected")
      }
    }
    self.strengths = strengths
    self.visits = visits
    following = (0..<n).reduce(0.0) { $0 + (strengths.base[$1] > 0 ? visits.base[$1] : 0) }
  }

  /// The share of all steps along edges that a unit of strength from this node carries.
  func rate(of node: Int) -> Double {
    strengths.base[node] > 0 ? visits.base[node] / (strengths.base[node] * following) : 0
  }
}
