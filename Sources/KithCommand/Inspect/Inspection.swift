import KithFoundation
import KithGraph
import KithInput

/// What a log holds and which questions it can answer.
struct Inspection {
  /// A name with how often it occurs.
  struct Share {
    var name: String
    var count: Int
  }

  let summary: ReadingSummary
  let period: ClosedRange<Timestamp>?
  let people: Int
  let actors: Int
  let addressed: Int
  /// Ordered pairs (a, b) where a addressed b.
  let relations: Int
  /// Rows that make an edge.
  let interactions: Int
  let kinds: [Share]
  let channels: [Share]
  let items: Int?
  let weights: ClosedRange<Float>?
  let hasTexts: Bool
  let withoutTime: Int
  let questions: [Question]

  init(_ reading: LogReading, strength: EdgeStrength, session: Session) {
    let log = reading.log
    let graph = Graph(log, strength: strength, execution: session.execution)
    summary = reading.summary
    period = log.period
    people = log.people.count
    actors = Self.distinct(log.actors, of: log.people.count)
    addressed = Self.distinct(log.targets, of: log.people.count)
    relations = graph.edgeCount
    interactions =
      log.count - reading.summary.selfEdges
      - (0..<log.count).reduce(0) { count, row in
        count + (log.targets[row] == InteractionLog.none || log.actors[row] == InteractionLog.none ? 1 : 0)
      }
    kinds = Self.shares(log.kinds)
    channels = Self.shares(log.channels)
    items = log.items?.names.count
    weights = log.weights.flatMap { all in all.min().flatMap { low in all.max().map { low...$0 } } }
    hasTexts = log.texts != nil || reading.summary.files.contains(where: Self.mayHaveTexts)
    withoutTime = log.times.map { $0.count { $0 == Timestamp.missing } } ?? log.count
    questions = Question.all(
      Question.Data(
        hasEdges: graph.edgeCount > 0, hasTimes: period != nil, hasKinds: log.kinds != nil,
        hasChannels: log.channels != nil, hasItems: log.items != nil, hasTexts: hasTexts,
        hasActors: log.actors.contains { $0 != InteractionLog.none }))
  }

  /// Texts take memory and are not kept for counting: the columns tell whether there are any.
  private static func mayHaveTexts(_ file: ReadingSummary.FileFacts) -> Bool {
    switch file.format {
    case .gitHubEvents, .stackExchange: true
    case .interactions, .messages, .jsonLines: file.roles.contains { $0.role == .text }
    }
  }

  private static func distinct(_ codes: [UInt32], of count: Int) -> Int {
    var seen = [Bool](repeating: false, count: count)
    for code in codes where code != InteractionLog.none { seen[Int(code)] = true }
    return seen.count { $0 }
  }

  /// The names of a column, most frequent first, ties by bytes.
  private static func shares(_ column: CodedColumn?) -> [Share] {
    guard let column else { return [] }
    var counts = [Int](repeating: 0, count: column.names.count)
    for code in column.codes where code != InteractionLog.none { counts[Int(code)] += 1 }
    let order = counts.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    return order.map { Share(name: column.names[$0], count: counts[$0]) }
  }
}
