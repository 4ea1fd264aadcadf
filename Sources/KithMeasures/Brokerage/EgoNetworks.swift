import KithFoundation
import KithGraph
import Synchronization

/// Everyone's contacts with their mutual strength zᵢⱼ = wᵢⱼ + wⱼᵢ, and what each pair of contacts has in common.
///
/// Self-edges and contacts of no strength are left out. The common contacts of i and j are found once a pair: the
/// contacts of the one with more are marked, those of the other looked up. O(Σ over edges of the smaller degree).
struct EgoNetworks: Sendable {
  let count: Int
  private let rows: Adjacency.Pointers
  /// Sums of strengths, by node.
  let strength: Scratch<Double>
  /// Largest strengths, by node.
  let largest: Scratch<Double>
  /// Σ zᵢ𝑞·zⱼ𝑞·share𝑞 over the contacts 𝑞 that i and j have in common, by entry of the rows.
  private let common: Scratch<Double>

  /// One contact of a person.
  struct Contact {
    var node: Int
    var strength: Double
    /// The weighed sum over common contacts.
    var common: Double
  }

  /// `undirected` must hold each edge in both rows. share𝑞 is 1, or 1 over 𝑞's strength.
  init(_ undirected: Adjacency, _ rows: Adjacency.Pointers, isPerStrength: Bool, _ execution: Execution) throws {
    let count = undirected.nodeCount
    (self.rows, self.count) = (rows, count)
    let strength = Scratch<Double>(repeating: 0, count: count)
    let largest = Scratch<Double>(repeating: 0, count: count)
    let shares = Scratch<Double>(repeating: 0, count: count)
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
    for node in 0..<count where strength.base[node] > 0 {
      shares.base[node] = isPerStrength ? 1 / strength.base[node] : 1
    }
    (self.strength, self.largest) = (strength, largest)

    let mirrors = undirected.mirrorEntries()
    let common = Scratch<Double>(repeating: 0, count: undirected.neighbors.count)
    let marks = MarkPool(count: count)
    execution.forEachChunk(of: count, grain: 64) { chunk, range in
      if execution.isCancelled() { return }
      let mark = marks.take()
      for node in range { rows.findCommon(of: node, mark.base, shares, mirrors, common) }
      marks.give(mark)
      if chunk % 256 == 0 { execution.report("Common contacts", done: range.lowerBound, of: count, unit: "people") }
    }
    try execution.checkCancellation()
    self.common = common
  }

  /// A person's score, or NaN without contacts: the sum of `term` over the contacts.
  @inline(__always)
  func sum(of node: Int, _ term: (Contact) -> Double) -> Double {
    if strength.base[node] == 0 { return .nan }
    var sum = 0.0
    for entry in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
      let other = Int(rows.neighbors.base[entry])
      let weight = Double(rows.weights?.base[entry] ?? 1)
      if other == node || weight == 0 { continue }
      sum += term(Contact(node: other, strength: weight, common: common.base[entry]))
    }
    return sum
  }
}

extension Adjacency.Pointers {
  /// For each contact with fewer contacts than `node` (ties by index), writes what they have in common into the
  /// pair's two entries. `mark` is 0 everywhere, before and after.
  @inline(__always)
  fileprivate func findCommon(
    of node: Int, _ mark: UnsafeMutablePointer<Double>, _ shares: Scratch<Double>, _ mirrors: Scratch<UInt32>,
    _ common: Scratch<Double>
  ) {
    let own = offsets.base[node]..<offsets.base[node &+ 1]
    for entry in own {
      let other = Int(neighbors.base[entry])
      mark[other] = Double(weights?.base[entry] ?? 1) * shares.base[other]
    }
    mark[node] = 0
    for entry in own {
      let other = Int(neighbors.base[entry])
      let theirs = offsets.base[other]..<offsets.base[other &+ 1]
      if theirs.count > own.count || theirs.count == own.count && other >= node { continue }
      var sum = 0.0
      // A self-edge of theirs is no common contact.
      let kept = mark[other]
      mark[other] = 0
      if let weights {
        for place in theirs { sum += mark[Int(neighbors.base[place])] * Double(weights.base[place]) }
      } else {
        for place in theirs { sum += mark[Int(neighbors.base[place])] }
      }
      mark[other] = kept
      common.base[entry] = sum
      common.base[Int(mirrors.base[entry])] = sum
    }
    for entry in own { mark[Int(neighbors.base[entry])] = 0 }
  }
}

extension Adjacency {
  /// Where each entry's edge stands in the other end's row. Rows ascend, so each fills in order. O(nodes + edges).
  fileprivate func mirrorEntries() -> Scratch<UInt32> {
    let mirrors = Scratch<UInt32>(uninitialized: neighbors.count)
    var next = offsets
    withPointers { rows in
      next.withUnsafeMutableBufferPointer { next in
        for entry in 0..<rows.offsets.base[nodeCount] {
          let other = Int(rows.neighbors.base[entry])
          mirrors.base[entry] = UInt32(next[other])
          next[other] += 1
        }
      }
    }
    return mirrors
  }
}

/// Arrays of zeros, as many as there are workers at a time.
private final class MarkPool: Sendable {
  private let free = Mutex<[Scratch<Double>]>([])
  private let count: Int

  init(count: Int) { self.count = count }

  func take() -> Scratch<Double> { free.withLock { $0.popLast() } ?? Scratch(repeating: 0, count: count) }
  func give(_ marks: Scratch<Double>) { free.withLock { $0.append(marks) } }
}
