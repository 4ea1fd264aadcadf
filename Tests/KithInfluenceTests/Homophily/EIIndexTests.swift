import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("E–I index")
struct EIIndexTests {
  @Test func karate() throws {
    let ei = try EIIndex().estimate(of: HomophilyData.clubs, over: Karate.graph)
    // 67 edges within, 11 across.
    #expect(approximately(try defined(ei.value), -0.7179487179, 1e-10))
    // 78 · 16/33 edges are within by chance.
    #expect(approximately(try defined(ei.expected), 1 - 2 * 16.0 / 33, 1e-14))
    #expect(approximately(try defined(ei.groups[0]), (11 - 35) / 46.0, 1e-14))
    #expect(approximately(try defined(ei.groups[1]), (11 - 32) / 43.0, 1e-14))
    #expect(ei.people[16] == -1 && ei.people[9] == 0)
  }

  @Test("Each edge looked at, on random graphs", arguments: 0..<16)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
    let groups = HomophilyData.randomGroups(edges.nodeCount, groups: 3, seed: seed)
    let ei = try EIIndex().estimate(of: groups, over: edges.graph)
    let ends = edges.graph.edgeEnds
    let index = { (isMeant: (Int, Int) -> Bool) -> Double? in
      var (leaving, staying) = (0.0, 0.0)
      for edge in 0..<ends.count {
        let (a, b) = (Int(ends.sources[edge]), Int(ends.targets[edge]))
        if groups.codes[a] == InteractionLog.none || groups.codes[b] == InteractionLog.none || !isMeant(a, b) {
          continue
        }
        if groups.codes[a] == groups.codes[b] {
          staying += Double(ends.weight(at: edge))
        } else {
          leaving += Double(ends.weight(at: edge))
        }
      }
      return leaving + staying > 0 ? (leaving - staying) / (leaving + staying) : nil
    }
    let agree = { (a: Double?, b: Double?) in a.flatMap { a in b.map { approximately(a, $0, 1e-10) } } ?? (a == b) }
    #expect(agree(ei.value.value, index { _, _ in true }), "\(edges)")
    for group in 0..<3 {
      #expect(
        agree(ei.groups[group].value, index { groups.codes[$0] == group || groups.codes[$1] == group }), "\(edges)")
    }
    for person in 0..<edges.nodeCount {
      #expect(agree(ei.people[person], index { $0 == person || $1 == person }), "\(edges), person \(person)")
    }
  }

  @Test func undefinedSaysWhy() throws {
    var builder = GraphBuilder()
    let ei = try EIIndex().estimate(of: HomophilyData.column([0], groups: 1), over: builder.build(nodeCount: 1))
    #expect(ei.value.undefined != nil && ei.expected.undefined != nil && ei.people == [nil])
    #expect(ei.groups[0].undefined == "the group has no edges")
  }
}
