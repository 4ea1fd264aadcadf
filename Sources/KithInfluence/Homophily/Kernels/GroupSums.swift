import KithFoundation

/// What every measure of a nominal trait is made of: weights of edges by the groups of their ends.
///
/// An undirected edge counts from both ends, so that the same formulas hold for directed and undirected graphs.
struct GroupSums: Sendable {
  let groups: Int
  /// By group: edges within it, edges from its people, edges to its people.
  private let sums: Scratch<Double>

  init(groups: Int) {
    self.groups = groups
    sums = Scratch(repeating: 0, count: 3 * groups)
  }

  init(_ edges: KnownEdges, codes: [UInt32], groups: Int) {
    self.init(groups: groups)
    let labels = Scratch(copying: codes)
    edges.graph.out.withPointers { rows in count(EdgeRows(rows, people: codes.count), codes: labels) }
    addEnds(Scratch(copying: edges.outStrength), Scratch(copying: edges.inStrength), codes: labels)
  }

  func within(_ group: Int) -> Double { sums.base[group] }
  func outward(_ group: Int) -> Double { sums.base[groups + group] }
  func inward(_ group: Int) -> Double { sums.base[2 * groups + group] }

  /// Adds to each group the weight of the edges within it.
  func count(_ rows: EdgeRows, codes: Scratch<UInt32>) {
    let (codes, within, offsets, neighbors) = (codes.base, sums.base, rows.offsets.base, rows.neighbors.base)
    guard let weights = rows.weights?.base else {
      for person in 0..<rows.people {
        let code = codes[person]
        var same = 0
        for edge in offsets[person]..<offsets[person &+ 1] {
          // Without a branch, which would be guessed wrong half the time: only 0 − 1 has a top bit.
          same &+= Int(truncatingIfNeeded: (UInt64(codes[Int(neighbors[edge])] ^ code) &- 1) >> 63)
        }
        within[Int(code)] += Double(same)
      }
      return
    }
    for person in 0..<rows.people {
      let code = codes[person]
      var same = 0.0
      for edge in offsets[person]..<offsets[person &+ 1] {
        same += codes[Int(neighbors[edge])] == code ? Double(weights[edge]) : 0
      }
      within[Int(code)] += same
    }
  }

  /// Adds to each group the strengths of its people.
  func addEnds(_ out: Scratch<Double>, _ inward: Scratch<Double>, codes: Scratch<UInt32>) {
    for person in 0..<codes.count {
      let code = Int(codes.base[person])
      sums.base[groups &+ code] += out.base[person]
      sums.base[2 &* groups &+ code] += inward.base[person]
    }
  }

  /// Share of weight within groups; NaN without edges.
  var withinShare: Double {
    let total = (0..<groups).reduce(0) { $0 + outward($1) }
    return (0..<groups).reduce(0) { $0 + within($1) } / total
  }

  /// Newman's coefficient; NaN where undefined.
  var assortativity: Double {
    var (total, same, byChance) = (0.0, 0.0, 0.0)
    for group in 0..<groups {
      total += outward(group)
      same += within(group)
      byChance += outward(group) * inward(group)
    }
    return (same * total - byChance) / (total * total - byChance)
  }

  /// Share of the group's edges that stay in it; NaN without any.
  func homophily(_ group: Int) -> Double { within(group) / outward(group) }
}
