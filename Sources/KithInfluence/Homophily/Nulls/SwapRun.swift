import KithFoundation
import KithGraph

/// A graph in memory whose edges swap ends.
///
/// Every edge stands in the row of its source and in the row of its target, and each entry knows the other's place:
/// a swap rewrites four entries, and whether an edge exists is seen in the shorter of two rows. An undirected graph
/// is its own inward side.
struct SwapRun: Sendable {
  private let people: Int
  private let entries: Int
  private let isDirected: Bool
  private let outOffsets: Scratch<Int>
  private let inOffsets: Scratch<Int>
  private let targets: Scratch<UInt32>
  private let sources: Scratch<UInt32>
  /// Of an entry outwards its place inwards, and back.
  private let inwardPlaces: Scratch<UInt32>
  private let outwardPlaces: Scratch<UInt32>
  private let weights: Scratch<Float>?

  init(_ graph: Graph) {
    people = graph.nodeCount
    entries = graph.out.neighbors.count
    isDirected = graph.isDirected
    outOffsets = Scratch(copying: graph.out.offsets)
    inOffsets = isDirected ? Scratch(copying: graph.in.offsets) : outOffsets
    targets = Scratch(uninitialized: entries)
    sources = isDirected ? Scratch(uninitialized: entries) : targets
    inwardPlaces = Scratch(uninitialized: entries)
    outwardPlaces = isDirected ? Scratch(uninitialized: entries) : inwardPlaces
    weights = graph.isWeighted ? Scratch(uninitialized: entries) : nil
    restore(graph)
  }

  /// Back to the graph it was made of.
  func restore(_ graph: Graph) {
    let next = Scratch<Int>(uninitialized: people)
    next.base.update(from: inOffsets.base, count: people)
    for person in 0..<people {
      for entry in graph.out.offsets[person]..<graph.out.offsets[person + 1] {
        let other = graph.out.neighbors[entry]
        // Rows ascend: the edges into a person come in the order of their sources.
        let place = next.base[Int(other)]
        next.base[Int(other)] = place + 1
        targets.base[entry] = other
        sources.base[place] = UInt32(person)
        inwardPlaces.base[entry] = UInt32(place)
        outwardPlaces.base[place] = UInt32(entry)
        weights?.base[entry] = graph.out.weight(at: entry)
      }
    }
  }

  /// While this run lives.
  var rows: EdgeRows {
    EdgeRows(
      people: people, offsets: SharedPointer(outOffsets.base), neighbors: SharedPointer(targets.base),
      weights: weights.map { SharedPointer($0.base) })
  }

  /// Strengths, which swaps change where edges weigh differently.
  func sumWeights(out: Scratch<Double>, inward: Scratch<Double>) {
    guard let weights else { return }
    let (out, inward) = (out.base, inward.base)
    out.update(repeating: 0, count: people)
    inward.update(repeating: 0, count: people)
    for person in 0..<people {
      for entry in outOffsets.base[person]..<outOffsets.base[person + 1] {
        out[person] += Double(weights.base[entry])
        inward[Int(targets.base[entry])] += Double(weights.base[entry])
      }
    }
  }

  /// Makes this many tries; returns how many succeeded.
  func shuffle(seed: UInt64, index: Int, tries: Int) -> Int {
    var random = RandomStream(seed: seed, purpose: "rewiring", index: UInt64(index))
    return withExtendedLifetime(self) {
      let swapper = Swapper(self)
      var swaps = 0
      for _ in 0..<tries where swapper.swap(&random) { swaps &+= 1 }
      return swaps
    }
  }

  /// Tries needed for so many swaps; nil beyond the limit.
  func tries(for swaps: Int, seed: UInt64, limit: Int) -> Int? {
    var random = RandomStream(seed: seed, purpose: "rewiring length")
    return withExtendedLifetime(self) {
      let swapper = Swapper(self)
      var (tries, done) = (0, 0)
      while done < swaps {
        if tries == limit { return nil }
        tries &+= 1
        if swapper.swap(&random) { done &+= 1 }
      }
      return tries
    }
  }

  /// The same as bare pointers, hoisted out of the loop.
  private struct Swapper {
    let entries: UInt64
    let outOffsets: UnsafeMutablePointer<Int>
    let inOffsets: UnsafeMutablePointer<Int>
    let targets: UnsafeMutablePointer<UInt32>
    let sources: UnsafeMutablePointer<UInt32>
    let inwardPlaces: UnsafeMutablePointer<UInt32>
    let outwardPlaces: UnsafeMutablePointer<UInt32>
    /// Of an undirected graph; a directed edge's weight stays where it is.
    let weights: UnsafeMutablePointer<Float>?

    init(_ run: SwapRun) {
      entries = UInt64(run.entries)
      outOffsets = run.outOffsets.base
      inOffsets = run.inOffsets.base
      targets = run.targets.base
      sources = run.sources.base
      inwardPlaces = run.inwardPlaces.base
      outwardPlaces = run.outwardPlaces.base
      weights = run.isDirected ? nil : run.weights?.base
    }

    /// One try.
    @inline(__always)
    func swap(_ random: inout RandomStream) -> Bool {
      // Two places of one draw: entries are below 2³², the bias below entries/2³².
      let bits = random.next()
      let first = Int(truncatingIfNeeded: ((bits >> 32) &* entries) >> 32)
      let second = Int(truncatingIfNeeded: ((bits & 0xffff_ffff) &* entries) >> 32)
      let (firstPlace, secondPlace) = (inwardPlaces[first], inwardPlaces[second])
      let (a, b) = (sources[Int(firstPlace)], targets[first])
      let (c, d) = (sources[Int(secondPlace)], targets[second])
      if a == c || b == d || a == d || c == b || hasEdge(a, d) || hasEdge(c, b) { return false }
      targets[first] = d
      targets[second] = b
      sources[Int(secondPlace)] = a
      sources[Int(firstPlace)] = c
      inwardPlaces[first] = secondPlace
      inwardPlaces[second] = firstPlace
      outwardPlaces[Int(secondPlace)] = UInt32(truncatingIfNeeded: first)
      outwardPlaces[Int(firstPlace)] = UInt32(truncatingIfNeeded: second)
      if let weights {
        weights[Int(secondPlace)] = weights[first]
        weights[Int(firstPlace)] = weights[second]
      }
      return true
    }

    @inline(__always)
    private func hasEdge(_ a: UInt32, _ b: UInt32) -> Bool {
      let (out, inward) = (outOffsets[Int(a)], inOffsets[Int(b)])
      let (outCount, inCount) = (outOffsets[Int(a) &+ 1] &- out, inOffsets[Int(b) &+ 1] &- inward)
      return outCount <= inCount
        ? Self.contains(targets + out, outCount, b) : Self.contains(sources + inward, inCount, a)
    }

    /// Looks at all: without an early end the compiler compares several at once.
    @inline(__always)
    private static func contains(_ row: UnsafeMutablePointer<UInt32>, _ count: Int, _ node: UInt32) -> Bool {
      var found: UInt32 = 0
      for place in 0..<max(0, count) { found |= row[place] == node ? 1 : 0 }
      return found != 0
    }
  }

  /// As a graph with rows ascending.
  func graph(like graph: Graph) -> Graph {
    var sources: [UInt32] = []
    var targets: [UInt32] = []
    var strengths: [Float] = []
    for person in 0..<people {
      for entry in outOffsets.base[person]..<outOffsets.base[person + 1] {
        let other = self.targets.base[entry]
        if !isDirected && other < UInt32(person) { continue }
        sources.append(UInt32(person))
        targets.append(other)
        if let weights { strengths.append(weights.base[entry]) }
      }
    }
    return Graph(
      sources: sources, targets: targets, weights: weights == nil ? nil : strengths, nodeCount: people,
      names: graph.names, isDirected: isDirected)
  }
}
