import Glibc
import KithFoundation

/// Recommends what resembles what a user took: each item's most similar items, weighted and added up.
///
///     let model = try ItemNeighbors(weighting: .bm25).fit(taken)
///
/// Similar items were taken by the same users. Cosine: |both| / √(|a| |b|). BM25 weighs each taking first, more for a
/// rare item and for a user who took little (k1 100, b 0.8: Robertson & Zaragoza 2009, doi 10.1561/1500000019), and
/// takes the product.
/// An item of the profile adds its similarity where it is among its `neighbors` most similar.
/// O(Σ over users of pairs² + neighbours · pairs). Deshpande & Karypis 2004, doi 10.1145/963770.963776.
public struct ItemNeighbors: Sendable, Codable, Equatable {
  public enum Weighting: String, Sendable, Codable, CaseIterable {
    case cosine, bm25
  }

  public var weighting: Weighting
  public var neighbors: Int

  public init(weighting: Weighting = .cosine, neighbors: Int = 1000) {
    self.weighting = weighting
    self.neighbors = neighbors
  }

  /// Throws E720 for fewer than one neighbour, and `CancellationError`.
  public func fit(_ taken: UserItems, execution: Execution = .serial) throws -> any ItemScorer {
    if neighbors < 1 { throw KithError.option("the number of neighbours", neighbors, choose: "1 or more") }
    let weight: @Sendable (_ item: Int, _ user: Int) -> Float
    switch weighting {
    case .cosine:
      weight = { item, _ in 1 / Float(taken.users(of: item).count).squareRoot() }
    case .bm25:
      let mean = Double(taken.count) / Double(max(1, taken.userCount))
      let (k1, b) = (100.0, 0.8)
      let rarity = (0..<taken.itemCount).map { item in
        max(0, log(Double(max(1, taken.userCount))) - log1p(Double(taken.users(of: item).count)))
      }
      weight = { item, user in
        let length = 1 - b + b * Double(taken.items(of: user).count) / mean
        return Float((k1 + 1) / (k1 * length + 1) * rarity[item])
      }
    }
    let similar = try Neighborhood(rows: taken.itemCount, columns: taken.itemCount, count: neighbors, execution) {
      item, sums, touched in
      for user in taken.users(of: item) {
        let mine = weight(item, Int(user))
        for other in taken.items(of: Int(user)) where other != UInt32(item) {
          if sums[Int(other)] == 0 { touched.append(other) }
          sums[Int(other)] += mine * weight(Int(other), Int(user))
        }
      }
    }
    return ProfileScorer(taken: taken, similar: similar)
  }
}

/// Adds up what each item of a profile says about others.
struct ProfileScorer: ItemScorer {
  let taken: UserItems
  let similar: Neighborhood
  var userCount: Int { taken.userCount }
  var itemCount: Int { taken.itemCount }

  func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
    for (place, user) in users.enumerated() {
      let row = rows + place * itemCount
      row.update(repeating: 0, count: itemCount)
      for item in taken.items(of: user) {
        for entry in similar.row(Int(item)) { row[Int(similar.neighbors[entry])] += similar.weights[entry] }
      }
    }
  }
}
