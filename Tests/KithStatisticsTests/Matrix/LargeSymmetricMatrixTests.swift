import KithFoundation
import KithStatistics
import Testing

@Suite("Large symmetric matrices")
struct LargeSymmetricMatrixTests {
  @Test("The inverse times the matrix is one", arguments: [1, 2, 7, 40])
  func inverse(order: Int) {
    var random = RandomStream(seed: 7, purpose: "matrix", index: UInt64(order))
    let factors = (0..<order * order).map { _ in random.unit() - 0.5 }
    let matrix = LargeSymmetricMatrix(order: order)
    var original = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0..<order {
        var sum = row == column ? 0.5 : 0
        for k in 0..<order { sum += factors[row * order + k] * factors[column * order + k] }
        original[row * order + column] = sum
        if column <= row { matrix[row, column] = Float(sum) }
      }
    }
    #expect(matrix.factor())
    matrix.invertFactored()
    for row in 0..<order {
      for column in 0..<order {
        var sum = 0.0
        for k in 0..<order { sum += original[row * order + k] * Double(matrix[k, column]) }
        #expect(abs(sum - (row == column ? 1 : 0)) < 1e-3)
      }
    }
  }

  @Test func notPositiveDefinite() {
    let matrix = LargeSymmetricMatrix(order: 2)
    (matrix[0, 0], matrix[1, 0], matrix[1, 1]) = (1, 2, 1)
    #expect(!matrix.factor())
  }
}
