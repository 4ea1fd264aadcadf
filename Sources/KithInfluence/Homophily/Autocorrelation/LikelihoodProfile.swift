import Glibc
import KithStatistics

/// The likelihood of y = ρ W y + X b + e by ρ alone, b and σ² at their best for it.
struct LikelihoodProfile: Sendable {
  private let eigenvalues: [GeneralMatrix.Eigenvalue]
  private let count: Double
  /// Residuals' e₀·e₀, e₀·e₁ and e₁·e₁ of y and Wy on X: the residual at ρ is e₀ − ρe₁.
  private let own: Double
  private let cross: Double
  private let lag: Double
  /// Where I − ρW stays regular.
  let range: ClosedRange<Double>

  init(_ eigenvalues: [GeneralMatrix.Eigenvalue], _ own: [Double], _ lag: [Double]) {
    self.eigenvalues = eigenvalues
    count = Double(own.count)
    self.own = own.reduce(0) { $0 + $1 * $1 }
    cross = zip(own, lag).reduce(0) { $0 + $1.0 * $1.1 }
    self.lag = lag.reduce(0) { $0 + $1 * $1 }
    // Without cycles no eigenvalue but 0 bounds ρ: ten is beyond any reading.
    let real = eigenvalues.filter { abs($0.imaginary) <= 1e-10 }.map(\.real)
    let (least, most) = (min(real.min() ?? 0, -0.1), max(real.max() ?? 0, 0.1))
    let margin = 1e-9 * (1 / most - 1 / least)
    range = 1 / least + margin...1 / most - margin
  }

  func variance(_ rho: Double) -> Double { max(0, own - 2 * rho * cross + rho * rho * lag) / count }

  /// Without its constant.
  func value(_ rho: Double) -> Double {
    let determinant = eigenvalues.reduce(0) { sum, eigenvalue in
      let (real, imaginary) = (1 - rho * eigenvalue.real, rho * eigenvalue.imaginary)
      return sum + log(real * real + imaginary * imaginary) / 2
    }
    return determinant - count / 2 * log(variance(rho))
  }

  /// The best of a fine grid, then the zero of the slope beside it by bisection.
  func maximum() -> Double {
    let steps = 400
    let at = { (step: Int) in
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / Double(steps)
    }
    var (best, highest) = (0, -Double.infinity)
    for step in 0...steps {
      let height = value(at(step))
      if height > highest { (best, highest) = (step, height) }
    }
    var (low, high) = (at(max(0, best - 1)), at(min(steps, best + 1)))
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if slope(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func slope(_ rho: Double) -> Double {
    let trace = eigenvalues.reduce(0) { sum, eigenvalue in sum + Self.ratio(eigenvalue, rho).real }
    return -trace + (cross - rho * lag) / variance(rho)
  }

  /// tr((W(I − ρW)⁻¹)²).
  func traceOfSquare(_ rho: Double) -> Double {
    eigenvalues.reduce(0) { sum, eigenvalue in
      let ratio = Self.ratio(eigenvalue, rho)
      return sum + ratio.real * ratio.real - ratio.imaginary * ratio.imaginary
    }
  }

  /// λ / (1 − ρλ).
  private static func ratio(_ value: GeneralMatrix.Eigenvalue, _ rho: Double) -> (real: Double, imaginary: Double) {
    let (a, b) = (1 - rho * value.real, -rho * value.imaginary)
    let size = a * a + b * b
    return ((value.real * a + value.imaginary * b) / size, (value.imaginary * a - value.real * b) / size)
  }
}
