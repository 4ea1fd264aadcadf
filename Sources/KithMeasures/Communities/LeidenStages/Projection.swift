import KithFoundation
import KithGraph
import Synchronization

/// The undirected projection of a graph, w(a→b) + w(b→a), without its isolated nodes; the busiest
/// nodes first, so that the rows and labels most asked for lie together in the cache.
struct Projection: Sendable {
  let graph: LevelGraph
  /// The source's node of each node here.
  let nodes: Storage<UInt32>
  /// 2W: all strengths together.
  let weight: Double

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
    execution.forEachChunk(of: kept, grain: 2048) { _, range in
      let good =
        switch (source.isDirected, source.isWeighted) {
        case (true, _): rows.merge(range, of: source)
        case (false, true): rows.copyWeighted(range, of: source.out)
        case (false, false): rows.copy(range, of: source.out)
        }
      if !good { isSound.store(false, ordering: .relaxed) }
    }
    var weight = 0.0
    for place in 0..<kept { weight += rows.strengths[place] }
    guard isSound.load(ordering: .relaxed), weight.isFinite else {
      throw KithError(
        .badData,
        Diagnostic(
          "E402", "an edge weight is negative or not finite",
          help: "communities need weights of zero or more: a weight is a strength"))
    }
    self.weight = weight
    nodes = ranking.nodes
    graph = LevelGraph(
      nodeCount: kept, starts: starts, ends: rows.ends, neighbors: rows.neighbors, weights: rows.weights,
      strengths: rows.strengths)
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

  /// The rows being written. Each method fills a range of them and says whether all weights were sound.
  private struct Rows: Sendable {
    let starts: Storage<Int>
    let ends: Storage<Int>
    let neighbors: Storage<UInt32>
    let weights: Storage<Float>?
    let strengths: Storage<Double>
    let ranking: Ranking

    func copy(_ range: Range<Int>, of source: Adjacency) -> Bool {
      let place = ranking.place.base
      source.neighbors.withUnsafeBufferPointer { row in
        for row0 in range {
          let node = Int(ranking.nodes[row0])
          var to = starts[row0]
          for edge in source.offsets[node]..<source.offsets[node + 1] {
            neighbors[to] = place[Int(row[edge])]
            to &+= 1
          }
          ends[row0] = to
          strengths[row0] = Double(to - starts[row0])
        }
      }
      return true
    }

    func copyWeighted(_ range: Range<Int>, of source: Adjacency) -> Bool {
      var isSound = true
      for row in range {
        let node = Int(ranking.nodes[row])
        var writer = RowWriter(at: starts[row])
        for edge in source.offsets[node]..<source.offsets[node + 1] {
          write(source.neighbors[edge], Double(source.weight(at: edge)), &writer)
        }
        isSound = close(row, writer) && isSound
      }
      return isSound
    }

    /// Both directions' rows ascend, so that one walk over the two adds up w(a→b) and w(b→a).
    func merge(_ range: Range<Int>, of source: Graph) -> Bool {
      let (out, inward) = (source.out, source.in)
      var isSound = true
      for row in range {
        let node = Int(ranking.nodes[row])
        var writer = RowWriter(at: starts[row])
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
        isSound = close(row, writer) && isSound
      }
      return isSound
    }

    private struct RowWriter {
      var at: Int
      var strength = 0.0
      var isSound = true
      init(at: Int) { self.at = at }
    }

    /// An edge without weight is no edge.
    @inline(__always)
    private func write(_ neighbor: UInt32, _ weight: Double, _ writer: inout RowWriter) {
      let stored = Float(weight)
      if stored > 0 && stored.isFinite {
        neighbors[writer.at] = ranking.place[Int(neighbor)]
        weights.unsafelyUnwrapped[writer.at] = stored
        writer.strength += Double(stored)
        writer.at += 1
      } else if weight != 0 {
        // Too small for a Float is none; anything else is an error.
        writer.isSound = writer.isSound && weight > 0 && stored == 0
      }
    }

    @inline(__always)
    private func close(_ row: Int, _ writer: RowWriter) -> Bool {
      ends[row] = writer.at
      strengths[row] = writer.strength
      return writer.isSound
    }
  }
}
