import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Diameter")
struct DiameterTests {
  @Test(
    "The references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: [("karate", 5.0), ("lesmis", 5), ("dolphins", 8)])
  func references(name: String, expected: Double) throws {
    let value = try Diameter().value(of: ReferenceGraph(name).graph)
    #expect(value.value == expected && value.details.isEmpty && value.undefined == nil)
  }

  @Test("Equals Floyd's longest distance on random graphs", arguments: 0..<40)
  func distances(seed: Int) throws {
    for isDirected in [true, false] {
      let random = RandomEdges(seed: UInt64(seed), isDirected: isDirected, isWeighted: true, maxNodes: 24)
      for graph in [random.graph, PathGraphs.tied(seed, isDirected: isDirected)] {
        for isWeighted in [false, true] {
          let longest = PathOracle(graph, isWeighted: isWeighted).distances.joined().filter { $0 < .infinity }.max()!
          let value = try Diameter(usesWeights: isWeighted).value(of: graph)
          #expect(value.value == nil ? longest == 0 : agree([value.value!], [longest], 1e-12), "\(random)")
          #expect((value.value == nil) == (value.undefined != nil))
        }
      }
    }
  }

  @Test("Large components go through many searches at once")
  func largeComponents() throws {
    for seed in 0..<4 as Range<UInt64> {
      let graph = PathGraphs.connected(900, seed: seed)
      let longest = try Eccentricity().scores(in: graph).values.max()
      #expect(try Diameter().value(of: graph).value == longest, "seed \(seed)")
      #expect(try Diameter().value(of: graph, execution: Execution(threads: 2)).value == longest)
    }
  }

  @Test("Too few searches allowed: bounds that hold")
  func bounds() throws {
    let graph = PathGraphs.connected(900, seed: 1)
    let longest = try #require(try Diameter().value(of: graph).value)
    let value = try Diameter(limit: 1).value(of: graph)
    let bounds = Dictionary(uniqueKeysWithValues: value.details.map { ($0.name, $0.value) })
    #expect(value.value == bounds["lower"])
    #expect(bounds["lower"]! <= longest && bounds["upper"]! >= longest && bounds["lower"]! < bounds["upper"]!)
  }

  @Test("Directed graphs have bounds that hold too", arguments: 0..<60)
  func directedBounds(seed: Int) throws {
    let random = RandomEdges(seed: UInt64(seed), isWeighted: true, maxNodes: 24)
    for graph in [random.graph, PathGraphs.tied(seed, isDirected: true)] {
      for isWeighted in [false, true] {
        let longest = PathOracle(graph, isWeighted: isWeighted).distances.joined().filter { $0 < .infinity }.max()!
        let value = try Diameter(usesWeights: isWeighted, limit: 1, seed: UInt64(seed)).value(of: graph)
        guard let lower = value.value else {
          #expect(longest == 0, "\(random)")
          continue
        }
        let upper = value.details.isEmpty ? lower : value.details.first { $0.name == "upper" }!.value
        #expect(lower <= longest * (1 + 1e-12) && upper >= longest * (1 - 1e-12), "\(random)")
      }
    }
  }

  @Test("A circle and a tail: the bound is sharp where it can be")
  func tail() throws {
    // 0 → 1 → 2 → 0, then 2 → 3 → 4: from 0 four steps to 4.
    let graph = Graph(sources: [0, 1, 2, 2, 3], targets: [1, 2, 0, 3, 4], nodeCount: 5)
    let value = try Diameter(limit: 1).value(of: graph)
    #expect(value.details.first { $0.name == "upper" }?.value == 6)
    let chain = try Diameter(limit: 1).value(of: PathGraphs.chain(5, isDirected: true))
    #expect(chain.details.first { $0.name == "upper" }?.value ?? chain.value == 4)
    // A circle closed by a relation of weight 0 only has no upper bound with weights.
    let open = Graph(sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, 1, 0], nodeCount: 3)
    #expect(try Diameter(usesWeights: true, limit: 1).value(of: open).details.map(\.name) == ["lower"])
  }

  @Test("A long chain; nobody; no relations; relations of weight 0; options and weights")
  func edges() throws {
    #expect(try Diameter().value(of: PathGraphs.chain(300_000)).value == 299_999)
    for n in 0...3 {
      let value = try Diameter().value(of: Graph(sources: [], targets: [], nodeCount: n))
      #expect(value.value == nil && value.undefined != nil)
    }
    // The weightless relation would join two pieces; each has a path of length 2.
    let graph = Graph(
      sources: [0, 1, 2, 3, 4], targets: [1, 2, 3, 4, 5], weights: [1, 1, 0, 1, 1], nodeCount: 6, isDirected: false)
    #expect(try Diameter(usesWeights: true).value(of: graph).value == 2)
    #expect(try Diameter().value(of: graph).value == 5)
    #expect { try Diameter(limit: 0).value(of: graph) } throws: { ($0 as? KithError)?.exitCode == .usage }
    let bad = Graph(sources: [0], targets: [1], weights: [-2], nodeCount: 2)
    #expect { try Diameter(usesWeights: true).value(of: bad) } throws: { ($0 as? KithError)?.exitCode == .badData }
  }
}
