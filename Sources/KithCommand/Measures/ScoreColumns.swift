import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// Scores as columns of a table.
enum ScoreColumns {
  /// Whole numbers as such: counts, and sums of counts. Undefined cells stay empty.
  static func values(_ values: [Double], isIterative: Bool = false) -> Table.Values {
    let areWhole = values.allSatisfy { !$0.isFinite || $0 == $0.rounded() && $0.magnitude < 0x1p53 }
    return areWhole && !isIterative ? .integers(values.map { $0.isFinite ? Int($0) : .min }) : .reals(values)
  }

  /// What a column means: the convention, and how far an approximation may be off.
  static func note(_ info: MeasureInfo, _ error: ApproximationError?) -> String {
    info.convention + (error.map { " Here approximated: \(text($0))." } ?? "")
  }

  /// `within 0.01 of the exact value with probability 0.9; 1,234 samples`.
  static func text(_ error: ApproximationError) -> String {
    let samples = counted(error.samples, "sample")
    guard let bound = error.bound else { return samples }
    let chance = error.confidence.map { " with probability \(TerminalLayout.real($0))" } ?? ""
    return "within \(TerminalLayout.real(bound)) of the exact value\(chance); \(samples)"
  }

  static func reasons(_ all: [String?]) -> String? {
    var seen: [String] = []
    for case let reason? in all where !seen.contains(reason) { seen.append(reason) }
    return seen.isEmpty ? nil : seen.joined(separator: "; ")
  }
}

/// The values that one run of measures gave, of whatever kind.
enum ScoreResults {
  case nodes([NodeScores])
  case edges([EdgeScores])
  case graph([GraphValue])

  init(_ entries: [MeasureEntry], _ settings: MeasureSettings, in graph: Graph, _ execution: Execution) throws {
    var (nodes, edges, values) = ([NodeScores](), [EdgeScores](), [GraphValue]())
    for entry in entries {
      try execution.checkCancellation()
      switch entry.make {
      case .nodes(let make): nodes.append(try make(settings).scores(in: graph, execution: execution))
      case .edges(let make): edges.append(try make(settings).scores(in: graph, execution: execution))
      case .graph(let make): values.append(try make(settings).value(of: graph, execution: execution))
      case .communities, .described: break
      }
    }
    self = !nodes.isEmpty ? .nodes(nodes) : !edges.isEmpty ? .edges(edges) : .graph(values)
  }

  /// E405 when no measure of the whole network has a value.
  func checkHasAnswer() throws {
    guard case .graph(let all) = self, let first = all.first, let why = first.undefined,
      all.allSatisfy({ $0.value == nil })
    else { return }
    throw KithError(
      .answerIsNo,
      Diagnostic(
        "E405", "\(first.measure.name) is undefined on this network: \(why)", help: "it needs: \(first.measure.needs)"))
  }

  /// Says what approximations promise and why some have no value.
  func tell(_ talk: Talk, _ noun: (_ count: Int) -> String) {
    switch self {
    case .nodes(let all):
      for scores in all {
        Self.tell(scores.measure, scores.error, scores.values, scores.undefined, noun, talk)
      }
    case .edges(let all):
      for scores in all {
        Self.tell(scores.measure, scores.error, scores.values, scores.undefined, noun, talk)
      }
    case .graph(let all):
      for value in all {
        if let error = value.error { talk.note("\(value.measure.name): \(ScoreColumns.text(error))") }
        if let note = value.note { talk.note("\(value.measure.name): \(note)") }
        if let why = value.undefined { talk.note("\(value.measure.name) has no value: \(why)") }
      }
    }
  }

  private static func tell(
    _ info: MeasureInfo, _ error: ApproximationError?, _ values: [Double], _ undefined: String?,
    _ noun: (Int) -> String, _ talk: Talk
  ) {
    if let error { talk.note("\(info.name): \(ScoreColumns.text(error))") }
    let missing = undefined == nil ? 0 : values.count { $0.isNaN }
    if missing > 0, let undefined { talk.note("\(info.name): \(noun(missing)) without a value: \(undefined)") }
  }
}
