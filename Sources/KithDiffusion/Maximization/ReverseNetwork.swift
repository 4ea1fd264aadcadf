import Glibc
import KithFoundation
import KithGraph

/// A model on a graph, laid out for running it backwards: who could have reached this person?
///
/// One reverse-reachable set is drawn from a random root by following live edges against their
/// direction; the share of sets that a group of spreaders meets, times the total benefit, is its
/// expected spread (Borgs, Brautbar, Chayes & Lucier 2014, doi 10.1137/1.9781611973402.70). The
/// cascade model jumps from one live edge into a node to the next by a geometric draw at the row's
/// largest probability, then keeps each with the ratio of its own to that: O(live edges) a node where
/// all are equal, as in the weighted cascade (SUBSIM: Guo, Wang, Wei & Chen 2020,
/// doi 10.1145/3318464.3389740). Set i depends on (seed, purpose, i) only.
final class ReverseNetwork: Sendable {
  /// What a node's inward row needs, side by side.
  struct Row: BitwiseCopyable {
    /// Of the row's entries.
    var first: Int
    /// Cascade: 1 / ln(1 − largest probability), `closed` if nothing comes in. Threshold: 1 / weight of any
    /// entry where they are all equal.
    var inverse: Double
  }
  static let closed = Double.infinity

  let graph: Graph
  /// The benefit of all; the number of people where benefits are equal.
  let total: Double
  private let deadline: Int
  private let isThreshold: Bool
  private let rows: Scratch<Row>
  /// By entry, unless all probabilities into a node are equal. Cascade: probability / the row's largest.
  /// Threshold: the running sum.
  private let shares: Scratch<Double>?
  /// Running sums of the benefits of possible roots.
  private let benefits: [Double]?

  /// O(nodes), and edges where probabilities differ within a row.
  init(
    _ model: DiffusionModel, _ inward: InwardProbabilities, on graph: Graph, benefit: [Double]?,
    execution: Execution = .serial
  ) {
    self.graph = graph
    deadline = model.deadline ?? .max
    isThreshold = model.isThreshold
    var sum = 0.0
    benefits = benefit.map {
      $0.map { value in
        sum += value
        return sum
      }
    }
    total = benefit == nil ? Double(graph.nodeCount) : sum
    let rows = Scratch<Row>(uninitialized: graph.nodeCount + 1)
    let isThreshold = isThreshold
    switch inward.values {
    case .perTarget(let probabilities):
      shares = nil
      execution.forEachChunk(of: graph.nodeCount, grain: 1 << 13) { _, range in
        for node in range {
          let p = probabilities[node]
          let isClosed = p == 0 || graph.in.degree(node) == 0
          let inverse = isThreshold ? 1 / p : 1 / log1p(-p)
          rows.base[node] = Row(first: graph.in.offsets[node], inverse: isClosed ? Self.closed : inverse)
        }
      }
    case .perEntry(let probabilities):
      let shares = Scratch<Double>(uninitialized: probabilities.count)
      execution.forEachChunk(of: graph.nodeCount, grain: 1 << 12) { _, range in
        for node in range {
          let row = graph.in.offsets[node]..<graph.in.offsets[node + 1]
          let largest = row.reduce(0.0) { max($0, probabilities[$1]) }
          var sum = 0.0
          for entry in row {
            sum += probabilities[entry]
            shares.base[entry] = isThreshold ? sum : largest == 0 ? 0 : probabilities[entry] / largest
          }
          rows.base[node] = Row(
            first: row.lowerBound, inverse: largest == 0 ? Self.closed : isThreshold ? 0 : 1 / log1p(-largest))
        }
      }
      self.shares = shares
    }
    rows.base[graph.nodeCount] = Row(first: graph.in.neighbors.count, inverse: Self.closed)
    self.rows = rows
  }

  /// Draws one set into `set`, which has room for all nodes; returns how many it holds.
  ///
  /// Stops as soon as it meets one of `targets`, if given, and then returns `Self.met`. `isMember` comes and
  /// goes empty.
  @inline(__always)
  func draw(
    _ random: inout RandomStream, into set: UnsafeMutablePointer<UInt32>, isMember: Scratch<UInt64>,
    until targets: Scratch<UInt64>?, neighbors: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let root = root(&random)
    if let targets, targets.contains(root) { return Self.met }
    set[0] = UInt32(truncatingIfNeeded: root)
    isMember.insert(root)
    let drawn =
      isThreshold
      ? walk(&random, set, isMember, targets, neighbors) : search(&random, set, isMember, targets, neighbors)
    let count = drawn < 0 ? ~drawn : drawn
    for position in 0..<count { isMember.base[Int(set[position]) &>> 6] = 0 }
    return drawn < 0 ? Self.met : drawn
  }

  static let met = -1

  /// What some people are worth themselves.
  func benefit(of nodes: [Int]) -> Double {
    guard let benefits else { return Double(nodes.count) }
    return nodes.reduce(0) { $0 + benefits[$1] - ($1 == 0 ? 0 : benefits[$1 - 1]) }
  }

  /// What the best choice of `count` reaches at least.
  func leastBest(_ rules: SelectionRules, _ count: Int) -> Double {
    if benefits == nil { return Double(count) }
    return rules.isEligible.indices.reduce(0) { rules.isEligible[$1] ? max($0, benefit(of: [$1])) : $0 }
  }

  @inline(__always)
  private func root(_ random: inout RandomStream) -> Int {
    guard let benefits else { return random.below(graph.nodeCount) }
    let place = random.unit() * total
    var (low, high) = (0, benefits.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if benefits[middle] > place { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Cascade: breadth first. The complement of the number of members when it met a target.
  @inline(__always)
  private func search(
    _ random: inout RandomStream, _ set: UnsafeMutablePointer<UInt32>, _ isMember: Scratch<UInt64>,
    _ targets: Scratch<UInt64>?, _ neighbors: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let rows = rows.base
    let shares = shares?.base
    var (head, count, step, stepEnd) = (0, 1, 0, 1)
    while head < count {
      if head == stepEnd { (step, stepEnd) = (step &+ 1, count) }
      if step == deadline { break }
      let node = Int(set[head])
      head &+= 1
      let row = rows[node]
      if row.inverse == Self.closed { continue }
      let end = rows[node &+ 1].first
      var entry = row.first
      while entry < end {
        // ln U / ln(1 − p) entries fail before the next success; U in (0, 1].
        let skip = log(Double((random.next() >> 11) &+ 1) * 0x1p-53) * row.inverse
        if skip >= Double(end &- entry) { break }
        entry &+= Int(skip)
        let source = neighbors[entry]
        if let shares, random.unit() >= shares[entry] {
          entry &+= 1
          continue
        }
        entry &+= 1
        if !isMember.insert(Int(source)) { continue }
        set[count] = source
        count &+= 1
        if let targets, targets.contains(Int(source)) { return ~count }
      }
    }
    return count
  }

  /// Threshold: each node listens to at most one other. The complement of the number of members when it met a target.
  @inline(__always)
  private func walk(
    _ random: inout RandomStream, _ set: UnsafeMutablePointer<UInt32>, _ isMember: Scratch<UInt64>,
    _ targets: Scratch<UInt64>?, _ neighbors: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var count = 1
    while count <= deadline {
      let node = Int(set[count &- 1])
      let row = rows.base[node]
      if row.inverse == Self.closed { break }
      let end = rows.base[node &+ 1].first
      let place = random.unit()
      var entry = row.first
      if let shares {
        var high = end
        while entry < high {
          let middle = (entry &+ high) / 2
          if shares.base[middle] > place { high = middle } else { entry = middle &+ 1 }
        }
      } else {
        entry &+= Int(min(place * row.inverse, Double(end &- entry)))
      }
      if entry >= end { break }
      let source = neighbors[entry]
      if !isMember.insert(Int(source)) { break }
      set[count] = source
      count &+= 1
      if let targets, targets.contains(Int(source)) { return ~count }
    }
    return count
  }
}
