import Glibc

/// How long it takes people to share what they saw: even for some minutes, then ever slower by a power law.
///
///     let kernel = MemoryKernel()
///     kernel.share(within: 300)        // 0.19: of all who ever share, so many do within five minutes
///
/// The density is constant up to `cutoff` and falls with the power −(1 + θ) after it; it integrates to 1. Times are in
/// seconds. The defaults are those measured on Twitter, of the authors' package `seismic` 1.1: Zhao, Erdogdu, He,
/// Rajaraman & Leskovec 2015, doi 10.1145/2783258.2783401 (which prints θ rounded, 0.242).
public struct MemoryKernel: Sendable, Codable, Equatable {
  /// Seconds during which people share alike.
  public var cutoff: Double
  /// θ, above 0.
  public var exponent: Double

  public init(cutoff: Double = 300, exponent: Double = 0.2314843) {
    self.cutoff = cutoff
    self.exponent = exponent
  }

  /// The density up to the cutoff.
  var height: Double { 1 / (cutoff * (1 + 1 / exponent)) }

  /// Of those who ever share, how many do within `delay` seconds.
  public func share(within delay: Double) -> Double {
    delay <= cutoff ? height * max(0, delay) : 1 - share(after: delay)
  }

  /// Of those who ever share, how many do later than `delay` seconds.
  public func share(after delay: Double) -> Double {
    if delay <= cutoff { return 1 - height * max(0, delay) }
    return height * cutoff / exponent * exp(-exponent * log(delay / cutoff))
  }

  /// ∫ s φ(s) ds from 0 to `delay`.
  func moment(within delay: Double) -> Double {
    if delay <= cutoff { return height * max(0, delay) * max(0, delay) / 2 }
    let tail = 1 - exponent
    // θ = 1 makes the integral a logarithm.
    let grown = abs(tail) < 1e-12 ? log(delay / cutoff) : (exp(tail * log(delay / cutoff)) - 1) / tail
    return height * cutoff * cutoff * (0.5 + grown)
  }
}
