import KithFoundation
import KithGraph
import Synchronization

/// The undirected projection of a graph, w(a→b) + w(b→a), without its isolated nodes; the busiest
/// nodes first, so that the rows and labels most asked for lie together in the cache.
struct Projection: Sendable {
  let source: Graph
  let rows: LevelRows
  /// Weight of all edges at each node.
  let strengths: Storage<Double>
  /// The source's node of each node here.
  let nodes: Storage<UInt32>
  /// 2W: all strengths together.
  let weight: Double
  /// Of edges from a node to itself, which are in the strengths only.
  let selfWeight: Double

  /// Throws when a weight is negative or not finite. O(nodes + edges).
  init(_ source: Graph, execution: Execution) throws {
    let ranking = Self.byDegree(source)
    let kept = ranking.nodes.count
    let starts = Storage<Int>(count: kept)
    var room = 0
    for place in 0..<kept {
      starts[place] = room
      room += Self.degree(Int(ranking.nodes[place]), in: source)
    }
    let rows = Rows(
      starts: starts, ends: Storage(count: kept), neighbors: Storage(count: room),
      weights: source.isDirected || source.isWeighted ? Storage(count: room) : nil,
      strengths: Storage(count: kept), ranking: ranking)
    let isSound = Atomic(true)
    let grain = 2048
    let selfWeights = Storage<Double>(count: (kept + grain - 1) / grain)
    execution.forEachChunk(of: kept, grain: grain) { chunk, range in
      let found =
        switch (source.isDirected, source.isWeighted) {
        case (true, _): rows.merge(range, of: source)
        case (false, true): rows.copyWeighted(range, of: source.out)
        case (false, false): rows.copy(range, of: source.out)
        }
      selfWeights[chunk] = found.selfWeight
      if !found.isSound { isSound.store(false, ordering: .relaxed) }
    }
    var (weight, selfWeight) = (0.0, 0.0)
    for place in 0..<kept { weight += rows.strengths[place] }
    for chunk in 0..<selfWeights.count { selfWeight += selfWeights[chunk] }
    guard isSound.load(ordering: .relaxed), weight.isFinite else {
      throw KithError(
        .badData,
        Diagnostic(
          "E402", "an edge weight is negative or not finite",
          help: "communities need weights of zero or more: a weight is a strength"))
    }
    self.source = source
    self.weight = weight
    self.selfWeight = selfWeight
    nodes = ranking.nodes
    strengths = rows.strengths
    self.rows = LevelRows(starts: starts, ends: rows.ends, neighbors: rows.neighbors, weights: rows.weights)
  }

  /// What a node sends and receives in the source.
  func twoWayStrength(of place: Int) -> TwoWayStrength {
    func sum(_ rows: Adjacency) -> Double {
      let node = Int(nodes[place])
      var sum = 0.0
      for edge in rows.offsets[node]..<rows.offsets[node + 1] { sum += Double(rows.weight(at: edge)) }
      return sum
    }
    return TwoWayStrength(out: sum(source.out), in: sum(source.in))
  }

  /// Labels of the source's nodes: a member's index, so that isolated nodes keep their own.
  func labels(_ found: Storage<UInt32>) -> [UInt32] {
    var labels = Array(0..<UInt32(source.nodeCount))
    let none = UInt32.max
    let name = Storage<UInt32>(repeating: none, count: found.count)
    for place in 0..<found.count {
      let label = Int(found[place])
      let node = nodes[place]
      if name[label] == none { name[label] = node }
      labels[Int(node)] = name[label]
    }
    return labels
  }

  /// Nodes by falling degree and their place in that order; isolated nodes have none.
  private struct Ranking: Sendable {
    let nodes: Storage<UInt32>
    let place: Storage<UInt32>
  }

  private static func degree(_ node: Int, in graph: Graph) -> Int {
    graph.out.degree(node) + (graph.isDirected ? graph.in.degree(node) : 0)
  }

  /// A counting sort; equal degrees by node.
  private static func byDegree(_ graph: Graph) -> Ranking {
    let n = graph.nodeCount
    let degrees = Storage<Int>(count: n)
    var most = 0
    for node in 0..<n {
      degrees[node] = degree(node, in: graph)
      most = max(most, degrees[node])
    }
    let next = Storage<Int>(repeating: 0, count: most + 1)
    for node in 0..<n { next[degrees[node]] += 1 }
    var sum = 0
    for degree in stride(from: most, through: 0, by: -1) {
      let here = next[degree]
      next[degree] = sum
      sum += here
    }
    let ranking = Ranking(nodes: Storage(count: n == 0 ? 0 : next[0]), place: Storage(count: n))
    for node in 0..<n where degrees[node] > 0 {
      let place = next[degrees[node]]
      next[degrees[node]] += 1
      ranking.place[node] = UInt32(place)
      ranking.nodes[place] = UInt32(node)
    }
    return ranking
  }

  /// The rows being written. Each method fills a range of them.
  private struct Rows: Sendable {
    let starts: Storage<Int>
    let ends: Storage<Int>
    let neighbors: Storage<UInt32>
    let weights: Storage<Float>?
    let strengths: Storage<Double>
    let ranking: Ranking

    /// What was met while filling: unsound weights, and the weight of self-edges.
    struct Found {
      var isSound = true
      var selfWeight = 0.0
    }

    func copy(_ range: Range<Int>, of source: Adjacency) -> Found {
      var found = Found()
      let place = ranking.place.base
      source.neighbors.withUnsafeBufferPointer { neighbor in
        for row in range {
          let node = Int(ranking.nodes[row])
          var to = starts[row]
          for edge in source.offsets[node]..<source.offsets[node + 1] {
            let other = place[Int(neighbor[edge])]
            neighbors[to] = other
            to &+= Int(other) == row ? 0 : 1
          }
          ends[row] = to
          strengths[row] = Double(source.degree(node))
          found.selfWeight += Double(source.degree(node) - (to - starts[row]))
        }
      }
      return found
    }

    func copyWeighted(_ range: Range<Int>, of source: Adjacency) -> Found {
      var found = Found()
      for row in range {
        let node = Int(ranking.nodes[row])
        var writer = RowWriter(row, at: starts[row])
        for edge in source.offsets[node]..<source.offsets[node + 1] {
          write(source.neighbors[edge], Double(source.weight(at: edge)), &writer)
        }
        close(writer, &found)
      }
      return found
    }

    /// Both directions' rows ascend, so that one walk over the two adds up w(a→b) and w(b→a).
    func merge(_ range: Range<Int>, of source: Graph) -> Found {
      let (out, inward) = (source.out, source.in)
      var found = Found()
      for row in range {
        let node = Int(ranking.nodes[row])
        var writer = RowWriter(row, at: starts[row])
        var (a, b) = (out.offsets[node], inward.offsets[node])
        let (aEnd, bEnd) = (out.offsets[node + 1], inward.offsets[node + 1])
        while a < aEnd || b < bEnd {
          let left = a < aEnd ? out.neighbors[a] : UInt32.max
          let right = b < bEnd ? inward.neighbors[b] : UInt32.max
          var weight = 0.0
          if left <= right {
            weight += Double(out.weight(at: a))
            a += 1
          }
          if right <= left {
            weight += Double(inward.weight(at: b))
            b += 1
          }
          write(min(left, right), weight, &writer)
        }
        close(writer, &found)
      }
      return found
    }

    private struct RowWriter {
      let row: Int
      var at: Int
      var strength = 0.0
      var selfWeight = 0.0
      var isSound = true
      init(_ row: Int, at: Int) { (self.row, self.at) = (row, at) }
    }

    /// An edge without weight is no edge.
    @inline(__always)
    private func write(_ neighbor: UInt32, _ weight: Double, _ writer: inout RowWriter) {
      let stored = Float(weight)
      if stored > 0 && stored.isFinite {
        let other = ranking.place[Int(neighbor)]
        writer.strength += Double(stored)
        if Int(other) == writer.row {
          writer.selfWeight += Double(stored)
          return
        }
        neighbors[writer.at] = other
        weights.unsafelyUnwrapped[writer.at] = stored
        writer.at += 1
      } else if weight != 0 {
        // Too small for a Float is none; anything else is an error.
        writer.isSound = writer.isSound && weight > 0 && stored == 0
      }
    }

    @inline(__always)
    private func close(_ writer: RowWriter, _ found: inout Found) {
      ends[writer.row] = writer.at
      strengths[writer.row] = writer.strength
      found.selfWeight += writer.selfWeight
      found.isSound = found.isSound && writer.isSound
    }
  }
}

extension GraphSize {
  /// Bytes of the projection, of `levels` aggregated graphs should they have as many edges, and of what each
  /// node needs.
  func levelBytes(levels: Int, threads: Int) -> Int {
    (isDirected || isWeighted ? 16 : 8) * edges + 16 * levels * edges + (50 + 12 * threads) * nodes
  }
}
