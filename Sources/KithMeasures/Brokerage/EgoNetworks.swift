import KithFoundation
import KithGraph

/// Everyone's contacts with their mutual strength zᵢⱼ = wᵢⱼ + wⱼᵢ, self-edges and contacts of no strength left out.
struct EgoNetworks: Sendable {
  let count: Int
  private let rows: Adjacency.Pointers
  /// Sums of strengths, by node.
  let strength: Scratch<Double>
  /// Largest strengths, by node.
  let largest: Scratch<Double>

  /// One contact of a person.
  struct Contact {
    var node: Int
    var strength: Double
    /// Σ zᵢ𝑞·zⱼ𝑞·share𝑞 over the contacts 𝑞 that i and j have in common.
    var common: Double
  }

  init(_ rows: Adjacency.Pointers, count: Int, _ execution: Execution) {
    (self.rows, self.count) = (rows, count)
    let strength = Scratch<Double>(repeating: 0, count: count)
    let largest = Scratch<Double>(repeating: 0, count: count)
    execution.forEachChunk(of: count, grain: Execution.gatherGrain) { _, range in
      for node in range {
        for entry in rows.offsets.base[node]..<rows.offsets.base[node &+ 1]
        where Int(rows.neighbors.base[entry]) != node {
          let weight = Double(rows.weights?.base[entry] ?? 1)
          strength.base[node] += weight
          largest.base[node] = max(largest.base[node], weight)
        }
      }
    }
    (self.strength, self.largest) = (strength, largest)
  }

  /// A person's score, or NaN without contacts: the sum of `term` over the contacts.
  ///
  /// Rows ascend, so the contacts two people share come from walking both rows at once, or, where one is
  /// much longer, from looking the shorter one's members up in it. O(Σ over contacts of the shorter row × log).
  @inline(__always)
  func sum(of node: Int, sharing share: Scratch<Double>?, _ term: (Contact) -> Double) -> Double {
    if strength.base[node] == 0 { return .nan }
    let own = rows.offsets.base[node]..<rows.offsets.base[node &+ 1]
    var sum = 0.0
    for entry in own {
      let other = Int(rows.neighbors.base[entry])
      let weight = weight(entry)
      if other == node || weight == 0 { continue }
      let theirs = rows.offsets.base[other]..<rows.offsets.base[other &+ 1]
      let isShorter = own.count <= theirs.count
      let common = shared(isShorter ? own : theirs, isShorter ? theirs : own, without: node, other, share)
      sum += term(Contact(node: other, strength: weight, common: common))
    }
    return sum
  }

  @inline(__always)
  private func weight(_ entry: Int) -> Double { Double(rows.weights?.base[entry] ?? 1) }

  @inline(__always)
  private func shared(
    _ short: Range<Int>, _ long: Range<Int>, without node: Int, _ other: Int, _ share: Scratch<Double>?
  ) -> Double {
    let jumps = long.count > 16 * short.count
    var (sum, place) = (0.0, long.lowerBound)
    for entry in short {
      let wanted = rows.neighbors.base[entry]
      if jumps {
        var end = long.upperBound
        while place < end {
          let middle = (place &+ end) / 2
          if rows.neighbors.base[middle] < wanted { place = middle &+ 1 } else { end = middle }
        }
      } else {
        while place < long.upperBound && rows.neighbors.base[place] < wanted { place &+= 1 }
      }
      if place == long.upperBound { break }
      let common = Int(wanted)
      if rows.neighbors.base[place] != wanted || common == node || common == other { continue }
      let product = weight(entry) * weight(place)
      sum += share.map { product * $0.base[common] } ?? product
    }
    return sum
  }
}
