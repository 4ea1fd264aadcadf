import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Adoption thresholds")
struct AdoptionThresholdsTests {
  @Test("Coleman, Katz and Menzel: those who adopted, and all as the peers code them")
  func medical() throws {
    func thresholds(_ lag: Int, _ times: AdoptionTimes) throws -> AdoptionThresholds.Result {
      try AdoptionThresholds(exposure: NetworkExposure(lag: lag)).of(times, over: MedicalInnovation.graph)
    }
    let real = MedicalInnovation.times
    let (now, before) = (try thresholds(0, real), try thresholds(1, real))
    #expect(approximately(now.mean.value!, 0.5568903319, 1e-9) && now.count == 99 && now.atZero == 24)
    #expect(approximately(before.mean.value!, 0.5023274478, 1e-9) && before.count == 89 && before.atZero == 29)
    #expect(now.censored == 16 && now.early == 0 && before.early == 11)
    #expect(now.alone == 10 && before.alone == 9)
    #expect(now.values.count { $0.value != nil } == 99)
    for (node, period) in real.periods.enumerated() where period == AdoptionTimes.never {
      #expect(now.values[node].value == nil)
    }
    #expect(approximately(try thresholds(0, MedicalInnovation.coded).mean.value!, 0.6151942356, 1e-9))
    #expect(approximately(try thresholds(1, MedicalInnovation.coded).mean.value!, 0.5564789377, 1e-9))
  }

  @Test("A threshold is the exposure in one's own period, by every basis", arguments: NetworkExposure.Basis.allCases)
  func asExposed(basis: NetworkExposure.Basis) throws {
    let exposure = NetworkExposure(basis: basis)
    let (graph, times) = (MedicalInnovation.graph, MedicalInnovation.times)
    let table = try exposure.table(of: times, over: graph)
    let thresholds = try AdoptionThresholds(exposure: exposure).of(times, over: graph)
    for node in 0..<graph.nodeCount where times.hasAdopted(node) {
      let (value, share) = (thresholds.values[node].value, table.value(of: node, in: Int(times.periods[node])).value)
      #expect((value == nil) == (share == nil) && approximately(value ?? 0, share ?? 0, 1e-12))
    }
  }

  @Test("Nobody acted: no mean, and no number that is none")
  func nobody() throws {
    let times = AdoptionTimes(periods: [AdoptionTimes.never, AdoptionTimes.never], count: 3)
    var pair = GraphBuilder()
    pair.add(0, 1)
    let found = try AdoptionThresholds().of(times, over: pair.build(nodeCount: 2))
    #expect(found.mean.value == nil && found.median.value == nil && found.censored == 2 && found.count == 0)
  }
}
