import Foundation
import Testing

struct HelpTests {
  static let verbs = [
    "report", "inspect", "scores", "communities", "paths", "ego", "key-players", "cascades", "simulate", "spreaders",
    "predict", "ties", "influence", "rerank", "recommend", "evaluate", "features", "map", "measures", "explain",
    "sample",
    "doctor",
    "completions",
  ]

  @Test func theRootLeadsWithExamplesAndListsEveryVerb() throws {
    let help = try Workbench().kith("--help")
    #expect(help.status == 0)
    #expect(help.err == "")
    for verb in Self.verbs { #expect(help.out.contains("\n  \(verb) "), "\(verb)") }
    let examples = try #require(help.out.range(of: "EXAMPLES:"))
    let usage = try #require(help.out.range(of: "USAGE:"))
    #expect(examples.upperBound < usage.lowerBound)
    #expect(try Workbench().kith().out == help.out)
  }

  @Test(arguments: verbs) func everyVerbShowsThreeExamples(verb: String) throws {
    let help = try Workbench().kith(verb, "--help")
    #expect(help.status == 0)
    #expect(Self.examples(in: help.out).count >= 3)
    #expect(try Workbench().kith("help", verb).out == help.out)
  }

  /// Every example runs as printed, in a folder that holds the files it names.
  @Test(arguments: ["--help"] + verbs) func examplesRun(verb: String) throws {
    let help = try Workbench().kith(verb == "--help" ? verb : verb, "--help").out
    for example in Self.examples(in: help) {
      let bench = try Workbench()
      try bench.put(Fixtures.comments, "comments.csv")
      try bench.put(Fixtures.actions, "actions.csv")
      try bench.put(Fixtures.people, "people.csv")
      try bench.put(Fixtures.friends, "friends.csv")
      try bench.put(Fixtures.recommendations, "recommendations.csv")
      try bench.put(Fixtures.later, "later.csv")
      let outcome = try bench.shell(example)
      let isWell =
        outcome.status == 0 || (verb == "doctor" && outcome.status == 69)
        // Seven people are too few for a verdict.
        || (verb == "influence" && outcome.status == 1 && outcome.out.contains("cannot tell"))
      #expect(isWell, "\(example): \(outcome.status) \(outcome.err)")
      #expect(!bench.names.contains { $0.contains(".kith-") }, "\(example) left \(bench.names)")
    }
  }

  @Test func versionIsOneLine() throws {
    let outcome = try Workbench().kith("--version")
    #expect(outcome.out.hasPrefix("kith ") && outcome.out.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsKnowVerbsAndOptions(shell: String) throws {
    let script = try Workbench().kith("completions", shell)
    #expect(script.status == 0)
    for word in ["communities", "threads"] { #expect(script.out.contains(word), "\(word)") }
  }

  static func examples(in help: String) -> [String] {
    help.split(separator: "\n").prefix { !$0.hasPrefix("USAGE:") }.filter { $0.hasPrefix("  kith ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
