import KithGraph

/// One real value an edge, with what it means and how it was reached.
///
///     let bridges = try EdgeBetweenness().scores(in: graph, execution: .serial)
///     for edge in bridges.top(5) { print(bridges.edges.sources[edge], bridges.edges.targets[edge]) }
public struct EdgeScores: Sendable {
  public let measure: MeasureInfo
  /// The graph's edges in canonical order.
  public let edges: EdgeEnds
  /// By position in `edges`; finite, or NaN where undefined, which files show as nothing.
  public let values: [Double]
  /// Why some edges have no value; nil when all have one.
  public let undefined: String?
  public let error: ApproximationError?

  public init(
    measure: MeasureInfo, edges: EdgeEnds, values: [Double], undefined: String? = nil,
    error: ApproximationError? = nil
  ) {
    precondition(values.count == edges.count)
    self.measure = measure
    self.edges = edges
    self.values = values
    self.undefined = undefined
    self.error = error
  }

  /// Positions of the `count` best edges: value descending, then canonical order; undefined ones last.
  public func top(_ count: Int) -> [Int] {
    NodeScores(measure: measure, values: values, undefined: undefined).top(count)
  }

  /// 1-based rank by edge, as `NodeScores.ranks`.
  public var ranks: [Int] { NodeScores(measure: measure, values: values, undefined: undefined).ranks }
}
