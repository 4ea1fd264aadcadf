import KithFoundation
import KithGraph
import Synchronization

/// Communities that runs agree on, with how firmly.
public struct ConsensusCommunities: Sendable {
  public let partition: Partition
  /// Newman–Girvan, resolution 1, undirected view.
  public let modularity: Double
  /// By node: the mean, over the other members of its community, of the share of runs the two were together in;
  /// undefined in communities of one.
  public let stability: NodeScores
  /// By community: the mean over its pairs; nil for communities of one.
  public let communityStability: [Double?]
  /// Mean AMI over pairs of runs: 1 when all say the same.
  public let meanAMI: Double
  public let runs: Int
  /// How often the runs' agreement was divided again; 0 when they were of one mind at once.
  public let rounds: Int
  /// Whether the last round's runs agreed.
  public let isUnanimous: Bool

  /// The mean AMI below which the runs contradict each other.
  public static let leastAMI = 0.8

  /// W407 where the runs contradict each other; nil where they agree.
  public var warning: Diagnostic? {
    if meanAMI >= Self.leastAMI { return nil }
    let percent = Int((100 * max(0, meanAMI)).rounded())
    return Diagnostic(
      "W407", "the communities differ from run to run: they agree by \(percent) percent (mean AMI), below 80",
      severity: .warning,
      help: "do not rely on who is in which; look at stability, or ask whether the network has communities at all")
  }

  public static let info = MeasureInfo(
    name: "community-stability", title: "Community stability",
    question: "Who belongs to their community for sure?",
    convention: """
      The mean share of runs, with different seeds, that a person spends together with each of the other members of \
      their consensus community; 1 always. No value in communities of one.
      """,
    complexity: "O(runs · nodes), and the runs", citation: "Lancichinetti & Fortunato 2012, doi 10.1038/srep00336",
    needs: "A method that depends on a seed.")

  /// How far `partitions` bear out `partition`.
  ///
  /// Exact without a matrix: of a node's fellow members, those in its community of a run are counted by label.
  /// O(runs · nodes + runs² · nodes / threads). Throws `CancellationError`.
  init(
    partition: Partition, of partitions: [Partition], in graph: Graph, rounds: Int, isUnanimous: Bool,
    execution: Execution
  ) throws {
    let n = graph.nodeCount
    var together = [Int](repeating: 0, count: n)
    let members = partition.members
    for run in partitions {
      var count = [Int](repeating: 0, count: run.count)
      for community in members {
        for node in community { count[run[node]] += 1 }
        for node in community { together[node] += count[run[node]] - 1 }
        for node in community { count[run[node]] = 0 }
      }
    }
    var sums = [Int](repeating: 0, count: partition.count)
    var isComplete = true
    let values = (0..<n).map { node in
      let others = partition.sizes[partition[node]] - 1
      sums[partition[node]] += together[node]
      if others > 0 && !partitions.isEmpty { return Double(together[node]) / Double(others * partitions.count) }
      isComplete = false
      return .nan
    }
    stability = NodeScores(
      measure: Self.info, values: values, undefined: isComplete ? nil : "nobody else is in the community")
    communityStability = sums.indices.map { index in
      let pairs = partition.sizes[index] * (partition.sizes[index] - 1) * partitions.count
      return pairs > 0 ? Double(sums[index]) / Double(pairs) : nil
    }
    meanAMI = try Self.meanAMI(partitions, execution)
    modularity = Modularity().value(of: partition, in: graph, execution: execution)
    self.partition = partition
    runs = partitions.count
    self.rounds = rounds
    self.isUnanimous = isUnanimous
  }

  /// The mean AMI over pairs; 1 below two partitions.
  static func meanAMI(_ partitions: [Partition], _ execution: Execution) throws -> Double {
    let pairs = partitions.indices.flatMap { a in (0..<a).map { (a, $0) } }
    if pairs.isEmpty { return 1 }
    let values = Scratch<Double>(repeating: 0, count: pairs.count)
    execution.forEachChunk(of: pairs.count, grain: 1) { index, _ in
      if execution.isCancelled() { return }
      values.base[index] = PartitionComparison(partitions[pairs[index].0], partitions[pairs[index].1]).ami
    }
    try execution.checkCancellation()
    return (0..<pairs.count).reduce(0.0) { $0 + values.base[$1] } / Double(pairs.count)
  }
}
