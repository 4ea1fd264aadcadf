import KithFoundation
import KithGraph
import KithMeasures

/// A community described by its people, its ties and its words.
public struct CommunitySummary: Sendable {
  /// Index in the partition: 0 is the largest.
  public let index: Int
  public let people: Int
  /// Its people best by PageRank, best first.
  public let leaders: [Int]
  /// Edge weight between its people, and from or to people outside.
  public let weightInside: Double
  public let weightAcross: Double
  /// The other described communities it is tied to most, by edge weight between the two.
  public let bridges: [(index: Int, weight: Double)]
  /// Its people with most weight to other communities.
  public let bridgePeople: [Int]
  /// Rows its people wrote.
  public let activity: Int
  /// The timeline's bin with most of them, and how many.
  public let peak: (bin: Int, count: Int)?
  /// Words its people use more than others do; nil without texts.
  public internal(set) var words: [DistinctiveWord]?

  /// Share of the weight touching its people that stays inside; nil without any.
  public var insideShare: Double? {
    weightInside + weightAcross > 0 ? weightInside / (weightInside + weightAcross) : nil
  }
}

/// Describes the largest communities in linear passes over edges and rows.
struct CommunityDescriptions {
  let log: InteractionLog
  let graph: Graph
  let partition: Partition
  let timeline: Timeline?

  /// The smallest community worth describing.
  static let smallest = 3

  /// Inside and across weight of every community. O(edges).
  static func weights(_ graph: Graph, _ partition: Partition) -> (inside: [Double], across: [Double]) {
    var inside = [Double](repeating: 0, count: partition.count)
    var across = inside
    for source in 0..<graph.nodeCount {
      let own = partition[source]
      for edge in graph.out.offsets[source]..<graph.out.offsets[source + 1] {
        let other = partition[Int(graph.out.neighbors[edge])]
        let weight = Double(graph.out.weight(at: edge))
        if own == other {
          inside[own] += weight
        } else {
          across[own] += weight
          across[other] += weight
        }
      }
    }
    return (inside, across)
  }

  /// The `count` largest of at least three people. O(nodes + edges + rows).
  func largest(_ count: Int, order: [Int], inside: [Double], across: [Double]) -> [CommunitySummary] {
    let described = partition.sizes.prefix(count).prefix { $0 >= Self.smallest }.count
    if described == 0 { return [] }
    var leaders = [[Int]](repeating: [], count: described)
    for node in order where partition[node] < described && leaders[partition[node]].count < 5 {
      leaders[partition[node]].append(node)
    }
    var between = [[Double]](repeating: [Double](repeating: 0, count: described), count: described)
    var outward = [Double](repeating: 0, count: graph.nodeCount)
    for source in 0..<graph.nodeCount {
      let own = partition[source]
      for edge in graph.out.offsets[source]..<graph.out.offsets[source + 1] {
        let target = Int(graph.out.neighbors[edge])
        let other = partition[target]
        if own == other { continue }
        let weight = Double(graph.out.weight(at: edge))
        outward[source] += weight
        outward[target] += weight
        if own < described, other < described {
          between[own][other] += weight
          between[other][own] += weight
        }
      }
    }
    var members = [[Int]](repeating: [], count: described)
    for node in 0..<graph.nodeCount where partition[node] < described && outward[node] > 0 {
      members[partition[node]].append(node)
    }
    let (activity, bins) = rowsByCommunity(described)
    return (0..<described).map { index in
      let peak = bins[index].indices.max { (bins[index][$0], $1) < (bins[index][$1], $0) }
      return CommunitySummary(
        index: index, people: partition.sizes[index], leaders: leaders[index], weightInside: inside[index],
        weightAcross: across[index],
        bridges: (0..<described).filter { between[index][$0] > 0 }
          .sorted { (between[index][$1], $0) < (between[index][$0], $1) }.prefix(3)
          .map { (index: $0, weight: between[index][$0]) },
        bridgePeople: Array(members[index].sorted { (outward[$1], $0) < (outward[$0], $1) }.prefix(3)),
        activity: activity[index], peak: peak.flatMap { bins[index][$0] > 0 ? ($0, bins[index][$0]) : nil })
    }
  }

  private func rowsByCommunity(_ described: Int) -> (rows: [Int], bins: [[Int]]) {
    var rows = [Int](repeating: 0, count: described)
    var bins = [[Int]](
      repeating: [Int](repeating: 0, count: timeline?.starts.count ?? 0), count: described)
    for row in 0..<log.count where log.actors[row] != InteractionLog.none {
      let community = partition[Int(log.actors[row])]
      if community >= described { continue }
      rows[community] += 1
      if let timeline, let time = log.times?[row], time != Timestamp.missing {
        bins[community][timeline.bin(of: time)] += 1
      }
    }
    return (rows, bins)
  }
}
