import COpenBLAS

/// A dense square matrix of no special form, for LAPACK: column by column.
///
///     var weights = GeneralMatrix(size: 3)
///     weights[0, 1] = 1
///     weights.eigenvalues()               // real and imaginary parts
///
/// LAPACK runs on one thread, so that results do not depend on how many there are.
public struct GeneralMatrix: Sendable, Equatable {
  public let size: Int
  /// Column by column, size · size.
  public private(set) var values: [Double]

  public init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  public subscript(row: Int, column: Int) -> Double {
    get { values[column * size + row] }
    set { values[column * size + row] = newValue }
  }

  public struct Eigenvalue: Sendable, Equatable {
    public var real: Double
    public var imaginary: Double
  }

  /// All eigenvalues, complex ones in pairs; nil where LAPACK's iteration fails. O(size³).
  ///
  /// LAPACK's dgeev: balancing, Hessenberg form, QR iterations.
  public func eigenvalues() -> [Eigenvalue]? {
    if size == 0 { return [] }
    openblas_set_num_threads(1)
    var (matrix, n, one, info) = (values, Int32(size), Int32(1), Int32(0))
    var real = [Double](repeating: 0, count: size)
    var imaginary = real
    var (left, right) = (0.0, 0.0)
    // First asked how much room it wants, then run.
    var (room, wanted) = (Int32(-1), 0.0)
    dgeev_("N", "N", &n, &matrix, &n, &real, &imaginary, &left, &one, &right, &one, &wanted, &room, &info)
    room = max(Int32(wanted), 4 * n)
    var work = [Double](repeating: 0, count: Int(room))
    dgeev_("N", "N", &n, &matrix, &n, &real, &imaginary, &left, &one, &right, &one, &work, &room, &info)
    guard info == 0 else { return nil }
    return zip(real, imaginary).map { Eigenvalue(real: $0, imaginary: $1) }
  }

  /// X with M · X = `right`; nil where M is singular. O(size³).
  public func solve(_ right: GeneralMatrix) -> GeneralMatrix? {
    precondition(right.size == size)
    if size == 0 { return right }
    openblas_set_num_threads(1)
    var (matrix, n, count, info) = (values, Int32(size), Int32(size), Int32(0))
    var pivots = [Int32](repeating: 0, count: size)
    var solution = right
    dgesv_(&n, &count, &matrix, &n, &pivots, &solution.values, &n, &info)
    return info == 0 ? solution : nil
  }
}
