import KithFoundation
import KithGraph
import KithMeasures

/// How far the communities hang on chance: what runs with different seeds agree on.
public struct CommunityFirmness: Sendable, Equatable {
  public let runs: Int
  /// Mean AMI over pairs of runs: 1 when all say the same.
  public let agreement: Double
  /// By community: the mean share of runs in which two of its people are together; 1 for communities of one.
  public let stability: [Double]

  /// On larger graphs the method runs once.
  static let mostEdges = 200_000
  static let runs = 10

  /// The best of several runs and how far they agree; one run on large graphs. Best as `Leiden.partition` takes it.
  static func communities(
    of graph: Graph, by method: Leiden, execution: Execution
  ) throws -> (Communities, CommunityFirmness?) {
    guard graph.edgeCount > 0, graph.edgeCount <= mostEdges else {
      return (try method.partition(of: graph, execution: execution), nil)
    }
    let found = try method.runs(of: graph, count: runs, execution: execution)
    let best = found.dropFirst().reduce(found[0]) { $1.quality > $0.quality ? $1 : $0 }
    return (best, CommunityFirmness(of: best.partition, in: found.map(\.partition)))
  }

  /// O(runs² · nodes).
  init(of partition: Partition, in all: [Partition]) {
    runs = all.count
    var (sum, pairs) = (0.0, 0)
    for (index, one) in all.enumerated() {
      for other in all[..<index] {
        sum += PartitionComparison(one, other).ami
        pairs += 1
      }
    }
    agreement = pairs == 0 ? 1 : sum / Double(pairs)
    var count = [Int](repeating: 0, count: all.map(\.count).max() ?? 0)
    stability = partition.members.map { members in
      // Pairs of members by run: of those with one label, each with each other.
      var together = 0
      for run in all {
        for node in members { count[run[node]] += 1 }
        for node in members where count[run[node]] > 0 {
          together += count[run[node]] * (count[run[node]] - 1)
          count[run[node]] = 0
        }
      }
      let possible = members.count * (members.count - 1) * all.count
      return possible == 0 ? 1 : Double(together) / Double(possible)
    }
  }

  /// Whether the runs contradict each other.
  public var isShaky: Bool { agreement < ConsensusCommunities.leastAMI }
}
