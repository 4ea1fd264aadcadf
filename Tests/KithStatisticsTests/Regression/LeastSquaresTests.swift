import KithStatistics
import KithTestSupport
import Testing

@Suite("Least squares")
struct LeastSquaresTests {
  @Test("A straight line, by hand")
  func line() throws {
    let x: [Double] = [0, 1, 2, 3]
    let fit = try #require(LeastSquares(columns: [[1, 1, 1, 1], x], response: [1, 3, 2, 5]))
    #expect(approximately(fit.coefficients[0], 1.1, 1e-13) && approximately(fit.coefficients[1], 1.1, 1e-13))
    // Residuals −0.1 0.8 −1.3 0.6: squares 2.7, two degrees of freedom, Σ(x − x̄)² = 5.
    #expect(approximately(fit.squares, 2.7, 1e-13) && fit.freedom == 2)
    #expect(approximately(try #require(fit.error(1)), (2.7 / 2 / 5).squareRoot(), 1e-13))
    #expect(zip(fit.fitted([[1, 1, 1, 1], x]), [1.1, 2.2, 3.3, 4.4]).allSatisfy { approximately($0, $1, 1e-12) })
  }

  @Test("Columns of very different size fit as well")
  func scaled() throws {
    let big = (0..<20).map { 1e9 * Double($0 * $0 % 7) }
    let small = (0..<20).map { 1e-9 * Double($0 * 3 % 11) }
    let response = (0..<20).map { 2 * big[$0] / 1e9 - 5 * small[$0] / 1e-9 }
    let fit = try #require(LeastSquares(columns: [big, small], response: response))
    #expect(approximately(fit.coefficients[0] * 1e9, 2, 1e-9) && approximately(fit.coefficients[1] * 1e-9, -5, 1e-9))
  }

  @Test func dependentColumnsAreNamed() {
    let columns: [[Double]] = [[1, 1, 1], [1, 2, 3], [3, 5, 7], [0, 0, 0]]
    #expect(LeastSquares.dependentColumns(columns) == [2, 3])
    #expect(LeastSquares(columns: columns, response: [1, 2, 3]) == nil)
    #expect(LeastSquares(columns: [[1.0]], response: [3])?.variance == nil)
  }
}
