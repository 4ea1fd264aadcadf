import KithFoundation

/// A random graph with heavy-tailed degrees, as online networks have, for speed and scale.
///
///     let graph = RMAT(scale: 18).graph(execution: Execution(threads: 2))
///
/// Each edge falls into one quarter of the adjacency matrix with chances a, b, c and the rest, then
/// into a quarter of that, `scale` times; nodes are then renumbered at random. Self-edges and
/// repeats are dropped, so there are fewer edges than asked. O(edges · scale).
/// Chakrabarti, Zhan & Faloutsos 2004, doi 10.1137/1.9781611972740.43; defaults of Graph500.
public struct RMAT: Sendable, Codable, Equatable {
  /// The graph has 2^scale nodes; at most 31.
  public var scale: Int
  /// Edges drawn for each node.
  public var edgeFactor: Int
  public var a: Double
  public var b: Double
  public var c: Double
  public var seed: UInt64

  public init(
    scale: Int, edgeFactor: Int = 16, a: Double = 0.57, b: Double = 0.19, c: Double = 0.19, seed: UInt64 = 1
  ) {
    self.scale = min(31, max(0, scale))
    self.edgeFactor = max(0, edgeFactor)
    self.a = a
    self.b = b
    self.c = c
    self.seed = seed
  }

  public func graph(isDirected: Bool = true, execution: Execution = .serial) -> Graph {
    let nodeCount = 1 << scale
    let edgeCount = edgeFactor << scale
    var renumber = RandomStream(seed: seed, purpose: "rmat numbers")
    let number = (0..<UInt32(nodeCount)).shuffled(using: &renumber)
    let ends = Scratch<UInt32>(repeating: 0, count: 2 * edgeCount)
    execution.forEachChunk(of: edgeCount, grain: 1 << 14) { chunk, range in
      // A stream a chunk: chunks do not depend on threads.
      var random = RandomStream(seed: seed, purpose: "rmat edges", index: UInt64(chunk))
      for edge in range {
        var (row, column) = (0, 0)
        for _ in 0..<scale {
          let draw = random.unit()
          row = row << 1 | (draw >= a + b ? 1 : 0)
          column = column << 1 | (draw >= a && draw < a + b || draw >= a + b + c ? 1 : 0)
        }
        ends.base[edge] = number[row]
        ends.base[edgeCount + edge] = number[column]
      }
    }
    let sorter = EdgeSorter(
      nodeCount: nodeCount, edgeCount: edgeCount, isDirected: isDirected, merging: .presence, execution: execution)
    let result = sorter.sort(
      sources: UnsafeBufferPointer(start: ends.base, count: edgeCount),
      targets: UnsafeBufferPointer(start: ends.base + edgeCount, count: edgeCount), weights: nil)
    return Graph(names: nil, isDirected: isDirected, out: result.out, in: result.inward ?? result.out)
  }
}
