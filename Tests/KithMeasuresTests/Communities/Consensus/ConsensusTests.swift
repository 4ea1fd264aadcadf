import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Consensus")
struct ConsensusTests {
  @Test("Planted groups: found, stable, no warning")
  func planted() throws {
    let (graph, truth) = PlantedPartition(sizes: [40, 40, 40], insideDegree: 10, outsideDegree: 2).graph()
    let agreed = try Consensus(runs: 8).communities(in: graph, by: Leiden(runs: 1), execution: .serial)
    #expect(agreed.partition == Partition(labels: truth))
    #expect(agreed.meanAMI > 0.95 && agreed.warning == nil && agreed.isUnanimous)
    #expect(agreed.stability.values.allSatisfy { $0 > 0.8 && $0 <= 1 })
    #expect(agreed.communityStability.allSatisfy { ($0 ?? 0) > 0.9 })
    #expect(agreed.modularity == Modularity().value(of: agreed.partition, in: graph))
  }

  @Test("A random network: the runs contradict each other, and a warning says so")
  func random() throws {
    let (graph, _) = PlantedPartition(sizes: [150], insideDegree: 6, outsideDegree: 0, seed: 4).graph()
    let agreed = try Consensus(runs: 6, maxRounds: 3).communities(in: graph, by: Leiden(runs: 1), execution: .serial)
    #expect(agreed.meanAMI < 0.8)
    let warning = try #require(agreed.warning)
    #expect(warning.code == "W407" && warning.severity == .warning)
    #expect(agreed.partition.assignment.count == 150)
  }

  @Test("Runs that agree are the consensus", arguments: 0..<5)
  func unanimous(seed: UInt64) throws {
    let graph = RandomEdges(seed: seed).graph
    let one = try Leiden(seed: seed).partition(of: graph).partition
    let agreed = try Consensus().communities(of: [one, one, one], in: graph, by: Leiden())
    #expect(agreed.partition == one && agreed.meanAMI == 1 && agreed.rounds == 0 && agreed.isUnanimous)
    for node in 0..<graph.nodeCount {
      #expect(one.sizes[one[node]] == 1 ? agreed.stability[node].isNaN : agreed.stability[node] == 1)
    }
    #expect(agreed.communityStability == one.sizes.map { $0 == 1 ? nil : 1 })
  }

  @Test("Stability against counting pairs; one dissenter in three", arguments: 0..<10)
  func stability(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "runs")
    let n = 25
    let runs = (0..<4).map { _ in Partition(labels: (0..<n).map { UInt32(random.below(6) < 5 ? $0 / 7 : 3) }) }
    let own = runs[0]
    let agreed = try ConsensusCommunities(
      partition: own, of: runs, in: undirectedGraph(n, []), rounds: 0, isUnanimous: true, execution: .serial)
    for node in 0..<n {
      let others = (0..<n).filter { $0 != node && own[$0] == own[node] }
      if others.isEmpty { continue }
      let mean =
        others.reduce(0.0) { sum, other in
          sum + Double(runs.count { $0[other] == $0[node] }) / Double(runs.count)
        } / Double(others.count)
      #expect(approximately(agreed.stability[node], mean, 1e-14), "seed \(seed)")
    }
    for community in 0..<own.count where own.sizes[community] > 1 {
      let members = (0..<n).filter { own[$0] == community }
      let mean = members.reduce(0.0) { $0 + agreed.stability[$1] } / Double(members.count)
      #expect(approximately(agreed.communityStability[community]!, mean, 1e-14), "seed \(seed)")
    }
    var sum = 0.0
    for a in 0..<4 { for b in 0..<a { sum += PartitionComparison(runs[a], runs[b]).ami } }
    #expect(approximately(agreed.meanAMI, sum / 6, 1e-14))
  }

  @Test("Pairs weigh the share of runs together; who would fall out stays with a companion")
  func agreement() {
    let runs = [[0, 0, 1, 1, 2], [0, 0, 0, 1, 1], [0, 0, 1, 1, 2], [0, 1, 1, 2, 3]].map { labels in
      Partition(labels: labels.map(UInt32.init))
    }
    let base = undirectedGraph(5, clique(0..<5))
    let graph = AgreementGraph(of: runs, on: base, threshold: 0.5, execution: .serial).graph
    let edges = graph.edgeEnds
    #expect(edges.sources == [0, 1, 2, 3] && edges.targets == [1, 2, 3, 4])
    // 4 was with 3 once only: below the threshold, but it has nobody else.
    #expect(edges.weights == [0.75, 0.5, 0.5, 0.25])
  }

  @Test("On edges alone, above the size where every pair counts")
  func large() throws {
    let planted = PlantedPartition(sizes: Array(repeating: 60, count: 20), insideDegree: 10, outsideDegree: 1)
    let (graph, truth) = planted.graph()
    #expect(graph.nodeCount > Consensus.fullMatrixNodeCount)
    let runs = try LabelPropagation(runs: 1).runs(of: graph, count: 4, execution: .serial).map(\.partition)
    let agreement = AgreementGraph(of: runs, on: graph, threshold: 0.5, execution: .serial).graph
    #expect(agreement.edgeCount <= graph.edgeCount)
    let agreed = try Consensus(runs: 4).communities(of: runs, in: graph, by: Leiden(runs: 1))
    #expect(PartitionComparison(agreed.partition, Partition(labels: truth)).ami > 0.95)
  }

  @Test("Threads and the order of edges do not show")
  func sameBytes() throws {
    let edges = RandomEdges(seed: 11, isWeighted: true, maxNodes: 60)
    let first = try Consensus(runs: 4).communities(in: edges.graph, by: Leiden(runs: 1))
    let again = try Consensus(runs: 4)
      .communities(in: edges.shuffledGraph(3), by: Leiden(runs: 1), execution: Execution(threads: 3))
    #expect(first.partition == again.partition && first.meanAMI.bitPattern == again.meanAMI.bitPattern)
    #expect(first.stability.values.map(\.bitPattern) == again.stability.values.map(\.bitPattern))
  }

  @Test("Options out of range are refused; nobody agrees on nothing; cancelled work stops")
  func edges() throws {
    for consensus in [Consensus(runs: 1), Consensus(threshold: 2), Consensus(threshold: .nan), Consensus(maxRounds: 0)]
    {
      let error = #expect(throws: KithError.self) { try consensus.communities(in: Karate.graph, by: Leiden()) }
      #expect(error?.exitCode == .usage)
    }
    let empty = try Consensus(runs: 2).communities(in: undirectedGraph(0, []), by: Leiden())
    #expect(empty.partition.count == 0 && empty.meanAMI == 1)
    #expect(try Consensus(runs: 2).communities(in: undirectedGraph(3, []), by: Infomap()).partition.count == 3)
    let stop = Execution(isCancelled: { true })
    #expect(throws: CancellationError.self) {
      try Consensus().communities(in: Karate.graph, by: Leiden(), execution: stop)
    }
  }
}
