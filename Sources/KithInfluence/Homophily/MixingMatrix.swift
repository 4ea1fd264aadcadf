import KithDiffusion
import KithGraph

/// Who is joined to whom, by groups: weights of edges from each group to each, beside what chance would give.
///
///     let mixing = try MixingMatrix(of: clubs, over: graph)
///     mixing.weight(0, 1), mixing.expected(0, 1)        // 11 met, 38.9 expected
///
/// Row: the source's group; column: the target's. An undirected edge counts from both ends: the matrix is symmetric,
/// its diagonal counts every edge within twice, and rows sum to degrees. Expected: row sum · column sum / total, edges
/// joining ends at random. Edges with an end of unknown group are left out. At most `largest` groups.
/// O(people + edges + groups²). Newman 2003, doi 10.1103/PhysRevE.67.026126.
public struct MixingMatrix: Sendable {
  /// More groups make no matrix that anyone reads.
  public static let largest = 1000

  /// Of the groups, in code order.
  public let names: [String]
  /// Row by row.
  public let weights: [Double]
  public let rowSums: [Double]
  public let columnSums: [Double]
  public let total: Double

  /// Nil with more than `largest` groups. Throws E402 for weights below zero.
  public init?(of groups: CodedColumn, over graph: Graph, usesWeights: Bool = true) throws {
    self.init(try KnownGroups(groups, over: graph, usesWeights: usesWeights))
  }

  init?(_ known: KnownGroups) {
    let count = known.groups
    if count > Self.largest { return nil }
    names = known.names.strings
    var weights = [Double](repeating: 0, count: count * count)
    let rows = known.edges.graph.out
    for person in 0..<rows.nodeCount {
      let row = Int(known.codes[person]) * count
      for edge in rows.offsets[person]..<rows.offsets[person + 1] {
        weights[row + Int(known.codes[Int(rows.neighbors[edge])])] += Double(rows.weight(at: edge))
      }
    }
    self.weights = weights
    rowSums = (0..<count).map { row in weights[row * count..<(row + 1) * count].reduce(0, +) }
    columnSums = (0..<count).map { column in (0..<count).reduce(0) { $0 + weights[$1 * count + column] } }
    total = rowSums.reduce(0, +)
  }

  public func weight(_ row: Int, _ column: Int) -> Double { weights[row * names.count + column] }

  /// Of all weight.
  public func share(_ row: Int, _ column: Int) -> DiffusionValue {
    total > 0 ? DiffusionValue(weight(row, column) / total) : DiffusionValue(undefined: "there are no edges")
  }

  /// If edges joined ends at random.
  public func expected(_ row: Int, _ column: Int) -> Double {
    total > 0 ? rowSums[row] * columnSums[column] / total : 0
  }

  /// Weight met over weight expected.
  public func ratio(_ row: Int, _ column: Int) -> DiffusionValue {
    let chance = expected(row, column)
    return chance > 0
      ? DiffusionValue(weight(row, column) / chance) : DiffusionValue(undefined: "one of the groups has no edges")
  }
}
