import KithGraph

/// How much each person's neighbours count in Moran's I, Geary's C and network autocorrelation.
///
/// Row i of W is what i is exposed to: i's out-edges in the attention graph, by weight.
public enum SpatialWeights: String, Sendable, Codable, CaseIterable {
  /// Edges as they weigh: people of many edges count more.
  case asGiven
  /// Each row divided by its sum: the mean of those whom i addresses. People who address nobody keep a row of zeros.
  case rowStandardised
}

/// The sums of a matrix of weights that moments under chance depend on (Cliff & Ord 1981).
struct WeightMoments: Sendable {
  /// Σ w.
  var s0 = 0.0
  /// Σ (w_ij + w_ji)² / 2.
  var s1 = 0.0
  /// Σ (row sum + column sum)².
  var s2 = 0.0
  let rowSums: [Double]
  let columnSums: [Double]

  init(_ edges: KnownEdges, style: SpatialWeights) {
    let graph = edges.graph
    let strengths = edges.outStrength
    let scale = { (person: Int) in style == .asGiven || strengths[person] == 0 ? 1 : 1 / strengths[person] }
    let rows = (0..<graph.nodeCount).map { strengths[$0] * scale($0) }
    var columns = [Double](repeating: 0, count: graph.nodeCount)
    let (out, inward) = (graph.out, graph.in)
    for person in 0..<graph.nodeCount {
      for edge in inward.offsets[person]..<inward.offsets[person + 1] {
        columns[person] += Double(inward.weight(at: edge)) * scale(Int(inward.neighbors[edge]))
      }
      // Rows ascend: the merge of both meets every pair that has an edge either way, from each of its ends.
      var (i, j) = (out.offsets[person], inward.offsets[person])
      while i < out.offsets[person + 1] || j < inward.offsets[person + 1] {
        let left = i < out.offsets[person + 1] ? out.neighbors[i] : .max
        let right = j < inward.offsets[person + 1] ? inward.neighbors[j] : .max
        var both = 0.0
        if left <= right {
          both += Double(out.weight(at: i)) * scale(person)
          i += 1
        }
        if right <= left {
          both += Double(inward.weight(at: j)) * scale(Int(right))
          j += 1
        }
        s1 += both * both / 2
      }
      s0 += rows[person]
      s2 += (rows[person] + columns[person]) * (rows[person] + columns[person])
    }
    rowSums = rows
    columnSums = columns
  }
}
