import KithFoundation
import KithGraph
import KithTestSupport

/// Graphs with known paths.
enum PathGraphs {
  /// 0 – 1 – … – n-1.
  static func chain(_ n: Int, isDirected: Bool = false) -> Graph {
    let sources = (0..<max(0, n - 1)).map { UInt32($0) }
    return Graph(sources: sources, targets: sources.map { $0 + 1 }, nodeCount: n, isDirected: isDirected)
  }

  /// 0 joined to all others.
  static func star(_ n: Int) -> Graph {
    Graph(
      sources: [UInt32](repeating: 0, count: n - 1), targets: (1..<UInt32(n)).map { $0 }, nodeCount: n,
      isDirected: false)
  }

  /// A random tree with as many random edges again: connected, undirected.
  static func connected(_ n: Int, seed: UInt64) -> Graph {
    var random = RandomStream(seed: seed, purpose: "connected graph")
    var builder = GraphBuilder(isDirected: false)
    for node in 1..<n { builder.add(node, random.below(node)) }
    for _ in 0..<n / 4 { builder.add(random.below(n), random.below(n)) }
    return builder.build(nodeCount: n).unweighted
  }

  /// Everyone joined to everyone.
  static func clique(_ n: Int) -> Graph {
    var builder = GraphBuilder(isDirected: false)
    for a in 0..<n { for b in a + 1..<n { builder.add(a, b) } }
    return builder.build(nodeCount: n)
  }

  /// n diamonds in a row: 2ⁿ shortest paths from end to end. Node 3i joins diamonds i - 1 and i.
  static func diamonds(_ n: Int, weight: Float = 1) -> Graph {
    var builder = GraphBuilder(isDirected: false)
    for i in 0..<n {
      for middle in [3 * i + 1, 3 * i + 2] {
        builder.add(3 * i, middle, weight: weight)
        builder.add(middle, 3 * i + 3, weight: weight)
      }
    }
    return builder.build(nodeCount: 3 * n + 1)
  }

  /// Marriages among 15 families of Renaissance Florence (Padgett & Ansell 1993, doi 10.1086/230190).
  static let families = [
    "Acciaiuoli", "Albizzi", "Barbadori", "Bischeri", "Castellani", "Ginori", "Guadagni", "Lamberteschi", "Medici",
    "Pazzi", "Peruzzi", "Ridolfi", "Salviati", "Strozzi", "Tornabuoni",
  ]
  static let florence: Graph = {
    let marriages = [
      ("Acciaiuoli", "Medici"), ("Castellani", "Peruzzi"), ("Castellani", "Strozzi"), ("Castellani", "Barbadori"),
      ("Medici", "Barbadori"), ("Medici", "Ridolfi"), ("Medici", "Tornabuoni"), ("Medici", "Albizzi"),
      ("Medici", "Salviati"), ("Salviati", "Pazzi"), ("Peruzzi", "Strozzi"), ("Peruzzi", "Bischeri"),
      ("Strozzi", "Ridolfi"), ("Strozzi", "Bischeri"), ("Ridolfi", "Tornabuoni"), ("Tornabuoni", "Guadagni"),
      ("Albizzi", "Ginori"), ("Albizzi", "Guadagni"), ("Bischeri", "Guadagni"), ("Guadagni", "Lamberteschi"),
    ]
    var builder = GraphBuilder(isDirected: false)
    for (a, b) in marriages { builder.add(families.firstIndex(of: a)!, families.firstIndex(of: b)!) }
    return builder.build(nodeCount: families.count)
  }()

  /// Random edges whose weights are 1, 2 or 4, so that many paths are equally long.
  static func tied(_ seed: Int, isDirected: Bool) -> Graph {
    let edges = RandomEdges(seed: UInt64(seed), isDirected: isDirected, maxNodes: 24)
    var builder = GraphBuilder(isDirected: isDirected)
    var seen: Set<[Int]> = []
    for (place, edge) in edges.edges.enumerated() {
      let pair = [edge.source, edge.target]
      if seen.insert(isDirected ? pair : pair.sorted()).inserted {
        builder.add(edge.source, edge.target, weight: [1, 2, 4, 3][place % 4])
      }
    }
    return builder.build(nodeCount: edges.nodeCount)
  }
}
