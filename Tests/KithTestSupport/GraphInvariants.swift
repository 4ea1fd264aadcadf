import KithGraph

/// Everything a graph promises and this one breaks; empty for a sound graph.
public func brokenPromises(of graph: Graph) -> [String] {
  var broken: [String] = []
  for (name, rows) in [("out", graph.out), ("in", graph.in)] {
    for node in 0..<rows.nodeCount {
      let row = rows.row(node)
      if rows.offsets[node] > rows.offsets[node + 1] { broken.append("\(name) offsets descend at \(node)") }
      if !zip(row, row.dropFirst()).allSatisfy({ $0 < $1 }) { broken.append("\(name) row \(node) does not ascend") }
      if row.contains(UInt32(node)) { broken.append("\(name) row \(node) has a self-edge") }
      if row.contains(where: { Int($0) >= rows.nodeCount }) { broken.append("\(name) row \(node) leaves the graph") }
    }
    if let weights = rows.weights, weights.allSatisfy({ $0 == 1 }) { broken.append("\(name) keeps weights of 1") }
  }
  if edges(graph.out, turned: false) != edges(graph.in, turned: graph.isDirected) {
    broken.append("the two directions hold different edges")
  }
  if !graph.isDirected && edges(graph.out, turned: false) != edges(graph.out, turned: true) {
    broken.append("an undirected graph is not symmetric")
  }
  if let names = graph.names, !names.isCanonical { broken.append("names are not canonical") }
  return broken
}

/// Whether two graphs hold the same bytes.
public func identical(_ a: Graph, _ b: Graph) -> Bool {
  let same = { (x: Adjacency, y: Adjacency) in
    x.offsets == y.offsets && x.neighbors == y.neighbors
      && x.weights.map { $0.map(\.bitPattern) } == y.weights.map { $0.map(\.bitPattern) }
  }
  return a.isDirected == b.isDirected && a.names == b.names && same(a.out, b.out) && same(a.in, b.in)
}

private struct Edge: Hashable {
  let source: Int
  let target: Int
  let weight: UInt32
}

private func edges(_ rows: Adjacency, turned: Bool) -> Set<Edge> {
  var edges: Set<Edge> = []
  for node in 0..<rows.nodeCount {
    for index in rows.offsets[node]..<rows.offsets[node + 1] {
      let (other, weight) = (Int(rows.neighbors[index]), rows.weight(at: index).bitPattern)
      edges.insert(Edge(source: turned ? other : node, target: turned ? node : other, weight: weight))
    }
  }
  return edges
}
