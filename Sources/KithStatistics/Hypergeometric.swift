/// How many marked ones a draw without replacement holds.
///
///     // 10 of 100 people wear a badge; 6 of a group of 20 do. By chance that many or more:
///     Hypergeometric(population: 100, marked: 10, drawn: 20).upperTail(6)      // 0.0039
///
/// Probabilities come from the ratios of neighbouring ones, outwards from the likeliest, and are divided by their
/// sum: no factorial is approximated. Each question costs O(standard deviation), at most O(min(marked, drawn)).
/// Feller 1968, An Introduction to Probability Theory and Its Applications, vol. 1, II.6.
public struct Hypergeometric: Sendable, Equatable {
  public let population: Int
  public let marked: Int
  public let drawn: Int

  /// Marked and drawn must lie within 0 and the population.
  public init(population: Int, marked: Int, drawn: Int) {
    precondition(population >= 0 && (0...population).contains(marked) && (0...population).contains(drawn))
    self.population = population
    self.marked = marked
    self.drawn = drawn
  }

  /// The counts that can occur.
  public var support: ClosedRange<Int> { max(0, marked + drawn - population)...min(marked, drawn) }

  public var mean: Double { population == 0 ? 0 : Double(marked) * Double(drawn) / Double(population) }

  /// The probability of `count` or more.
  public func upperTail(_ count: Int) -> Double {
    if count <= support.lowerBound { return 1 }
    if count > support.upperBound { return 0 }
    var (tail, rest) = (0.0, 0.0)
    forEach(above: 0) { value, weight in
      if value >= count { tail += weight } else { rest += weight }
    }
    return tail / (tail + rest)
  }

  /// The mean of a function of the count.
  public func mean(of function: (Int) -> Double) -> Double {
    var (sum, all) = (0.0, 0.0)
    // What is left out weighs less than rounding.
    forEach(above: 1e-20) { value, weight in
      sum += weight * function(value)
      all += weight
    }
    return sum / all
  }

  /// Every count whose weight against the likeliest's is above the least.
  private func forEach(above least: Double, _ body: (_ count: Int, _ weight: Double) -> Void) {
    let (n, m, d) = (Double(population), Double(marked), Double(drawn))
    let mode = min(support.upperBound, max(support.lowerBound, Int((m + 1) * (d + 1) / (n + 2))))
    body(mode, 1)
    var weight = 1.0
    var k = Double(mode)
    while Int(k) < support.upperBound {
      weight *= (m - k) * (d - k) / ((k + 1) * (n - m - d + k + 1))
      if weight <= least { break }
      k += 1
      body(Int(k), weight)
    }
    weight = 1
    k = Double(mode)
    while Int(k) > support.lowerBound {
      weight *= k * (n - m - d + k) / ((m - k + 1) * (d - k + 1))
      if weight <= least { break }
      k -= 1
      body(Int(k), weight)
    }
  }
}
