import ArgumentParser
import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// How firm ranks are.
struct UncertaintyArguments: ParsableArguments {
  @Flag(help: "Draw the rows again and tell where ranks lie: adds rank_low, rank_high and p_top.")
  var uncertainty = false

  @Option(help: "How often they are drawn. (default: 100)")
  var draws: Int?

  @Option(help: "p_top is the chance to be among so many. (default: 10)")
  var topCount: Int?

  func validate() throws {
    if let draws, draws < 1 || draws > 100_000 {
      throw ValidationError("--draws must be between 1 and 100000, not \(draws)")
    }
    if let topCount, topCount < 1 { throw ValidationError("--top-count must be at least 1, not \(topCount)") }
    if !uncertainty, draws != nil || topCount != nil {
      throw ValidationError("\(draws != nil ? "--draws" : "--top-count") goes with --uncertainty")
    }
  }

  /// `rank_low, rank_high, p_top` of these people by a measure.
  func columns(
    of people: [Int], by measure: any NodeMeasure, in graph: Graph, log: InteractionLog, strength: EdgeStrength,
    seed: UInt64, _ execution: Execution
  ) throws -> [Table.Column] {
    let drawing = RankUncertainty(
      measure: measure, draws: draws ?? 100, topCount: topCount ?? 10, seed: seed)
    let bytes = drawing.memory(for: graph.size, people: people.count, threads: execution.threads)
    if let available = Machine.availableMemory, bytes > available {
      throw KithError(
        .limit,
        Diagnostic(
          "E406",
          "\(drawing.draws) draws for \(grouped(people.count)) people would take about "
            + "\(ByteCount.text(bytes)); \(ByteCount.text(available)) are free",
          help: "choose fewer people with --top, or fewer --draws"))
    }
    let found = try drawing.intervals(
      in: graph, of: log, strength: strength, people: people, execution: execution)
    let note = "of \(found.draws) draws of the rows, \(TerminalLayout.fixed(100 * found.level, digits: 0))% lie between"
    return [
      Table.Column("rank_low", .integers(found.intervals.map(\.low)), note: "the best rank that is likely: " + note),
      Table.Column("rank_high", .integers(found.intervals.map(\.high)), note: "the worst rank that is likely: " + note),
      Table.Column(
        "p_top", .reals(found.intervals.map(\.chanceOfTop)),
        note: "the share of draws in which they are among the first \(found.topCount)"),
    ]
  }
}
