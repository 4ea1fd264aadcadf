import KithGraph

/// One real value a node, with what it means and how it was reached.
public struct NodeScores: Sendable {
  public let measure: MeasureInfo
  /// By node index; finite, or NaN where the measure is undefined (see `undefined`), which files show as nothing.
  public let values: [Double]
  /// Why some nodes have no value; nil when all have one.
  public let undefined: String?
  /// Nil for closed-form measures.
  public let convergence: Convergence?
  /// How far an approximation may be off; nil for exact values.
  public let error: ApproximationError?

  public init(
    measure: MeasureInfo, values: [Double], undefined: String? = nil, convergence: Convergence? = nil,
    error: ApproximationError? = nil
  ) {
    self.measure = measure
    self.values = values
    self.undefined = undefined
    self.convergence = convergence
    self.error = error
  }

  public subscript(node: Int) -> Double { values[node] }

  /// The rank of a node without a value.
  public static let unranked = Int.min

  /// The `count` best nodes: score descending, then node index (= id bytes) ascending; undefined ones last.
  ///
  /// About O(n): only nodes that pass the best so far are kept and sorted.
  public func top(_ count: Int) -> [Int] {
    if count <= 0 { return [] }
    if count >= values.count || undefined != nil { return Array(order.prefix(count)) }
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

  private func isBetter(_ a: Int, _ b: Int) -> Bool {
    let (left, right) = (values[a], values[b])
    if left > right { return true }
    if left < right { return false }
    if left.isNaN != right.isNaN { return right.isNaN }
    return a < b
  }

  /// All nodes, best first, ties by node index; undefined ones last.
  public var order: [Int] { values.indices.sorted(by: isBetter) }

  /// 1-based rank by node; equal scores share the smaller rank ("1, 2, 2, 4"); `unranked` where undefined.
  public var ranks: [Int] {
    let order = order
    var ranks = [Int](repeating: Self.unranked, count: values.count)
    var rank = 0
    for (position, node) in order.enumerated() where !values[node].isNaN {
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

/// What an approximation promises.
public struct ApproximationError: Sendable, Equatable, Codable {
  /// The largest absolute error of any value, with the probability below; nil where none is proven.
  public var bound: Double?
  /// Nil where no bound is proven.
  public var confidence: Double?
  public var samples: Int

  public init(bound: Double? = nil, confidence: Double? = nil, samples: Int) {
    self.bound = bound
    self.confidence = confidence
    self.samples = samples
  }
}
