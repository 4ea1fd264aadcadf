import ArgumentParser
import KithFoundation
import KithGraph
import KithMeasures

/// What an edge weighs.
struct StrengthArguments: ParsableArguments {
  @Option(help: "What an edge weighs: the count of interactions, the sum of their weights, or 1.")
  var strength: EdgeStrength = .weight
}

/// How a log becomes the network that measures run on.
struct NetworkArguments: ParsableArguments {
  @OptionGroup var weighing: StrengthArguments

  @Flag(help: "Take every relation as mutual: who addressed whom no longer counts.")
  var undirected = false

  @Option(
    help: ArgumentHelp(
      "Keep only telling relations: disparity:0.05 (those that stand out), k-core:3, or spanning-tree.",
      valueName: "backbone"))
  var backbone: BackboneArgument?

  var strength: EdgeStrength { weighing.strength }

  /// The network of a log; says how much a backbone kept.
  func graph(_ log: InteractionLog, _ session: Session) throws -> Graph {
    let whole = Graph(log, strength: strength, execution: session.execution)
    let graph = try shaped(whole, session.execution)
    if let backbone {
      session.talk.note(
        "backbone \(backbone.name): \(grouped(graph.edgeCount)) of \(counted(whole.edgeCount, "relation"))"
          + (undirected ? ", both ways as one" : ""))
    }
    return graph
  }

  /// A graph just built, as the options want it: first made mutual, then thinned out.
  func shaped(_ graph: Graph, _ execution: Execution) throws -> Graph {
    let graph = undirected ? graph.undirected(execution: execution) : graph
    return try backbone?.backbone.backbone(of: graph, execution: execution) ?? graph
  }
}
