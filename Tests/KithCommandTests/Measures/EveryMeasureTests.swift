import KithMeasures
import Testing

@testable import KithCommand

/// Every measure of the registry, as users run it: on a small log, on one without relations, on one without rows.
struct EveryMeasureTests {
  private static let logs = [
    ("comments", Fixtures.comments), ("unanswered", "id,author,text\n1,a,hi\n2,b,ho\n"), ("empty", "from,to\n"),
    ("zero", "from,to,weight\na,b,0\nb,c,0\n"),
  ]

  private static let scores = MeasureRegistry.entries.filter { entry in
    switch entry.make {
    case .nodes, .edges, .graph: true
    case .communities, .described: false
    }
  }.map(\.name)

  /// 0, or the documented codes for "no answer", bad weights, too large and not converged; never a crash, never NaN.
  @Test(arguments: scores) func givesScoresOrSaysWhyNot(name: String) throws {
    let bench = try Workbench()
    for (log, text) in Self.logs {
      try bench.put(text, log + ".csv")
      let needsIDs = MeasureRegistry.entry(name).map { MeasureOption.restart.isUsed(by: $0) } ?? false
      let restart = needsIDs && log == "comments" ? " --restart mina" : ""
      let outcome = try bench.shell("kith scores \(log).csv --measure \(name)\(restart) --format json")
      #expect([0, 1, 64, 75, 76].contains(outcome.status), "\(log): \(outcome.status) \(outcome.err)")
      if log == "comments" { #expect(outcome.status == 0 || outcome.err.contains("E405"), "\(outcome.err)") }
      #expect(outcome.status == 0 || outcome.err.contains("\"code\":\"E"), "\(outcome.err)")
      let cells = outcome.out.lowercased().split(whereSeparator: { !$0.isLetter })
      let rows = outcome.out.range(of: "\"rows\"").map { outcome.out[$0.upperBound...].lowercased() } ?? ""
      #expect(!rows.contains(":nan") && !rows.contains(":inf") && !rows.contains(":-inf"), "\(log)")
      #expect(outcome.status != 0 || cells.contains("schema"))
    }
  }

  /// Nothing is described that cannot be had.
  @Test func everyMeasureHasACommand() {
    for entry in MeasureRegistry.entries { #expect(entry.command != nil, "\(entry.name)") }
  }

  @Test(arguments: MeasureRegistry.entries.map(\.name)) func explainsItself(name: String) throws {
    let out = try Workbench().kith("explain", name, "--format", "table").out
    for word in ["question", "convention", "needs", "command", "cost", "source"] {
      #expect(out.contains("  \(word) "), "\(word)")
    }
    #expect(out.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
