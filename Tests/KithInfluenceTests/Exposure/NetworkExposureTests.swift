import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Network exposure")
struct NetworkExposureTests {
  @Test("Three friends by hand: by number, by strength, by prominence, and one period later")
  func byHand() throws {
    var builder = GraphBuilder()
    builder.add(0, 1, weight: 3)
    builder.add(0, 2, weight: 1)
    builder.add(1, 0, weight: 1)
    let graph = builder.build(nodeCount: 4)
    let times = AdoptionTimes(periods: [AdoptionTimes.never, 0, 2, 1], count: 4)
    func row(_ exposure: NetworkExposure, _ node: Int) throws -> [Double?] {
      let table = try exposure.table(of: times, over: graph)
      return (0..<4).map { table.value(of: node, in: $0).value }
    }
    #expect(try row(NetworkExposure(basis: .direct, lag: 0), 0) == [0.5, 0.5, 1, 1])
    #expect(try row(NetworkExposure(lag: 0), 0) == [0.75, 0.75, 1, 1])
    #expect(try row(NetworkExposure(lag: 1), 0) == [nil, 0.75, 0.75, 1])
    #expect(try row(NetworkExposure(lag: 0, prominence: [1, 1, 3, 1]), 0) == [0.5, 0.5, 1, 1])
    #expect(try row(NetworkExposure(lag: 1), 1) == [nil, 0, 0, 0])
    #expect(try row(NetworkExposure(lag: 1), 2) == [nil, nil, nil, nil])
    #expect(try row(NetworkExposure(lag: 9), 0) == [nil, nil, nil, nil])
    let table = try NetworkExposure(lag: 1).table(of: times, over: graph)
    #expect(table.value(of: 2, in: 2).undefined == "exposed to nobody")
    #expect(approximately(table.mean(in: 1).value!, 0.375, 1e-15) && table.mean(in: 0).value == nil)
  }

  @Test("Coleman, Katz and Menzel: the mean exposure of each month, as netdiffuseR has it")
  func medical() throws {
    let expected = [
      0.06571637427, 0.1601817043, 0.2893379282, 0.3843253968, 0.4987573099, 0.6254385965, 0.699352548, 0.827767335,
      0.8591269841, 0.8591269841, 0.8823725982, 0.8823725982, 0.8906432749, 0.9067251462, 0.9162280702, 0.9228070175,
      0.9286549708, 1.0,
    ]
    let table = try NetworkExposure(lag: 0).table(
      of: MedicalInnovation.coded, over: MedicalInnovation.graph, execution: Execution(threads: 2))
    for (month, value) in expected.enumerated() {
      #expect(approximately(table.mean(in: month).value!, value, 1e-9), "month \(month + 1)")
    }
    #expect(table.isExposed.count { !$0 } == 11)
  }

  @Test("The same as the sum over all pairs, by every basis", arguments: 1...12 as ClosedRange<UInt64>)
  func slowly(seed: UInt64) throws {
    let graph = RandomEdges(seed: seed, isDirected: seed % 3 > 0, isWeighted: true).graph
    var random = RandomStream(seed: seed, purpose: "exposure test")
    let people = graph.nodeCount
    let times = AdoptionTimes(
      periods: (0..<people).map { _ in random.below(4) == 0 ? AdoptionTimes.never : Int32(random.below(6)) }, count: 6)
    for basis in NetworkExposure.Basis.allCases {
      let lag = random.below(3)
      let table = try NetworkExposure(basis: basis, lag: lag).table(
        of: times, over: graph, execution: Execution(threads: 2))
      for node in 0..<people {
        let ties = slowTies(of: node, basis, graph)
        let total = ties.reduce(0, +)
        for period in lag..<6 {
          let acted = (0..<people).filter { Int(times.periods[$0]) <= period - lag }.reduce(0.0) { $0 + ties[$1] }
          let value = table.value(of: node, in: period).value
          if total <= 1e-6 * ties.max()! || total == 0 {
            #expect(value == nil, "seed \(seed) \(basis) \(node)")
          } else {
            #expect(approximately(value ?? -1, acted / total, 1e-6), "seed \(seed) \(basis) \(node) \(period)")
          }
        }
      }
    }
  }

  /// By position: the farthest distance less the distance, from all the ties of both.
  private func slowTies(of i: Int, _ basis: NetworkExposure.Basis, _ graph: Graph) -> [Double] {
    let people = graph.nodeCount
    func weight(_ a: Int, _ b: Int) -> Double {
      zip(graph.outNeighbors(of: a), graph.out.offsets[a]...).first { Int($0.0) == b }.map {
        Double(graph.out.weight(at: $0.1))
      } ?? 0
    }
    switch basis {
    case .direct: return (0..<people).map { weight(i, $0) > 0 ? 1 : 0 }
    case .weighted: return (0..<people).map { weight(i, $0) }
    case .position:
      let distances = (0..<people).map { j -> Double in
        if i == j { return 0 }
        var sum = (weight(i, j) - weight(j, i)) * (weight(i, j) - weight(j, i))
        for k in 0..<people where k != i && k != j {
          let (sent, received) = (weight(i, k) - weight(j, k), weight(k, i) - weight(k, j))
          sum += sent * sent + received * received
        }
        return sum.squareRoot()
      }
      let farthest = distances.max()!
      return (0..<people).map { $0 == i || farthest - distances[$0] < 1e-9 * farthest ? 0 : farthest - distances[$0] }
    }
  }

  @Test("Bad requests")
  func errors() {
    let graph = Karate.weighted
    let times = AdoptionTimes(periods: [Int32](repeating: 0, count: 34), count: 1)
    func code(_ exposure: NetworkExposure, _ times: AdoptionTimes) -> String? {
      do {
        _ = try exposure.table(of: times, over: graph)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(NetworkExposure(), times) == nil)
    #expect(code(NetworkExposure(lag: -1), times) == "E720")
    #expect(code(NetworkExposure(prominence: [1]), times) == "E453")
    #expect(code(NetworkExposure(prominence: [Double](repeating: .nan, count: 34)), times) == "E453")
    #expect(code(NetworkExposure(), AdoptionTimes(periods: [0], count: 1)) == "E453")
    #expect(code(NetworkExposure(), AdoptionTimes(periods: times.periods, count: 1 << 24)) == "E406")
  }
}
