import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("Epidemic")
struct EpidemicTests {
  private let pair = Graph(sources: [0], targets: [1], nodeCount: 2)

  @Test("With certain recovery SIR is the independent cascade", arguments: 0..<20)
  func cascade(seed: Int) throws {
    let network = RandomNetwork(seed: UInt64(seed), maxNodes: 9)
    let exact = try ExactSpread(limit: 12).estimate(of: [0], model: network.cascade, on: network.graph)
    guard let exact else { return }
    let course = try Epidemic(.sir, infection: .perEdge(network.probabilities), recovery: 1, simulations: 2000)
      .course(from: [0], on: network.graph)
    #expect(approximately(course.spread.mean, exact.mean, 4.5 * course.spread.standardError + 1e-9), "\(network)")
  }

  @Test("One contact: transmitted with β / (β + γ − βγ)")
  func transmissibility() throws {
    let (beta, gamma) = (0.2, 0.3)
    for kind in [Epidemic.Kind.sir, .seir] {
      let model = Epidemic(
        kind, infection: .constant(beta), recovery: gamma, incubation: 0.4, steps: 200, simulations: 4000)
      let course = try model.course(from: [0], on: pair)
      #expect(
        approximately(course.spread.mean - 1, beta / (beta + gamma - beta * gamma), 4 * course.spread.standardError))
      // The first infectious person's illness lasts 1/γ steps: as a sum over steps, those of the second included.
      let illness = course.infectious.reduce(0, +) / course.spread.mean
      #expect(approximately(illness, 1 / gamma, 0.2), "\(kind)")
      #expect(approximately(course.recovered.last!, course.spread.mean, 1e-9))
    }
  }

  @Test("An incubation lasts 1/σ steps and comes before the illness")
  func incubation() throws {
    let model = Epidemic(.seir, infection: .constant(1), recovery: 1, incubation: 0.25, steps: 200, simulations: 4000)
    let course = try model.course(from: [0], on: pair)
    #expect(course.exposed[0] == 0 && course.exposed[1] == 1)
    #expect(approximately(course.exposed.reduce(0, +), 4, 0.25))
    #expect(course.spread.mean == 2)
  }

  @Test("SIS goes on and on; people are infected again")
  func sis() throws {
    let both = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)
    let course = try Epidemic(.sis, infection: .constant(1), recovery: 1, steps: 20, simulations: 10)
      .course(from: [0], on: both)
    // They take turns.
    #expect(course.infectious == [Double](repeating: 1, count: 21))
    #expect(course.susceptible == [Double](repeating: 1, count: 21))
    #expect(course.spread.mean == 2 && course.recovered.allSatisfy { $0 == 0 })
  }

  @Test("Everyone is in one state in each step; nothing depends on threads", arguments: Epidemic.Kind.allCases)
  func states(kind: Epidemic.Kind) throws {
    let model = Epidemic(kind, infection: .weightedCascade, recovery: 0.4, incubation: 0.5, steps: 30, simulations: 60)
    let course = try model.course(from: [0, 5], on: RMATGraph.small)
    for step in 0...30 {
      let sum = course.susceptible[step] + course.exposed[step] + course.infectious[step] + course.recovered[step]
      #expect(approximately(sum, 1024, 1e-6))
    }
    #expect(course.infectious[0] == 2)
    #expect(course.infectious[course.peakStep] == course.infectious.max())
    #expect(try model.course(from: [5, 0], on: RMATGraph.small, execution: Execution(threads: 3)) == course)
  }

  @Test("Nobody, no edges, bad requests")
  func degenerate() throws {
    let course = try Epidemic(.sir, infection: .constant(1), recovery: 0.5, steps: 3, simulations: 2)
      .course(from: [], on: pair)
    #expect(course.spread.mean == 0 && course.susceptible == [2, 2, 2, 2])
    func code(_ model: Epidemic, from: [Int] = [0]) -> String? {
      do {
        _ = try model.course(from: from, on: pair)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(Epidemic(.sir, infection: .constant(0.5), recovery: 0)) == "E720")
    #expect(code(Epidemic(.sir, infection: .constant(2), recovery: 0.5)) == "E720")
    #expect(code(Epidemic(.seir, infection: .constant(0.5), recovery: 0.5, incubation: 0)) == "E720")
    #expect(code(Epidemic(.sir, infection: .constant(0.5), recovery: 0.5, steps: 0)) == "E720")
    #expect(code(Epidemic(.sir, infection: .constant(0.5), recovery: 0.5, simulations: 1)) == "E720")
    #expect(code(Epidemic(.sir, infection: .perEdge([2]), recovery: 0.5)) == "E450")
    #expect(code(Epidemic(.sir, infection: .constant(0.5), recovery: 0.5), from: [7]) == "E452")
  }

  @Test("The blocked catch nothing and count nowhere; plans are compared run by run")
  func plans() throws {
    let chain = Graph(sources: [0, 1, 2], targets: [1, 2, 3], nodeCount: 4)
    let model = Epidemic(.sir, infection: .constant(1), recovery: 1, steps: 5, simulations: 20)
    let course = try model.course(from: [0], blocking: [2], on: chain)
    #expect(course.spread.mean == 2 && course.reachProbability == [1, 1, 0, 0])
    #expect(course.reachedByStep == [1, 2, 2, 2, 2, 2])
    #expect(course.susceptible == [2, 1, 1, 1, 1, 1])
    let plan = SpreadScenario(spreaders: [0])
    #expect(try model.difference(of: plan, and: plan.without(2), on: chain).mean == 2)
    let stopped = try model.difference(of: plan, and: plan.stopped(after: 1), on: chain)
    #expect(stopped.mean == 2 && stopped.second.convention.contains("; 1 steps;"))
    #expect(try model.difference(of: plan, and: plan.stopped(after: 0), on: chain).second.mean == 1)
    let random = Epidemic(.sis, infection: .constant(0.2), recovery: 0.5, steps: 12, simulations: 60)
    let few = try random.difference(
      of: SpreadScenario(spreaders: [0, 5]), and: SpreadScenario(spreaders: [0, 5], deadline: 3), on: RMATGraph.small)
    // They begin alike: no run infects more in fewer steps.
    #expect(few.interval.lowerBound > 0)
    let whole = try random.course(from: [0, 5], on: RMATGraph.small)
    #expect(whole.spread == few.first && approximately(whole.reachedByStep.last!, whole.spread.mean, 1e-9))
    #expect(approximately(whole.reachProbability.reduce(0, +), whole.spread.mean, 1e-9))
  }
}
