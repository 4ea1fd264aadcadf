import KithFoundation

/// Draws whom people address, each in proportion to e^(−s·|x_i − x_j|) · (1 + c·same community) · popularity_j.
///
/// Among people in order of trait the first factor splits into one of i and one of j on either side of i, so that
/// prefix sums of popularity_j·e^(±s·x_j), over everybody and within each community, give every weight that a
/// draw needs: exact in O(log people), without the table of all pairs.
struct PlantedEdges {
  /// Everybody, then each community: people in order of trait with the sums over those before and after them.
  private let everybody: Band
  private let communities: [Band]
  private let community: [UInt32]
  /// By person: e^(s·x).
  private let rise: [Double]
  /// By person: their place in `everybody` and in their community.
  private let place: [Int]
  private let inner: [Int]
  private let preference: Double

  /// People in order of trait, and over them the sums that a draw searches.
  private struct Band {
    let people: [UInt32]
    /// `left[k]`: popularity·e^(s·x) over the first k.
    let left: [Double]
    /// `right[k]`: popularity·e^(−s·x) over all from the k-th.
    let right: [Double]

    init(people: [UInt32], popularity: [Double], rise: [Double]) {
      self.people = people
      var left = [Double](repeating: 0, count: people.count + 1)
      var right = left
      for (k, person) in people.enumerated() {
        left[k + 1] = left[k] + popularity[Int(person)] * rise[Int(person)]
      }
      for (k, person) in people.enumerated().reversed() {
        right[k] = right[k + 1] + popularity[Int(person)] / rise[Int(person)]
      }
      self.left = left
      self.right = right
    }

    /// The person of the first k whose share of `left` holds `value`.
    func before(_ k: Int, holding value: Double) -> UInt32 {
      var (low, high) = (0, k - 1)
      while low < high {
        let middle = (low + high) / 2
        if value < left[middle + 1] { high = middle } else { low = middle + 1 }
      }
      return people[low]
    }

    /// The person after the k-th whose share of `right` holds `value`.
    func after(_ k: Int, holding value: Double) -> UInt32 {
      var (low, high) = (k + 1, people.count - 1)
      while low < high {
        let middle = (low + high + 1) / 2
        if value < right[middle] { low = middle } else { high = middle - 1 }
      }
      return people[low]
    }
  }

  init(trait: [Double], popularity: [Double], community: [UInt32], count: Int, similarity: Double, preference: Double) {
    let order = trait.indices.sorted { (trait[$0], $0) < (trait[$1], $1) }.map { UInt32($0) }
    let rise = trait.map { PortableMath.exp(similarity * $0) }
    var members = [[UInt32]](repeating: [], count: count)
    var place = [Int](repeating: 0, count: trait.count)
    var inner = place
    for (k, person) in order.enumerated() {
      let own = Int(community[Int(person)])
      place[Int(person)] = k
      inner[Int(person)] = members[own].count
      members[own].append(person)
    }
    everybody = Band(people: order, popularity: popularity, rise: rise)
    communities = members.map { Band(people: $0, popularity: popularity, rise: rise) }
    (self.community, self.rise, self.place, self.inner) = (community, rise, place, inner)
    self.preference = preference
  }

  /// One other person whom `person` comes to address; nil where nobody else has any weight.
  func draw(for person: Int, _ random: inout RandomStream) -> UInt32? {
    let own = communities[Int(community[person])]
    let (k, m) = (place[person], inner[person])
    let factor = rise[person]
    let left = everybody.left[k] / factor
    let right = everybody.right[k + 1] * factor
    let ownLeft = preference * own.left[m] / factor
    let ownRight = preference * own.right[m + 1] * factor
    let total = left + right + ownLeft + ownRight
    guard total > 0 else { return nil }
    // One number decides where; a fresh one, who: no digits of it are lost to the first choice.
    let side = random.unit() * total
    let share = random.unit()
    if side < left { return everybody.before(k, holding: share * everybody.left[k]) }
    if side < left + right { return everybody.after(k, holding: share * everybody.right[k + 1]) }
    if side < left + right + ownLeft { return own.before(m, holding: share * own.left[m]) }
    return ownRight > 0 ? own.after(m, holding: share * own.right[m + 1]) : nil
  }
}
