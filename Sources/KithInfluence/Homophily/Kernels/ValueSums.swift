import KithFoundation

/// What every measure of a numeric trait is made of: weighted sums over edges x → y.
struct ValueSums: Sendable {
  var total = 0.0
  /// Σ w·x·y.
  var product = 0.0
  /// Σ w·x·y with each row of weights divided by its sum.
  var averagedProduct = 0.0
  var sources = 0.0
  var targets = 0.0
  var sourceSquares = 0.0
  var targetSquares = 0.0

  init() {}

  init(_ edges: KnownEdges, source: [Double], target: [Double]) {
    let (x, y) = (Scratch(copying: source), Scratch(copying: target))
    let (out, inward) = (Scratch(copying: edges.outStrength), Scratch(copying: edges.inStrength))
    edges.graph.out.withPointers { rows in multiply(EdgeRows(rows, people: x.count), x, y, strengths: out) }
    addEnds(x, y, out: out, inward: inward)
  }

  /// Sets the products over edges of x at the source with y at the target.
  mutating func multiply(
    _ rows: EdgeRows, _ x: Scratch<Double>, _ y: Scratch<Double>, strengths: Scratch<Double>
  ) {
    let (x, y, offsets, neighbors) = (x.base, y.base, rows.offsets.base, rows.neighbors.base)
    var (product, averaged) = (0.0, 0.0)
    for person in 0..<rows.people {
      var sum = 0.0
      if let weights = rows.weights?.base {
        for edge in offsets[person]..<offsets[person &+ 1] {
          sum += Double(weights[edge]) * y[Int(neighbors[edge])]
        }
      } else {
        for edge in offsets[person]..<offsets[person &+ 1] { sum += y[Int(neighbors[edge])] }
      }
      product += x[person] * sum
      averaged += strengths.base[person] > 0 ? x[person] * sum / strengths.base[person] : 0
    }
    (self.product, averagedProduct) = (product, averaged)
  }

  /// Sets the sums over ends.
  mutating func addEnds(_ x: Scratch<Double>, _ y: Scratch<Double>, out: Scratch<Double>, inward: Scratch<Double>) {
    (total, sources, targets, sourceSquares, targetSquares) = (0, 0, 0, 0, 0)
    for person in 0..<x.count {
      let (a, b) = (x.base[person], y.base[person])
      total += out.base[person]
      sources += out.base[person] * a
      targets += inward.base[person] * b
      sourceSquares += out.base[person] * a * a
      targetSquares += inward.base[person] * b * b
    }
  }

  /// Pearson's correlation of the two ends over edges; NaN where an end does not vary.
  var correlation: Double {
    let sourceSpread = total * sourceSquares - sources * sources
    let targetSpread = total * targetSquares - targets * targets
    // Below this a spread is rounding.
    if sourceSpread <= 1e-12 * total * sourceSquares || targetSpread <= 1e-12 * total * targetSquares { return .nan }
    return (total * product - sources * targets) / (sourceSpread * targetSpread).squareRoot()
  }
}
