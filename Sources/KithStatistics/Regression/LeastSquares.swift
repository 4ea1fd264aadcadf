/// The linear combination of columns nearest to a response.
///
///     let fit = LeastSquares(columns: [ones, age], response: spend)!
///     fit.coefficients[1], fit.error(1)
///
/// Normal equations of columns scaled to length 1, solved by Cholesky: for tens of columns that are not nearly
/// dependent. O(rows · columns²). Björck 1996, doi 10.1137/1.9781611971484, chapter 2.
public struct LeastSquares: Sendable {
  public let coefficients: [Double]
  public let residuals: [Double]
  /// Sum of squared residuals.
  public let squares: Double
  /// (XᵀX)⁻¹.
  public let inverse: SymmetricMatrix

  /// Nil where columns depend on each other: see `dependentColumns`.
  public init?(columns: [[Double]], response: [Double]) {
    precondition(columns.allSatisfy { $0.count == response.count })
    let (gram, lengths) = Self.gram(columns)
    guard gram.dependentColumns().isEmpty, let cholesky = gram.cholesky() else { return nil }
    let scaled = cholesky.solve(zip(columns, lengths).map { Self.product($0, response) / $1 })
    let coefficients = zip(scaled, lengths).map { $0 / $1 }
    self.coefficients = coefficients
    var residuals = response
    for (column, coefficient) in zip(columns, coefficients) {
      for row in residuals.indices { residuals[row] -= coefficient * column[row] }
    }
    self.residuals = residuals
    squares = Self.product(residuals, residuals)
    let unit = cholesky.inverse()
    var inverse = SymmetricMatrix(size: columns.count)
    for row in columns.indices {
      for column in 0...row { inverse[row, column] = unit[row, column] / (lengths[row] * lengths[column]) }
    }
    self.inverse = inverse
  }

  /// Rows less columns.
  public var freedom: Int { residuals.count - coefficients.count }

  /// Sum of squares over `freedom`; nil without any.
  public var variance: Double? { freedom > 0 ? squares / Double(freedom) : nil }

  /// Standard error of a coefficient, errors alike and independent.
  public func error(_ column: Int) -> Double? { variance.map { ($0 * inverse[column, column]).squareRoot() } }

  /// What the columns give at each row.
  public func fitted(_ columns: [[Double]]) -> [Double] {
    residuals.indices.map { row in zip(columns, coefficients).reduce(0) { $0 + $1.0[row] * $1.1 } }
  }

  /// The columns that those before them tell.
  public static func dependentColumns(_ columns: [[Double]]) -> [Int] { gram(columns).gram.dependentColumns() }

  private static func gram(_ columns: [[Double]]) -> (gram: SymmetricMatrix, lengths: [Double]) {
    let lengths = columns.map { column in
      let length = product(column, column).squareRoot()
      return length > 0 ? length : 1
    }
    var gram = SymmetricMatrix(size: columns.count)
    for row in columns.indices {
      for column in 0...row {
        gram[row, column] = product(columns[row], columns[column]) / (lengths[row] * lengths[column])
      }
    }
    return (gram, lengths)
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in a.indices.reduce(0) { $0 + a[$1] * b[$1] } }
    }
  }
}
