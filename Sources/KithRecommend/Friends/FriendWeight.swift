/// How much friends count beside a recommender's own scores: z(base) + λ(u) · z(friends).
///
///     let rule = FriendWeight(0.1, isLargerForFewItems: true)
///     rule.lambda(items: 0)                    // 4: whoever took nothing yet is best known by their friends
public struct FriendWeight: Sendable, Codable, Equatable {
  /// λ of users with many items; 0 leaves the base alone.
  public var lambda: Double
  /// λ(u) = max(λ, 4 / (1 + n)) for a user of n items; not where λ is 0.
  public var isLargerForFewItems: Bool

  public init(_ lambda: Double, isLargerForFewItems: Bool = false) {
    self.lambda = lambda
    self.isLargerForFewItems = isLargerForFewItems
  }

  public func lambda(items: Int) -> Double {
    isLargerForFewItems && lambda > 0 ? max(lambda, 4 / (1 + Double(items))) : lambda
  }

  /// Among these a λ is chosen on validation data; 0 is among them, so that friends may turn out not to help.
  public static let grid = [0, 0.05, 0.1, 0.15, 0.25, 0.4, 0.8, 1.2]
}

/// Mean and spread of scores over the items that may be recommended.
struct Standard {
  let mean: Double
  /// 1 where all scores are alike.
  let deviation: Double

  init(_ scores: UnsafePointer<Float>, _ count: Int, isTaken: (Int) -> Bool) {
    var (sum, number) = (0.0, 0.0)
    for item in 0..<count where !isTaken(item) {
      sum += Double(scores[item])
      number += 1
    }
    let mean = number > 0 ? sum / number : 0
    var squares = 0.0
    for item in 0..<count where !isTaken(item) {
      let distance = Double(scores[item]) - mean
      squares += distance * distance
    }
    let deviation = number > 0 ? (squares / number).squareRoot() : 0
    self.mean = mean
    self.deviation = deviation < 1e-9 ? 1 : deviation
  }

  init(_ scores: [Double]) {
    let mean = scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
    let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = scores.isEmpty ? 0 : (squares / Double(scores.count)).squareRoot()
    self.mean = mean
    self.deviation = deviation < 1e-9 ? 1 : deviation
  }

  @inline(__always) func z(_ score: Double) -> Double { (score - mean) / deviation }
}
