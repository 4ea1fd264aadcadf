import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("PersonPeriods")
struct PersonPeriodsTests {
  let never = AdoptionTimes.never

  @Test("Rows run from the first period to adoption or the end")
  func rows() {
    let table = PersonPeriods(AdoptionTimes(periods: [0, 2, never, 3], count: 5), first: 1)
    #expect(table.count == 0 + 2 + 4 + 3)
    #expect(table.rows(of: 0).isEmpty && table.rows(of: 2) == 2..<6)
    #expect(table.row(of: 1, in: 2) == 1 && table.row(of: 1, in: 3) == nil && table.row(of: 1, in: 0) == nil)
    #expect(table.adoptions == 2)
    let some = PersonPeriods(table.times, first: 0, included: [true, false, true, true])
    #expect(some.count == 1 + 5 + 4 && some.adoptions == 2)
    #expect(PersonPeriods(AdoptionTimes(periods: [], count: 3)).count == 0)
  }

  @Test("The doctors: 872 rows with 114 adoptions as netdiffuseR codes them, 856 with 98 as they were")
  func doctors() {
    let coded = PersonPeriods(MedicalInnovation.coded)
    #expect(coded.count == 872 && coded.adoptions == 114)
    let seen = PersonPeriods(MedicalInnovation.times)
    #expect(seen.count == 856 && seen.adoptions == 98)
  }

  @Test("Exposure equals a count of contacts for each row", arguments: 1...15)
  func exposure(seed: UInt64) {
    let edges = RandomEdges(seed: seed, isWeighted: true)
    var random = RandomStream(seed: seed, purpose: "times")
    let periods = 1 + random.below(6)
    let times = AdoptionTimes(
      periods: (0..<edges.nodeCount).map { _ in
        random.below(3) == 0 ? AdoptionTimes.never : Int32(random.below(periods))
      }, count: periods)
    let graph = edges.graph
    let first = random.below(3)
    let table = PersonPeriods(times, first: first)
    for (lag, usesWeights, threads) in [(1, false, 1), (1, true, 2), (2, false, 2), (3, true, 1)] {
      let past = table.exposure(
        to: graph.out, .past(lag: lag), usesWeights: usesWeights, execution: Execution(threads: threads))
      let future = table.exposure(to: graph.out, .future, usesWeights: usesWeights, execution: .serial)
      for person in 0..<edges.nodeCount {
        for (step, row) in table.rows(of: person).enumerated() {
          let period = first + step
          var expected = (past: 0.0, future: 0.0)
          for edge in graph.out.offsets[person]..<graph.out.offsets[person + 1] {
            let weight = usesWeights ? Double(graph.out.weight(at: edge)) : 1
            let adoption = times.periods[Int(graph.out.neighbors[edge])]
            if adoption == never { continue }
            if Int(adoption) <= period - lag { expected.past += weight }
            if Int(adoption) >= period { expected.future += weight }
          }
          #expect(approximately(past.base[row], expected.past, 1e-6), "\(edges)")
          #expect(approximately(future.base[row], expected.future, 1e-6), "\(edges)")
        }
      }
    }
  }

  @Test("Edges fall into three by direction", arguments: 1...10)
  func ties(seed: UInt64) {
    let graph = RandomEdges(seed: seed, isWeighted: true).graph
    let split = TieSplit(graph)
    for person in 0..<graph.nodeCount {
      let (out, inward) = (Set(graph.outNeighbors(of: person)), Set(graph.inNeighbors(of: person)))
      #expect(Array(split.reciprocal.row(person)) == out.intersection(inward).sorted())
      #expect(Array(split.followees.row(person)) == out.subtracting(inward).sorted())
      #expect(Array(split.followers.row(person)) == inward.subtracting(out).sorted())
      #expect(split.followees.row(person).count + split.reciprocal.row(person).count == graph.out.degree(person))
    }
  }
}
