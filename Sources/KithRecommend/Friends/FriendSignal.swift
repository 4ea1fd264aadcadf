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
    let work = Workspace(self)
    for (place, user) in users.enumerated() { score(user, into: rows + place * itemCount, work) }
  }

  /// What one user after the other is scored with: clearing it costs what was touched, not everybody.
  final class Workspace {
    fileprivate let people: Scratch<Float>
    /// Who was heeded last, ascending: friends, and friends of friends where they count.
    fileprivate(set) var heeded: [UInt32] = []

    init(_ signal: FriendSignal) { people = Scratch(repeating: 0, count: signal.userCount) }
  }

  func score(_ user: Int, into row: UnsafeMutablePointer<Float>, _ work: Workspace) {
    row.update(repeating: 0, count: itemCount)
    let people = work.people.base
    work.heeded.removeAll(keepingCapacity: true)
    add(user, to: people, &work.heeded)
    // In order of people, so that sums do not depend on the order of touching them.
    work.heeded.sort()
    for person in work.heeded {
      let weight = people[Int(person)]
      people[Int(person)] = 0
      for item in taken.items(of: Int(person)) { row[Int(item)] += weight }
    }
  }

  /// The user's row of W + h W²; lists whom it touched once.
  func add(_ user: Int, to people: UnsafeMutablePointer<Float>, _ heeded: inout [UInt32]) {
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
