import COpenBLAS
import KithFoundation
import KithStatistics

/// Recommends by a linear model of items on items, without an item's own weight: solved in closed form.
///
///     let model = try EASE(regularization: 150).fit(taken)
///     let social = try EASE(regularization: 150, friendWeight: 0.3).fit(taken, friends: friends)
///
/// With G = XᵀX + λ I and P = G⁻¹, the weight from item i to item j is −P_ij / P_jj (Steck 2019,
/// doi 10.1145/3308558.3313710). Where there are fewer users than items the same scores come from a matrix of users:
/// K = XXᵀ + λ I, M = K⁻¹X, and the score of an item not taken is −M_uj / D_j, D_j = (1 − Σ_u X_uj M_uj) / λ. There,
/// friends can stand beside the items as further columns T, weighted by a: K = XXᵀ + a TTᵀ + λ I.
///
/// Time O(order³) once, then O(pairs) a user; memory 4 · order² bytes, order the smaller of users and items: refused
/// (E406, exit 75) beyond `memoryLimit`. Taken items get no score that means anything: leave them out.
public struct EASE: Sendable, Codable, Equatable {
  public enum Form: String, Sendable, Codable, CaseIterable {
    case automatic, users, items
  }

  /// λ: the larger, the closer to plain co-occurrence.
  public var regularization: Double
  public var form: Form
  /// a: what a friend in common weighs against an item in common; above 0 needs the form by users, and friends.
  public var friendWeight: Double
  /// Bytes the matrix may take.
  public var memoryLimit: Int

  public init(
    regularization: Double = 150, form: Form = .automatic, friendWeight: Double = 0, memoryLimit: Int = 4 << 30
  ) {
    self.regularization = regularization
    self.form = form
    self.friendWeight = friendWeight
    self.memoryLimit = memoryLimit
  }

  /// Bytes that fitting takes beside the data: the matrix and what solving copies.
  public func memory(users: Int, items: Int) -> Int {
    LargeSymmetricMatrix.memory(order: isByUsers(users, items) ? users : items)
  }

  private func isByUsers(_ users: Int, _ items: Int) -> Bool {
    switch form {
    case .automatic: friendWeight > 0 || users <= items
    case .users: true
    case .items: false
    }
  }

  /// `friends` gives T: a row for each user, of weights of people, the user's own place among them.
  ///
  /// Errors: E720 for options out of range; E406 for a matrix beyond the limit; `CancellationError`.
  public func fit(
    _ taken: UserItems, friends: PersonWeights? = nil, execution: Execution = .serial
  ) throws -> any ItemScorer {
    if !(regularization > 0 && regularization.isFinite) {
      throw KithError.option("the regularisation", regularization, choose: "a number above 0")
    }
    if !(friendWeight >= 0 && friendWeight.isFinite) {
      throw KithError.option("the friends' weight", friendWeight, choose: "0 or a number above it")
    }
    if friendWeight > 0 && (friends == nil || form == .items) {
      throw KithError.option(
        "the friends' weight", "\(friendWeight) without friends, or by items", choose: "0, or give friends")
    }
    let needed = memory(users: taken.userCount, items: taken.itemCount)
    if needed > memoryLimit {
      throw KithError.size(
        "EASE would take \(needed >> 20) MB for \(min(taken.userCount, taken.itemCount)) users or items, more than the "
          + "limit of \(memoryLimit >> 20) MB",
        help: "raise the limit, leave out rare items or users, or use als")
    }
    if isByUsers(taken.userCount, taken.itemCount) {
      return try UserForm(
        taken, Float(regularization), friendWeight > 0 ? friends : nil, Float(friendWeight), execution)
    }
    return try ItemForm(taken, Float(regularization), execution)
  }

  /// Solved by users.
  private struct UserForm: ItemScorer {
    let taken: UserItems
    let inverse: LargeSymmetricMatrix
    /// −1 / D_j.
    let scale: Scratch<Float>
    var userCount: Int { taken.userCount }
    var itemCount: Int { taken.itemCount }

    init(
      _ taken: UserItems, _ lambda: Float, _ friends: PersonWeights?, _ weight: Float, _ execution: Execution
    ) throws {
      self.taken = taken
      let users = taken.userCount
      let matrix = LargeSymmetricMatrix(order: users)
      let columns = friends?.transposed
      // A row is whole before it is written: no two threads meet.
      execution.forEachChunk(of: users, grain: 16) { _, range in
        for user in range {
          let row = matrix.values + user * users
          for item in taken.items(of: user) { for other in taken.users(of: Int(item)) { row[Int(other)] += 1 } }
          if let friends, let columns {
            for (person, mine) in friends.row(user) {
              for (other, theirs) in columns.row(Int(person)) { row[Int(other)] += weight * mine * theirs }
            }
          }
          row[user] += lambda
        }
      }
      try execution.checkCancellation()
      if !matrix.factor() { throw RecommendError.unsolvable }
      try execution.checkCancellation()
      matrix.invertFactored()
      let scale = Scratch<Float>(uninitialized: taken.itemCount)
      execution.forEachChunk(of: taken.itemCount, grain: 64) { _, range in
        for item in range {
          var sum: Float = 0
          let mine = taken.users(of: item)
          for user in mine {
            let row = matrix.values + Int(user) * users
            for other in mine { sum += row[Int(other)] }
          }
          scale.base[item] = -lambda / max(1 - sum, .leastNormalMagnitude)
        }
      }
      try execution.checkCancellation()
      inverse = matrix
      self.scale = scale
    }

    func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
      for (place, user) in users.enumerated() {
        let row = rows + place * itemCount
        row.update(repeating: 0, count: itemCount)
        let weights = inverse.values + user * userCount
        for other in 0..<userCount {
          let weight = weights[other]
          for item in taken.items(of: other) { row[Int(item)] += weight }
        }
        for item in 0..<itemCount { row[item] *= scale.base[item] }
      }
    }
  }

  /// Solved by items.
  private struct ItemForm: ItemScorer {
    let taken: UserItems
    /// Row i: the weights of item i on others.
    let weights: LargeSymmetricMatrix
    var userCount: Int { taken.userCount }
    var itemCount: Int { taken.itemCount }

    init(_ taken: UserItems, _ lambda: Float, _ execution: Execution) throws {
      self.taken = taken
      let items = taken.itemCount
      let matrix = LargeSymmetricMatrix(order: items)
      execution.forEachChunk(of: items, grain: 16) { _, range in
        for item in range {
          let row = matrix.values + item * items
          for user in taken.users(of: item) { for other in taken.items(of: Int(user)) { row[Int(other)] += 1 } }
          row[item] += lambda
        }
      }
      try execution.checkCancellation()
      if !matrix.factor() { throw RecommendError.unsolvable }
      try execution.checkCancellation()
      matrix.invertFactored()
      let diagonal = (0..<items).map { matrix[$0, $0] }
      execution.forEachChunk(of: items, grain: 16) { _, range in
        for item in range {
          let row = matrix.values + item * items
          for other in 0..<items { row[other] = -row[other] / diagonal[other] }
          row[item] = 0
        }
      }
      weights = matrix
    }

    func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
      for (place, user) in users.enumerated() {
        let row = rows + place * itemCount
        row.update(repeating: 0, count: itemCount)
        for item in taken.items(of: user) {
          let mine = weights.values + Int(item) * itemCount
          for other in 0..<itemCount { row[other] += mine[other] }
        }
      }
    }
  }
}
