import Glibc

/// How good probabilities were, now that it is known what happened.
///
///     let scores = ProbabilityScores(of: [0.9, 0.2, 0.4], happened: [true, false, false])
///     scores.brier; scores.logLoss; scores.bins
///
/// Brier 1950, doi 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.
public struct ProbabilityScores: Sendable, Equatable, Codable {
  /// Cases of about the same forecast.
  public struct Bin: Sendable, Equatable, Codable {
    public var cases: Int
    /// The mean forecast.
    public var expected: Double
    /// The share that happened.
    public var observed: Double
  }

  /// The mean of (forecast − 1 or 0)²; smaller is better.
  public var brier: Double
  /// The mean −ln of the chance given to what happened; smaller is better. Chances are kept within 10⁻⁶ of 0 and 1.
  public var logLoss: Double
  /// Ten groups of equally many cases, lowest forecasts first; equal forecasts stay together.
  public var bins: [Bin]

  /// There is one case at least. O(cases log cases).
  public init(of forecasts: [Double], happened: [Bool], bins binCount: Int = 10) {
    precondition(!forecasts.isEmpty && forecasts.count == happened.count)
    let count = Double(forecasts.count)
    brier = zip(forecasts, happened).reduce(0) { $0 + ($1.0 - ($1.1 ? 1 : 0)) * ($1.0 - ($1.1 ? 1 : 0)) } / count
    logLoss = zip(forecasts, happened).reduce(0) { $0 + Self.loss($1.0, $1.1) } / count
    let order = forecasts.indices.sorted { (forecasts[$0], $0) < (forecasts[$1], $1) }
    var bins: [Bin] = []
    var start = 0
    while start < order.count {
      var end = min(order.count, max(start + 1, (bins.count + 1) * order.count / binCount))
      while end < order.count && forecasts[order[end]] == forecasts[order[end - 1]] { end += 1 }
      let rows = order[start..<end]
      bins.append(
        Bin(
          cases: rows.count, expected: rows.reduce(0) { $0 + forecasts[$1] } / Double(rows.count),
          observed: Double(rows.count { happened[$0] }) / Double(rows.count)))
      start = end
    }
    self.bins = bins
  }

  static func loss(_ forecast: Double, _ happened: Bool) -> Double {
    let chance = min(max(forecast, 1e-6), 1 - 1e-6)
    return -log(happened ? chance : 1 - chance)
  }
}
