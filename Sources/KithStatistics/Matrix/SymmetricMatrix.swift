/// A small dense symmetric matrix: covariances, information matrices.
///
///     var matrix = SymmetricMatrix(size: 2)
///     matrix[0, 0] = 4; matrix[0, 1] = 1; matrix[1, 1] = 3
///     matrix.cholesky()?.solve([1, 2])                    // x with matrix · x = (1, 2)
///
/// Both triangles are kept equal. For tens of columns; large systems belong to LAPACK.
public struct SymmetricMatrix: Sendable, Equatable, Codable {
  public let size: Int
  /// Row by row, size · size.
  public private(set) var values: [Double]

  public init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  /// Sets both triangles.
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set {
      values[row * size + column] = newValue
      values[column * size + row] = newValue
    }
  }

  /// vᵀ M v. O(size²).
  public func form(_ vector: [Double]) -> Double {
    precondition(vector.count == size)
    var sum = 0.0
    for row in 0..<size where vector[row] != 0 {
      for column in 0..<size { sum += vector[row] * values[row * size + column] * vector[column] }
    }
    return sum
  }

  /// A M A for another symmetric matrix A, as in sandwich covariances. O(size³).
  public func between(_ outer: SymmetricMatrix) -> SymmetricMatrix {
    precondition(outer.size == size)
    var half = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for middle in 0..<size {
        let factor = outer[row, middle]
        for column in 0..<size { half[row * size + column] += factor * self[middle, column] }
      }
    }
    var result = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0...row {
        var sum = 0.0
        for middle in 0..<size { sum += half[row * size + middle] * outer[middle, column] }
        result[row, column] = sum
      }
    }
    return result
  }

  /// L with M = L Lᵀ; nil where the matrix is not positive definite. O(size³).
  public func cholesky() -> Cholesky? {
    var lower = values
    for column in 0..<size {
      for row in column..<size {
        var sum = lower[row * size + column]
        for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
        if row > column {
          lower[row * size + column] = sum / lower[column * size + column]
        } else if sum > 0 && sum.isFinite {
          lower[row * size + row] = sum.squareRoot()
        } else {
          return nil
        }
      }
    }
    return Cholesky(size: size, lower: lower)
  }

  /// The columns whose part not told by the columns before them is less than `tolerance` of themselves, ascending.
  ///
  /// Of a Gram matrix XᵀX these are the columns of X that others make needless. Where other columns were taken out
  /// of the matrix before, `whole` is its diagonal before that. O(size³).
  public func dependentColumns(tolerance: Double = 1e-9, whole: [Double]? = nil) -> [Int] {
    var left = values
    var dependent: [Int] = []
    for pivot in 0..<size {
      let whole = whole?[pivot] ?? values[pivot * size + pivot]
      let rest = left[pivot * size + pivot]
      if !(rest > tolerance * whole && rest > 0) {
        dependent.append(pivot)
        continue
      }
      for row in pivot + 1..<max(size, pivot + 1) {
        let factor = left[row * size + pivot] / rest
        for column in pivot + 1..<size { left[row * size + column] -= factor * left[pivot * size + column] }
      }
    }
    return dependent
  }
}

/// The lower triangle L of M = L Lᵀ.
public struct Cholesky: Sendable {
  public let size: Int
  let lower: [Double]

  /// x with M x = `right`. O(size²).
  public func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == size)
    var x = right
    for row in 0..<size {
      for k in 0..<row { x[row] -= lower[row * size + k] * x[k] }
      x[row] /= lower[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in row + 1..<max(size, row + 1) { x[row] -= lower[k * size + row] * x[k] }
      x[row] /= lower[row * size + row]
    }
    return x
  }

  /// M⁻¹. O(size³).
  public func inverse() -> SymmetricMatrix {
    var result = SymmetricMatrix(size: size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      let x = solve(unit)
      for row in column..<size { result[row, column] = x[row] }
    }
    return result
  }
}
