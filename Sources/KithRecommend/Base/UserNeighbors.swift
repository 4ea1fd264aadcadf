import KithFoundation

/// Recommends what the most similar users took.
///
///     let model = try UserNeighbors(neighbors: 100).fit(taken)
///
/// Users are as similar as the cosine of their profiles, |both| / √(|a| |b|); an item's score adds up the similarity of
/// the `neighbors` most similar users who took it. O(Σ over items of pairs²).
/// Herlocker, Konstan, Borchers & Riedl 1999, doi 10.1145/312624.312682.
public struct UserNeighbors: Sendable, Codable, Equatable {
  public var neighbors: Int

  public init(neighbors: Int = 100) { self.neighbors = neighbors }

  /// Throws E720 for fewer than one neighbour, and `CancellationError`.
  public func fit(_ taken: UserItems, execution: Execution = .serial) throws -> any ItemScorer {
    if neighbors < 1 { throw KithError.option("the number of neighbours", neighbors, choose: "1 or more") }
    let scale = (0..<taken.userCount).map { 1 / Float(max(1, taken.items(of: $0).count)).squareRoot() }
    let similar = try Neighborhood(rows: taken.userCount, columns: taken.userCount, count: neighbors, execution) {
      user, sums, touched in
      for item in taken.items(of: user) {
        for other in taken.users(of: Int(item)) where other != UInt32(user) {
          if sums[Int(other)] == 0 { touched.append(other) }
          sums[Int(other)] += scale[user] * scale[Int(other)]
        }
      }
    }
    return Scorer(taken: taken, similar: similar)
  }

  private struct Scorer: ItemScorer {
    let taken: UserItems
    let similar: Neighborhood
    var userCount: Int { taken.userCount }
    var itemCount: Int { taken.itemCount }

    func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
      for (place, user) in users.enumerated() {
        let row = rows + place * itemCount
        row.update(repeating: 0, count: itemCount)
        for entry in similar.row(user) {
          let weight = similar.weights[entry]
          for item in taken.items(of: Int(similar.neighbors[entry])) { row[Int(item)] += weight }
        }
      }
    }
  }
}
