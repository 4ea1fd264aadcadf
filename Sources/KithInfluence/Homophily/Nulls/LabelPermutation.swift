import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

/// The null model in which friendships stand and traits are dealt out anew over the people.
///
///     let null = LabelPermutation(draws: 999, seed: 1)
///     let taste = try null.assortativity(of: taste, over: graph, execution: Execution(threads: 2))
///     taste?.upper                                  // 0.001: no permutation came as high
///
/// Only the people whose trait is known take part, so that what is missing stays missing. Inside a partition's groups
/// it asks whether likeness goes beyond that of the groups. Draw i is a Fisher–Yates shuffle of the original order by
/// stream i of the seed: the same for any number of threads. O(people + edges) a draw.
/// Fisher 1935, The Design of Experiments, chapter 3; Hubert & Schultz 1976, doi 10.1111/j.2044-8317.1976.tb00714.x.
public struct LabelPermutation: Sendable, Codable, Equatable {
  /// At least 1.
  public var draws: Int
  public var seed: UInt64

  public init(draws: Int = 999, seed: UInt64 = 1) {
    self.draws = draws
    self.seed = seed
  }

  /// Newman's coefficient of a trait, nominal or numeric, beside permutations; nil where it is undefined, for which
  /// `Assortativity` and `NumericAssortativity` give the reason.
  ///
  /// Throws E720 without draws, E402 for weights below zero.
  public func assortativity(
    of trait: Trait, over graph: Graph, usesWeights: Bool = true, within groups: Partition? = nil,
    execution: Execution = .serial
  ) throws -> NullComparison? {
    switch trait.values {
    case .nominal(let column):
      let known = try KnownGroups(column, over: graph, usesWeights: usesWeights)
      let sums = known.sums
      if known.reason(sums) != nil { return nil }
      return try draws(of: known, perGroup: false, within: groups, execution: execution)
        .comparison(0, observed: sums.assortativity)
    case .numeric(let values):
      let known = try KnownValues(values, over: graph, usesWeights: usesWeights)
      guard let value = NumericAssortativity.estimate(known).value.value else { return nil }
      return try draws(of: known, spatial: nil, within: groups, execution: execution).comparison(0, observed: value)
    }
  }

  /// Assortativity, the share of edges within groups, and with `perGroup` the homophily of each group.
  func draws(
    of known: KnownGroups, perGroup: Bool, within groups: Partition? = nil, execution: Execution
  ) throws -> DrawTable {
    let table = DrawTable(draws: draws, columns: 2 + (perGroup ? known.groups : 0))
    let (out, inward) = (Scratch(copying: known.edges.outStrength), Scratch(copying: known.edges.inStrength))
    let people = known.codes.count
    try known.edges.graph.out.withPointers { rows in
      let rows = EdgeRows(rows, people: people)
      try forEachDraw(of: known.codes, blocks: blocks(known.edges, groups), execution: execution) { draw, codes in
        let sums = GroupSums(groups: known.groups)
        sums.count(rows, codes: codes)
        sums.addEnds(out, inward, codes: codes)
        table.set(draw, 0, sums.assortativity)
        table.set(draw, 1, sums.withinShare)
        if perGroup { for group in 0..<known.groups { table.set(draw, 2 + group, sums.homophily(group)) } }
      }
    }
    return table
  }

  /// What Moran's I and Geary's C need beside the values.
  struct Spatial: Sendable {
    let moran: MoranI
    let geary: GearyC
    let moments: WeightMoments
  }

  /// Assortativity, and with `spatial` Moran's I and Geary's C.
  func draws(
    of known: KnownValues, spatial: Spatial?, within groups: Partition? = nil, execution: Execution
  ) throws -> DrawTable {
    let table = DrawTable(draws: draws, columns: 3)
    let (out, inward) = (Scratch(copying: known.edges.outStrength), Scratch(copying: known.edges.inStrength))
    let people = known.centred.count
    try known.edges.graph.out.withPointers { rows in
      let rows = EdgeRows(rows, people: people)
      try forEachDraw(of: known.centred, blocks: blocks(known.edges, groups), execution: execution) { draw, values in
        var sums = ValueSums()
        sums.multiply(rows, values, values, strengths: out)
        sums.addEnds(values, values, out: out, inward: inward)
        table.set(draw, 0, sums.correlation)
        guard let spatial else { return }
        table.set(draw, 1, spatial.moran.value(known, sums, spatial.moments))
        table.set(draw, 2, spatial.geary.value(values, sums, known.squares, spatial.moments))
      }
    }
    return table
  }

  /// The people kept, by group of the partition; all in one without.
  private func blocks(_ edges: KnownEdges, _ groups: Partition?) -> [[Int]] {
    guard let groups else { return [Array(edges.people.indices)] }
    var blocks = [[Int]](repeating: [], count: groups.count)
    for (place, person) in edges.people.enumerated() { blocks[Int(groups.assignment[person])].append(place) }
    return blocks
  }

  /// Calls `body` with each draw's labels, from any thread, in any order.
  func forEachDraw<Label: BitwiseCopyable & Sendable>(
    of labels: [Label], blocks: [[Int]], execution: Execution,
    _ body: @Sendable (_ draw: Int, _ labels: Scratch<Label>) -> Void
  ) throws {
    try checkDraws(draws, "permutations")
    let original = Scratch(copying: labels)
    execution.forEachChunk(of: draws, grain: 8) { _, range in
      let permuted = Scratch<Label>(uninitialized: labels.count)
      for draw in range where !execution.isCancelled() {
        permuted.base.update(from: original.base, count: labels.count)
        var random = RandomStream(seed: seed, purpose: "label permutation", index: UInt64(draw))
        for block in blocks { Self.shuffle(permuted, block, &random) }
        body(draw, permuted)
      }
      execution.report("permutations", done: range.upperBound, of: draws, unit: "draws")
    }
    try execution.checkCancellation()
  }

  private static func shuffle<Label>(
    _ labels: Scratch<Label>, _ places: [Int], _ random: inout RandomStream
  ) {
    places.withUnsafeBufferPointer { places in
      var left = places.count
      while left > 1 {
        let chosen = random.below(left)
        left &-= 1
        let (a, b) = (places[left], places[chosen])
        let label = labels.base[a]
        labels.base[a] = labels.base[b]
        labels.base[b] = label
      }
    }
  }
}

/// E720 unless there is a draw.
func checkDraws(_ draws: Int, _ what: String) throws {
  if draws >= 1 { return }
  throw KithError(
    .usage, Diagnostic("E720", "the number of \(what) is \(draws)", help: "choose at least 1; 999 is usual"))
}
