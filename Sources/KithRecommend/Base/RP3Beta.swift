import Glibc
import KithFoundation

/// Recommends by a random walk of three steps, to items of users who took the same, popular ends held back.
///
///     let model = try RP3Beta(beta: 0.5).fit(taken)
///
/// From an item to one of its users, and on to one of their items, each equally likely to the power of α; the end
/// divided by (its number of users)^β. Summed over the items of a profile, the `neighbors` likeliest ends of each.
/// Paudel, Christoffel, Newell & Bernstein 2017, doi 10.1145/2955101.
public struct RP3Beta: Sendable, Codable, Equatable {
  public var alpha: Double
  public var beta: Double
  public var neighbors: Int

  public init(alpha: Double = 1, beta: Double = 0.5, neighbors: Int = 1000) {
    self.alpha = alpha
    self.beta = beta
    self.neighbors = neighbors
  }

  /// Throws E720 for options out of range, and `CancellationError`.
  public func fit(_ taken: UserItems, execution: Execution = .serial) throws -> any ItemScorer {
    if neighbors < 1 { throw KithError.option("the number of neighbours", neighbors, choose: "1 or more") }
    if !(alpha > 0 && alpha.isFinite) { throw KithError.option("alpha", alpha, choose: "a number above 0") }
    if !(beta >= 0 && beta.isFinite) { throw KithError.option("beta", beta, choose: "0 or a number above it") }
    let (alpha, beta) = (alpha, beta)
    let fromItem = (0..<taken.itemCount).map { Float(pow(Double(max(1, taken.users(of: $0).count)), -alpha)) }
    let fromUser = (0..<taken.userCount).map { Float(pow(Double(max(1, taken.items(of: $0).count)), -alpha)) }
    let atEnd = (0..<taken.itemCount).map { Float(pow(Double(max(1, taken.users(of: $0).count)), -beta)) }
    let similar = try Neighborhood(rows: taken.itemCount, columns: taken.itemCount, count: neighbors, execution) {
      item, sums, touched in
      for user in taken.users(of: item) {
        let step = fromItem[item] * fromUser[Int(user)]
        for other in taken.items(of: Int(user)) where other != UInt32(item) {
          if sums[Int(other)] == 0 { touched.append(other) }
          sums[Int(other)] += step * atEnd[Int(other)]
        }
      }
    }
    return ProfileScorer(taken: taken, similar: similar)
  }
}
