import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// y = ρ W y + X b + e by two-stage least squares: networks of any size, when covariates tell what friends are like.
///
///     let fit = try TwoStageAutocorrelation().fit(of: drinking, on: [before], over: graph)
///     fit.rho.estimate, fit.firstStage.value          // a first stage below 10: do not trust the first
///
/// Wy is first told from X and its lags WX, W²X, … (the intercept's lag is left out where rows are standardised), then
/// stands in the regression by what was told; errors come from the residuals with the true Wy, σ² over n − k. **Weak
/// instruments** make it useless: karate gives −1.65 ± 1.56 where the likelihood gives −0.57 ± 0.22; the first stage's
/// F says so beforehand. A cross-section tells no cause, as with `NetworkAutocorrelation`.
///
/// Throws E405 (exit 1) as that does and without covariates that could be lagged, E720 below one lag.
/// O(edges · columns · lags + people · columns²). Kelejian & Prucha 1998, doi 10.1023/A:1007707430416;
/// Staiger & Stock 1997, doi 10.2307/2171753.
public struct TwoStageAutocorrelation: Sendable, Codable, Equatable {
  public var style: SpatialWeights
  public var usesWeights: Bool
  /// How many powers of W lag the covariates; at least 1.
  public var lags: Int

  public init(style: SpatialWeights = .rowStandardised, usesWeights: Bool = true, lags: Int = 2) {
    self.style = style
    self.usesWeights = usesWeights
    self.lags = lags
  }

  public struct Coefficient: Sendable, Codable, Equatable {
    public let name: String
    public let estimate: Double
    public let error: Double
  }

  public struct Fit: Sendable, Codable, Equatable {
    public let people: Int
    public let edges: Int
    public let rho: Coefficient
    /// "intercept", then a covariate each.
    public let coefficients: [Coefficient]
    /// σ² of e, over n − k.
    public let variance: Double
    /// Lags that told anything beyond the covariates.
    public let instruments: Int
    /// F of those lags for Wy; below 10 they are weak. Undefined with as many columns as people.
    public let firstStage: DiffusionValue
  }

  /// Fits y on the covariates; people of whom a value is unknown are left out with their edges.
  public func fit(of response: [Double], on covariates: [Trait], over graph: Graph) throws -> Fit {
    if lags < 1 {
      throw KithError(
        .usage, Diagnostic("E720", "the number of lags is \(lags)", help: "choose at least 1; 2 is usual"))
    }
    let data = try AutocorrelationData(response, covariates, over: graph, style: style, usesWeights: usesWeights)
    let lagged = data.lagged(data.response)
    let instruments = instruments(data)
    if instruments.count == data.columns.count {
      throw NetworkAutocorrelation.failure(
        "the means of friends' covariates tell nothing new, so nothing tells ρ apart")
    }
    guard let first = LeastSquares(columns: instruments, response: lagged),
      let without = LeastSquares(columns: data.columns, response: lagged),
      let second = LeastSquares(columns: [first.fitted(instruments)] + data.columns, response: data.response)
    else { throw NetworkAutocorrelation.failure("the lags tell nothing of friends' values") }
    let (rho, slopes) = (second.coefficients[0], Array(second.coefficients.dropFirst()))
    var squares = 0.0
    for row in data.response.indices {
      let told = zip(slopes, data.columns).reduce(rho * lagged[row]) { $0 + $1.0 * $1.1[row] }
      squares += (data.response[row] - told) * (data.response[row] - told)
    }
    let variance = squares / Double(data.response.count - data.columns.count - 1)
    let coefficient = { (column: Int) in
      Coefficient(
        name: column == 0 ? "rho" : data.names[column - 1], estimate: second.coefficients[column],
        error: (variance * second.inverse[column, column]).squareRoot())
    }
    let added = instruments.count - data.columns.count
    let gain = (without.squares - first.squares) / Double(added)
    let noise = first.variance ?? 0
    return Fit(
      people: data.response.count, edges: data.edges.graph.edgeCount, rho: coefficient(0),
      coefficients: data.columns.indices.map { coefficient($0 + 1) }, variance: variance, instruments: added,
      firstStage: noise > 0
        ? DiffusionValue(gain / noise) : DiffusionValue(undefined: "the lags tell friends' values exactly"))
  }

  /// X, WX, W²X, … without what those before tell.
  private func instruments(_ data: AutocorrelationData) -> [[Double]] {
    var all = data.columns
    var latest = style == .rowStandardised ? Array(data.columns.dropFirst()) : data.columns
    for _ in 0..<lags {
      latest = latest.map(data.lagged)
      all += latest
    }
    let needless = LeastSquares.dependentColumns(all)
    return all.indices.filter { !needless.contains($0) }.map { all[$0] }
  }
}
