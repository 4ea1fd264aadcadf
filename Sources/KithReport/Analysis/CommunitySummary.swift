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
  public let bridges: [CommunityDescription.Bridge]
  /// Its people with most weight to other communities.
  public let bridgePeople: [Int]
  /// The share of runs in which two of its people are together; nil where the method ran once.
  public let stability: Double?
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
  let ties: CommunityTies
  let timeline: Timeline?
  /// By community; nil where the method ran once.
  let stability: [Double]?

  /// The smallest community worth describing.
  static let smallest = 3

  /// The `count` largest of at least three people. O(nodes + edges + rows).
  func largest(_ count: Int, order: [Int]) -> [CommunitySummary] {
    let told = CommunityDescriber(count: count, smallest: Self.smallest).describe(ties, order: order)
    let (activity, bins) = rowsByCommunity(told.count)
    return told.map { one in
      let index = one.community
      let peak = bins[index].indices.max { (bins[index][$0], $1) < (bins[index][$1], $0) }
      return CommunitySummary(
        index: index, people: one.people, leaders: one.leaders, weightInside: one.weightInside,
        weightAcross: one.weightAcross, bridges: one.bridges, bridgePeople: one.bridgePeople,
        stability: stability?[index], activity: activity[index],
        peak: peak.flatMap { bins[index][$0] > 0 ? ($0, bins[index][$0]) : nil })
    }
  }

  private func rowsByCommunity(_ described: Int) -> (rows: [Int], bins: [[Int]]) {
    var rows = [Int](repeating: 0, count: described)
    var bins = [[Int]](
      repeating: [Int](repeating: 0, count: timeline?.starts.count ?? 0), count: described)
    for row in 0..<log.count where log.actors[row] != InteractionLog.none {
      let community = ties.partition[Int(log.actors[row])]
      if community >= described { continue }
      rows[community] += 1
      if let timeline, let time = log.times?[row], time != Timestamp.missing {
        bins[community][timeline.bin(of: time)] += 1
      }
    }
    return (rows, bins)
  }
}
