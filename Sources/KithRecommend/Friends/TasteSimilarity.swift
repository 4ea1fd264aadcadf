import Glibc

/// How alike what two people took is: the cosine of their profiles, rare items counting more.
///
///     let alike = TasteSimilarity(taken)
///     alike.between(0, 1)                    // from 0, nothing in common, to 1
///
/// An item taken by n of N users counts ln(N / n) in each of the two profiles. O(items of both) a pair.
public struct TasteSimilarity: Sendable {
  private let taken: UserItems
  private let rarity: [Float]
  private let length: [Float]

  public init(_ taken: UserItems) {
    self.taken = taken
    let rarity = (0..<taken.itemCount).map { item in
      Float(log(Double(max(1, taken.userCount)) / Double(max(1, taken.users(of: item).count))))
    }
    self.rarity = rarity
    length = (0..<taken.userCount).map { user in
      taken.items(of: user).reduce(0 as Float) { $0 + rarity[Int($1)] * rarity[Int($1)] }.squareRoot()
    }
  }

  /// 0 where one of them took nothing that tells people apart.
  public func between(_ person: Int, _ other: Int) -> Float {
    let (mine, theirs) = (taken.items(of: person), taken.items(of: other))
    var (a, b) = (mine.startIndex, theirs.startIndex)
    var both: Float = 0
    while a < mine.endIndex, b < theirs.endIndex {
      if mine[a] == theirs[b] {
        both += rarity[Int(mine[a])] * rarity[Int(mine[a])]
        (a, b) = (a + 1, b + 1)
      } else if mine[a] < theirs[b] {
        a += 1
      } else {
        b += 1
      }
    }
    let scale = length[person] * length[other]
    return scale > 0 ? min(1, both / scale) : 0
  }
}
