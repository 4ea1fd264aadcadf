import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("SymmetricMatrix")
struct SymmetricMatrixTests {
  /// Aᵀ A of random numbers.
  static func gram(_ size: Int, _ random: inout RandomStream) -> SymmetricMatrix {
    let rows = (0..<size + 3).map { _ in (0..<size).map { _ in random.unit() - 0.5 } }
    var matrix = SymmetricMatrix(size: size)
    for j in 0..<size { for k in 0...j { matrix[j, k] = rows.reduce(0) { $0 + $1[j] * $1[k] } } }
    return matrix
  }

  @Test("Solves, inverts and multiplies", arguments: 1...6)
  func solves(size: Int) {
    var random = RandomStream(seed: UInt64(size), purpose: "matrix")
    let matrix = Self.gram(size, &random)
    let truth = (0..<size).map { _ in random.unit() }
    let right = (0..<size).map { row in (0..<size).reduce(0) { $0 + matrix[row, $1] * truth[$1] } }
    let factor = matrix.cholesky()!
    for (found, expected) in zip(factor.solve(right), truth) { #expect(approximately(found, expected, 1e-9)) }
    let identity = matrix.between(factor.inverse())
    for j in 0..<size {
      // A⁻¹ A A⁻¹ = A⁻¹.
      for k in 0..<size { #expect(approximately(identity[j, k], factor.inverse()[j, k], 1e-6)) }
    }
    #expect(approximately(matrix.form(truth), zip(truth, right).reduce(0) { $0 + $1.0 * $1.1 }, 1e-12))
  }

  @Test("What is not positive definite has no factor; columns told by others are found")
  func dependent() {
    var matrix = SymmetricMatrix(size: 3)
    // Columns (1,0,1), (0,1,1) and their sum (1,1,2).
    let columns = [[1.0, 0, 1], [0, 1, 1], [1, 1, 2]]
    for j in 0..<3 { for k in 0...j { matrix[j, k] = zip(columns[j], columns[k]).reduce(0) { $0 + $1.0 * $1.1 } } }
    #expect(matrix.dependentColumns() == [2])
    matrix[0, 0] = -1
    #expect(matrix.cholesky() == nil)
    #expect(SymmetricMatrix(size: 2).dependentColumns() == [0, 1])
    #expect(SymmetricMatrix(size: 0).cholesky()?.solve([]) == [])
  }
}
