/// Which λ to trust: friends have to earn their say on validation data.
///
///     let choice = WeightChoice(grid: FriendWeight.grid, ndcg: byLambda)
///     choice.lambda; choice.gain; choice.error
///
/// The best λ by mean NDCG, the least of equals, if it beats the grid's least by more than one standard error of the
/// difference over users; else that least one, usually 0 (the one-standard-error rule: Hastie, Tibshirani & Friedman
/// 2009, doi 10.1007/978-0-387-84858-7, section 7.10).
public struct WeightChoice: Sendable, Codable, Equatable {
  /// The λ chosen.
  public var lambda: Double
  /// The λ of the highest mean, chosen or not.
  public var best: Double
  /// By λ as in the grid: NDCG, the mean over users.
  public var means: [Double]
  /// The mean of the best less that of the grid's least, and its standard error; nil for fewer than two users.
  public var gain: Double
  public var error: Double?
  public var users: Int

  /// `ndcg` is by λ as in `grid`, then by user. The grid must not be empty.
  public init(grid: [Double], ndcg: [[Double]]) {
    precondition(!grid.isEmpty && ndcg.count == grid.count, "a value a user for each λ")
    let sums = ndcg.map { $0.reduce(0, +) }
    let order = grid.indices.sorted { grid[$0] < grid[$1] }
    let highest = sums.max() ?? 0
    let least = order[0]
    let first = order.first { sums[$0] == highest } ?? least
    let gains = zip(ndcg[first], ndcg[least]).map { $0 - $1 }
    let count = Double(gains.count)
    users = gains.count
    means = sums.map { $0 / max(1, count) }
    let mean = gains.reduce(0, +) / max(1, count)
    let squares = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    error = users > 1 ? (squares / (count - 1) / count).squareRoot() : nil
    gain = mean
    best = grid[first]
    lambda = error.map { mean > $0 } ?? false ? grid[first] : grid[least]
  }
}
