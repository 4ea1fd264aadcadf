import KithFoundation
import RealModule

/// How the chance of a yes depends on what is known: logit P(yes) = intercept of the row's group + Σ bⱼ xⱼ.
///
///     let fit = try LogisticRegression().fit(data, execution: Execution(threads: 2))
///     fit.test("age")                    // estimate, error, z, p
///
/// Maximum likelihood by Newton's method with step halving. Errors by the inverse Hessian, and clustered by the
/// sandwich H⁻¹ (Σ_c s_c s_cᵀ) H⁻¹ · c/(c − 1) over clusters with rows, exact although the intercepts are profiled
/// out. Groups whose answers are all alike say nothing of the slopes and drop out with their rows, as do levels 0
/// or 1 of a column of zeros and ones whose rows all answer alike; columns that are constant or told by earlier
/// ones drop out. Each is named in the result.
///
/// Throws E402 (bad data) for unknown or infinite numbers, E405 (exit 1) when nothing can be estimated or some mix of
/// columns tells yes from no without error, which no finite weight can say; `CancellationError`. A step costs
/// O(rows · columns²), whatever the number of groups; the same bits for any number of threads.
/// McCullagh & Nelder 1989, Generalized Linear Models, doi 10.1007/978-1-4899-3242-6; clustered errors: Liang & Zeger
/// 1986, doi 10.1093/biomet/73.1.13.
public struct LogisticRegression: Sendable, Codable, Equatable {
  /// Largest step, in standard deviations of a column, that ends the search.
  public var tolerance: Double
  /// At least 1.
  public var maxIterations: Int

  public init(tolerance: Double = 1e-9, maxIterations: Int = 100) {
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  public func fit(_ data: LogisticData, execution: Execution = .serial) throws -> LogisticFit {
    try data.check()
    let screening = try LogisticScreening(data)
    var kernel = screening.kernel(columns: screening.columns)
    var columns = screening.columns
    var omitted = screening.omitted
    var intercepts = screening.startingIntercepts
    var slopes = [Double](repeating: 0, count: columns.count)
    var sums = kernel.sums(slopes, intercepts, execution)
    let whole = columns.indices.map { sums.hessian[$0 * (columns.count + 1)] }
    let needless = sums.profiledHessian().dependentColumns(whole: whole)
    if !needless.isEmpty {
      for index in needless { omitted.append((columns[index], "told by the columns before it")) }
      columns = columns.indices.filter { !needless.contains($0) }.map { columns[$0] }
      kernel = screening.kernel(columns: columns)
      slopes = [Double](repeating: 0, count: columns.count)
      sums = kernel.sums(slopes, intercepts, execution)
    }

    for iteration in 1...max(1, maxIterations) {
      try execution.checkCancellation()
      guard let factor = sums.profiledHessian().cholesky() else {
        throw Self.separated(columns.map { data.columns[$0] })
      }
      let step = sums.step(factor)
      var share = 1.0
      var next = sums
      var (nextSlopes, nextIntercepts) = (slopes, intercepts)
      while true {
        nextSlopes = zip(slopes, step.slopes).map { $0 + share * $1 }
        nextIntercepts = zip(intercepts, step.intercepts).map { $0 + share * $1 }
        next = kernel.sums(nextSlopes, nextIntercepts, execution)
        if next.logLikelihood >= sums.logLikelihood - 1e-9 * abs(sums.logLikelihood) || share < 1e-9 { break }
        share /= 2
      }
      let gain = next.logLikelihood - sums.logLikelihood
      (slopes, intercepts, sums) = (nextSlopes, nextIntercepts, next)
      let largest = (step.slopes + step.intercepts).reduce(0) { max($0, abs($1)) }
      // Columns that nearly tell each other leave steps of rounding that gain nothing.
      let standsStill = abs(gain) <= 1e-13 * max(1, abs(sums.logLikelihood)) && largest < 1e-4
      if largest < tolerance || standsStill {
        return try result(data, screening, kernel, columns, omitted, slopes, intercepts, sums, iteration)
      }
      // Where no finite weights are best, steps of about 1 go on while the likelihood stands still.
      if gain < 1e-8 && largest > 0.1 {
        let running = columns.indices.filter { abs(step.slopes[$0]) > 0.01 }.map { data.columns[columns[$0]] }
        throw Self.separated(running)
      }
    }
    throw KithError(
      .notConverged,
      Diagnostic(
        "E401", "logistic regression did not converge in \(maxIterations) iterations", help: "allow more iterations"))
  }

  private func result(
    _ data: LogisticData, _ screening: LogisticScreening, _ kernel: LogisticKernel, _ columns: [Int],
    _ omitted: [(column: Int, reason: String)], _ slopes: [Double], _ intercepts: [Double],
    _ sums: LogisticKernel.Sums, _ iterations: Int
  ) throws -> LogisticFit {
    guard let factor = sums.profiledHessian().cholesky() else { throw Self.separated(columns.map { data.columns[$0] }) }
    let inverse = factor.inverse()
    let scales = kernel.sources.map(\.scale)
    func unscaled(_ matrix: SymmetricMatrix) -> SymmetricMatrix {
      var result = matrix
      for j in columns.indices { for k in 0...j { result[j, k] = matrix[j, k] * scales[j] * scales[k] } }
      return result
    }
    var clustered: SymmetricMatrix?
    let (scores, clusters) = kernel.clusterScores(slopes, intercepts, sums)
    if clusters > 1 {
      var matrix = scores.between(inverse)
      let factor = Double(clusters) / Double(clusters - 1)
      for j in 0..<matrix.size { for k in 0...j { matrix[j, k] *= factor } }
      clustered = unscaled(matrix)
    }
    let estimates = zip(slopes, scales).map { $0 * $1 }
    let shift = zip(estimates, kernel.sources).reduce(0) { $0 + $1.0 * $1.1.mean }
    return LogisticFit(
      names: columns.map { data.columns[$0].name }, estimates: estimates, modelCovariance: unscaled(inverse),
      clusteredCovariance: clustered,
      omitted: omitted.sorted { $0.column < $1.column }.map {
        .init(name: data.columns[$0.column].name, reason: $0.reason)
      },
      intercepts: intercepts.indices.map { screening.isKept[$0] ? intercepts[$0] - shift : nil },
      logLikelihood: sums.logLikelihood, rows: screening.rows, trials: screening.trials, yes: screening.yes,
      clusters: clusters, iterations: iterations, rules: screening.rules, saysYes: screening.saysYes)
  }

  private static func separated(_ columns: [LogisticData.Column]) -> KithError {
    let names = columns.isEmpty ? "the columns" : columns.map(\.name).joined(separator: ", ")
    return KithError(
      .answerIsNo,
      Diagnostic(
        "E405",
        "no finite weights describe the answers: \(names) \(columns.count == 1 ? "tells" : "tell") yes "
          + "from no without error",
        help: "leave out a column that says the same as the answer, or gather more rows"))
  }
}
