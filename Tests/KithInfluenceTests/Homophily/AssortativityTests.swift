import Foundation
import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Assortativity of groups")
struct AssortativityTests {
  @Test("Karate's clubs, with the jackknife of a plain loop in NumPy")
  func karate() throws {
    let estimate = try Assortativity().estimate(of: HomophilyData.clubs, over: Karate.graph)
    #expect(approximately(try defined(estimate.value), 0.7175308642, 1e-10))
    #expect(approximately(try defined(estimate.standardError), 0.08010788606192917, 1e-12))
    #expect(estimate.edges == 78 && estimate.people == 34 && estimate.edgesLeftOut == 0)
  }

  @Test(
    "The girls' smoking in three waves, as kinds", .enabled(if: HomophilyData.s50IsPresent, "../shared is absent"),
    arguments: [
      (1, 0.18752429071, 0.07603051736), (2, 0.29644970414, 0.08022426427), (3, 0.28414481898, 0.07684197324),
    ])
  func s50(wave: Int, value: Double, error: Double) throws {
    let (graph, _, smoking) = try HomophilyData.s50(wave: wave)
    let estimate = try Assortativity().estimate(of: smoking, over: graph)
    #expect(approximately(try defined(estimate.value), value, 1e-10))
    #expect(approximately(try defined(estimate.standardError), error, 1e-10))
  }

  static let polblogsIsPresent = sharedData("data/classics-gml/polblogs-edges.csv") != nil

  @Test(
    "Political blogs: simple, with repeated links, and undirected",
    .enabled(if: polblogsIsPresent, "../shared is absent"))
  func polblogs() throws {
    var builder = GraphBuilder()
    for row in try HomophilyData.rows("data/classics-gml/polblogs-edges.csv") {
      builder.add(try #require(Int(row[0])) - 1, try #require(Int(row[1])) - 1)
    }
    let graph = builder.build(nodeCount: 1490)
    #expect(builder.selfEdges == 3 && graph.edgeCount == 19_022)
    let leanings = try HomophilyData.rows("data/classics-gml/polblogs-nodes.csv").map { try #require(Int($0[2])) }
    let leaning = HomophilyData.column(leanings, groups: 2)
    let simple = try Assortativity(usesWeights: false).estimate(of: leaning, over: graph)
    #expect(approximately(try defined(simple.value), 0.8228968094886694, 1e-12))
    let repeated = try Assortativity().estimate(of: leaning, over: graph)
    #expect(approximately(try defined(repeated.value), 0.8229666205942275, 1e-12))
    let undirected = try Assortativity(usesWeights: false).estimate(of: leaning, over: graph.undirected())
    #expect(approximately(try defined(undirected.value), 0.8113510784082029, 1e-12))
  }

  @Test(
    "Departments in e-mail as networkx and igraph say", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func departments() throws {
    let departments = try HomophilyData.departments()
    let email = try ReferenceGraph("email_eu_core")
    let asGiven = try Assortativity().estimate(of: departments, over: email.graphWithSelfEdges)
    #expect(approximately(try defined(asGiven.value), 0.3313941806, 1e-10))
    let undirected = try Assortativity(usesWeights: false).estimate(of: departments, over: email.graph.undirected())
    #expect(approximately(try defined(undirected.value), 0.3024415984, 1e-10))
  }

  static let lawyersArePresent = sharedData("data/lazega-lawyers/ELwork.dat") != nil

  @Test("Lawyers work together within offices and practices", .enabled(if: lawyersArePresent, "../shared is absent"))
  func lawyers() throws {
    let fields = { (name: String) in
      try String(contentsOfFile: #require(sharedData("data/lazega-lawyers/\(name)")), encoding: .utf8)
        .split(whereSeparator: \.isNewline).map { $0.split(separator: " ").map { Int($0) ?? 0 } }
    }
    var builder = GraphBuilder(isDirected: false)
    for (a, row) in try fields("ELwork.dat").enumerated() {
      for b in 0..<a where row[b] > 0 { builder.add(a, b) }
    }
    let graph = builder.build(nodeCount: 71)
    let people = try fields("ELattr.dat")
    for (field, expected) in [(3, 0.566093491867743), (6, 0.5722848855945857)] {
      let groups = HomophilyData.column(people.map { $0[field] - 1 }, groups: 3)
      #expect(approximately(try defined(Assortativity().estimate(of: groups, over: graph).value), expected, 1e-12))
    }
    let ages = people.map { Double($0[5]) }
    let age = try NumericAssortativity().estimate(of: ages, over: graph)
    #expect(approximately(try defined(age.value), -0.1224160122858952, 1e-12))
  }

  static let doctorsArePresent = sharedData("data/netdiffuseR/medInnovations-ties.csv") != nil

  @Test(
    "Doctors name colleagues of their city alone, and of no like time of adoption",
    .enabled(if: doctorsArePresent, "../shared is absent"))
  func doctors() throws {
    let people = try HomophilyData.rows("data/netdiffuseR/medInnovations-people.csv")
    let node = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1[0], $0) })
    var builder = GraphBuilder()
    for row in try HomophilyData.rows("data/netdiffuseR/medInnovations-ties.csv") {
      builder.add(try #require(node[row[0]]), try #require(node[row[1]]), weight: try #require(Float(row[2])))
    }
    let graph = builder.build(nodeCount: 125)
    let cities = HomophilyData.column(try people.map { try #require(Int($0[2])) - 1 }, groups: 4)
    #expect(try Assortativity().estimate(of: cities, over: graph).value.value == 1)
    let times = try people.map { try #require(Double($0[1])) }
    let weighted = try NumericAssortativity().estimate(of: times, over: graph)
    #expect(approximately(try defined(weighted.value), 0.028291960868786024, 1e-12))
    let moran = try MoranI().estimate(of: times, over: graph)
    #expect(approximately(try defined(moran.value), 0.015876451764952844, 1e-12))
  }

  @Test("As the definition's matrix says, on random graphs", arguments: 0..<24)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
    let groups = HomophilyData.randomGroups(edges.nodeCount, groups: 3, seed: seed)
    let graph = edges.graph
    let estimate = try Assortativity().estimate(of: groups, over: graph)
    guard let value = estimate.value.value else { return }
    #expect(approximately(value, slowValue(graph, groups), 1e-10), "\(edges)")
    #expect(
      try Assortativity().estimate(of: groups, over: edges.shuffledGraph(1)).value == estimate.value, "\(edges)")
  }

  @Test("The jackknife leaves out one edge at a time", arguments: 0..<8)
  func jackknife(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2, maxNodes: 20)
    let groups = HomophilyData.randomGroups(edges.nodeCount, groups: 3, seed: seed, unknown: false)
    let graph = edges.graph
    let estimate = try Assortativity().estimate(of: groups, over: graph)
    guard let value = estimate.value.value, let error = estimate.standardError.value else { return }
    let ends = graph.edgeEnds
    let variance = (0..<ends.count).reduce(0.0) { sum, left in
      var builder = GraphBuilder(isDirected: graph.isDirected)
      for edge in 0..<ends.count where edge != left {
        builder.add(Int(ends.sources[edge]), Int(ends.targets[edge]), weight: ends.weight(at: edge))
      }
      let without = slowValue(builder.build(nodeCount: graph.nodeCount), groups)
      return sum + (without - value) * (without - value)
    }
    #expect(approximately(error, variance.squareRoot(), 1e-8), "\(edges)")
  }

  private func slowValue(_ graph: Graph, _ groups: CodedColumn) -> Double {
    let ends = HomophilyData.ends(graph) { groups.codes[$0] != InteractionLog.none }
    let total = ends.reduce(0) { $0 + $1.weight }
    let share = { (source: Int?, target: Int?) in
      ends.reduce(0.0) { sum, edge in
        let isMeant =
          source.map { groups.codes[edge.source] == $0 } ?? true
          && target.map { groups.codes[edge.target] == $0 } ?? true
        return sum + (isMeant ? edge.weight / total : 0)
      }
    }
    let met = (0..<3).reduce(0) { $0 + share($1, $1) }
    let chance = (0..<3).reduce(0) { $0 + share($1, nil) * share(nil, $1) }
    return (met - chance) / (1 - chance)
  }

  @Test func undefinedSaysWhy() throws {
    let nobody = try Assortativity().estimate(of: HomophilyData.column([nil, nil], groups: 1), over: path(2))
    #expect(nobody.value.undefined == "nobody's group is known" && nobody.edgesLeftOut == 1)
    let one = try Assortativity().estimate(of: HomophilyData.column([0, 0, 0], groups: 2), over: path(3))
    #expect(one.value.undefined == "all edges are within one group")
    let apart = try Assortativity().estimate(of: HomophilyData.column([0, nil, 1], groups: 2), over: path(3))
    #expect(apart.value.undefined == "no edge joins people of known group")
    let empty = try Assortativity().estimate(of: HomophilyData.column([], groups: 0), over: path(0))
    #expect(empty.value.undefined != nil)
    let single = try Assortativity().estimate(of: HomophilyData.column([0, 1], groups: 2), over: path(2))
    #expect(single.value.value == -1 && single.standardError.undefined != nil)
  }

  @Test func negativeWeightsAreRefused() {
    var builder = GraphBuilder()
    builder.add(0, 1, weight: -1)
    let graph = builder.build(nodeCount: 2)
    #expect(throws: KithError.self) {
      try Assortativity().estimate(of: HomophilyData.column([0, 1], groups: 2), over: graph)
    }
  }

  private func path(_ count: Int) -> Graph {
    var builder = GraphBuilder(isDirected: false)
    for node in 0..<max(0, count - 1) { builder.add(node, node + 1) }
    return builder.build(nodeCount: count)
  }
}
