import Foundation
import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("General matrices")
struct GeneralMatrixTests {
  @Test("A ring's eigenvalues are the roots of one")
  func ring() throws {
    var matrix = GeneralMatrix(size: 6)
    for row in 0..<6 { matrix[row, (row + 1) % 6] = 1 }
    let found = try #require(matrix.eigenvalues())
    for power in 0..<6 {
      let angle = Double(power) / 6 * 2 * Double.pi
      #expect(
        found.contains { approximately($0.real, cos(angle), 1e-12) && approximately($0.imaginary, sin(angle), 1e-12) })
    }
  }

  @Test("Eigenvalues sum to the trace; solutions solve", arguments: [1, 2, 9, 40])
  func random(size: Int) throws {
    var coin = RandomStream(seed: 1, purpose: "test matrix", index: UInt64(size))
    var (matrix, right) = (GeneralMatrix(size: size), GeneralMatrix(size: size))
    for row in 0..<size {
      for column in 0..<size {
        matrix[row, column] = coin.unit() - 0.5
        right[row, column] = coin.unit()
      }
    }
    let found = try #require(matrix.eigenvalues())
    let trace = (0..<size).reduce(0) { $0 + matrix[$1, $1] }
    #expect(approximately(found.reduce(0) { $0 + $1.real }, trace, 1e-11))
    #expect(approximately(found.reduce(0) { $0 + $1.imaginary }, 0, 1e-11))
    let solution = try #require(matrix.solve(right))
    for row in 0..<size {
      for column in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix[row, $1] * solution[$1, column] }
        #expect(approximately(product, right[row, column], 1e-9))
      }
    }
  }

  @Test func degenerate() {
    #expect(GeneralMatrix(size: 0).eigenvalues()?.isEmpty == true)
    #expect(GeneralMatrix(size: 2).solve(GeneralMatrix(size: 2)) == nil)
  }
}
