import KithFoundation
import KithGraph

/// What many runs of a method agree on, and how far one should believe it.
///
///     let agreed = try Consensus(runs: 20).communities(in: graph, by: Leiden(seed: 1), execution: execution)
///     agreed.partition, agreed.stability[node], agreed.meanAMI
///     if let warning = agreed.warning { … }            // the runs contradict each other
///
/// The runs, with different seeds, are laid over each other: pairs of nodes weigh the share of runs that put them into
/// one community, shares below `threshold` are dropped, and the method runs again on that graph, until the runs on it
/// agree. Up to `fullMatrixNodeCount` nodes every pair counts, above it the pairs an edge connects; a node all of whose
/// pairs were dropped stays with the one it shared most runs with. If they do not agree within `maxRounds`, the
/// last runs' best is taken.
///
/// O(runs · method + runs · nodes²) up to `fullMatrixNodeCount` nodes, else O(runs · (method + edges)), and
/// O(runs² · nodes) for the AMI. Lancichinetti & Fortunato 2012, doi 10.1038/srep00336; on edges:
/// Tandon, Albeshri, Thayananthan, Alhalabi & Fortunato 2019, doi 10.1103/PhysRevE.99.042301.
public struct Consensus: Sendable, Codable, Equatable {
  /// At least 2.
  public var runs: Int
  /// The least share of runs in one community that counts, 0 to 1.
  public var threshold: Double
  /// At least 1.
  public var maxRounds: Int

  public init(runs: Int = 20, threshold: Double = 0.5, maxRounds: Int = 10) {
    self.runs = runs
    self.threshold = threshold
    self.maxRounds = maxRounds
  }

  /// The most nodes for which every pair counts.
  public static let fullMatrixNodeCount = 1000

  public static let info = MeasureInfo(
    name: "consensus", title: "Consensus communities",
    question: "Which groups do many runs agree on, and who belongs to theirs for sure?",
    convention: """
      20 runs with different seeds unless given; pairs weigh the share of runs that put them together, shares below \
      0.5 dropped, divided again until runs agree. Every pair up to 1,000 people, pairs with a relation above. A \
      person's stability is the mean share of runs they spend with each of their community; below a mean AMI of 0.8 \
      between runs the division is not to be relied on.
      """,
    complexity: "O(runs · method), O(runs · nodes²) on small networks",
    citation: "Lancichinetti & Fortunato 2012, doi 10.1038/srep00336", result: .other,
    needs: "A method that depends on a seed.")

  /// Runs the method `runs` times and makes the runs agree.
  ///
  /// Throws what the method throws, and usage (E720) for options out of range.
  public func communities(
    in graph: Graph, by method: some RepeatableCommunityMethod, execution: Execution = .serial
  ) throws -> ConsensusCommunities {
    try validate()
    let partitions = try method.runs(of: graph, count: runs, execution: execution).map(\.partition)
    return try communities(of: partitions, in: graph, by: method, execution: execution)
  }

  /// The same of partitions that are there already; `method` divides the graph of their agreement.
  public func communities(
    of partitions: [Partition], in graph: Graph, by method: some RepeatableCommunityMethod,
    execution: Execution = .serial
  ) throws -> ConsensusCommunities {
    try validate()
    precondition(partitions.allSatisfy { $0.assignment.count == graph.nodeCount }, "the partitions cover another graph")
    var current = partitions
    var best = current.first ?? Partition(labels: Array(0..<UInt32(graph.nodeCount)))
    var rounds = 0
    while !current.allSatisfy({ $0 == current.first }) && rounds < maxRounds {
      rounds += 1
      execution.report("consensus", done: rounds, of: nil, unit: "rounds")
      let agreement = AgreementGraph(of: current, on: graph, threshold: threshold, execution: execution).graph
      let found = try method.runs(of: agreement, count: runs, execution: execution)
      current = found.map(\.partition)
      best = found.dropFirst().reduce(found[0]) { $1.modularity > $0.modularity ? $1 : $0 }.partition
    }
    return try ConsensusCommunities(
      partition: best, of: partitions, in: graph, rounds: rounds,
      isUnanimous: current.allSatisfy { $0 == current.first }, execution: execution)
  }

  private func validate() throws {
    if runs < 2 { throw Self.info.optionError("number of runs", runs, choose: "at least 2; 20 is usual") }
    if !(threshold >= 0 && threshold <= 1) {
      throw Self.info.optionError("threshold", threshold, choose: "0 to 1; 0.5 is usual")
    }
    if maxRounds < 1 { throw Self.info.optionError("number of rounds", maxRounds, choose: "at least 1") }
  }
}
