import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("CascadeMetrics")
struct CascadeMetricsTests {
  private func tree(_ parents: [UInt32], times: [Int64]? = nil) throws -> CascadeSet {
    try CascadeSet(
      people: NameTable(parents.indices.map { String(100_000 + $0) }), persons: parents.indices.map(UInt32.init),
      parents: parents, times: times)
  }

  @Test("A star, a chain, a binary tree, a pair and one alone")
  func known() throws {
    func virality(_ parents: [UInt32]) throws -> Double? { try tree(parents).metrics(of: 0).structuralVirality.value }
    #expect(try virality(CascadeSetShape.star(10)) == 1.8)
    #expect(approximately(try virality(CascadeSetShape.chain(10))!, 11.0 / 3, 1e-14))
    #expect(approximately(try virality(CascadeSetShape.binary(15))!, 3.5047619047619047, 1e-14))
    #expect(try virality(CascadeSetShape.chain(2)) == 1)
    let alone = try tree([.max]).metrics(of: 0)
    #expect(alone.structuralVirality.value == nil && alone.structuralVirality.undefined != nil)
    #expect(alone.size == 1 && alone.depth == 0 && alone.breadth == 1 && alone.reproduction.isEmpty)
    #expect(alone.t50.value == nil && alone.lifetime.undefined != nil && alone.channelJumps.value == nil)

    let generations = try tree([.max, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6]).metrics(of: 0)
    #expect(generations.generationSizes == [1, 3, 6, 3])
    #expect(generations.reproduction == [3, 2, 0.5])
    #expect(generations.depth == 3 && generations.breadth == 6)
  }

  @Test("Equals all distances of random trees, whatever the order of the members", arguments: 0..<30)
  func random(seed: Int) throws {
    let size = 2 + seed
    let parents = CascadeSetShape.randomTree(seed: UInt64(seed), size: size)
    let metrics = try tree(parents).metrics(of: 0)
    var distance = [[Int]](repeating: [Int](repeating: 1000, count: size), count: size)
    for node in 0..<size {
      distance[node][node] = 0
      if node > 0 { (distance[node][Int(parents[node])], distance[Int(parents[node])][node]) = (1, 1) }
    }
    for middle in 0..<size {
      for a in 0..<size {
        for b in 0..<size { distance[a][b] = min(distance[a][b], distance[a][middle] + distance[middle][b]) }
      }
    }
    let mean = Double(distance.joined().reduce(0, +)) / Double(size * (size - 1))
    #expect(approximately(metrics.structuralVirality.value!, mean, 1e-12), "seed \(seed)")
    #expect(metrics.depth == distance[0].max() && metrics.size == size)
    let sizes = (0...metrics.depth).map { depth in distance[0].count { $0 == depth } }
    #expect(metrics.generationSizes == sizes && metrics.breadth == sizes.max())

    var random = RandomStream(seed: UInt64(seed), purpose: "members")
    let order = (0..<size).shuffled(using: &random)
    var place = order
    for (new, old) in order.enumerated() { place[old] = new }
    let shuffled = try CascadeSet(
      people: NameTable((0..<size).map { String(100_000 + $0) }), persons: order.map(UInt32.init),
      parents: order.map { parents[$0] == .max ? .max : UInt32(place[Int(parents[$0])]) })
    #expect(try shuffled == tree(parents))
  }

  @Test("A chain of 300,000")
  func deep() throws {
    let metrics = try tree(CascadeSetShape.chain(300_000)).metrics(of: 0)
    #expect(metrics.depth == 299_999 && metrics.breadth == 1)
    #expect(approximately(metrics.structuralVirality.value! / (300_001.0 / 3), 1, 1e-12))
  }

  @Test("Half-life, doubling time, children earlier than their parents")
  func speed() throws {
    // 1, 2, 4, 8, 16 members after 0, 1, 2, 3, 4 hours.
    let hour: Int64 = 3_600_000
    let times =
      [0] + [Int64](repeating: 1, count: 1) + [Int64](repeating: 2, count: 2)
      + [Int64](repeating: 3, count: 4) + [Int64](repeating: 4, count: 8)
    let metrics = try tree(CascadeSetShape.star(16), times: times.map { $0 * hour }).metrics(of: 0)
    #expect(approximately(metrics.doublingTime.value!, Double(hour), 1e-3))
    #expect(metrics.t50.value == Double(3 * hour) && metrics.halfLife == metrics.t50)
    #expect(metrics.t90.value == Double(4 * hour) && metrics.lifetime.value == Double(4 * hour))
    let early = try tree([.max, 0, 1, 2], times: [5, 3, Timestamp.missing, 4])
    #expect(early.tally.earlierThanParents == 1 && early.metrics(of: 0).earlierThanParents == 1)
    #expect(early.isEarlierThanParent(1) && early.metrics(of: 0).doublingTime.value != nil)
  }

  @Test("R over time, with the last periods censored")
  func reproduction() throws {
    let cascades = try tree([.max, 0, 0, 1, 2, 3], times: [0, 4, 5, 12, 30, 39])
    let curve = try CascadeReproduction(step: 10, horizon: 10).curve(of: cascades)
    #expect(curve.map(\.members) == [3, 1, 0, 2])
    #expect(curve.map(\.followers) == [3, 0, 0, 0])
    #expect(curve.map(\.value.value) == [1, 0, nil, nil])
    #expect(curve[2].value.undefined == "nobody joined in this period")
    #expect(throws: KithError.self) { try CascadeReproduction(step: 0, horizon: 1).curve(of: cascades) }
    #expect(throws: KithError.self) { try CascadeReproduction(step: 1, horizon: 1).curve(of: tree([.max])) }
  }

  @Test("Reach and communities")
  func reach() throws {
    // 0 → 1 → 2, 0 → 3, 4 alone; communities {0, 1} and {2, 3, 4}.
    let influence = Graph(sources: [0, 1, 0], targets: [1, 2, 3], nodeCount: 5)
    let cascades = try CascadeSet(
      people: NameTable(["a", "b", "c", "d", "e"]), persons: [0, 1, 2], parents: [.max, 0, 1], times: [0, 5, 9])
    let communities = Partition(labels: [7, 7, 3, 3, 3])
    let reach = try CascadeReach(of: cascades, over: influence, communities: communities)
    #expect(reach.adopters == 3 && reach.exposed == 3 && reach.reached == 4)
    #expect(approximately(reach.conversion.value!, 2.0 / 3, 1e-15))
    #expect(reach.bridgeShare.value == 0.5)
    let (large, small) = (reach.communities[0], reach.communities[1])
    #expect(large.size == 3 && large.adopters == 1 && large.firstCrossing.value == 9)
    #expect(large.exposuresBefore.value == 2 && large.firstAdoption.value == 9)
    // Someone outside who acts at the very moment of the first inside exposed nobody before it.
    let together = try CascadeReach(
      of: CascadeSet(people: cascades.people, persons: [0, 1, 2], parents: [.max, 0, 1], times: [0, 9, 9]),
      over: influence, communities: communities)
    #expect(together.communities[0].exposuresBefore.value == 1)
    #expect(small.conversion == 1 && small.firstCrossing.value == nil && small.exposuresBefore.value == 0)
    #expect(throws: KithError.self) {
      try CascadeReach(of: cascades, over: Graph(sources: [], targets: [], nodeCount: 2))
    }
  }

  @Test("What is no tree is refused; no members are no cascades")
  func errors() throws {
    for parents: [UInt32] in [[1, 0], [0], [.max, 7]] {
      let error = try #require(throws: KithError.self) { try tree(parents) }
      #expect(error.diagnostic.code == "E455")
    }
    let empty = try tree([])
    #expect(empty.count == 0)
    #expect(try empty.metrics().isEmpty)
  }
}
