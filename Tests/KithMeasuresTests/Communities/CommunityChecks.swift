import KithGraph
import KithMeasures

/// w(a→b) + w(b→a) for every pair: the projection communities are found on, the slow way.
struct PairWeights {
  let count: Int
  let weight: [[Double]]
  let strength: [Double]
  let total: Double

  init(_ graph: Graph) {
    count = graph.nodeCount
    var weight = Array(repeating: [Double](repeating: 0, count: graph.nodeCount), count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        let other = Int(graph.out.neighbors[edge])
        weight[node][other] += Double(graph.out.weight(at: edge))
        if graph.isDirected { weight[other][node] += Double(graph.out.weight(at: edge)) }
      }
    }
    self.weight = weight
    strength = weight.map { $0.reduce(0, +) }
    total = strength.reduce(0, +)
  }

  /// (1/2W) Σ_ij [A_ij − γ k_i k_j / 2W] δ(c_i, c_j), over all pairs.
  func modularity(_ labels: [Int], resolution: Double = 1) -> Double {
    if total == 0 { return 0 }
    var sum = 0.0
    for i in 0..<count {
      for j in 0..<count where labels[i] == labels[j] {
        sum += weight[i][j] - resolution * strength[i] * strength[j] / total
      }
    }
    return sum / total
  }

  /// The best modularity of all partitions.
  func bestModularity(resolution: Double = 1) -> Double {
    best { modularity($0, resolution: resolution) }
  }

  /// Σ w_ij − γ over all pairs of the same label, self-edges counted half.
  func potts(_ labels: [Int], resolution: Double) -> Double {
    var sum = 0.0
    for i in 0..<count {
      sum += weight[i][i] / 2
      for j in 0..<i where labels[i] == labels[j] { sum += weight[i][j] - resolution }
    }
    return sum
  }

  /// The best value of all partitions: every restricted growth string.
  func best(_ value: ([Int]) -> Double) -> Double {
    var labels = [Int](repeating: 0, count: count)
    var best = -Double.infinity
    func place(_ node: Int, _ used: Int) {
      if node == count {
        best = max(best, value(labels))
        return
      }
      for label in 0...used {
        labels[node] = label
        place(node + 1, max(used, label + 1))
      }
    }
    place(0, 0)
    return best
  }

  /// Whether the members of every label reach each other within it.
  func isConnected(_ labels: [Int]) -> Bool {
    var reached = [Bool](repeating: false, count: count)
    var seen: Set<Int> = []
    for start in 0..<count where !reached[start] {
      if !seen.insert(labels[start]).inserted { return false }
      var stack = [start]
      reached[start] = true
      while let node = stack.popLast() {
        for other in 0..<count where !reached[other] && labels[other] == labels[start] && weight[node][other] > 0 {
          reached[other] = true
          stack.append(other)
        }
      }
    }
    return true
  }
}

func labels(_ partition: [UInt32]) -> [Int] { partition.map { Int($0) } }

func undirectedGraph(_ nodeCount: Int, _ edges: [(Int, Int)]) -> Graph {
  var builder = GraphBuilder(isDirected: false)
  for (a, b) in edges { builder.add(a, b) }
  return builder.build(nodeCount: nodeCount)
}

func clique(_ nodes: Range<Int>) -> [(Int, Int)] {
  nodes.flatMap { a in nodes.filter { $0 > a }.map { (a, $0) } }
}

/// A generator of its own, so that these graphs do not change when the product's does.
struct OwnRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0x9e37_79b9_7f4a_7c15
  }
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// (1/W) Σ_ij [A_ij − γ kᵒᵘᵗ_i kⁱⁿ_j / W] δ(c_i, c_j), over all pairs.
func directedModularity(_ labels: [Int], _ graph: Graph, resolution: Double = 1) -> Double {
  let n = graph.nodeCount
  var weight = Array(repeating: [Double](repeating: 0, count: n), count: n)
  for node in 0..<n {
    for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
      weight[node][Int(graph.out.neighbors[edge])] += Double(graph.out.weight(at: edge))
    }
  }
  let out = weight.map { $0.reduce(0, +) }
  let into = (0..<n).map { j in weight.reduce(0) { $0 + $1[j] } }
  let total = out.reduce(0, +)
  if total == 0 { return 0 }
  var sum = 0.0
  for i in 0..<n {
    for j in 0..<n where labels[i] == labels[j] { sum += weight[i][j] - resolution * out[i] * into[j] / total }
  }
  return sum / total
}

/// `count` cliques of `size` in a ring, one edge between one and the next.
func ringOfCliques(_ count: Int, of size: Int) -> Graph {
  var edges: [(Int, Int)] = []
  for index in 0..<count {
    let first = index * size
    edges += clique(first..<first + size)
    edges.append((first, (index + 1) % count * size + 1))
  }
  return undirectedGraph(count * size, edges)
}

/// Groups of `size`; everyone draws `inside` friends in the group and `between` anywhere.
func sparsePlanted(
  blocks: Int, size: Int, inside: Int, between: Int, seed: UInt64
) -> (Graph, Partition) {
  var random = OwnRandom(state: seed)
  let n = blocks * size
  let place = (0..<n).shuffled(using: &random)
  var builder = GraphBuilder()
  for a in 0..<n {
    for _ in 0..<inside { builder.add(place[a], place[a / size * size + Int.random(in: 0..<size, using: &random)]) }
    for _ in 0..<between { builder.add(place[a], place[Int.random(in: 0..<n, using: &random)]) }
  }
  var truth = [UInt32](repeating: 0, count: n)
  for a in 0..<n { truth[place[a]] = UInt32(a / size) }
  return (builder.build(nodeCount: n), Partition(labels: truth))
}
