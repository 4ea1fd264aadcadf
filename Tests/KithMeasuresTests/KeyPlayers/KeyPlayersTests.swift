import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Key players")
struct KeyPlayersTests {
  // MARK: Known answers

  @Test(
    "Karate club, people one step from the set (K7)",
    arguments: [(1, [34], 18, 1), (2, [1, 34], 31, 1), (3, [1, 25, 34], 33, 3)])
  func karateReach(count: Int, members: [Int], reached: Int, ties: Int) throws {
    let set = try KeyPlayers(count: count, goal: .reach).select(in: Karate.weighted)
    #expect(set.nodes.map { $0 + 1 } == members)
    #expect(set.value == Double(reached))
    #expect(set.method == .exact && set.ties == ties && set.baseline == 0)
  }

  @Test("Karate club: nine sets of four reach everyone (K7)")
  func karateReachesAll() throws {
    let set = try KeyPlayers(count: 4, goal: .reach).select(in: Karate.graph)
    #expect(set.value == 34 && set.ties == 9)
  }

  @Test("Karate club, distance-weighted fragmentation (K8)")
  func karateFragmentation() throws {
    let one = try KeyPlayers(count: 1, goal: .fragmentation).select(in: Karate.weighted)
    #expect(one.nodes == [0] && approximately(one.value, 0.641540, 5e-7))
    #expect(approximately(one.baseline, 0.507992, 5e-7))
    let two = try KeyPlayers(count: 2, goal: .fragmentation).select(in: Karate.graph)
    #expect(two.nodes == [0, 1] && approximately(two.value, 0.684409, 5e-7))
    #expect(two.method == .exact)
  }

  @Test("A star falls apart without its centre; two steps reach further than one")
  func small() throws {
    let star = Graph(sources: [0, 0, 0], targets: [1, 2, 3], nodeCount: 4, isDirected: false)
    let set = try KeyPlayers(count: 1, goal: .fragmentation).select(in: star)
    #expect(set.nodes == [0] && set.value == 1 && set.baseline == 0.25)
    let line = path(7, isDirected: false)
    #expect(try KeyPlayers(count: 1, goal: .reach, steps: 3).select(in: line).value == 7)
    #expect(try KeyPlayers(count: 1, goal: .reach, steps: 3).select(in: line).nodes == [3])
    // Steps of a directed network go to those who address the person.
    let directed = path(7, isDirected: true)
    #expect(try KeyPlayers(count: 1, goal: .reach, steps: 100).select(in: directed).nodes == [6])
    #expect(try KeyPlayers(count: 1, goal: .reach, steps: 2).select(in: directed).nodes == [2])
  }

  // MARK: Independent verifiers

  @Test("Equals trying every set the slow way on random graphs", arguments: 0..<10)
  func brute(seed: Int) throws {
    for (name, graph) in everyKind(seed, maxNodes: 12) where graph.nodeCount > 4 {
      for count in 1...3 {
        let sets = subsets(of: graph.nodeCount, size: count)
        for steps in 1...2 {
          let values = sets.map { reached(by: $0, in: graph, steps: steps) }
          let found = try KeyPlayers(count: count, goal: .reach, steps: steps).select(in: graph)
          #expect(found.value == Double(values.max()!), "\(name)")
          #expect(found.nodes == sets[values.firstIndex(of: values.max()!)!], "\(name)")
          #expect(found.ties == values.count { $0 == values.max()! }, "\(name)")
        }
        let values = sets.map { fragmentation(of: graph, without: $0) }
        let found = try KeyPlayers(count: count, goal: .fragmentation).select(in: graph)
        #expect(approximately(found.value, values.max()!, 1e-12), "\(name)")
        #expect(approximately(fragmentation(of: graph, without: found.nodes), values.max()!, 1e-12), "\(name)")
        #expect(approximately(found.baseline, fragmentation(of: graph, without: []), 1e-12), "\(name)")
      }
    }
  }

  @Test("Where sets are too many, no single exchange reaches more", arguments: [1, 2])
  func reachIsLocalOptimum(steps: Int) throws {
    let graph = RMAT(scale: 8, edgeFactor: 2, seed: 5).graph()
    let set = try KeyPlayers(count: 6, goal: .reach, steps: steps).select(in: graph)
    #expect(set.method == .greedyAndSwaps && set.ties == nil && Set(set.nodes).count == 6)
    #expect(Int(set.value) == reached(by: set.nodes, in: graph, steps: steps))
    for position in 0..<6 {
      for node in 0..<graph.nodeCount where !set.nodes.contains(node) {
        var other = set.nodes
        other[position] = node
        #expect(reached(by: other, in: graph, steps: steps) <= Int(set.value), "\(node) for \(set.nodes[position])")
      }
    }
  }

  @Test("Where sets are too many, fragmentation beats the best single choices taken together")
  func fragmentationByExchanges() throws {
    let graph = RMAT(scale: 7, edgeFactor: 2, seed: 3).graph()
    let set = try KeyPlayers(count: 4, goal: .fragmentation).select(in: graph)
    #expect(set.method == .greedyAndSwaps && Set(set.nodes).count == 4)
    #expect(approximately(set.value, fragmentation(of: graph, without: set.nodes), 1e-12))
    let byDegree = DegreeCentrality(.all).scores(in: graph).top(4)
    #expect(set.value >= fragmentation(of: graph, without: byDegree) - 1e-12)
    #expect(set.value > set.baseline)
  }

  // MARK: Properties

  @Test("Threads and the order of rows change nothing")
  func sameBytes() throws {
    for seed in [2, 5] as [UInt64] {
      let edges = RandomEdges(seed: seed, maxNodes: 60)
      for goal in [KeyPlayers.Goal.reach, .fragmentation] {
        let measure = KeyPlayers(count: 2, goal: goal)
        #expect(try measure.select(in: edges.graph) == measure.select(in: edges.shuffledGraph(1)), "\(edges)")
      }
    }
    let graph = RMAT(scale: 7, edgeFactor: 2, seed: 3).graph()
    let measure = KeyPlayers(count: 3, goal: .fragmentation)
    #expect(try measure.select(in: graph) == measure.select(in: graph, execution: Execution(threads: 3)))
  }

  @Test("Long paths and many people")
  func large() throws {
    let line = path(30_000, isDirected: false)
    let set = try KeyPlayers(count: 2, goal: .reach, steps: 40).select(in: path(3_000, isDirected: false))
    #expect(set.value == 162)
    let everyone = try KeyPlayers(count: 34, goal: .reach).select(in: Karate.graph)
    #expect(everyone.nodes == Array(0..<34) && everyone.value == 34)
    expectError(.limit) { _ = try KeyPlayers(count: 1, goal: .fragmentation).select(in: line) }
  }

  @Test("Networks without relations")
  func degenerate() throws {
    #expect(try KeyPlayers(count: 1, goal: .reach).select(in: emptyGraph(1)).value == 1)
    let apart = try KeyPlayers(count: 1, goal: .fragmentation).select(in: emptyGraph(3))
    #expect(apart.value == 1 && apart.baseline == 1 && apart.ties == 3)
  }

  @Test("Options out of range")
  func errors() {
    for count in [0, -1, 35] {
      expectError(.usage) { _ = try KeyPlayers(count: count, goal: .reach).select(in: Karate.graph) }
    }
    expectError(.usage) { _ = try KeyPlayers(count: 33, goal: .fragmentation).select(in: Karate.graph) }
    expectError(.usage) { _ = try KeyPlayers(count: 1, goal: .reach, steps: 0).select(in: Karate.graph) }
    for nodeCount in 0...2 {
      expectError(.usage) { _ = try KeyPlayers(count: 1, goal: .fragmentation).select(in: emptyGraph(nodeCount)) }
    }
    #expect(throws: CancellationError.self) {
      try KeyPlayers(count: 1, goal: .fragmentation)
        .select(in: Karate.graph, execution: Execution(isCancelled: { true }))
    }
  }
}

private func subsets(of count: Int, size: Int) -> [[Int]] {
  if size == 0 { return [[]] }
  return subsets(of: count, size: size - 1).flatMap { set in
    ((set.last ?? -1) + 1..<max((set.last ?? -1) + 1, count)).map { set + [$0] }
  }.sorted { $0.lexicographicallyPrecedes($1) }
}

private func reached(by set: [Int], in graph: Graph, steps: Int) -> Int {
  var reached = Set(set)
  for _ in 0..<steps {
    for node in reached { reached.formUnion(graph.inNeighbors(of: node).map { Int($0) }) }
  }
  return reached.count
}

/// By Floyd and Warshall's distances.
private func fragmentation(of graph: Graph, without removed: [Int]) -> Double {
  let nodes = (0..<graph.nodeCount).filter { !removed.contains($0) }
  let weights = dense(graph)
  var distance = nodes.map { a in
    nodes.map { b in a == b ? 0 : weights[a][b] > 0 || weights[b][a] > 0 ? 1 : Double.infinity }
  }
  for via in nodes.indices {
    for a in nodes.indices {
      for b in nodes.indices { distance[a][b] = min(distance[a][b], distance[a][via] + distance[via][b]) }
    }
  }
  let sum = nodes.indices.reduce(0.0) { sum, a in nodes.indices.reduce(sum) { $1 == a ? $0 : $0 + 1 / distance[a][$1] }
  }
  return 1 - sum / Double(nodes.count * (nodes.count - 1))
}
