import KithFoundation
import KithGraph
import KithInfluence
import KithMeasures

/// Random small populations, and helpers that several tests of regressions share.
enum SmallStudies {
  /// People whose adoption follows a trait and company, in two communities or three.
  struct Population {
    let graph: Graph
    let times: AdoptionTimes
    let trait: [Double]
    let communities: Partition

    var study: AdoptionStudy {
      get throws {
        try AdoptionStudy(
          times, over: graph, traits: [KithInfluence.Trait(name: "taste", values: .numeric(trait))],
          communities: communities)
      }
    }
  }

  static func population(seed: UInt64, people: Int = 120, periods: Int = 8) -> Population {
    var world = PlantedWorld()
    (world.people, world.periods, world.communities) = (people, periods, 3)
    (world.base, world.homophily, world.influence) = (-2.6, 0.5, 0.7)
    let made = try! world.population(seed: seed)
    return Population(
      graph: made.graph, times: made.times, trait: made.trait, communities: made.communities)
  }

  static func graph(_ count: Int, _ edges: [(Int, Int)], isDirected: Bool = true) -> Graph {
    var builder = GraphBuilder(isDirected: isDirected)
    for edge in edges { builder.add(edge.0, edge.1) }
    return builder.build(nodeCount: count)
  }

  /// aᵢ(t), the obvious way.
  static func exposure(_ graph: Graph, _ times: AdoptionTimes, _ person: Int, _ period: Int) -> Int {
    graph.outNeighbors(of: person).count { times.periods[Int($0)] < Int32(period) }
  }
}
