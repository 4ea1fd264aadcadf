import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("SpreadComparison")
struct SpreadComparisonTests {
  @Test("Exact where both plans are")
  func exact() throws {
    let plan = SpreadScenario(spreaders: [GDSExample.node("Alice"), GDSExample.node("Ethan")])
    let comparison = SpreadComparison(model: GDSExample.model)
    let loss = try comparison.difference(of: plan, and: plan.without(GDSExample.node("Ethan")), on: GDSExample.graph)
    #expect(loss.standardError == 0 && loss.first.method == .enumeration)
    // Without Ethan Alice has neither him to start nor to pass on.
    let alone = try ExactSpread().estimate(
      of: [GDSExample.node("Alice")], blocking: [GDSExample.node("Ethan")], model: GDSExample.model,
      on: GDSExample.graph)!
    #expect(approximately(loss.mean, 2.7971 - alone.mean, 5e-5))
  }

  @Test("Pairs of runs make the difference surer than separate estimates, and no plan differs from itself")
  func paired() throws {
    let graph = RMATGraph.small
    let plan = SpreadScenario(spreaders: [0, 1, 2, 3, 4, 5])
    let comparison = SpreadComparison(simulations: 600)
    let same = try comparison.difference(of: plan, and: plan, on: graph)
    #expect(same.mean == 0 && same.standardError == 0)
    let other = SpreadScenario(spreaders: [0, 1, 2, 3, 4, 6])
    let difference = try comparison.difference(of: plan, and: other, on: graph)
    #expect(difference.mean == difference.first.mean - difference.second.mean)
    let separate =
      (difference.first.standardError * difference.first.standardError
      + difference.second.standardError * difference.second.standardError).squareRoot()
    #expect(difference.standardError < 0.8 * separate)
    #expect(
      try comparison.difference(of: plan, and: other, on: graph, execution: Execution(threads: 3)) == difference)
  }

  @Test("A plan that is stopped early is compared with itself unstopped")
  func stopped() throws {
    let plan = SpreadScenario(spreaders: [2])
    let comparison = SpreadComparison(model: .cascade(.constant(0.1), deadline: 3))
    let saved = try comparison.difference(of: plan, and: plan.stopped(after: 1), on: GDSExample.graph)
    let early = try ExactSpread().estimate(
      of: [2], model: .cascade(.constant(0.1), deadline: 1), on: GDSExample.graph)!
    #expect(saved.second == early && saved.standardError == 0 && saved.mean > 0)
    #expect(saved.first.convention.contains("within 3 steps"))
    // A stop after the deadline stops nothing.
    #expect(try comparison.difference(of: plan, and: plan.stopped(after: 9), on: GDSExample.graph).mean == 0)
    let graph = RMATGraph.small
    let many = SpreadScenario(spreaders: [0, 7, 9, 20])
    let simulated = try SpreadComparison(simulations: 200).difference(of: many, and: many.stopped(after: 1), on: graph)
    #expect(simulated.interval.lowerBound > 0 && simulated.first.method == .simulation)
    let direct = try MonteCarloSpread(simulations: 200).estimate(
      of: many.spreaders, model: .cascade(.weightedCascade, deadline: 1), on: graph)
    #expect(simulated.second == direct)
  }

  @Test("Fewer people never reach more, in any single run")
  func monotone() throws {
    let graph = RMATGraph.small
    let plan = SpreadScenario(spreaders: [0, 7, 9, 20])
    let loss = try SpreadComparison(simulations: 200).difference(of: plan, and: plan.without(9, 20), on: graph)
    #expect(loss.mean > 0 && loss.interval.lowerBound > 0)
  }
}
