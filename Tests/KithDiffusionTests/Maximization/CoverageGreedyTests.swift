import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("CoverageGreedy")
struct CoverageGreedyTests {
  private func sets(_ seed: Int, _ graph: Graph, count: Int) throws -> (ReverseSets, [Set<Int>]) {
    let model = DiffusionModel.cascade(.constant(0.3))
    let network = ReverseNetwork(model, try model.inward(on: graph), on: graph, benefit: nil)
    let sets = ReverseSets(network, seed: UInt64(seed), purpose: "test")
    try sets.grow(to: count, .serial)
    var members: [Set<Int>] = []
    for piece in sets.pieces {
      var start = 0
      for end in piece.ends {
        members.append(Set((start..<end).map { Int(piece.nodes[$0]) }))
        start = end
      }
    }
    return (sets, members)
  }

  private func covered(_ nodes: [Int], _ members: [Set<Int>]) -> Int { members.count { !$0.isDisjoint(with: nodes) } }

  @Test("Equals plain greedy, and its bound holds for every choice", arguments: 0..<60)
  func greedy(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), maxNodes: 11)
    let n = edges.nodeCount
    let (sets, members) = try sets(seed, edges.graph, count: 40)
    let rules = SelectionRules(isEligible: (0..<n).map { $0 % 5 != 3 }, count: 3)
    let choice = CoverageGreedy.choose(from: sets, rules)
    let eligible = (0..<n).filter { rules.isEligible[$0] }
    var expected: [Int] = []
    for _ in 0..<min(3, eligible.count) {
      let left = eligible.filter { !expected.contains($0) }
      // The first of the best; then nodes that add nothing, by number.
      expected.append(left.max { (covered(expected + [$0], members), $1) < (covered(expected + [$1], members), $0) }!)
    }
    #expect(choice.nodes == expected, "\(edges)")
    for floor in [1, 2, 5, 1000] {
      let other = CoverageGreedy.choose(from: sets, rules, firstFloor: floor)
      #expect(other == choice, "\(edges), first floor \(floor)")
    }
    #expect(choice.covered == covered(expected, members), "\(edges)")
    #expect(zip(choice.gains, choice.gains.dropFirst()).allSatisfy { $0 >= $1 })
    let best = subsets(eligible, upTo: 3).map { covered($0, members) }.max() ?? 0
    #expect(Double(best) <= choice.upperBound, "\(edges)")
    #expect(choice.upperBound <= Double(members.count) * 3)
  }

  @Test("Budgets and quotas are kept; bounds hold for every choice they allow", arguments: 0..<60)
  func rules(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed + 1000), maxNodes: 11)
    let n = edges.nodeCount
    let (sets, members) = try sets(seed, edges.graph, count: 40)
    var budgeted = SelectionRules(isEligible: [Bool](repeating: true, count: n), count: 4)
    budgeted.costs = (0..<n).map { Double(1 + ($0 * 5 + seed) % 4) }
    budgeted.budget = 6
    var quoted = SelectionRules(isEligible: [Bool](repeating: true, count: n), count: 4)
    quoted.groups = (0..<n).map { $0 % 3 }
    quoted.quotas = [1, 2, seed % 2]
    var both = budgeted
    (both.groups, both.quotas) = (quoted.groups, quoted.quotas)
    for rules in [budgeted, quoted, both] {
      let choice = CoverageGreedy.choose(from: sets, rules)
      #expect(isAllowed(choice.nodes, rules), "\(edges), \(choice.nodes)")
      #expect(choice.covered == covered(choice.nodes, members))
      #expect(zip(choice.gains, choice.gains.dropFirst()).allSatisfy { $0 >= $1 })
      let best = subsets(Array(0..<n), upTo: 4).filter { isAllowed($0, rules) }.map { covered($0, members) }.max() ?? 0
      #expect(Double(best) <= choice.upperBound + 1e-9, "\(edges)")
      #expect(Double(choice.covered) >= rules.guarantee * Double(best), "\(edges)")
    }
  }

  @Test("A dear person who reaches everyone beats a cheap one who reaches few")
  func single() throws {
    let star = Graph(sources: [UInt32](repeating: 0, count: 30), targets: (1...30).map { UInt32($0) }, nodeCount: 32)
    let model = DiffusionModel.cascade(.constant(1))
    let network = ReverseNetwork(model, try model.inward(on: star), on: star, benefit: nil)
    let sets = ReverseSets(network, seed: 1, purpose: "test")
    try sets.grow(to: 500, .serial)
    var rules = SelectionRules(isEligible: (0..<32).map { $0 == 0 || $0 == 31 }, count: 2)
    rules.costs = [100] + [Double](repeating: 0.01, count: 31)
    rules.budget = 100
    #expect(CoverageGreedy.choose(from: sets, rules).nodes == [0])
  }
}

private func isAllowed(_ nodes: [Int], _ rules: SelectionRules) -> Bool {
  if nodes.count > rules.count || nodes.contains(where: { !rules.isEligible[$0] }) { return false }
  if nodes.reduce(0, { $0 + rules.cost(of: $1) }) > rules.budget { return false }
  guard let groups = rules.groups else { return true }
  return rules.quotas.indices.allSatisfy { group in nodes.count { groups[$0] == group } <= rules.quotas[group] }
}

private func subsets(_ nodes: [Int], upTo count: Int) -> [[Int]] {
  var all: [[Int]] = [[]]
  for node in nodes { all += all.filter { $0.count < count }.map { $0 + [node] } }
  return all
}
