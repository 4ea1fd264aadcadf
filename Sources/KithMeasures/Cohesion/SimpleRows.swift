import KithFoundation
import KithGraph

extension Graph {
  /// Who is in touch with whom at all: the neighbours of every node in either direction, ascending, each
  /// once, self-edges left out.
  ///
  /// An undirected graph without self-edges lends its own rows. O(nodes + edges).
  func simpleRows(_ execution: Execution) -> Adjacency {
    if !isDirected && !hasSelfEdges(execution) {
      return Adjacency(offsets: out.offsets, neighbors: out.neighbors, weights: nil)
    }
    let grain = 4096
    let nodeCount = nodeCount
    return out.withPointers { out in
      self.in.withPointers { inward in
        let offsets = [Int](unsafeUninitializedCapacity: nodeCount + 1) { buffer, count in
          count = nodeCount + 1
          let sizes = SharedPointer(buffer.baseAddress!)
          sizes.base[0] = 0
          execution.forEachChunk(of: nodeCount, grain: grain) { _, range in
            for node in range { sizes.base[node &+ 1] = mergeRows(node, out, inward) { _, _ in } }
          }
          for node in 0..<nodeCount { sizes.base[node &+ 1] &+= sizes.base[node] }
        }
        let neighbors = [UInt32](unsafeUninitializedCapacity: offsets[nodeCount]) { buffer, count in
          count = offsets[nodeCount]
          guard let base = buffer.baseAddress else { return }
          let neighbors = SharedPointer(base)
          offsets.withUnsafeBufferPointer { offsets in
            let firsts = SharedPointer(UnsafeMutablePointer(mutating: offsets.baseAddress!))
            execution.forEachChunk(of: nodeCount, grain: grain) { _, range in
              for node in range {
                let first = neighbors.base + firsts.base[node]
                _ = mergeRows(node, out, inward) { position, neighbor in first[position] = neighbor }
              }
            }
          }
        }
        return Adjacency(offsets: offsets, neighbors: neighbors, weights: nil)
      }
    }
  }

  private func hasSelfEdges(_ execution: Execution) -> Bool {
    let grain = 1 << 14
    let found = Scratch<Bool>(repeating: false, count: nodeCount / grain + 1)
    out.withPointers { rows in
      execution.forEachChunk(of: nodeCount, grain: grain) { chunk, range in
        var isFound = false
        for node in range {
          let number = UInt32(truncatingIfNeeded: node)
          for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
            isFound = isFound || rows.neighbors.base[edge] == number
          }
        }
        found.base[chunk] = isFound
      }
    }
    return (0..<found.count).contains { found.base[$0] }
  }
}

/// Visits a node's neighbours of both rows ascending, each once, without the node; returns how many there are.
@inline(__always)
private func mergeRows(
  _ node: Int, _ out: Adjacency.Pointers, _ inward: Adjacency.Pointers,
  _ visit: (_ position: Int, _ neighbor: UInt32) -> Void
) -> Int {
  var a = out.offsets.base[node]
  var b = inward.offsets.base[node]
  let lastA = out.offsets.base[node &+ 1]
  let lastB = inward.offsets.base[node &+ 1]
  var position = 0
  while a < lastA || b < lastB {
    let left = a < lastA ? out.neighbors.base[a] : .max
    let right = b < lastB ? inward.neighbors.base[b] : .max
    let neighbor = min(left, right)
    a &+= left <= right ? 1 : 0
    b &+= right <= left ? 1 : 0
    if Int(neighbor) == node { continue }
    visit(position, neighbor)
    position &+= 1
  }
  return position
}
