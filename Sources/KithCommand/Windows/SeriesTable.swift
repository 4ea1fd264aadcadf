import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// Scores window by window: a row a window for the whole network, or a row a window and person or relation.
struct SeriesTable {
  private let request: MeasureRequest
  private let ranking: Ranking
  private var starts: [Int64] = []
  private var ends: [Int64] = []
  private var ranks: [Int] = []
  /// Codes in the log: the person, or who addressed whom.
  private var first: [UInt32] = []
  private var second: [UInt32] = []
  private var weights: [Double] = []
  private var people: [Int] = []
  private var relations: [Int] = []
  private var interactions: [Int] = []
  /// By measure.
  private var columns: [[Double]]
  private var reasons: [[String?]]
  private var isIterative: [Bool]
  private var values: [[GraphValue]] = []
  private var notes: [String?]
  /// Windows on which no measure could answer, and why.
  private(set) var unanswered: [String] = []

  init(_ request: MeasureRequest, _ ranking: Ranking) {
    self.request = request
    self.ranking = ranking
    columns = request.entries.map { _ in [] }
    reasons = request.entries.map { _ in [] }
    isIterative = request.entries.map { _ in false }
    notes = request.entries.map { _ in nil }
  }

  /// Adds a window's scores; one that the measures cannot answer leaves a reason instead of rows.
  mutating func add(_ slice: WindowSeries.Slice, _ settings: MeasureSettings, _ execution: Execution) throws {
    do {
      // A window's own steps are short: the progress told is that of the windows.
      let quiet = Execution(threads: execution.threads, isCancelled: execution.isCancelled)
      var there = settings
      there.restart = settings.restart.filter { slice.graph.names?.index(of: $0) != nil }
      if there.restart.isEmpty && !settings.restart.isEmpty {
        unanswered.append("nobody of --restart is in the window")
      } else if request.result == .graph || slice.graph.nodeCount > 0 {
        add(try ScoreResults(request.entries, there, in: slice.graph, quiet), slice)
      }
    } catch let error as KithError where error.exitCode == .answerIsNo {
      unanswered.append(error.diagnostic.message)
      guard request.result == .graph else { return }
      add(.graph(request.entries.map { GraphValue(measure: $0.info, undefined: error.diagnostic.message) }), slice)
    }
  }

  private mutating func add(_ results: ScoreResults, _ slice: WindowSeries.Slice) {
    switch results {
    case .nodes(let all):
      let (rows, ranks) = ranking.order(all[0].measure, all[0].values)
      open(slice, rows, ranks)
      first += rows.map { slice.people[$0] }
      for (index, scores) in all.enumerated() {
        columns[index] += rows.map { scores[$0] }
        reasons[index].append(scores.undefined)
        isIterative[index] = isIterative[index] || scores.convergence != nil
        notes[index] = scores.measure.convention
      }
    case .edges(let all):
      let (rows, ranks) = ranking.order(all[0].measure, all[0].values)
      open(slice, rows, ranks)
      first += rows.map { slice.people[Int(all[0].edges.sources[$0])] }
      second += rows.map { slice.people[Int(all[0].edges.targets[$0])] }
      weights += rows.map { Double(all[0].edges.weight(at: $0)) }
      for (index, scores) in all.enumerated() {
        columns[index] += rows.map { scores.values[$0] }
        reasons[index].append(scores.undefined)
        notes[index] = scores.measure.convention
      }
    case .graph(let all):
      open(slice, [0], nil)
      people.append(slice.graph.nodeCount)
      relations.append(slice.graph.edgeCount)
      interactions.append(slice.interactions)
      values.append(all)
    }
  }

  private mutating func open(_ slice: WindowSeries.Slice, _ rows: [Int], _ ranks: [Int]?) {
    starts += Array(repeating: slice.window.start?.milliseconds ?? Timestamp.missing, count: rows.count)
    ends += Array(repeating: slice.window.end?.milliseconds ?? Timestamp.missing, count: rows.count)
    if let ranks { self.ranks += rows.map { ranks[$0] } }
  }

  func table(_ names: NameTable) -> Table {
    let bounds = Self.bounds(starts, ends)
    if request.result == .graph {
      return ScoreTables.graphs(
        values,
        leading: bounds + [
          Table.Column("people", .integers(people)), Table.Column("relations", .integers(relations)),
          Table.Column("interactions", .integers(interactions), note: "rows in which someone addressed someone else"),
        ])
    }
    let isOfNodes = request.result == .nodes
    let rank = ScoreTables.rankColumn(
      ranks, by: request.entries[0].info, ScoreColumns.reasons(reasons[0]), ranking)
    let ends =
      isOfNodes
      ? [Table.Column("id", .names(names, codes: first))]
      : [
        Table.Column("from", .names(names, codes: first)), Table.Column("to", .names(names, codes: second)),
        Table.Column("weight", ScoreColumns.values(weights), note: "the strength"),
      ]
    let cells = request.entries.indices.map { index in
      Table.Column(
        request.entries[index].columnName,
        ScoreColumns.values(columns[index], isIterative: isIterative[index]), note: notes[index],
        missing: ScoreColumns.reasons(reasons[index]))
    }
    return Table(
      schema: isOfNodes ? "kith.score_windows/1" : "kith.relation_windows/1", columns: bounds + [rank] + ends + cells)
  }

  static func bounds(_ starts: [Int64], _ ends: [Int64]) -> [Table.Column] {
    [
      Table.Column("start", .times(starts), note: "the window's first moment"),
      Table.Column("end", .times(ends), note: "the first moment after the window"),
    ]
  }
}
