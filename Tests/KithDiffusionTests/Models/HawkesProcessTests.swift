import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("HawkesProcess")
struct HawkesProcessTests {
  private let cycle = Graph(sources: [0, 1], targets: [1, 0], nodeCount: 2)

  @Test("As many events as the rates and the branching say")
  func counts() throws {
    // In the long run each of the two acts at μ / (1 − φ) = 0.2 a unit of time.
    let process = HawkesProcess(rate: 0.1, influence: .constant(0.5), decay: 2)
    let events = try process.events(until: 20_000, on: cycle)
    #expect(abs(Double(events.count) - 8000) < 600)
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
    for event in events {
      guard let cause = event.cause else { continue }
      #expect(events[cause].time <= event.time && events[cause].node == 1 - event.node)
    }
    #expect(abs(Double(events.count { $0.cause == nil }) - 4000) < 320)
    #expect(try process.events(until: 20_000, on: cycle) == events)
  }

  @Test("The likelihood equals the sum over all pairs of events", arguments: 0..<20)
  func likelihood(seed: Int) throws {
    let graph = RandomEdges(seed: UInt64(seed), maxNodes: 8).graph
    let process = HawkesProcess(rate: 0.3, influence: .weightedCascade, decay: 0.7, seed: UInt64(seed))
    var events = try process.events(until: 4, on: graph)
    // Equal times do not cause each other.
    if events.count > 3 { events[2].time = events[1].time }
    func phi(_ source: Int, _ target: Int) -> Double {
      graph.outNeighbors(of: source).contains(UInt32(target)) ? 1 / Double(graph.in.degree(target)) : 0
    }
    var expected = -0.3 * Double(graph.nodeCount) * 4
    var own: [Double] = []
    for event in events {
      var rate = 0.3
      for other in events where other.time < event.time {
        rate += phi(other.node, event.node) * 0.7 * exp(-0.7 * (event.time - other.time))
      }
      expected += log(rate)
      own.append(0.3 / rate)
      for target in 0..<graph.nodeCount { expected -= phi(event.node, target) * (1 - exp(-0.7 * (4 - event.time))) }
    }
    let fit = try process.fit(of: events, until: 4, on: graph)
    #expect(approximately(fit.logLikelihood, expected, 1e-9), "seed \(seed)")
    #expect(zip(fit.own, own).allSatisfy { approximately($0, $1, 1e-12) } && fit.own.count == own.count)
  }

  @Test("The true parameters explain a log better than wrong ones")
  func maximum() throws {
    let process = HawkesProcess(rate: 0.1, influence: .constant(0.5), decay: 2)
    let events = try process.events(until: 2000, on: cycle)
    func value(_ process: HawkesProcess) throws -> Double {
      try process.fit(of: events, until: 2000, on: cycle).logLikelihood
    }
    let best = try value(process)
    #expect(try best > value(HawkesProcess(rate: 0.2, influence: .constant(0.5), decay: 2)))
    #expect(try best > value(HawkesProcess(rate: 0.1, influence: .constant(0.1), decay: 2)))
    #expect(try best > value(HawkesProcess(rate: 0.1, influence: .constant(0.5), decay: 8)))
  }

  @Test("Branching factors: a cycle, a triangle, no cycle")
  func branching() throws {
    func factor(_ p: Double, _ graph: Graph) throws -> Double {
      try HawkesProcess(rate: 1, influence: .constant(p), decay: 1).branchingFactor(on: graph)
    }
    #expect(approximately(try factor(0.5, cycle), 0.5, 1e-9))
    let triangle = Graph(sources: [0, 0, 1], targets: [1, 2, 2], nodeCount: 3, isDirected: false)
    #expect(approximately(try factor(0.2, triangle), 0.4, 1e-9))
    #expect(try factor(0.3, Graph(sources: [], targets: [], nodeCount: 3)) == 0)
    #expect(try factor(0, triangle) == 0)
  }

  @Test("Bad requests; an explosion is stopped")
  func errors() {
    func code(_ process: HawkesProcess, end: Double = 10, limit: Int = 1000) -> String? {
      do {
        _ = try process.events(until: end, on: cycle, limit: limit)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(HawkesProcess(rate: -1, influence: .constant(0.1), decay: 1)) == "E720")
    #expect(code(HawkesProcess(rate: 1, influence: .constant(0.1), decay: 0)) == "E720")
    #expect(code(HawkesProcess(rate: 1, influence: .constant(0.1), decay: 1), end: 0) == "E720")
    #expect(code(HawkesProcess(rate: 1, influence: .perEdge([2, 0]), decay: 1)) == "E450")
    #expect(code(HawkesProcess(rate: 1, influence: .constant(1), decay: 10), end: 1e6) == "E406")
    #expect(code(HawkesProcess(rate: 0, influence: .constant(1), decay: 10)) == nil)
    let process = HawkesProcess(rate: 1, influence: .constant(0.1), decay: 1)
    #expect(throws: KithError.self) {
      try process.fit(of: [.init(time: 2, node: 0), .init(time: 1, node: 1)], until: 3, on: cycle)
    }
  }
}
