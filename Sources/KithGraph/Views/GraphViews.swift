import KithFoundation

extension Graph {
  /// The same edges, each weighing 1. O(1).
  public var unweighted: Graph {
    if !isWeighted { return self }
    return Graph(
      names: names, isDirected: isDirected,
      out: Adjacency(offsets: out.offsets, neighbors: out.neighbors, weights: nil),
      in: Adjacency(offsets: self.in.offsets, neighbors: self.in.neighbors, weights: nil))
  }

  /// The undirected view: {a, b} weighs w(a→b) + w(b→a), 1 where only one of them exists and weighs 1.
  ///
  ///     let friends = graph.undirected()
  ///
  /// Each node's row is the merge of its two ascending rows. O(nodes + edges).
  public func undirected(execution: Execution = .serial) -> Graph {
    if !isDirected { return self }
    let grain = 4096
    let nodeCount = nodeCount
    let sizes = Scratch<Int>(repeating: 0, count: nodeCount + 1)
    let isReciprocal = Scratch<Bool>(repeating: false, count: nodeCount / grain + 1)
    let rows = out.withPointers { out in
      self.in.withPointers { inward in
        execution.forEachChunk(of: nodeCount, grain: grain) { chunk, range in
          for node in range {
            let row = MergedRow(node, out, inward)
            sizes.base[node] = row.count { _, _, _ in }
            if sizes.base[node] < row.length { isReciprocal.base[chunk] = true }
          }
        }
        var edgeCount = 0
        for node in 0...nodeCount {
          let size = sizes.base[node]
          sizes.base[node] = edgeCount
          edgeCount += size
        }
        // Reciprocal edges of weight 1 make an edge of weight 2.
        let isWeighted = isWeighted || (0...nodeCount / grain).contains { isReciprocal.base[$0] }
        return Adjacency(
          nodeCount: nodeCount, edgeCount: edgeCount, isWeighted: isWeighted
        ) { offsets, neighbors, weights in
          offsets.base.update(from: sizes.base, count: nodeCount + 1)
          execution.forEachChunk(of: nodeCount, grain: grain) { _, range in
            for node in range {
              let first = sizes.base[node]
              _ = MergedRow(node, out, inward).count { position, neighbor, weight in
                neighbors.base[first &+ position] = neighbor
                weights?.base[first &+ position] = weight
              }
            }
          }
          return isWeighted
        }
      }
    }
    return Graph(names: names, isDirected: false, out: rows, in: rows)
  }

  /// The graph among some of the nodes, in canonical order; repeated nodes count once.
  ///
  ///     let core = graph.subgraph(of: scores.top(100))
  ///
  /// Node i of the result is the i-th smallest of `nodes`. O(nodes + edges of the chosen).
  public func subgraph(of nodes: some Sequence<Int>) -> Graph {
    let kept = Set(nodes).sorted()
    var place = [UInt32](repeating: .max, count: nodeCount)
    for (new, old) in kept.enumerated() { place[old] = UInt32(new) }
    let rows = { (all: Adjacency) -> Adjacency in
      var offsets = [0]
      var neighbors: [UInt32] = []
      var weights: [Float] = []
      for old in kept {
        for edge in all.offsets[old]..<all.offsets[old + 1] where place[Int(all.neighbors[edge])] != .max {
          neighbors.append(place[Int(all.neighbors[edge])])
          if all.weights != nil { weights.append(all.weight(at: edge)) }
        }
        offsets.append(neighbors.count)
      }
      return Adjacency(
        offsets: offsets, neighbors: neighbors, weights: weights.allSatisfy { $0 == 1 } ? nil : weights)
    }
    let outRows = rows(out)
    return Graph(
      names: names?.subset(kept), isDirected: isDirected, out: outRows, in: isDirected ? rows(self.in) : outRows)
  }
}

/// A node's outward and inward rows, merged.
private struct MergedRow {
  let out: Adjacency.Pointers
  let inward: Adjacency.Pointers
  let outRange: Range<Int>
  let inRange: Range<Int>

  @inline(__always)
  init(_ node: Int, _ out: Adjacency.Pointers, _ inward: Adjacency.Pointers) {
    self.out = out
    self.inward = inward
    outRange = out.offsets.base[node]..<out.offsets.base[node + 1]
    inRange = inward.offsets.base[node]..<inward.offsets.base[node + 1]
  }

  var length: Int { outRange.count + inRange.count }

  /// Visits the merged neighbours ascending; returns how many there are.
  @inline(__always)
  func count(_ visit: (_ position: Int, _ neighbor: UInt32, _ weight: Float) -> Void) -> Int {
    var (a, b, position) = (outRange.lowerBound, inRange.lowerBound, 0)
    while a < outRange.upperBound || b < inRange.upperBound {
      let left = a < outRange.upperBound ? out.neighbors.base[a] : .max
      let right = b < inRange.upperBound ? inward.neighbors.base[b] : .max
      var weight = 0.0
      if left <= right {
        weight += Double(out.weights?.base[a] ?? 1)
        a &+= 1
      }
      if right <= left {
        weight += Double(inward.weights?.base[b] ?? 1)
        b &+= 1
      }
      visit(position, min(left, right), Float(weight))
      position &+= 1
    }
    return position
  }
}
