import KithFoundation
import KithTestSupport
import Testing

@testable import KithRecommend

@Suite("Implicit ALS")
struct ImplicitALSTests {
  @Test("Each side is the best there is, given the other: no step lowers the loss", arguments: [1, 2, 3])
  func optimal(seed: UInt64) throws {
    let taken = randomTakings(seed: seed)
    // Fewer factors than some users have items, and more than others.
    let model = try ImplicitALS(factors: 4, iterations: 30, alpha: 5, regularization: 0.5, seed: seed).fit(taken)
    let users = (0..<taken.userCount).map { model.userFactors($0) }
    let items = (0..<taken.itemCount).map { model.itemFactors($0) }
    let found = loss(users, items, taken, alpha: 5, regularization: 0.5)
    var random = RandomStream(seed: seed, purpose: "steps")
    for _ in 0..<200 {
      var moved = items
      moved[random.below(items.count)][random.below(4)] += Float(random.unit() - 0.5) * 0.2
      #expect(loss(users, moved, taken, alpha: 5, regularization: 0.5) > found - 1e-4, "seed \(seed)")
    }
  }

  @Test("Equals the normal equations, solved plainly", arguments: [1, 2])
  func equations(seed: UInt64) throws {
    let taken = randomTakings(seed: seed, share: 0.5)
    let once = try ImplicitALS(factors: 3, iterations: 1, alpha: 7, regularization: 0.3, seed: seed).fit(taken)
    for item in 0..<taken.itemCount {
      // (PᵀP + (α − 1) Σ p pᵀ + λ I) q = α Σ p, over the users who took the item.
      var matrix = [[Double]](repeating: [0, 0, 0], count: 3)
      var right = [0.0, 0, 0]
      for user in 0..<taken.userCount {
        let p = once.userFactors(user).map(Double.init)
        let has = taken.isTaken(UInt32(item), by: user)
        for a in 0..<3 {
          for b in 0..<3 { matrix[a][b] += p[a] * p[b] * (has ? 7 : 1) }
          if has { right[a] += 7 * p[a] }
        }
      }
      for a in 0..<3 { matrix[a][a] += 0.3 }
      let expected = solve(matrix, right)
      for (a, b) in zip(once.itemFactors(item), expected) { #expect(abs(Double(a) - b) < 1e-4) }
    }
  }

  @Test func sameForAnyThreads() throws {
    let taken = randomTakings(seed: 5, users: 300, items: 200, share: 0.1)
    let als = ImplicitALS(factors: 16, iterations: 3)
    let (one, three) = (try als.fit(taken), try als.fit(taken, execution: Execution(threads: 3)))
    #expect((0..<300).allSatisfy { one.userFactors($0) == three.userFactors($0) })
    #expect(one.scores(of: 7) == three.scores(of: 7))
  }

  @Test func whoTookNothingHasNoFactors() throws {
    let model = try ImplicitALS(factors: 4, iterations: 2).fit(randomTakings(seed: 1))
    #expect(model.userFactors(5) == [0, 0, 0, 0] && model.scores(of: 5).allSatisfy { $0 == 0 })
    let empty = try ImplicitALS(factors: 4, iterations: 2).fit(UserItems(users: 0, items: 0, pairs: []))
    #expect(empty.userCount == 0)
  }

  @Test func badOptions() {
    let taken = randomTakings(seed: 1)
    for als in [
      ImplicitALS(factors: 0), ImplicitALS(iterations: 0), ImplicitALS(alpha: 0.5), ImplicitALS(alpha: .nan),
      ImplicitALS(regularization: 0),
    ] {
      #expect(throws: KithError.self) { try als.fit(taken) }
    }
  }

  private func loss(
    _ users: [[Float]], _ items: [[Float]], _ taken: UserItems, alpha: Double, regularization: Double
  ) -> Double {
    var sum = 0.0
    for user in users.indices {
      for item in items.indices {
        let score = zip(users[user], items[item]).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let has = taken.isTaken(UInt32(item), by: user)
        sum += (has ? alpha : 1) * ((has ? 1 : 0) - score) * ((has ? 1 : 0) - score)
      }
    }
    return sum + regularization * (users + items).joined().reduce(0.0) { $0 + Double($1) * Double($1) }
  }
}

/// Gaussian elimination.
func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  var (a, b) = (matrix, right)
  let n = b.count
  for column in 0..<n {
    let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) }!
    a.swapAt(column, pivot)
    b.swapAt(column, pivot)
    for row in 0..<n where row != column {
      let factor = a[row][column] / a[column][column]
      for k in column..<n { a[row][k] -= factor * a[column][k] }
      b[row] -= factor * b[column]
    }
  }
  return (0..<n).map { b[$0] / a[$0][$0] }
}
