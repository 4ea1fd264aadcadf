import KithGraph
import KithTestSupport

/// Everyone's contacts in either direction, without themselves: the undirected simple view, by sets.
func contacts(in graph: Graph) -> [Set<Int>] {
  (0..<graph.nodeCount).map { node in
    Set((graph.outNeighbors(of: node) + graph.inNeighbors(of: node)).map { Int($0) }).subtracting([node])
  }
}

/// A path through all nodes in an order that jumps about: deep for any search.
func jumpingPath(_ count: UInt32, isDirected: Bool = false) -> Graph {
  // 7919 is prime and divides no count used here, so every node is met once.
  let order = (0..<count).map { UInt32((UInt64($0) * 7919) % UInt64(count)) }
  return Graph(
    sources: Array(order.dropLast()), targets: Array(order.dropFirst()), nodeCount: Int(count), isDirected: isDirected)
}

/// The same graph with an edge from every third node to itself, which no builder makes.
func withSelfEdges(_ graph: Graph) -> Graph {
  let rows = { (rows: Adjacency) -> Adjacency in
    var offsets = [0]
    var ends: [(UInt32, Float)] = []
    for node in 0..<rows.nodeCount {
      var row = (rows.offsets[node]..<rows.offsets[node + 1]).map { (rows.neighbors[$0], rows.weight(at: $0)) }
      if node % 3 == 0 { row.append((UInt32(node), 2)) }
      ends += row.sorted { $0.0 < $1.0 }
      offsets.append(ends.count)
    }
    return Adjacency(offsets: offsets, neighbors: ends.map(\.0), weights: rows.weights.map { _ in ends.map(\.1) })
  }
  let out = rows(graph.out)
  return Graph(names: nil, isDirected: graph.isDirected, out: out, in: graph.isDirected ? rows(graph.in) : out)
}

/// Two groups of ten, all in contact within each, joined by a path of three.
let barbell: Graph = {
  var builder = GraphBuilder(isDirected: false)
  for group in [0, 10] { for a in 0..<10 { for b in 0..<a { builder.add(group + a, group + b) } } }
  for (a, b) in [(9, 20), (20, 21), (21, 10)] { builder.add(a, b) }
  return builder.build(nodeCount: 22)
}()
