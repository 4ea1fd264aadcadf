import Glibc
import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("HawkesCourse")
struct HawkesCourseTests {
  private let pair = Graph(sources: [0], targets: [1], nodeCount: 3)
  private let cycle = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)

  @Test("One contact acts by t with chance 1 − exp(−φ (1 − e^−ωt))")
  func pairOfPeople() throws {
    let process = HawkesProcess(rate: 5, influence: .constant(0.7), decay: 2)
    let course = try process.course(
      of: SpreadScenario(spreaders: [0]), until: 1, on: pair, points: 4, simulations: 20_000)
    for (time, reached) in zip(course.times, course.reached) {
      let chance = 1 - exp(-0.7 * (1 - exp(-2 * time)))
      #expect(approximately(reached - 1, chance, 0.015), "time \(time)")
    }
    #expect(approximately(course.acts - 1, 0.7 * (1 - exp(-2)), 0.02))
    #expect(course.reachProbability[0] == 1 && course.reachProbability[2] == 0)
    #expect(approximately(course.reachProbability[1], course.spread.mean - 1, 1e-9))
  }

  @Test("In the long run one act makes 1 / (1 − φ) in a ring of two")
  func branching() throws {
    let process = HawkesProcess(rate: 0, influence: .constant(0.5), decay: 3)
    let course = try process.course(of: SpreadScenario(spreaders: [0]), until: 200, on: cycle, simulations: 4000)
    #expect(approximately(course.acts, 2, 0.1))
  }

  @Test("Plans share what they have in common; a stop ends one of them")
  func difference() throws {
    let process = HawkesProcess(rate: 0, influence: .weightedCascade, decay: 1)
    let plan = SpreadScenario(spreaders: [0, 4, 11])
    let graph = RMATGraph.small
    let same = try process.difference(of: plan, and: plan, until: 3, on: graph, simulations: 50)
    #expect(same.mean == 0 && same.standardError == 0)
    let fewer = try process.difference(of: plan, and: plan.without(4), until: 3, on: graph, simulations: 50)
    #expect(fewer.mean >= 1)
    let stopped = try process.difference(of: plan, and: plan, until: 3, stop: 0.5, on: graph, simulations: 50)
    #expect(stopped.interval.lowerBound > 0)
    let short = try process.course(of: plan, until: 0.5, on: graph, simulations: 50)
    #expect(short.spread.mean == stopped.second.mean)
    let atOnce = try process.course(of: plan, until: 3, stop: 0, on: graph, simulations: 50)
    #expect(atOnce.spread.mean == 3)
    #expect(
      try process.course(of: plan, until: 3, on: graph, simulations: 50, execution: Execution(threads: 3))
        == process.course(of: plan, until: 3, on: graph, simulations: 50))
  }

  @Test("Bad requests; an explosion is stopped")
  func errors() {
    let plan = SpreadScenario(spreaders: [0])
    let clique = Graph(
      sources: [0, 0, 1, 1, 2, 2], targets: [1, 2, 0, 2, 0, 1], nodeCount: 3)
    func code(_ process: HawkesProcess, _ plan: SpreadScenario, end: Double = 10, runs: Int = 5) -> String? {
      do {
        _ = try process.course(of: plan, until: end, on: clique, simulations: runs, limit: 1000)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    let sound = HawkesProcess(rate: 0, influence: .constant(0.5), decay: 1)
    #expect(code(sound, plan) == nil)
    #expect(code(sound, plan, end: 0) == "E720")
    #expect(code(sound, plan, runs: 1) == "E720")
    #expect(code(sound, SpreadScenario(spreaders: [9])) == "E452")
    #expect(code(HawkesProcess(rate: 0, influence: .constant(1), decay: 100), plan, end: 1e6) == "E406")
  }
}

@Suite("HawkesEstimate")
struct HawkesEstimateTests {
  @Test("Finds the parameters a log was made with")
  func recovery() throws {
    let graph = RandomEdges(seed: 12, maxNodes: 30).graph
    let process = HawkesProcess(rate: 0.05, influence: .constant(0.12), decay: 1.5, seed: 3)
    let events = try process.events(until: 4000, on: graph)
    let found = try HawkesEstimate(of: events, until: 4000, influence: .constant(0.5), on: graph)
    #expect(events.count > 2000)
    #expect(abs(found.process.rate / 0.05 - 1) < 0.1)
    #expect(abs(found.factor * 0.5 / 0.12 - 1) < 0.15)
    #expect(abs(found.process.decay / 1.5 - 1) < 0.2)
    let truth = Double(events.count { $0.cause != nil })
    #expect(abs(found.caused / truth - 1) < 0.15)
    // No worse than the truth, by the likelihood that the process itself reports.
    let value = try found.process.fit(of: events, until: 4000, on: graph).logLikelihood
    #expect(approximately(value, found.logLikelihood, 1e-6 * abs(value)))
    #expect(try value >= process.fit(of: events, until: 4000, on: graph).logLikelihood)
  }

  @Test("Nothing to learn from: one event, no influence, all at once")
  func nothing() {
    let pair = Graph(sources: [0], targets: [1], nodeCount: 2)
    func code(_ events: [(Double, Int)], end: Double = 10) -> String? {
      do {
        _ = try HawkesEstimate(
          of: events.map { HawkesProcess.Event(time: $0.0, node: $0.1) }, until: end, influence: .weightedCascade,
          on: pair)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code([]) == "E405" && code([(1, 0)]) == "E405" && code([(1, 1), (2, 0)]) == "E405")
    #expect(code([(1, 0), (1, 1)]) == "E405")
    #expect(code([(2, 0), (1, 1)]) == "E453" && code([(1, 0), (2, 7)]) == "E452" && code([], end: 0) == "E720")
    #expect(code([(1, 0), (2, 1)]) == nil)
  }
}
