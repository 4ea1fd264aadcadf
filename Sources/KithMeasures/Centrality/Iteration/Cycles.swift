import KithFoundation
import KithGraph

extension Graph {
  /// Whether a walk along edges of positive weight can go on for ever: what an eigenvalue above 0 takes.
  ///
  /// Takes away nodes that nothing enters until none is left or all that are left lie behind a cycle
  /// (Kahn 1962, doi 10.1145/368996.369025). O(nodes + edges).
  func hasCycle() -> Bool {
    let carries = { (rows: Adjacency.Pointers, edge: Int) in rows.weights.map { $0.base[edge] > 0 } ?? true }
    return out.withPointers { rows in
      let edges = 0..<out.neighbors.count
      if !isDirected { return edges.contains { carries(rows, $0) } }
      let entries = Scratch<UInt32>(repeating: 0, count: nodeCount)
      for edge in edges where carries(rows, edge) { entries.base[Int(rows.neighbors.base[edge])] += 1 }
      var free = (0..<nodeCount).filter { entries.base[$0] == 0 }
      var taken = 0
      while let node = free.popLast() {
        taken += 1
        for edge in rows.offsets.base[node]..<rows.offsets.base[node + 1] where carries(rows, edge) {
          let target = Int(rows.neighbors.base[edge])
          entries.base[target] -= 1
          if entries.base[target] == 0 { free.append(target) }
        }
      }
      return taken < nodeCount
    }
  }
}
