import Glibc
import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// Chances, follows and expectations, counted item by item.
struct FollowingTally {
  private(set) var chances = 0
  private(set) var censored = 0
  private var untimed = 0
  private var delays: [Int64] = []
  private var personChances: [Int]
  private var personFollows: [Int]
  private var personExpected: [Double]
  /// By out-edge.
  private var tieChances: [UInt32]
  private var tieFollows: [UInt32]
  private var tieExpected: [Double]
  private var base = FollowingBaseRate()
  /// Who may follow whom in the item at hand: cleared after each.
  private var friends: [(person: UInt32, edge: Int, time: Int64)] = []

  init(people: Int, edges: Adjacency) {
    personChances = [Int](repeating: 0, count: people)
    personFollows = personChances
    personExpected = [Double](repeating: 0, count: people)
    tieChances = [UInt32](repeating: 0, count: edges.neighbors.count)
    tieFollows = tieChances
    tieExpected = [Double](repeating: 0, count: edges.neighbors.count)
  }

  mutating func add(_ item: FollowingItem, _ attention: Graph, within: Int64, end: Int64) {
    untimed += item.untimed.count
    collect(item, attention, within: within, end: end)
    var place = 0
    while place < friends.count {
      var next = place
      while next < friends.count && friends[next].person == friends[place].person { next += 1 }
      let (person, first, last) = (friends[place].person, friends[place].time, friends[next - 1].time)
      base.load(person, item, friends: attention.outNeighbors(of: Int(person)), from: first, to: last + within)
      count(place..<next, of: Int(person), item, within: within)
      place = next
    }
    friends.removeAll(keepingCapacity: true)
  }

  /// One person's chances: the stretches after each of the friends' actions, counted once where they overlap.
  private mutating func count(_ places: Range<Int>, of person: Int, _ item: FollowingItem, within: Int64) {
    let own = item.times[person]
    var expected = 0.0
    var covered = Int64.min
    var latest: Int64?
    for (_, edge, time) in friends[places] {
      let until = time + within
      tieChances[edge] += 1
      tieExpected[edge] += base.expected(from: time, to: until, hour: item.hour)
      if own != .max && own - time <= within {
        tieFollows[edge] += 1
        latest = time
      }
      expected += base.expected(from: max(time, covered), to: until, hour: item.hour)
      covered = until
    }
    chances += 1
    personChances[person] += 1
    personExpected[person] += expected
    if let latest {
      personFollows[person] += 1
      delays.append(own - latest)
    }
  }

  /// Fills `friends`: person ascending, then time, then edge.
  private mutating func collect(_ item: FollowingItem, _ attention: Graph, within: Int64, end: Int64) {
    for friend in item.actors {
      let time = item.times[Int(friend)]
      let isWatched = end - time >= within
      for person in attention.inNeighbors(of: Int(friend)) {
        let own = item.times[Int(person)]
        if own == Timestamp.missing || own <= time { continue }
        if !isWatched {
          censored += 1
          continue
        }
        friends.append((person, Self.edge(attention.out, person, friend), time))
      }
    }
    friends.sort { ($0.person, $0.time, $0.edge) < ($1.person, $1.time, $1.edge) }
  }

  private static func edge(_ rows: Adjacency, _ source: UInt32, _ target: UInt32) -> Int {
    var (low, high) = (rows.offsets[Int(source)], rows.offsets[Int(source) + 1])
    while low < high {
      let middle = (low + high) / 2
      if rows.neighbors[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func result(following: Following, _ attention: Graph, _ execution: Execution) -> FollowingResult {
    let follows = personFollows.reduce(0, +)
    let expected = personExpected.reduce(0, +)
    return FollowingResult(
      chances: chances, follows: follows, rate: DiffusionValue(Double(follows) / Double(chances)),
      expected: expected, expectedRate: DiffusionValue(expected / Double(chances)),
      ratio: expected > 0
        ? DiffusionValue(Double(follows) / expected)
        : DiffusionValue(undefined: "nobody else acted in the hours of the chances: there is no base rate"),
      interval: interval(following, execution), censored: censored, untimed: untimed, delays: delays.sorted(),
      ties: ties(attention))
  }

  /// Of the ratio over people drawn with replacement; nil where a draw in forty or more has no base rate.
  private func interval(_ following: Following, _ execution: Execution) -> ClosedRange<Double>? {
    let people = personChances.indices.filter { personChances[$0] > 0 }
    if people.count < 2 || following.draws < 40 { return nil }
    let ratios = Scratch<Double>(repeating: .infinity, count: following.draws)
    execution.forEachChunk(of: following.draws, grain: 16) { _, range in
      for draw in range {
        var stream = RandomStream(seed: following.seed, purpose: "following", index: UInt64(draw))
        var (follows, expected) = (0, 0.0)
        for _ in people.indices {
          let person = people[stream.below(people.count)]
          follows += personFollows[person]
          expected += personExpected[person]
        }
        if expected > 0 { ratios.base[draw] = Double(follows) / expected }
      }
    }
    let sorted = UnsafeBufferPointer(start: ratios.base, count: following.draws).sorted()
    let low = sorted[Int(0.025 * Double(following.draws - 1))]
    let high = sorted[Int((0.975 * Double(following.draws - 1)).rounded(.up))]
    return high.isFinite ? low...high : nil
  }

  private func ties(_ attention: Graph) -> [FollowingResult.Tie] {
    var found: [(source: Int, edge: Int, p: Double?)] = []
    for source in 0..<attention.nodeCount {
      for edge in attention.out.offsets[source]..<attention.out.offsets[source + 1] where tieChances[edge] > 0 {
        found.append((source, edge, Self.tail(Int(tieFollows[edge]), mean: tieExpected[edge])))
      }
    }
    var adjusted = FalseDiscovery.adjusted(found.compactMap(\.p)).makeIterator()
    return found.map { tie in
      let q = tie.p.flatMap { _ in adjusted.next() }
      return FollowingResult.Tie(
        source: tie.source, target: Int(attention.out.neighbors[tie.edge]), chances: Int(tieChances[tie.edge]),
        follows: Int(tieFollows[tie.edge]), expected: tieExpected[tie.edge], p: tie.p, q: q)
    }
  }

  /// The chance of `count` or more where `mean` are expected, Poisson: an upper bound for rare chances.
  private static func tail(_ count: Int, mean: Double) -> Double? {
    if mean <= 0 { return nil }
    if count == 0 { return 1 }
    // Upwards from the term of `count`, so that small tails keep their digits.
    var sign: Int32 = 0
    var term = exp(Double(count) * log(mean) - mean - lgamma_r(Double(count) + 1, &sign))
    var (sum, k) = (0.0, Double(count))
    while term > 1e-17 * sum && sum < 2 {
      sum += term
      k += 1
      term *= mean / k
    }
    return min(1, sum)
  }
}
