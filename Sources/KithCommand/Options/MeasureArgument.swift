import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// Measures by the names users type.
enum MeasureArgument {
  static func info(of name: String) throws -> MeasureInfo {
    let all = MeasureRegistry.all
    if let info = all.first(where: { $0.name == name }) { return info }
    let near = Suggestion.nearest(to: name, in: all.map(\.name))
    throw KithError(
      .usage,
      Diagnostic(
        "E705", "there is no measure \"\(name)\"",
        help: near.map { "did you mean \($0)?" }
          ?? "`kith measures` lists them: \(all.map(\.name).joined(separator: ", "))"))
  }
}

extension MeasureArgument {
  static func scores(of info: MeasureInfo, damping: Double, in graph: Graph, _ session: Session) throws -> NodeScores {
    let execution = session.execution
    switch info.name {
    case "pagerank": return try PageRank(damping: damping).scores(in: graph, execution: execution)
    case "in-degree": return DegreeCentrality(.in).scores(in: graph, execution: execution)
    case "out-degree": return DegreeCentrality(.out).scores(in: graph, execution: execution)
    case "degree": return DegreeCentrality(.all).scores(in: graph, execution: execution)
    case "in-strength": return DegreeCentrality(.in, isWeighted: true).scores(in: graph, execution: execution)
    case "out-strength": return DegreeCentrality(.out, isWeighted: true).scores(in: graph, execution: execution)
    case "strength": return DegreeCentrality(.all, isWeighted: true).scores(in: graph, execution: execution)
    default:
      throw KithError(
        .usage,
        Diagnostic("E706", "\(info.name) gives no score for each person", help: "see `kith measures \(info.name)`"))
    }
  }

  /// Whole numbers as such: counts, and sums of counts.
  static func values(of scores: NodeScores) -> Table.Values {
    let areWhole = scores.values.allSatisfy { $0 == $0.rounded() && $0.magnitude < 0x1p53 }
    return areWhole && scores.measure.name != "pagerank"
      ? .integers(scores.values.map { Int($0) }) : .reals(scores.values)
  }
}
