import Glibc

/// The baseline of size forecasts: in the end all cascades come to about the same multiple of their early size.
///
///     let growth = try EarlySizeGrowth(early: [12, 30, 9], final: [25, 70, 14])
///     growth.forecast(from: 20)
///
/// ln final = ln early + a constant, by least squares; the forecast is the typical size, e^constant times the early one.
/// Szabo & Huberman 2010, doi 10.1145/1787234.1787254 (whose expected size is larger by the factor e^(σ²/2)).
public struct EarlySizeGrowth: Sendable, Equatable, Codable {
  /// Mean of ln(final / early).
  public var logFactor: Double
  /// σ² of it; 0 where there is one cascade.
  public var variance: Double

  /// Throws E405 (exit 1) where no cascade has a share early on.
  public init(early: [Int], final: [Int]) throws {
    let growths = zip(early, final).filter { $0.0 > 0 }.map { log(Double($0.1) / Double($0.0)) }
    if growths.isEmpty {
      throw DiffusionError.unanswerable(
        "no finished cascade has a share early on", help: "give a log with more cascades, or a later age")
    }
    let mean = growths.reduce(0, +) / Double(growths.count)
    logFactor = mean
    variance =
      growths.count < 2 ? 0 : growths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(growths.count - 1)
  }

  public func forecast(from early: Int) -> Double { Double(early) * exp(logFactor) }
}
