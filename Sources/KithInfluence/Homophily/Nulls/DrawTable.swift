import KithFoundation
import KithStatistics

/// The statistics of every draw of a null model: a row a draw, a column a statistic, NaN where undefined.
struct DrawTable: Sendable {
  let draws: Int
  let columns: Int
  private let values: Scratch<Double>

  init(draws: Int, columns: Int) {
    self.draws = draws
    self.columns = columns
    values = Scratch(repeating: .nan, count: draws * columns)
  }

  func set(_ draw: Int, _ column: Int, _ value: Double) {
    values.base[draw * columns + column] = value.isFinite ? value : .nan
  }

  /// Of a column, turned into another scale; nil where what was observed is undefined.
  func comparison(
    _ column: Int, observed: Double?, turned: (Double) -> Double = { $0 }
  ) -> NullComparison? {
    guard let observed, observed.isFinite else { return nil }
    return NullComparison(
      observed: turned(observed), draws: (0..<draws).map { turned(values.base[$0 * columns + column]) })
  }
}
