import KithFoundation
import KithGraph

/// A connected part of a network as a circuit: edges conduct by their weight.
///
/// Holds the inverse of the Laplacian with the last node grounded: the potential of each node when a unit of current
/// enters at another and leaves at the ground.
struct Resistances: Sendable {
  /// Nodes, in the part's order.
  let count: Int
  /// Row after row, `count` × `count`; row and column of the grounded node are 0.
  private let potentials: Scratch<Double>

  /// The largest part that is inverted: two matrices of 8 · 2,500² bytes, 50 MB each.
  static let mostNodes = 2_500

  /// `graph` must be undirected and connected, its weights above 0. O(nodes³).
  init(of graph: Graph, _ execution: Execution) throws {
    count = graph.nodeCount
    let (count, size) = (count, count - 1)
    let factor = Scratch<Double>(repeating: 0, count: size * size)
    for node in 0..<size {
      var sum = 0.0
      for entry in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        let (other, weight) = (Int(graph.out.neighbors[entry]), Double(graph.out.weight(at: entry)))
        if other == node { continue }
        sum += weight
        if other < node { factor.base[node * size + other] = -weight }
      }
      factor.base[node * size + node] = sum
    }
    try Self.factorise(factor, size, execution)

    let potentials = Scratch<Double>(repeating: 0, count: count * count)
    execution.forEachChunk(of: size, grain: 8) { _, range in
      if execution.isCancelled() { return }
      for source in range {
        // L·y = e, then Lᵀ·x = y; L's rows lie together, so the second goes by columns of Lᵀ.
        let x = potentials.base + source * count
        x[source] = 1
        for row in source..<size {
          let below = factor.base + row * size
          x[row] = (x[row] - dot(below + source, x + source, row - source)) / below[row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
          let below = factor.base + row * size
          x[row] /= below[row]
          let value = x[row]
          for column in 0..<row { x[column] -= value * below[column] }
        }
      }
      execution.report("Resistances", done: range.upperBound, of: size, unit: "people")
    }
    try execution.checkCancellation()
    self.potentials = potentials
  }

  /// The potentials of all nodes for a unit of current entering at `node`.
  func row(_ node: Int) -> UnsafeMutablePointer<Double> { potentials.base + node * count }

  /// Effective resistance between two nodes.
  func between(_ a: Int, _ b: Int) -> Double { row(a)[a] + row(b)[b] - row(a)[b] - row(b)[a] }

  /// Cholesky's factor in the lower triangle, column after column.
  private static func factorise(_ matrix: Scratch<Double>, _ size: Int, _ execution: Execution) throws {
    for column in 0..<size {
      if column % 64 == 0 { try execution.checkCancellation() }
      let pivot = matrix.base + column * size
      pivot[column] = (pivot[column] - dot(pivot, pivot, column)).squareRoot()
      let (scale, first) = (1 / pivot[column], column + 1)
      let shared = SharedPointer(pivot)
      execution.forEachChunk(of: size - first, grain: 128) { _, range in
        for index in range {
          let row = matrix.base + (first + index) * size
          row[column] = (row[column] - dot(row, shared.base, column)) * scale
        }
      }
    }
  }
}

/// Eight sums at a time, added in one order.
@inline(__always)
private func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
  var (low, high) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
  let (left, right) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
  var index = 0
  while index &+ 8 <= count {
    let place = index &* 8
    low +=
      left.loadUnaligned(fromByteOffset: place, as: SIMD4<Double>.self)
      * right.loadUnaligned(fromByteOffset: place, as: SIMD4<Double>.self)
    high +=
      left.loadUnaligned(fromByteOffset: place &+ 32, as: SIMD4<Double>.self)
      * right.loadUnaligned(fromByteOffset: place &+ 32, as: SIMD4<Double>.self)
    index &+= 8
  }
  var sum = (low + high).sum()
  while index < count {
    sum += a[index] * b[index]
    index &+= 1
  }
  return sum
}

extension Graph {
  /// The undirected view's connected parts of at least `smallest` nodes, each with its nodes ascending; edges of
  /// weight 0 and self-edges do not connect. Throws (limit) for a part too large to invert.
  func circuits(
    smallest: Int, usesWeights: Bool, _ info: MeasureInfo, _ execution: Execution
  ) throws -> [(nodes: [Int], graph: Graph)] {
    try checkWeights(for: info, execution: execution)
    let conducting = (usesWeights ? self : unweighted).undirected(execution: execution).conducting
    var part = [Int](repeating: -1, count: nodeCount)
    var parts: [[Int]] = []
    for start in 0..<nodeCount where part[start] < 0 {
      part[start] = parts.count
      var nodes = [start]
      var head = 0
      while head < nodes.count {
        for other in conducting.outNeighbors(of: nodes[head]) where part[Int(other)] < 0 {
          part[Int(other)] = parts.count
          nodes.append(Int(other))
        }
        head += 1
      }
      parts.append(nodes.sorted())
    }
    if let large = parts.first(where: { $0.count > Resistances.mostNodes }) {
      throw info.sizeError(
        "\(large.count) connected people are too many for it, \(Resistances.mostNodes) is the most",
        help: "ask of a part of them, or ask for betweenness or closeness")
    }
    return parts.filter { $0.count >= smallest }.map { ($0, conducting.subgraph(of: $0)) }
  }

  /// Without edges that weigh nothing and self-edges.
  private var conducting: Graph {
    var builder = GraphBuilder(isDirected: false)
    let edges = edgeEnds
    for edge in 0..<edges.count where edges.weight(at: edge) > 0 {
      builder.add(Int(edges.sources[edge]), Int(edges.targets[edge]), weight: edges.weight(at: edge))
    }
    return builder.build(nodeCount: nodeCount)
  }
}
