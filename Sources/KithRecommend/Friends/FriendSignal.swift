import KithFoundation

/// What the friends of a user took, and the friends of friends for less: F = (W + h W²) X.
///
///     let signal = FriendSignal(taken, .uniform(friends))
///     signal.scores(of: 0)                       // 0 for what no friend took
///
/// W holds how much each person heeds each friend, X who took what. Not divided by popularity: that loses more than it
/// gains. O(ties of friends + their pairs) a user.
public struct FriendSignal: ItemScorer {
  public let taken: UserItems
  public let weights: PersonWeights
  /// h: what the friends of friends count; they include the user.
  public let secondHop: Float

  /// `weights` are of the users of `taken`.
  public init(_ taken: UserItems, _ weights: PersonWeights, secondHop: Double = 0.3) {
    precondition(weights.count == taken.userCount, "the friends are of other people")
    self.taken = taken
    self.weights = weights
    self.secondHop = Float(secondHop)
  }

  public var userCount: Int { taken.userCount }
  public var itemCount: Int { taken.itemCount }

  /// Whether anybody tells anything about the user's taste.
  public func isSilent(for user: Int) -> Bool { weights.degree(user) == 0 }

  public func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
    let people = Scratch<Float>(repeating: 0, count: userCount)
    for (place, user) in users.enumerated() {
      let row = rows + place * itemCount
      row.update(repeating: 0, count: itemCount)
      var heeded: [UInt32] = []
      add(user, to: people.base, &heeded)
      // In order of people, so that sums do not depend on the order of touching them.
      heeded.sort()
      for person in heeded {
        let weight = people.base[Int(person)]
        people.base[Int(person)] = 0
        for item in taken.items(of: Int(person)) { row[Int(item)] += weight }
      }
    }
  }

  /// The user's row of W + h W²; lists whom it touched once.
  private func add(_ user: Int, to people: UnsafeMutablePointer<Float>, _ heeded: inout [UInt32]) {
    let add = { (person: UInt32, weight: Float, heeded: inout [UInt32]) in
      if people[Int(person)] == 0 { heeded.append(person) }
      people[Int(person)] += weight
    }
    for (friend, weight) in weights.row(user) {
      add(friend, weight, &heeded)
      if secondHop == 0 { continue }
      for (other, further) in weights.row(Int(friend)) { add(other, secondHop * weight * further, &heeded) }
    }
  }
}
