import KithFoundation
import KithGraph

/// The graph as the iteration wants it: nodes with edges, by out-degree descending, with their in-rows.
struct PageRankLayout: Sendable {
  /// Nodes that have an edge.
  let count: Int
  /// The node at each position.
  let order: Scratch<UInt32>
  /// In-degrees.
  let degree: Scratch<UInt32>
  /// Positions of each row's sources, row after row.
  let sources: Scratch<UInt32>
  /// Scaled by a power of two a source, exactly, so that neither they nor the shares leave a float's range.
  let weights: Scratch<Float>?
  /// 1 / out-strength, as scaled; 0 for a node that passes nothing on.
  let share: Scratch<Double>
  let chunks: [Chunk]

  struct Chunk {
    var rows: Range<Int>
    var firstEdge: Int
  }

  /// Edges, and four times rows, in a chunk.
  private static let chunkWork = 1 << 16
  /// Nodes above this out-degree stay in index order among themselves.
  private static let largestDegree = 1 << 12

  /// Throws `KithError` for weights that no walk can follow. O(nodes + edges).
  init(_ graph: Graph, _ execution: Execution) throws {
    let placed = Self.place(graph)
    let (count, order, position) = (placed.count, placed.order, placed.position)
    let degree = Scratch<UInt32>(repeating: 0, count: count)
    let share = Scratch<Double>(repeating: 0, count: count)
    let isSound = graph.out.withPointers { out in
      Self.shares(out, order, share, execution)
    }
    guard isSound else {
      throw KithError(
        .badData,
        Diagnostic(
          "E402", "PageRank needs weights that are 0 or more, with finite sums",
          help: "count interactions instead of summing their weights"))
    }

    var chunks: [Chunk] = []
    var (first, firstEdge, edge) = (0, 0, 0)
    for row in 0..<count {
      let node = Int(order.base[row])
      let size = graph.in.degree(node)
      degree.base[row] = UInt32(size)
      edge += size
      if edge - firstEdge + 4 * (row + 1 - first) >= Self.chunkWork || row + 1 == count {
        chunks.append(Chunk(rows: first..<row + 1, firstEdge: firstEdge))
        (first, firstEdge) = (row + 1, edge)
      }
    }

    let sources = Scratch<UInt32>(uninitialized: edge)
    let weights = graph.in.weights == nil ? nil : Scratch<Float>(uninitialized: edge)
    let allChunks = chunks
    graph.in.withPointers { inward in
      execution.forEachChunk(of: allChunks.count, grain: 1) { _, range in
        for chunk in range {
          var place = allChunks[chunk].firstEdge
          for row in allChunks[chunk].rows {
            let node = Int(order.base[row])
            for edge in inward.offsets.base[node]..<inward.offsets.base[node &+ 1] {
              let source = position.base[Int(inward.neighbors.base[edge])]
              sources.base[place] = source
              if let weights, let given = inward.weights {
                weights.base[place] = Float(Double(given.base[edge]) * powerOfTwo(in: share.base[Int(source)]))
              }
              place &+= 1
            }
          }
        }
      }
    }
    if weights != nil { for row in 0..<count { share.base[row] /= powerOfTwo(in: share.base[row]) } }
    (self.count, self.order, self.degree, self.share) = (count, order, degree, share)
    (self.sources, self.weights, self.chunks) = (sources, weights, chunks)
  }

  /// Sorts the nodes that have edges by counting.
  private static func place(_ graph: Graph) -> (count: Int, order: Scratch<UInt32>, position: Scratch<UInt32>) {
    let nodeCount = graph.nodeCount
    var starts = [Int](repeating: 0, count: largestDegree + 2)
    let slot = { (node: Int) in largestDegree - min(largestDegree, graph.out.degree(node)) }
    let hasEdge = { (node: Int) in graph.out.degree(node) + graph.in.degree(node) > 0 }
    for node in 0..<nodeCount where hasEdge(node) { starts[slot(node) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    let count = starts[starts.count - 1]
    let order = Scratch<UInt32>(repeating: 0, count: count)
    let position = Scratch<UInt32>(repeating: 0, count: nodeCount)
    for node in 0..<nodeCount where hasEdge(node) {
      let place = starts[slot(node)]
      starts[slot(node)] += 1
      order.base[place] = UInt32(node)
      position.base[node] = UInt32(place)
    }
    return (count, order, position)
  }

  /// Fills in 1 / out-strength; false when a weight or a sum is not a usable number.
  private static func shares(
    _ out: Adjacency.Pointers, _ order: Scratch<UInt32>, _ share: Scratch<Double>, _ execution: Execution
  ) -> Bool {
    let grain = 1 << 14
    let isSound = Scratch<Bool>(repeating: true, count: order.count / grain + 1)
    execution.forEachChunk(of: order.count, grain: grain) { chunk, range in
      for position in range {
        let node = Int(order.base[position])
        let row = out.offsets.base[node]..<out.offsets.base[node &+ 1]
        var strength = Double(row.count)
        if let weights = out.weights {
          strength = 0
          for edge in row {
            let weight = weights.base[edge]
            if !(weight >= 0) || weight == .infinity { isSound.base[chunk] = false }
            strength += Double(weight)
          }
        }
        share.base[position] = strength > 0 ? 1 / strength : 0
      }
    }
    return (0..<isSound.count).allSatisfy { isSound.base[$0] }
  }
}

/// The largest power of two in a number; 1 for 0.
@inline(__always)
private func powerOfTwo(in number: Double) -> Double {
  number == 0 ? 1 : Double(sign: .plus, exponent: number.exponent, significand: 1)
}
