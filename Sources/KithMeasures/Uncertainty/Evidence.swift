import KithFoundation
import KithGraph
import KithStatistics

/// A graph and the rows behind each of its edges, from which like graphs are drawn.
struct Evidence: Sendable {
  private let graph: Graph
  /// Rows behind each edge, by edge in the order of `edgeEnds`.
  private let counts: [Double]
  /// The rows' weights by edge, ascending within one: only where they differ.
  private let rows: (starts: [Int], weights: [Float])?
  /// An edge weighs 1 however many rows it has.
  private let isBinary: Bool
  /// Edges before each node's first, in the order of `edgeEnds`.
  private let firstEdges: [Int]
  /// The edge of each entry of the graph's rows; nil where that is its position.
  private let outEdges: [UInt32]?
  private let inEdges: [UInt32]?

  /// Throws `KithError` (bad data) where log and graph do not belong together. O(nodes + edges + rows × log).
  init(of graph: Graph, in log: InteractionLog?, strength: EdgeStrength) throws {
    self.graph = graph
    let entries = EntryEdges(graph)
    firstEdges = entries.firstEdges
    outEdges = graph.isDirected ? nil : entries.out
    inEdges = graph.isDirected ? entries.inward : nil
    guard let log else {
      try graph.checkWeights(for: RankUncertainty.info)
      counts = graph.edgeEnds.weights.map { $0.map(Double.init) } ?? [Double](repeating: 1, count: graph.edgeCount)
      rows = nil
      isBinary = false
      return
    }
    guard log.people.count == graph.nodeCount else {
      throw Self.mismatch("the network has \(graph.nodeCount) people, the rows have \(log.people.count)")
    }
    let edges = Self.edges(of: log, in: graph, entries)
    var counts = [Double](repeating: 0, count: firstEdges[graph.nodeCount])
    for edge in edges where edge != .max { counts[Int(edge)] += 1 }
    if let bare = counts.firstIndex(of: 0) {
      let ends = graph.edgeEnds
      let (source, target) = (graph.id(of: Int(ends.sources[bare])), graph.id(of: Int(ends.targets[bare])))
      throw Self.mismatch("the relation from \(source) to \(target) has no row")
    }
    self.counts = counts
    isBinary = strength == .binary
    rows = strength == .weight ? log.weights.map { Self.grouped($0, by: edges, counts) } : nil
  }

  /// Whether a person of the graph has lost every relation in a drawn one.
  func isGone(_ node: Int, from drawn: Graph) -> Bool {
    drawn.out.degree(node) + drawn.in.degree(node) == 0 && graph.out.degree(node) + graph.in.degree(node) > 0
  }

  /// The graph with each row counted Poisson(1) times. O(nodes + edges + rows of differing weights).
  func graph(seed: UInt64, draw: Int) -> Graph {
    let weights = Scratch<Float>(uninitialized: counts.count)
    for node in 0..<graph.nodeCount where firstEdges[node] < firstEdges[node + 1] {
      let index = UInt64(draw) << 32 | UInt64(node)
      var stream = RandomStream(seed: seed, purpose: "rank uncertainty", index: index)
      for edge in firstEdges[node]..<firstEdges[node + 1] {
        let weight = drawnWeight(of: edge, &stream)
        weights.base[edge] = isBinary && weight > 0 ? 1 : weight
      }
    }
    let out = graph.out.kept(by: weights, outEdges, isBinary: isBinary)
    let inward = graph.isDirected ? graph.in.kept(by: weights, inEdges, isBinary: isBinary) : out
    return Graph(names: graph.names, isDirected: graph.isDirected, out: out, in: inward)
  }

  @inline(__always)
  private func drawnWeight(of edge: Int, _ stream: inout RandomStream) -> Float {
    guard let rows else { return Float(Poisson(mean: counts[edge]).draw(using: &stream)) }
    let once = Poisson(mean: 1)
    var sum = 0.0
    for row in rows.starts[edge]..<rows.starts[edge + 1] {
      sum += Double(once.draw(using: &stream)) * Double(rows.weights[row])
    }
    return Float(sum)
  }

  /// Each row's edge in the graph; `.max` for rows that are no edge of it.
  private static func edges(of log: InteractionLog, in graph: Graph, _ entries: EntryEdges) -> [UInt32] {
    log.actors.indices.map { row in
      let (actor, target) = (log.actors[row], log.targets[row])
      if actor == InteractionLog.none || target == InteractionLog.none { return .max }
      var (low, high) = (graph.out.offsets[Int(actor)], graph.out.offsets[Int(actor) + 1])
      let end = high
      while low < high {
        let middle = (low + high) / 2
        if graph.out.neighbors[middle] < target { low = middle + 1 } else { high = middle }
      }
      return low < end && graph.out.neighbors[low] == target ? entries.out[low] : .max
    }
  }

  /// The rows' weights edge after edge, ascending within an edge: in an order that is theirs alone.
  private static func grouped(
    _ weights: [Float], by edges: [UInt32], _ counts: [Double]
  ) -> (starts: [Int], weights: [Float]) {
    let starts = counts.reduce(into: [0]) { $0.append($0.last! + Int($1)) }
    var next = starts
    var grouped = [Float](repeating: 0, count: starts[counts.count])
    for (row, edge) in edges.enumerated() where edge != .max {
      grouped[next[Int(edge)]] = weights[row]
      next[Int(edge)] += 1
    }
    for edge in counts.indices where counts[edge] > 1 {
      grouped[starts[edge]..<starts[edge + 1]].sort { $0.bitPattern < $1.bitPattern }
    }
    return (starts, grouped)
  }

  private static func mismatch(_ what: String) -> KithError {
    KithError(
      .badData,
      Diagnostic("E407", "rows and network do not belong together: \(what)", help: "pass the rows it was made of"))
  }
}

/// Which edge, in the order of `edgeEnds`, each entry of a graph's rows is.
private struct EntryEdges {
  var firstEdges: [Int]
  var out: [UInt32]
  var inward: [UInt32]

  init(_ graph: Graph) {
    let count = graph.nodeCount
    firstEdges = [0]
    out = [UInt32](repeating: 0, count: graph.out.neighbors.count)
    inward = graph.isDirected ? out : []
    // Sources ascend, so each target's row fills from its start.
    var next = graph.in.offsets
    var edge = 0
    for source in 0..<count {
      for entry in graph.out.offsets[source]..<graph.out.offsets[source + 1] {
        let target = Int(graph.out.neighbors[entry])
        if graph.isDirected {
          inward[next[target]] = UInt32(edge)
        } else {
          if target < source { continue }
          if target > source { out[next[target]] = UInt32(edge) }
        }
        out[entry] = UInt32(edge)
        next[target] += 1
        edge += 1
      }
      firstEdges.append(edge)
    }
  }
}

extension Adjacency {
  /// The same rows with new weights by edge, without the edges that weigh nothing.
  fileprivate func kept(by drawn: Scratch<Float>, _ edges: [UInt32]?, isBinary: Bool) -> Adjacency {
    guard let edges else { return kept(isBinary: isBinary) { drawn.base[$0] } }
    return edges.withUnsafeBufferPointer { edges in kept(isBinary: isBinary) { drawn.base[Int(edges[$0])] } }
  }

  @inline(__always)
  private func kept(isBinary: Bool, _ weight: (_ entry: Int) -> Float) -> Adjacency {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    var weights: [Float]?
    let neighbors = [UInt32](unsafeUninitializedCapacity: self.neighbors.count) { kept, keptCount in
      withPointers { rows in
        let strengths = [Float](unsafeUninitializedCapacity: isBinary ? 0 : kept.count) { strengths, count in
          var place = 0
          for node in 0..<nodeCount {
            for entry in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
              let weight = weight(entry)
              if weight == 0 { continue }
              kept[place] = rows.neighbors.base[entry]
              if !isBinary { strengths[place] = weight }
              place &+= 1
            }
            offsets[node &+ 1] = place
          }
          keptCount = place
          count = isBinary ? 0 : place
        }
        weights = isBinary ? nil : strengths
      }
    }
    return Adjacency(offsets: offsets, neighbors: neighbors, weights: weights)
  }
}
