import KithFoundation
import KithGraph
import KithInfluence

/// FILE of `trait-permutation` is an `edges.npy` with `traits.txt` beside it: one whole number a node.
let influenceTasks: [BenchTask] = [
  BenchTask(name: "trait-permutation") { path, execution in
    let graph = try readEdges(path).graph(isDirected: false, execution)
    let trait = try readTrait(path.dropLast("edges.npy".count) + "traits.txt")
    return {
      let null = try LabelPermutation(draws: 999, seed: 1).assortativity(of: trait, over: graph, execution: execution)
      return {
        [
          ("assortativity", String(null?.observed ?? 0)), ("null_sd", String(null?.deviation ?? 0)),
          ("p", String(null?.upper ?? 0)),
        ]
      }
    }
  },
  // FILE is not read.
  BenchTask(name: "influence-verdict") { _, execution in
    var world = PlantedWorld()
    (world.people, world.periods, world.communities, world.contacts) = (10_000, 50, 50, 10)
    (world.homophily, world.influence) = (0.7, 0.7)
    let people = try world.population(seed: 1)
    return {
      let verdict = try InfluenceInquiry(draws: 999).verdict(
        on: people.graph, times: people.times, traits: [people.seen], communities: people.communities,
        execution: execution)
      return {
        [
          ("edges", String(people.graph.edgeCount)), ("adopters", String(people.times.adopters)),
          ("conclusion", "\"\(verdict.conclusion)\""),
        ]
      }
    }
  },
]

private func readTrait(_ path: String) throws -> Trait {
  let values = String(decoding: try readFile(path), as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
  let names = NameTable((0...(values.max() ?? 0)).map(String.init))
  return Trait(name: "trait", values: .nominal(CodedColumn(names: names, codes: values.map { UInt32($0) })))
}
