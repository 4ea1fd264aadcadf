import Glibc
import KithFoundation

extension PowerLaw {
  /// A value by the law; exact, by inversion or by rejection from the rounded-down continuous law
  /// (Devroye 1986, doi 10.1007/978-1-4613-8643-8, X.6).
  func draw(_ random: inout RandomStream) -> Double {
    let power = -1 / (exponent - 1)
    // Of 1 − u, since u may be 0.
    if kind == .continuous { return threshold * pow(1 - random.unit(), power) }
    let largest = ratio(threshold)
    while true {
      let value = (threshold * pow(1 - random.unit(), power)).rounded(.down)
      // Beyond 2^53 whole numbers are no longer told apart: as good as any.
      if value >= 0x1p53 || random.unit() * largest <= ratio(value) { return min(value, 0x1p53) }
    }
  }

  /// The law's chance of a whole number over that of drawing it, up to a factor: falls with the number.
  private func ratio(_ value: Double) -> Double { -1 / (value * expm1((1 - exponent) * log1p(1 / value))) }
}
