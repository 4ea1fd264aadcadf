import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput

/// How likely something passes from one person to another.
struct ProbabilityArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How likely word passes: weighted-cascade (1/number of people who influence someone), weight-share, "
        + "per-interaction (one try each), per-interaction:0.01, constant:0.1, trivalency, or given (the weights).",
      valueName: "rule"))
  var probabilities: ProbabilityRule?

  @Option(
    help: ArgumentHelp(
      "A table of source, target and probability, such as `kith cascades --learn` writes: who influences whom.",
      valueName: "file"),
    completion: .file())
  var probabilityTable: String?

  func validate() throws {
    if probabilityTable != nil, let probabilities, probabilities.name != "given" {
      throw ValidationError(
        "--probability-table gives the probabilities: not with --probabilities \(probabilities.name)")
    }
  }

  /// The influence network of a log with its probabilities; says what they rest on where that is a table.
  func network(_ attention: Graph, _ people: NameTable, _ session: Session) throws -> InfluenceNetwork {
    guard let probabilityTable else {
      return InfluenceNetwork(
        influence: attention.influence, probabilities: (probabilities ?? .standard).values(seed: session.seed))
    }
    let table = try InfluenceTable(contentsOf: probabilityTable, among: people, execution: session.execution)
    let pairs = counted(table.sources.count, "pair")
    session.talk.note(
      "who influences whom, and how likely: \(pairs) of \(probabilityTable)"
        + (table.strangers > 0 ? "; \(counted(table.strangers, "row")) about people not in the log left out" : ""))
    let influence = Graph(
      sources: table.sources, targets: table.targets, nodeCount: people.count, names: people,
      execution: session.execution)
    return InfluenceNetwork(influence: influence, probabilities: .perEdge(table.probabilities))
  }
}

/// Whom each person influences, and how likely.
struct InfluenceNetwork {
  let influence: Graph
  let probabilities: EdgeProbabilities
}

/// A rule for probabilities as typed: `weighted-cascade`, `constant:0.1`.
struct ProbabilityRule: ExpressibleByArgument {
  let name: String
  private let number: Double?

  static let standard = ProbabilityRule(name: "weighted-cascade", number: nil)
  private static let names = ["weighted-cascade", "weight-share", "per-interaction", "constant", "trivalency", "given"]
  static var allValueStrings: [String] { names.map { $0 == "constant" ? "constant:0.1" : $0 } }

  private init(name: String, number: Double?) {
    self.name = name
    self.number = number
  }

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let number = parts.count == 2 ? Double(parts[1]) : nil
    guard Self.names.contains(parts[0]), (parts.count == 2) == (number != nil) else { return nil }
    let takesNumber = parts[0] == "constant" || parts[0] == "per-interaction" && number != nil
    if takesNumber != (number != nil) { return nil }
    self.init(name: parts[0], number: number)
  }

  func values(seed: UInt64) -> EdgeProbabilities {
    switch name {
    case "weight-share": .weightShare
    case "per-interaction": number.map { .constantPerInteraction($0) } ?? .weightedCascadePerInteraction
    case "constant": .constant(number ?? 0)
    case "trivalency": .trivalency(seed: seed)
    case "given": .given
    default: .weightedCascade
    }
  }
}
