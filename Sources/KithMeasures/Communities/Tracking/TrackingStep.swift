import KithGraph

/// From one window to the next.
struct TrackingStep {
  /// A pair of communities that share people.
  struct Pair {
    var before: Int
    var after: Int
    var shared: Int
    var overlap: Double
    var isKin: Bool
  }

  private let options: CommunityTracking
  private let sizesBefore: [Int]
  private let sizesAfter: [Int]
  private let pairs: [Pair]
  /// The pair that matches each community of the later window, or -1.
  private let match: [Int]

  /// Only the first `before` and `after` communities count: the larger ones.
  init(from: CommunityWindow, to: CommunityWindow, options: CommunityTracking, before: Int, after: Int) {
    self.options = options
    sizesBefore = Array(from.partition.sizes.prefix(before))
    sizesAfter = Array(to.partition.sizes.prefix(after))
    let shared = SharedPeople(from, to)
    let everyone = options.countsEveryone
    let stillThere = everyone ? from.partition.sizes : shared.counts(\.before, from.partition.count)
    let thereBefore = everyone ? to.partition.sizes : shared.counts(\.after, to.partition.count)
    let (least, most) = (CommunityTracking.kinOfSmaller, CommunityTracking.kinOfLarger)
    var pairs = shared.pairs.filter { $0.before < before && $0.after < after }.map { pair in
      let (a, b) = (stillThere[pair.before], thereBefore[pair.after])
      let common = Double(pair.count)
      return Pair(
        before: pair.before, after: pair.after, shared: pair.count, overlap: common / Double(a + b - pair.count),
        isKin: common >= least * Double(min(a, b)) && common >= most * Double(max(a, b)))
    }
    let candidates = pairs.indices.filter { pairs[$0].overlap >= options.threshold }
    let chosen = BipartiteMatching(
      rows: before, columns: after,
      edges: candidates.map { (row: pairs[$0].before, column: pairs[$0].after, weight: pairs[$0].overlap) }
    ).chosen
    var match = [Int](repeating: -1, count: after)
    for edge in chosen {
      let index = candidates[edge]
      pairs[index].isKin = true
      match[pairs[index].after] = index
    }
    self.pairs = pairs
    self.match = match
  }

  /// The window's rows; `ids` of the communities before become those after.
  func rows(window: Int, ids: inout [Int], next: inout Int) -> [TrackedCommunity] {
    let kin = pairs.filter(\.isKin)
    var children = [Int](repeating: 0, count: sizesBefore.count)
    var parents = [[Pair]](repeating: [], count: sizesAfter.count)
    for pair in kin {
      children[pair.before] += 1
      parents[pair.after].append(pair)
    }
    var livesOn = children.map { $0 > 1 }
    for pair in kin where parents[pair.after].count > 1 { livesOn[pair.before] = true }
    var rows: [TrackedCommunity] = []
    var newIDs: [Int] = []
    for community in sizesAfter.indices {
      let matched = match[community] < 0 ? nil : pairs[match[community]]
      if let matched {
        newIDs.append(ids[matched.before])
        livesOn[matched.before] = true
      } else {
        newIDs.append(next)
        next += 1
      }
      let own = parents[community].sorted { ($1.overlap, $0.before) < ($0.overlap, $1.before) }
      rows.append(
        TrackedCommunity(
          window: window, id: newIDs[community], community: community, people: sizesAfter[community],
          event: event(of: community, matched: matched, parents: own, children: children),
          parents: own.map { .init(id: ids[$0.before], overlap: $0.overlap, shared: $0.shared) },
          overlap: matched?.overlap))
    }
    let dead = livesOn.indices.filter { !livesOn[$0] }.map { ids[$0] }.sorted()
    for id in dead {
      rows.append(
        TrackedCommunity(window: window, id: id, community: nil, people: 0, event: .death, parents: [], overlap: nil))
    }
    ids = newIDs
    return rows
  }

  private func event(of community: Int, matched: Pair?, parents: [Pair], children: [Int]) -> CommunityEvent {
    if parents.count > 1 { return .merge }
    if let parent = parents.first, children[parent.before] > 1 { return .split }
    guard let matched else { return .birth }
    let (old, new) = (Double(sizesBefore[matched.before]), Double(sizesAfter[community]))
    if new == old { return .continue }
    if new >= old * (1 + options.change) { return .grow }
    return new <= old * (1 - options.change) ? .shrink : .continue
  }
}

/// Who is in both of two windows, and where.
private struct SharedPeople {
  struct Pair {
    var before: Int
    var after: Int
    var count: Int
  }

  /// Pairs of communities that share anybody, by the earlier, then the later.
  let pairs: [Pair]

  /// A merge of the two tables in the order of bytes. O(people), and a sort where a table is not canonical.
  init(_ from: CommunityWindow, _ to: CommunityWindow) {
    let (left, right) = (Self.order(from.people), Self.order(to.people))
    var (i, j) = (0, 0)
    var places: [UInt64] = []
    while i < left.count && j < right.count {
      let (a, b) = (from.people.utf8(of: left[i]), to.people.utf8(of: right[j]))
      if a.elementsEqual(b) {
        places.append(UInt64(from.partition.assignment[left[i]]) << 32 | UInt64(to.partition.assignment[right[j]]))
        i += 1
        j += 1
      } else if a.lexicographicallyPrecedes(b) {
        i += 1
      } else {
        j += 1
      }
    }
    places.sort()
    var pairs: [Pair] = []
    for place in places {
      let (before, after) = (Int(place >> 32), Int(place & 0xffff_ffff))
      if let last = pairs.last, last.before == before, last.after == after {
        pairs[pairs.count - 1].count += 1
      } else {
        pairs.append(Pair(before: before, after: after, count: 1))
      }
    }
    self.pairs = pairs
  }

  /// People in both windows by community.
  func counts(_ side: KeyPath<Pair, Int>, _ communities: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: communities)
    for pair in pairs { counts[pair[keyPath: side]] += pair.count }
    return counts
  }

  private static func order(_ people: NameTable) -> [Int] {
    if people.isCanonical { return Array(people.indices) }
    return people.indices.sorted { people.utf8(of: $0).lexicographicallyPrecedes(people.utf8(of: $1)) }
  }
}
