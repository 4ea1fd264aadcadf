import ArgumentParser
import KithMaps
import KithMeasures

/// How much a map shows.
struct MapArguments: ParsableArguments {
  @Option(help: "The headline.")
  var title: String?

  @Option(help: "People at the core: the best by PageRank.")
  var core = 10

  @Option(help: "Most people drawn.")
  var maxNodes = 2000

  @Option(help: "Most relations drawn.")
  var maxEdges = 6000

  @Option(help: "People named on the map.")
  var labels = 20

  func validate() throws {
    for (name, value, range) in [
      ("--core", core, 0...1000), ("--max-nodes", maxNodes, 1...50_000), ("--max-edges", maxEdges, 0...500_000),
      ("--labels", labels, 0...1000),
    ] where !range.contains(value) {
      throw ValidationError("\(name) must be between \(range.lowerBound) and \(range.upperBound), not \(value)")
    }
  }

  func options(seed: UInt64) -> MapOptions {
    MapOptions(maxNodes: maxNodes, maxEdges: maxEdges, core: core, labels: labels, seed: seed)
  }
}
