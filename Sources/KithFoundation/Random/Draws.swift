extension RandomStream {
  /// True with probability `p`.
  package mutating func coin(_ p: Double) -> Bool { unit() < p }

  /// Standard normal, by the polar method (Marsaglia and Bray 1964, doi 10.1137/1006063).
  package mutating func normal() -> Double {
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let square = x * x + y * y
      if square > 0 && square < 1 { return x * (-2 * PortableMath.ln(square) / square).squareRoot() }
    }
  }

  /// Log-normal: `median` times e to `sigma` standard normals.
  package mutating func logNormal(median: Double, sigma: Double) -> Double {
    median * PortableMath.exp(sigma * normal())
  }

  /// Poisson of a small mean, by multiplying uniforms (Knuth).
  package mutating func poisson(_ mean: Double) -> Int {
    let limit = PortableMath.exp(-mean)
    var count = 0
    var product = unit()
    while product > limit {
      count += 1
      product *= unit()
    }
    return count
  }

  /// One element, uniformly; the array must not be empty.
  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// An index drawn in proportion to `weights`, which are not negative and not all zero.
  package mutating func index(weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
