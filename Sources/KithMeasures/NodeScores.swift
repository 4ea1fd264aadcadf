import KithGraph

/// One real value a node, with what it means and how it was reached.
public struct NodeScores: Sendable {
  public let measure: MeasureInfo
  /// By node index. Always finite.
  public let values: [Double]
  /// Nil for closed-form measures.
  public let convergence: Convergence?

  public init(measure: MeasureInfo, values: [Double], convergence: Convergence? = nil) {
    self.measure = measure
    self.values = values
    self.convergence = convergence
  }

  public subscript(node: Int) -> Double { values[node] }

  /// The `count` best nodes: score descending, then node index (= id bytes) ascending.
  ///
  /// About O(n): only nodes that pass the best so far are kept and sorted.
  public func top(_ count: Int) -> [Int] {
    if count <= 0 { return [] }
    if count >= values.count { return order }
    var best: [Int] = []
    // The worst score that was among the best when they were last sorted: later nodes lose ties to it.
    var bar = -Double.infinity
    for node in values.indices where values[node] > bar {
      best.append(node)
      if best.count - count < max(count, 64) { continue }
      best.sort(by: isBetter)
      best.removeLast(best.count - count)
      bar = values[best[count - 1]]
    }
    return Array(best.sorted(by: isBetter).prefix(count))
  }

  private func isBetter(_ a: Int, _ b: Int) -> Bool { values[a] != values[b] ? values[a] > values[b] : a < b }

  /// All nodes, best first, ties by node index.
  public var order: [Int] { values.indices.sorted(by: isBetter) }

  /// 1-based rank by node; equal scores share the smaller rank ("1, 2, 2, 4").
  public var ranks: [Int] {
    let order = order
    var ranks = [Int](repeating: 0, count: values.count)
    var rank = 0
    for (position, node) in order.enumerated() {
      if position == 0 || values[node] != values[order[position - 1]] { rank = position + 1 }
      ranks[node] = rank
    }
    return ranks
  }
}

/// How an iteration ended.
public struct Convergence: Sendable, Equatable, Codable {
  public var iterations: Int
  /// The last change, in the measure's own norm.
  public var residual: Double
  public init(iterations: Int, residual: Double) {
    self.iterations = iterations
    self.residual = residual
  }
}
