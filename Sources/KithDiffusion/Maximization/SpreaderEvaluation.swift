import KithFoundation
import KithGraph

/// What each person of a given list is worth to it.
///
///     let report = try SpreaderEvaluation(model: .weightedCascade).report(on: [12, 40, 7], in: graph.influence)
///     report.members[1].added   // what the second adds to the first
///     report.overlap            // how much of what they reach is reached by several
///
/// All from the same reverse-reachable sets, so the numbers agree with each other; exact where the whole network has
/// at most 20 uncertain edges. Time O(samples · size of a set).
public struct SpreaderEvaluation: Sendable, Codable, Equatable {
  public var model: DiffusionModel
  public var samples: Int
  public var seed: UInt64

  public init(model: DiffusionModel = .weightedCascade, samples: Int = 100_000, seed: UInt64 = 1) {
    self.model = model
    self.samples = samples
    self.seed = seed
  }

  /// Someone repeated in the list counts once, at their first place.
  ///
  /// Errors: E720 for less than 100 samples; E450, E451, E452, E453 for bad probabilities, people and benefits; E454
  /// for an empty list.
  public func report(
    on list: [Int], in influence: Graph, benefit: [Double]? = nil, execution: Execution = .serial
  ) throws -> SpreaderReport {
    if samples < 100 { throw KithError.option("the number of samples", samples, choose: "100 or more") }
    _ = try influence.checked(list)
    try influence.check(benefit: benefit)
    var seen: Set<Int> = []
    let list = list.filter { seen.insert($0).inserted }
    if list.isEmpty { throw DiffusionError.noCandidate("the list is empty", help: "name at least one person") }
    let inward = try model.inward(on: influence)
    let limit = ExactSpread().limit
    if inward.uncertainEdges(on: influence, upTo: limit + 1) <= limit,
      let report = try exact(list, inward, influence, benefit, execution)
    {
      return report
    }
    let network = ReverseNetwork(model, inward, on: influence, benefit: benefit)
    let counts = try network.memberships(of: list, samples: samples, seed: seed, execution)
    let worth = network.total / Double(samples)
    let members = list.indices.map { place in
      SpreaderReport.Member(
        node: list[place], alone: worth * Double(counts.alone[place]), added: worth * Double(counts.added[place]),
        lost: worth * Double(counts.lost[place]))
    }
    let spread = SpreadEstimate(
      hits: counts.added.reduce(0, +), of: samples, total: network.total, convention: model.convention)
    return SpreaderReport(members: members, spread: spread)
  }

  private func exact(
    _ list: [Int], _ inward: InwardProbabilities, _ graph: Graph, _ benefit: [Double]?, _ execution: Execution
  ) throws -> SpreaderReport? {
    func spread(_ nodes: some Sequence<Int>) throws -> SpreadEstimate? {
      try ExactSpread().estimate(of: nodes.sorted(), blocking: [], model, inward, graph, benefit, execution)
    }
    guard let all = try spread(list) else { return nil }
    var members: [SpreaderReport.Member] = []
    var before = 0.0
    for (place, node) in list.enumerated() {
      guard let alone = try spread([node]), let upToHere = try spread(list[...place]),
        let others = try spread(list.filter { $0 != node })
      else { return nil }
      members.append(
        SpreaderReport.Member(
          node: node, alone: alone.mean, added: upToHere.mean - before, lost: all.mean - others.mean))
      before = upToHere.mean
    }
    return SpreaderReport(members: members, spread: all)
  }
}

/// How far a list of people reaches, together and one by one.
public struct SpreaderReport: Sendable, Codable, Equatable {
  public struct Member: Sendable, Codable, Equatable {
    public var node: Int
    /// Expected spread of this person as the only spreader.
    public var alone: Double
    /// What they add to those before them in the list.
    public var added: Double
    /// What the list would lose without them as a spreader (they may still hear of it and pass it on).
    public var lost: Double
  }

  /// In the order of the list.
  public var members: [Member]
  public var spread: SpreadEstimate
  /// What several of them would each have reached: the sum of their spreads alone less their spread together.
  public var overlap: Double { members.reduce(0) { $0 + $1.alone } - spread.mean }
}

extension ReverseNetwork {
  /// By place in the list: sets that hold the node; that hold it and none before it; that hold it and no other.
  func memberships(
    of list: [Int], samples: Int, seed: UInt64, _ execution: Execution
  ) throws -> (alone: [Int], added: [Int], lost: [Int]) {
    let nodeCount = graph.nodeCount
    let absent = UInt32.max
    let place = Scratch<UInt32>(repeating: absent, count: nodeCount)
    for (position, node) in list.enumerated() { place.base[node] = UInt32(position) }
    let pool = Pool { LiveEdges.Run(nodeCount: nodeCount) }
    let grain = 1024
    let width = 3 * list.count
    let counts = Scratch<Int>(repeating: 0, count: width * ((samples + grain - 1) / grain))
    graph.in.withPointers { rows in
      execution.forEachChunk(of: samples, grain: grain) { chunk, range in
        if execution.isCancelled() { return }
        execution.report("drawing who could have reached whom", done: range.lowerBound, of: samples, unit: "sets")
        let counts = counts.base + chunk * width
        pool.with { run in
          for index in range {
            var random = RandomStream(seed: seed, purpose: "evaluation", index: UInt64(index))
            let size = draw(
              &random, into: run.reached.base, isMember: run.isReached, until: nil, neighbors: rows.neighbors.base)
            var (first, number) = (absent, 0)
            for position in 0..<size {
              let found = place.base[Int(run.reached.base[position])]
              if found == absent { continue }
              counts[3 * Int(found)] += 1
              first = min(first, found)
              number += 1
            }
            if number > 0 { counts[3 * Int(first) + 1] += 1 }
            if number == 1 { counts[3 * Int(first) + 2] += 1 }
          }
        }
      }
    }
    try execution.checkCancellation()
    var sums = [Int](repeating: 0, count: width)
    for index in 0..<counts.count { sums[index % width] += counts.base[index] }
    return (
      list.indices.map { sums[3 * $0] }, list.indices.map { sums[3 * $0 + 1] }, list.indices.map { sums[3 * $0 + 2] }
    )
  }
}
