import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("A person by the friends")
struct FriendInferenceTests {
  @Test("One labelled person a club tells the clubs but for who stands between")
  func karate() throws {
    // Zhu's harmonic solution with the two leaders known, as Gaussian elimination gives it.
    let codes = (0..<34).map { $0 == 0 ? 0 : $0 == 33 ? 1 : nil }
    let trait = Trait(name: "club", values: .nominal(HomophilyData.column(codes, groups: 2)))
    let guess = try FriendInference(tolerance: 1e-10).infer(trait, over: Karate.graph)
    let exact = harmonic(Karate.graph, known: [0: 0, 33: 1])
    for person in 1..<33 {
      let share = try #require(guess.confidence[person])
      let second = guess.groups[person] == 1 ? share : 1 - share
      #expect(approximately(second, exact[person], 1e-7), "person \(person)")
    }
    let right = (0..<34).count { guess.groups[$0] == HomophilyData.clubs.codes[$0] }
    #expect(right >= 31 && guess.iterations > 1)
  }

  /// By elimination: unknown people the mean of their friends.
  private func harmonic(_ graph: Graph, known: [Int: Double]) -> [Double] {
    let n = graph.nodeCount
    var system = (0..<n).map { person -> [Double] in
      var row = [Double](repeating: 0, count: n + 1)
      row[person] = 1
      if let value = known[person] {
        row[n] = value
      } else {
        let rows = graph.out.offsets[person]..<graph.out.offsets[person + 1]
        let total = rows.reduce(0.0) { $0 + Double(graph.out.weight(at: $1)) }
        for edge in rows { row[Int(graph.out.neighbors[edge])] -= Double(graph.out.weight(at: edge)) / total }
      }
      return row
    }
    for column in 0..<n {
      let pivot = (column..<n).max { abs(system[$0][column]) < abs(system[$1][column]) }!
      system.swapAt(pivot, column)
      for row in 0..<n where row != column {
        let factor = system[row][column] / system[column][column]
        if factor == 0 { continue }
        for other in column...n { system[row][other] -= factor * system[column][other] }
      }
    }
    return (0..<n).map { system[$0][n] / system[$0][$0] }
  }

  @Test("Weighted numbers settle where elimination says")
  func numbers() throws {
    var values = [Double](repeating: .nan, count: 34)
    (values[0], values[33], values[16]) = (100, 300, -50)
    let guess = try FriendInference(tolerance: 1e-10).infer(
      Trait(name: "x", values: .numeric(values)), over: Karate.weighted)
    let exact = harmonic(Karate.weighted, known: [0: 100, 33: 300, 16: -50])
    for person in 0..<34 { #expect(approximately(guess.numbers[person], exact[person], 1e-5), "person \(person)") }
  }

  @Test("Friends vote by weight, both directions together; of equals the first group")
  func vote() throws {
    var builder = GraphBuilder()
    for (a, b, weight) in [(0, 1, 1), (2, 0, 3), (0, 3, 1), (3, 0, 1), (4, 1, 2), (4, 2, 2), (5, 4, 1)] {
      builder.add(a, b, weight: Float(weight))
    }
    let graph = builder.build(nodeCount: 7)
    let trait = Trait(name: "g", values: .nominal(HomophilyData.column([nil, 0, 1, 0, nil, nil, nil], groups: 2)))
    let guess = try FriendInference(method: .vote).infer(trait, over: graph)
    // 0 hears 1 for group 0, 3 for group 1, 2 for group 0; 4 hears both alike; 5 knows only 4; 6 nobody.
    #expect(guess.groups == [0, 0, 1, 0, 0, 0, 0])
    #expect(guess.confidence == [0.5, 1, 1, 1, 0.5, nil, nil])
    let plain = try FriendInference(method: .vote, usesWeights: false).infer(trait, over: graph)
    #expect(try approximately(#require(plain.confidence[0]), 2.0 / 3, 1e-15))
    let harmonic = try FriendInference().infer(trait, over: graph)
    #expect(try approximately(#require(harmonic.confidence[5]), 0.5, 1e-5))
    #expect(harmonic.confidence[6] == nil)
  }

  @Test("Row order changes nothing", arguments: 0..<4)
  func deterministic(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: true)
    let trait = Trait(
      name: "g", values: .nominal(HomophilyData.randomGroups(edges.nodeCount, groups: 3, seed: seed)))
    if !(0..<edges.nodeCount).contains(where: trait.isKnown) { return }
    let inference = FriendInference()
    #expect(try inference.infer(trait, over: edges.graph) == inference.infer(trait, over: edges.shuffledGraph(1)))
  }

  @Test func refusals() throws {
    let nobody = Trait(name: "x", values: .numeric([Double](repeating: .nan, count: 34)))
    let some = Trait(name: "x", values: .numeric([1, 5] + [Double](repeating: .nan, count: 32)))
    let exit = { (inference: FriendInference, trait: KithInfluence.Trait) -> KithFoundation.ExitCode? in
      do { _ = try inference.infer(trait, over: Karate.graph) } catch let error as KithError { return error.exitCode }
      return nil
    }
    #expect(try exit(FriendInference(), nobody) == .answerIsNo)
    #expect(try exit(FriendInference(tolerance: 0), some) == .usage)
    #expect(try exit(FriendInference(maxIterations: 0), some) == .usage)
    #expect(try exit(FriendInference(maxIterations: 1), some) == .notConverged)
  }
}
