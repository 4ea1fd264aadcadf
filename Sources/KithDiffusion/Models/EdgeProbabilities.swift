import Glibc
import KithFoundation
import KithGraph

/// How likely each edge u → v of an influence graph carries something from u to v.
///
///     IndependentCascade(.weightedCascade)
///     IndependentCascade(.constant(0.01), deadline: 3)
///
/// All but `given` and `perEdge` follow from the graph. In-degrees and sums are those of the
/// influence graph: over all who can influence v. The choice moves spreads by several per cent,
/// so every estimate names it.
public enum EdgeProbabilities: Sendable, Codable, Equatable {
  /// 1 / in-degree of v: everyone who influences v does so alike (Kempe, Kleinberg & Tardos 2003,
  /// doi 10.1145/956750.956769).
  case weightedCascade
  /// w(u→v) / Σ w(·→v): in proportion to strength.
  case weightShare
  /// 1 − (1 − 1/d)^w with d = Σ w(·→v): one try for each of w interactions (Chen, Wang & Yang 2009,
  /// doi 10.1145/1557019.1557047).
  case weightedCascadePerInteraction
  /// The same for all.
  case constant(Double)
  /// 1 − (1 − p)^w: one try for each of w interactions.
  case constantPerInteraction(Double)
  /// 0.1, 0.01 or 0.001, drawn once for each edge with this seed (Chen, Wang & Wang 2010,
  /// doi 10.1145/1835804.1835934).
  case trivalency(seed: UInt64)
  /// The edge's weight is its probability.
  case given
  /// One probability for each entry of the influence graph's `out` rows, in their order.
  case perEdge([Double])

  /// What the numbers mean, for outputs.
  public var convention: String {
    switch self {
    case .weightedCascade: "p(u→v) = 1 / in-degree of v"
    case .weightShare: "p(u→v) = weight / sum of weights into v"
    case .weightedCascadePerInteraction: "p(u→v) = 1 − (1 − 1/d)^weight, d = sum of weights into v"
    case .constant(let p): "p = \(p) for every edge"
    case .constantPerInteraction(let p): "p = 1 − (1 − \(p))^weight"
    case .trivalency(let seed): "p one of 0.1, 0.01, 0.001 by chance (seed \(seed))"
    case .given: "p = weight of the edge"
    case .perEdge: "p given for each edge"
    }
  }
}

/// The probabilities by target: entry j of row v of the influence graph's `in` is the edge from that neighbour to v.
struct InwardProbabilities: Sendable {
  enum Values: Sendable {
    /// The same for all edges into a node.
    case perTarget([Double])
    case perEntry([Double])
  }
  let values: Values

  @inline(__always) func probability(at entry: Int, into target: Int) -> Double {
    switch values {
    case .perTarget(let values): values[target]
    case .perEntry(let values): values[entry]
    }
  }
}

extension EdgeProbabilities {
  /// Throws E450 for a probability outside [0, 1], E402 for weights that are no strengths. O(nodes + edges).
  func inward(on graph: Graph, execution: Execution = .serial) throws -> InwardProbabilities {
    let rows = graph.in
    switch self {
    case .weightedCascade:
      return InwardProbabilities(
        values: .perTarget(
          [Double](unsafeUninitializedCapacity: graph.nodeCount) { buffer, count in
            count = graph.nodeCount
            guard let base = buffer.baseAddress else { return }
            let shared = SharedPointer(base)
            execution.forEachChunk(of: count, grain: 1 << 13) { _, range in
              for node in range { shared[node] = rows.degree(node) == 0 ? 0 : 1 / Double(rows.degree(node)) }
            }
          }))
    case .constant(let p):
      guard p >= 0 && p <= 1 else { throw KithError.option("the probability", p, choose: "one from 0 to 1") }
      return InwardProbabilities(values: .perTarget([Double](repeating: p, count: graph.nodeCount)))
    case .constantPerInteraction(let p):
      guard p >= 0 && p <= 1 else { throw KithError.option("the probability", p, choose: "one from 0 to 1") }
      return try perEntry(graph) { _, _, weight in weight == 0 ? 0 : -expm1(weight * log1p(-p)) }
    case .weightShare:
      return try perEntry(graph) { _, sum, weight in sum == 0 ? 0 : weight / sum }
    case .weightedCascadePerInteraction:
      // Weights below 1 in sum would give 1/d above 1.
      return try perEntry(graph) { _, sum, weight in weight == 0 ? 0 : -expm1(weight * log1p(-min(1, 1 / sum))) }
    case .trivalency(let seed):
      let key = SpreadCoin.hash(seed)
      return try perEntry(graph) { edge, _, _ in
        let coin = SpreadCoin.chain(SpreadCoin.chain(key, UInt64(edge.source)), UInt64(edge.target))
        return [0.1, 0.01, 0.001][Int(coin.multipliedFullWidth(by: 3).high)]
      }
    case .given:
      return try checked(
        rows.weights.map { $0.map(Double.init) } ?? [Double](repeating: 1, count: rows.neighbors.count), graph)
    case .perEdge(let probabilities):
      if probabilities.count != graph.out.neighbors.count {
        throw KithError.values(
          "probabilities", "\(probabilities.count) for \(graph.out.neighbors.count) edges", help: "give one an edge")
      }
      return try checked(graph.out.transposed(probabilities, into: rows), graph)
    }
  }

  private func perEntry(
    _ graph: Graph, _ probability: (_ edge: (source: Int, target: Int), _ sum: Double, _ weight: Double) -> Double
  ) throws -> InwardProbabilities {
    let rows = graph.in
    if let bad = rows.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.weight(Double(bad), of: "the model of spreading")
    }
    var values = [Double](repeating: 0, count: rows.neighbors.count)
    for target in 0..<graph.nodeCount {
      let row = rows.offsets[target]..<rows.offsets[target + 1]
      let sum = row.reduce(0.0) { $0 + Double(rows.weight(at: $1)) }
      for entry in row {
        let edge = (source: Int(rows.neighbors[entry]), target: target)
        values[entry] = probability(edge, sum, Double(rows.weight(at: entry)))
      }
    }
    return InwardProbabilities(values: .perEntry(values))
  }

  private func checked(_ values: [Double], _ graph: Graph) throws -> InwardProbabilities {
    if let entry = values.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      // The last row that starts at or before the entry and is not empty.
      let target = (0..<graph.nodeCount).first { graph.in.offsets[$0 + 1] > entry } ?? 0
      throw DiffusionError.probability(
        values[entry], from: Int(graph.in.neighbors[entry]), to: target, in: graph)
    }
    return InwardProbabilities(values: .perEntry(values))
  }
}

extension Adjacency {
  /// Values of these rows' entries, in the order of the transposed rows. O(nodes + edges).
  func transposed<Value>(_ values: [Value], into other: Adjacency) -> [Value] {
    var cursor = other.offsets
    return [Value](unsafeUninitializedCapacity: values.count) { buffer, count in
      for node in 0..<nodeCount {
        for entry in offsets[node]..<offsets[node + 1] {
          let neighbor = Int(neighbors[entry])
          buffer.initializeElement(at: cursor[neighbor], to: values[entry])
          cursor[neighbor] += 1
        }
      }
      count = values.count
    }
  }
}
