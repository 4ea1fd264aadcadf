import KithFoundation
import KithGraph
import KithMaps
import KithMeasures

/// Everything a report says about a log, computed once.
///
///     let analysis = try Analysis(log: log, losses: RowLosses(), options: ReportOptions(), execution: execution)
///     analysis.core.first?.receivedFrom
///
/// Depends on the set of rows and the options, never on row order or threads.
/// About O(rows + edges × iterations).
public struct Analysis: Sendable {
  public let log: InteractionLog
  public let options: ReportOptions
  public let graph: Graph
  public let pageRank: NodeScores
  /// Nodes, best PageRank first, and each node's rank.
  public let order: [Int]
  public let ranks: [Int]
  public let inDegree: NodeScores
  public let outDegree: NodeScores
  public let inStrength: NodeScores
  public let outStrength: NodeScores
  public let components: Partition
  public let communities: Communities
  /// How far runs of the method agree; nil without edges and for graphs too large to divide several times.
  public let firmness: CommunityFirmness?
  public let cohesion: Cohesion
  /// Edge weight inside, and from or to outside, of every community.
  public let weightInside: [Double]
  public let weightAcross: [Double]
  /// Edges whose reverse exists too.
  public let mutualEdges: Int
  public let facts: LogFacts
  public let leftOut: LeftOut
  /// Received attention: in-strength over all people; nil without edges.
  public let attention: Sharing?
  /// Activity: rows an author wrote, over all authors; nil without authors.
  public let activity: Sharing?
  /// Nil without times.
  public let timeline: Timeline?
  public let peaks: [Peak]
  /// The people attention reaches most, best first; empty without edges.
  public let core: [CorePerson]
  /// How firm the core's ranks are, person by person; nil for graphs too large to draw again.
  public let rankRanges: RankIntervals?
  public let summaries: [CommunitySummary]
  /// Nil without texts.
  public let words: WordFindings?
  /// Nil without times.
  public let firstMovers: FirstMovers?
  /// Who set it off; nil where nobody can be told to have followed.
  public let cascades: CascadeFindings?
  let clock: LocalClock

  public init(
    log: InteractionLog, losses: RowLosses = RowLosses(), options: ReportOptions = ReportOptions(),
    execution: Execution = .serial
  ) throws {
    self.log = log
    self.options = options
    clock = LocalClock(offsetMinutes: options.utcOffsetMinutes)
    let graph = Graph(log, strength: options.strength, execution: execution)
    self.graph = graph
    try execution.checkCancellation()
    pageRank = try PageRank(damping: options.damping).scores(in: graph, execution: execution)
    order = pageRank.order
    ranks = pageRank.ranks
    inDegree = DegreeCentrality(.in).scores(in: graph, execution: execution)
    outDegree = DegreeCentrality(.out).scores(in: graph, execution: execution)
    inStrength = DegreeCentrality(.in, isWeighted: true).scores(in: graph, execution: execution)
    outStrength = DegreeCentrality(.out, isWeighted: true).scores(in: graph, execution: execution)
    components = WeakComponents().partition(of: graph, execution: execution)
    (communities, firmness) = try CommunityFirmness.communities(
      of: graph, by: Leiden(resolution: options.resolution, seed: options.seed), execution: execution)
    try execution.checkCancellation()
    let ties = CommunityTies(communities.partition, in: graph)
    (weightInside, weightAcross) = (ties.inside, ties.across)
    cohesion = try Cohesion(of: graph, seed: options.seed, execution: execution)
    mutualEdges = Self.mutualEdges(of: graph)
    facts = LogFacts(log)
    leftOut = LeftOut(log, graph: graph, losses: losses)
    attention = Sharing(inStrength.values)
    activity = Sharing(Self.rowsByAuthor(log))
    timeline = Timeline(log, clock: clock)
    peaks = timeline.map { Peak.find(3, in: $0, log) } ?? []
    try execution.checkCancellation()
    let top =
      graph.edgeCount == 0
      ? [] : order.prefix(options.core).filter { graph.in.degree($0) > 0 }
    core = CoreEvidence(
      log: log, graph: graph, partition: communities.partition, timeline: timeline, quotes: options.quotes
    ).people(top, scores: pageRank, ranks: ranks)
    rankRanges = try Self.rankRanges(of: core.map(\.node), in: graph, log, options, execution)
    var summaries = CommunityDescriptions(
      log: log, ties: ties, timeline: timeline, stability: firmness?.stability
    ).largest(options.communities, order: order)
    try execution.checkCancellation()
    words = WordCounter(log: log, partition: communities.partition, described: summaries.count)
      .findings(perCommunity: options.words)
    if let words { for index in summaries.indices { summaries[index].words = words.communities[index] } }
    self.summaries = summaries
    firstMovers = FirstMovers(log, count: 8, core: top, clock: clock)
    try execution.checkCancellation()
    cascades =
      graph.edgeCount == 0 || log.period == nil
      ? nil
      : try CascadeFindings(
        log, facts: facts, brand: options.brand, triggers: options.core, evidence: max(3, options.quotes),
        keepsTexts: options.quotes > 0, execution: execution)
  }

  /// Why there are no cascades.
  var noCascades: Phrase? {
    if cascades != nil { return nil }
    return graph.edgeCount == 0 ? .noEdges : log.period == nil ? .noTimes : .noFollowing
  }

  /// The same in words; nil where there are cascades.
  public var cascadesUndefined: String? { noCascades.map { Phrases(language: options.language)[$0] } }

  /// Redraws that tell how firm a rank is.
  static let redraws = 40
  /// Larger graphs are not drawn again: it would take longer than all the rest.
  static let mostEdgesRedrawn = 200_000

  /// Where the ranks of `people` lie; nil without any and for large graphs.
  private static func rankRanges(
    of people: [Int], in graph: Graph, _ log: InteractionLog, _ options: ReportOptions, _ execution: Execution
  ) throws -> RankIntervals? {
    guard graph.edgeCount <= mostEdgesRedrawn, !people.isEmpty else { return nil }
    let measure = PageRank(damping: options.damping, tolerance: 1e-8)
    return try RankUncertainty(measure: measure, draws: redraws, topCount: people.count, seed: options.seed)
      .intervals(in: graph, of: log, strength: options.strength, people: people, execution: execution)
  }

  /// O(edges log degree).
  private static func mutualEdges(of graph: Graph) -> Int {
    var mutual = 0
    for source in 0..<graph.nodeCount {
      // Both rows ascend: walk them together.
      let (out, inward) = (graph.out.row(source), graph.in.row(source))
      var (a, b) = (out.startIndex, inward.startIndex)
      while a < out.endIndex, b < inward.endIndex {
        if out[a] == inward[b] {
          mutual += 1
          a += 1
          b += 1
        } else if out[a] < inward[b] {
          a += 1
        } else {
          b += 1
        }
      }
    }
    return mutual
  }

  private static func rowsByAuthor(_ log: InteractionLog) -> [Double] {
    var rows = [Double](repeating: 0, count: log.people.count)
    for actor in log.actors where actor != InteractionLog.none { rows[Int(actor)] += 1 }
    return rows.filter { $0 > 0 }
  }
}
