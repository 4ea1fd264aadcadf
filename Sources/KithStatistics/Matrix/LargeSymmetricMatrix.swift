import COpenBLAS
import KithFoundation

/// A square symmetric matrix in one piece of memory, for factoring in place.
///
///     let matrix = LargeSymmetricMatrix(order: 3)
///     matrix[0, 0] = 4; …
///     matrix.factor()                    // false unless positive definite
///     matrix.invertFactored()
///
/// Single precision, `order²` floats; only the lower triangle (row ≥ column) is read by `factor`. BLAS runs on the
/// calling thread, so that bytes do not depend on how many there are.
public final class LargeSymmetricMatrix: @unchecked Sendable {
  public let order: Int
  public let values: UnsafeMutablePointer<Float>

  /// All zero. `order²` floats.
  public init(order: Int) {
    self.order = order
    values = .allocate(capacity: max(1, order * order))
    values.initialize(repeating: 0, count: order * order)
    BLAS.useCallingThread()
  }

  deinit { values.deallocate() }

  /// Bytes of a matrix.
  public static func memory(order: Int) -> Int { 4 * order * order }

  @inline(__always)
  public subscript(row: Int, column: Int) -> Float {
    get { values[row * order + column] }
    set { values[row * order + column] = newValue }
  }

  /// Cholesky's factor in place of the lower triangle; false where the matrix is not positive definite. O(order³ / 3).
  public func factor() -> Bool {
    // Rows here are LAPACK's columns: our lower triangle is its upper one.
    var (n, info) = (Int32(order), Int32(0))
    spotrf_("U", &n, values, &n, &info)
    return info == 0
  }

  /// The inverse, whole, of what `factor` left. O(order³).
  public func invertFactored() {
    var (n, info) = (Int32(order), Int32(0))
    spotri_("U", &n, values, &n, &info)
    for row in 0..<order { for column in 0..<row { values[column * order + row] = values[row * order + column] } }
  }
}

/// How BLAS runs.
public enum BLAS {
  /// Kith's own loops are parallel; BLAS within them is not.
  public static func useCallingThread() { _ = once }

  private static let once: Void = openblas_set_num_threads(1)
}
