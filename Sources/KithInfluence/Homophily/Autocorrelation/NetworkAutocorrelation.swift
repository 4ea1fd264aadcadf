import Glibc
import KithFoundation
import KithGraph
import KithStatistics

/// Whether a person's value goes with the values of those they address, beside what covariates tell:
/// y = ρ W y + X b + e, by maximum likelihood.
///
///     let fit = try NetworkAutocorrelation().fit(of: drinking, on: [before], over: graph)
///     fit.rho.estimate, fit.rho.error, fit.p
///
/// Row i of W is whom i addresses, by default their mean. ρ maximises ln det(I − ρW) − (n/2) ln σ²(ρ), the determinant
/// from W's eigenvalues, complex pairs included, between the reciprocals of the least and largest real ones.
///
/// **Two standard errors.** Programs differ: `error` inverts the expected information of (σ², ρ, b), with
/// tr(G²) + tr(GᵀG) + |GXb|²/σ² for ρ, G = W(I − ρW)⁻¹ (spatialreg; 0.2214 for karate's degrees). `observedError`
/// inverts the curvature met, tr(G²) + |Wy|²/σ² (sna; 0.1354). They agree in large samples; where they differ much the
/// sample is small, and the likelihood-ratio test, which needs neither, is the one to read.
///
/// **A cross-section**: shared tastes that nobody measured give ρ as surely as influence does.
///
/// Throws E405 (exit 1) with too few people, no edges, values all alike or dependent columns, E406 beyond
/// `maximumPeople`, E402 for weights below zero. O(n³) time, n² memory.
/// Ord 1975, doi 10.1080/01621459.1975.10480272; Leenders 2002, doi 10.1016/S0378-8733(01)00049-1.
public struct NetworkAutocorrelation: Sendable, Codable, Equatable {
  public var style: SpatialWeights
  public var usesWeights: Bool
  /// Above it the likelihood is refused: 2000 people take under a minute, and time grows with their cube.
  public var maximumPeople: Int

  public init(style: SpatialWeights = .rowStandardised, usesWeights: Bool = true, maximumPeople: Int = 2000) {
    self.style = style
    self.usesWeights = usesWeights
    self.maximumPeople = maximumPeople
  }

  /// A coefficient with its standard errors.
  public struct Coefficient: Sendable, Codable, Equatable {
    public let name: String
    public let estimate: Double
    /// From the expected information.
    public let error: Double
    /// From the curvature of the likelihood met; nil where that is none.
    public let observedError: Double?
  }

  public struct Fit: Sendable, Codable, Equatable {
    public let people: Int
    public let edges: Int
    public let rho: Coefficient
    /// Where ρ was looked for.
    public let range: ClosedRange<Double>
    /// "intercept", then a covariate each.
    public let coefficients: [Coefficient]
    /// σ² of e, over n.
    public let variance: Double
    public let logLikelihood: Double
    /// With ρ = 0.
    public let logLikelihoodWithout: Double

    /// 2 (ln L − ln L with ρ = 0).
    public var likelihoodRatio: Double { max(0, 2 * (logLikelihood - logLikelihoodWithout)) }
    /// Of the likelihood ratio, χ² of one degree.
    public var p: Double { ChiSquared(degrees: 1).upperTail(likelihoodRatio) }
  }

  /// Fits y on the covariates; people of whom a value is unknown are left out with their edges.
  public func fit(
    of response: [Double], on covariates: [Trait] = [], over graph: Graph, execution: Execution = .serial
  ) throws -> Fit {
    let data = try AutocorrelationData(
      response, covariates, over: graph, style: style, usesWeights: usesWeights)
    let count = data.response.count
    if count > maximumPeople {
      throw KithError(
        .limit,
        Diagnostic(
          "E406", "network autocorrelation by maximum likelihood: \(count) people are above \(maximumPeople)",
          help: "use the two-stage estimate, which grows with edges, or raise the limit: time grows with the cube"))
    }
    execution.report("eigenvalues", done: 0, of: nil, unit: "people")
    let matrix = data.matrix
    guard let eigenvalues = matrix.eigenvalues() else { throw Self.failure("its eigenvalues were not found") }
    try execution.checkCancellation()
    let lagged = data.lagged(data.response)
    guard let plain = LeastSquares(columns: data.columns, response: data.response),
      let lag = LeastSquares(columns: data.columns, response: lagged)
    else { throw Self.failure("its columns depend on each other") }
    let profile = LikelihoodProfile(eigenvalues, plain.residuals, lag.residuals)
    let rho = profile.maximum()
    let variance = profile.variance(rho)
    let slopes = zip(plain.coefficients, lag.coefficients).map { $0 - rho * $1 }
    let errors = try errors(data, matrix, profile, rho, variance, slopes, lagged)
    let constant = Double(count) / 2 * (log(2 * Double.pi) + 1)
    return Fit(
      people: count, edges: data.edges.graph.edgeCount,
      rho: Coefficient(name: "rho", estimate: rho, error: errors.expected[1], observedError: errors.observed?[1]),
      range: profile.range,
      coefficients: slopes.indices.map { column in
        Coefficient(
          name: data.names[column], estimate: slopes[column], error: errors.expected[2 + column],
          observedError: errors.observed?[2 + column])
      }, variance: variance, logLikelihood: profile.value(rho) - constant,
      logLikelihoodWithout: profile.value(0) - constant)
  }

  /// Standard errors of (σ², ρ, b).
  private func errors(
    _ data: AutocorrelationData, _ matrix: GeneralMatrix, _ profile: LikelihoodProfile, _ rho: Double,
    _ variance: Double, _ slopes: [Double], _ lagged: [Double]
  ) throws -> (expected: [Double], observed: [Double]?) {
    let n = data.response.count
    var system = GeneralMatrix(size: n)
    for column in 0..<n {
      for row in 0..<n { system[row, column] = (row == column ? 1 : 0) - rho * matrix[row, column] }
    }
    // W and (I − ρW)⁻¹ commute.
    guard let g = system.solve(matrix) else { throw Self.failure("I − ρW is singular at the estimate") }
    let squares = g.values.reduce(0) { $0 + $1 * $1 }
    let trace = (0..<n).reduce(0) { $0 + g[$1, $1] }
    let mean = (0..<n).map { row in zip(slopes, data.columns).reduce(0) { $0 + $1.0 * $1.1[row] } }
    var pushed = [Double](repeating: 0, count: n)
    for column in 0..<n { for row in 0..<n { pushed[row] += g[row, column] * mean[column] } }
    let inner = { (a: [Double], b: [Double]) in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

    let information = { (rhoTerm: Double, sigmaTerm: Double, toward: [Double]) in
      var matrix = SymmetricMatrix(size: 2 + data.columns.count)
      matrix[0, 0] = Double(n) / (2 * variance * variance)
      matrix[0, 1] = sigmaTerm / variance
      matrix[1, 1] = rhoTerm
      for (a, column) in data.columns.enumerated() {
        matrix[1, 2 + a] = inner(column, toward) / variance
        for b in 0...a { matrix[2 + a, 2 + b] = inner(column, data.columns[b]) / variance }
      }
      return matrix.cholesky().map { cholesky in
        let inverse = cholesky.inverse()
        return (0..<matrix.size).map { inverse[$0, $0].squareRoot() }
      }
    }
    let expected = information(
      profile.traceOfSquare(rho) + squares + inner(pushed, pushed) / variance, trace, pushed)
    guard let expected else { throw Self.failure("the information matrix is singular") }
    let left = data.response.indices.map { data.response[$0] - rho * lagged[$0] - mean[$0] }
    let observed = information(
      profile.traceOfSquare(rho) + inner(lagged, lagged) / variance, inner(left, lagged) / variance, lagged)
    return (expected, observed)
  }

  static func failure(_ why: String) -> KithError {
    KithError(
      .answerIsNo, Diagnostic("E405", "network autocorrelation is undefined on this network: \(why)"))
  }
}
