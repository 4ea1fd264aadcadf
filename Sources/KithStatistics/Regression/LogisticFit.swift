import KithFoundation

/// What a logistic regression found.
///
///     let fit = try LogisticRegression().fit(data)
///     fit.test("age")?.twoSided           // by clustered errors where there are clusters
///     fit.difference("past", "future")    // whether one column weighs more than another
public struct LogisticFit: Sendable {
  /// A column or group that the rows cannot weigh.
  public struct Omission: Sendable, Equatable {
    public let name: String
    /// A clause: "the same in every row".
    public let reason: String
  }

  /// The columns weighed, in the order given.
  public let names: [String]
  /// Change of the log-odds by one unit, for each of `names`.
  public let estimates: [Double]
  /// Of the estimates, if rows were independent.
  public let modelCovariance: SymmetricMatrix
  /// Of the estimates, however the rows of a cluster depend on each other; nil without clusters or with only one.
  public let clusteredCovariance: SymmetricMatrix?
  /// Columns left out, with their reasons.
  public let omitted: [Omission]
  /// Log-odds of each group where all columns are 0; nil for groups that said always yes or always no, or nothing.
  public let intercepts: [Double?]
  /// Of the rows given, counts without their binomial coefficients; rows that a group tells alone add 0.
  public let logLikelihood: Double
  /// Rows that could tell something: the rest are told by their group, or by a level of a column, alone.
  public let rows: Int
  /// Trials in those rows.
  public let trials: Double
  /// Yes in those rows.
  public let yes: Double
  /// Clusters with such rows; 0 without clusters.
  public let clusters: Int
  public let iterations: Int

  /// Rows whose answer a level of a column tells alone.
  struct Rule: Sendable {
    let column: String
    let level: Double
    let isYes: Bool
  }
  let rules: [Rule]
  /// Where a group has no intercept: whether it always said yes.
  let saysYes: [Bool]

  /// Nil where the column was left out, or the data tell no error.
  public func test(_ name: String) -> WaldTest? { contrast([(name, 1)]) }

  /// By the errors that hold if rows were independent.
  public func modelTest(_ name: String) -> WaldTest? { contrast([(name, 1)], by: modelCovariance) }

  /// The first estimate minus the second, with the error of the difference.
  public func difference(_ first: String, _ second: String) -> WaldTest? { contrast([(first, 1), (second, -1)]) }

  public func estimate(_ name: String) -> Double? { names.firstIndex(of: name).map { estimates[$0] } }

  private func contrast(_ parts: [(name: String, factor: Double)], by covariance: SymmetricMatrix? = nil) -> WaldTest? {
    var weights = [Double](repeating: 0, count: names.count)
    for part in parts {
      guard let index = names.firstIndex(of: part.name) else { return nil }
      weights[index] += part.factor
    }
    let variance = (covariance ?? clusteredCovariance ?? modelCovariance).form(weights)
    let estimate = zip(weights, estimates).reduce(0) { $0 + $1.0 * $1.1 }
    return WaldTest(estimate: estimate, error: variance < 0 ? 0 : variance.squareRoot())
  }

  /// The log-odds of each row; infinite for rows told by their group or a level alone.
  ///
  /// `data` has the columns that were fitted, by name. O(rows · columns).
  public func predictors(of data: LogisticData, execution: Execution = .serial) -> Scratch<Double> {
    let result = Scratch<Double>(uninitialized: data.rowCount)
    let weighed = names.enumerated().map { index, name in
      (column: data.columns.first { $0.name == name }!, weight: estimates[index])
    }
    let certain = rules.map { rule in (column: data.columns.first { $0.name == rule.column }!, rule: rule) }
    execution.forEachChunk(of: data.rowCount, grain: 1 << 14) { _, rows in
      for row in rows {
        let group = Int(data.groups?.storage.base[row] ?? 0)
        var sum = intercepts[group] ?? (saysYes[group] ? .infinity : -.infinity)
        for part in weighed { sum += part.weight * part.column.value(row, data.clusters) }
        for part in certain where part.column.value(row, data.clusters) == part.rule.level {
          sum = part.rule.isYes ? .infinity : -.infinity
        }
        result.base[row] = sum
      }
    }
    return result
  }
}

extension LogisticData.Column {
  @inline(__always)
  func value(_ row: Int, _ clusters: LogisticData.Codes?) -> Double {
    storage.base[isByCluster ? Int(clusters.unsafelyUnwrapped.storage.base[row]) : row]
  }
}

extension LogisticFit {
  /// Wald's test that several weights are all 0: bᵀ V⁻¹ b against χ² with as many degrees of freedom.
  ///
  /// Columns left out do not count; nil where none is left or their covariance has no inverse.
  public func jointTest(_ columns: [String]) -> (chiSquared: Double, degrees: Int, p: Double)? {
    let places = columns.compactMap { names.firstIndex(of: $0) }
    if places.isEmpty { return nil }
    let covariance = clusteredCovariance ?? modelCovariance
    // As correlations, so that units do not matter to the factorisation.
    let errors = places.map { covariance[$0, $0].squareRoot() }
    guard errors.allSatisfy({ $0 > 0 }) else { return nil }
    var correlations = SymmetricMatrix(size: places.count)
    for j in places.indices {
      for k in 0...j { correlations[j, k] = covariance[places[j], places[k]] / (errors[j] * errors[k]) }
    }
    guard correlations.dependentColumns().isEmpty, let factor = correlations.cholesky() else { return nil }
    let z = zip(places, errors).map { estimates[$0] / $1 }
    let sum = zip(z, factor.solve(z)).reduce(0) { $0 + $1.0 * $1.1 }
    return (sum, places.count, ChiSquared(degrees: Double(places.count)).upperTail(sum))
  }
}
