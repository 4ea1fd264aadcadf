import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("ComplexContagion")
struct ComplexContagionTests {
  /// A ladder: 0 and 1 both influence 2 and 3, these both 4 and 5…
  private func ladder(_ rungs: Int) -> Graph {
    var builder = GraphBuilder()
    for rung in 0..<rungs {
      for source in [2 * rung, 2 * rung + 1] {
        builder.add(source, 2 * rung + 2)
        builder.add(source, 2 * rung + 3)
      }
    }
    return builder.build(nodeCount: 2 * rungs + 2)
  }

  @Test("Two friends are needed")
  func number() throws {
    let model = ComplexContagion(.number(2))
    #expect(try model.course(from: [0, 1], on: ladder(3)).reachedByStep == [2, 4, 6, 8])
    #expect(try model.course(from: [0], on: ladder(3)).size == 1)
    #expect(try ComplexContagion(.number(1)).course(from: [0], on: ladder(3)).size == 7)
    #expect(try ComplexContagion(.number(2), deadline: 2).course(from: [0, 1], on: ladder(3)).size == 6)
    #expect(try ComplexContagion(.number(2), deadline: 0).course(from: [0, 1], on: ladder(3)).size == 2)
    #expect(try model.course(from: [0, 1], on: ladder(3)).step[4] == 2)
  }

  @Test("A share of the friends is needed; a third of three is one")
  func share() throws {
    let star = Graph(sources: [0, 1, 2], targets: [3, 3, 3], nodeCount: 4)
    #expect(try ComplexContagion(.share(1.0 / 3)).course(from: [0], on: star).size == 2)
    #expect(try ComplexContagion(.share(0.34)).course(from: [0], on: star).size == 1)
    #expect(try ComplexContagion(.share(0.34)).course(from: [0, 1], on: star).size == 3)
    #expect(try ComplexContagion(.share(1)).course(from: [0, 1, 2], on: star).size == 4)
  }

  @Test("Equals rounds over everybody on random networks", arguments: 0..<60)
  func rounds(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), maxNodes: 30)
    let graph = edges.graph
    for (threshold, share) in [(ComplexContagion.Threshold.number(2), nil), (.share(0.4), 0.4)] {
      let start = [0, seed % graph.nodeCount, 2 * seed % graph.nodeCount]
      var step = [Int?](repeating: nil, count: graph.nodeCount)
      for node in start { step[node] = 0 }
      for round in 1...graph.nodeCount {
        let before = step
        for node in 0..<graph.nodeCount where before[node] == nil {
          let active = graph.inNeighbors(of: node).count { before[Int($0)] != nil }
          let needed = share.map { $0 * Double(graph.in.degree(node)) - 1e-9 } ?? 2
          if active > 0 && Double(active) >= needed { step[node] = round }
        }
      }
      #expect(try ComplexContagion(threshold).course(from: start, on: graph).step == step, "\(edges)")
    }
  }

  @Test("A long path, nobody, bad requests")
  func degenerate() throws {
    let path = Graph(
      sources: (0..<300_000).map { UInt32($0) }, targets: (1...300_000).map { UInt32($0) }, nodeCount: 300_001)
    #expect(try ComplexContagion(.number(1)).course(from: [0], on: path).size == 300_001)
    #expect(try ComplexContagion(.number(1)).course(from: [], on: path).reachedByStep == [0])
    func code(_ model: ComplexContagion, from: [Int] = [0]) -> String? {
      do {
        _ = try model.course(from: from, on: ladder(1))
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(ComplexContagion(.number(0))) == "E720")
    #expect(code(ComplexContagion(.share(0))) == "E720")
    #expect(code(ComplexContagion(.share(1.1))) == "E720")
    #expect(code(ComplexContagion(.share(0.5), deadline: -1)) == "E720")
    #expect(code(ComplexContagion(.share(0.5)), from: [4]) == "E452")
  }

  @Test("Plans are compared without chance; the blocked never follow")
  func plans() throws {
    let model = ComplexContagion(.number(2))
    let plan = SpreadScenario(spreaders: [0, 1])
    let loss = try model.difference(of: plan, and: plan.without(3), on: ladder(3))
    #expect(loss.mean == 5 && loss.standardError == 0 && loss.second.mean == 3)
    #expect(try model.difference(of: plan, and: plan.stopped(after: 1), on: ladder(3)).mean == 4)
    #expect(try model.course(from: [0, 1], blocking: [0], on: ladder(3)).size == 1)
    #expect(loss.first.convention.contains("2 contacts have") && loss.first.method == .enumeration)
  }
}
