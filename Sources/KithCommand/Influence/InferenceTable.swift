import KithFoundation
import KithGraph
import KithInfluence
import KithOutput

/// A trait told from friends: a row a person, and the proof of how often that is right.
struct InferenceTable {
  let table: Table
  /// How right friends are about people held out, beside guesses without them.
  let proof: String

  init(_ trait: Trait, over graph: Graph, _ names: NameTable, seed: UInt64, _ execution: Execution) throws {
    let guess = try FriendInference().infer(trait, over: graph, execution: execution)
    let held = try FriendInferenceEvaluation(seed: seed).evaluate(trait, over: graph, execution: execution)
    let people = 0..<graph.nodeCount
    let (known, told): (Table.Values, Table.Values) =
      switch trait.values {
      case .nominal(let column): (.names(column.names, codes: column.codes), .names(column.names, codes: guess.groups))
      case .numeric(let numbers): (.reals(numbers), .reals(guess.numbers))
      }
    table = Table(
      schema: "kith.inference/1",
      columns: [
        Table.Column("id", .names(names)), Table.Column("known", known, missing: "the table does not tell"),
        Table.Column(
          "told", told, note: "what is known, else what friends tell", missing: "nobody of known trait is in reach"),
        Table.Column(
          "confidence", .reals(people.map { guess.confidence[$0] ?? .nan }), note: "share of the friends behind it",
          missing: "nobody of known trait is in reach"),
      ])
    func text(_ score: FriendInferenceEvaluation.Score?) -> String {
      guard let score else { return "unknown" }
      let between = score.interval.map {
        " (\(TerminalLayout.real($0.lowerBound)) to \(TerminalLayout.real($0.upperBound)))"
      }
      return TerminalLayout.real(score.value) + (between ?? "")
    }
    proof =
      "of \(counted(held.people, "person", "people")) held out, friends tell "
      + (held.kind == .nominal ? "this share right: " : "with R² ") + text(held.friends)
      + "; without friends \(text(held.baseline)), with strangers for friends \(text(held.strangers))"
  }
}
