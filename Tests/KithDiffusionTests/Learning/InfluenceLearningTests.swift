import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("InfluenceLearning")
struct InfluenceLearningTests {
  @Test(
    "The toy log, to the digits given", .enabled(if: ToyLog.isPresent, "../shared is absent"),
    arguments: [
      (InfluenceLearning.Method.bernoulli, "bernoulli"), (.jaccard, "jaccard"),
      (.partialCredit, "partial_credit_bernoulli"), (.partialCreditJaccard, "partial_credit_jaccard"),
      (.saito, "em_any_earlier_parent"),
    ])
  func toy(method: InfluenceLearning.Method, name: String) throws {
    let toy = try ToyLog()
    let learned = try InfluenceLearning(method, prior: nil, tolerance: 1e-12).learned(
      from: toy.actions, on: toy.influence)
    for (edge, answers) in toy.learned {
      let (source, target) = toy.edge(edge)
      let entry = try #require(learned.entry(from: source, to: target))
      #expect(approximately(learned.probabilities[entry], answers[name]!, 1e-9), "\(edge)")
      #expect(approximately(learned.plain(at: entry)!, answers[name]!, 1e-9))
      #expect(approximately(learned.meanDelay(at: entry)!, answers["tau"]! * 1000, 1e-9))
      #expect(learned.actions[source] == Int(answers["A_u"]!))
      if method == .jaccard { #expect(learned.trials[entry] == answers["A_u_or_v"]) }
      if method == .bernoulli { #expect(learned.successes[entry] == answers["A_v2u"]) }
    }
    #expect(learned.entry(from: 3, to: 0) == nil)
  }

  /// Two act on four items each: a1 the wrong way round, a3 and a4 the right way, w in front of a4 too (K21).
  private var pair: (ActionLog, Graph) {
    let rows: [(UInt32, UInt32, Int64)] = [
      (1, 0, 1), (0, 0, 2), (1, 1, 1), (0, 2, 1), (1, 2, 2), (2, 3, 0), (0, 3, 1), (1, 3, 5), (0, 4, 1),
    ]
    let actions = ActionLog(
      people: NameTable(["u", "v", "w"]), items: NameTable(["a1", "a2", "a3", "a4", "a5"]),
      persons: rows.map(\.0), itemCodes: rows.map(\.1), times: rows.map(\.2))
    return (actions, Graph(sources: [0, 2], targets: [1, 1], nodeCount: 3))
  }

  @Test("K21: Bernoulli, Jaccard and partial credit of a pair")
  func k21() throws {
    let (actions, influence) = pair
    func value(_ method: InfluenceLearning.Method) throws -> Double {
      let learned = try InfluenceLearning(method, prior: nil).learned(from: actions, on: influence)
      return learned.probabilities[learned.entry(from: 0, to: 1)!]
    }
    #expect(try value(.bernoulli) == 0.5)
    #expect(try value(.jaccard) == 0.4)
    #expect(try value(.partialCredit) == 0.375)
    #expect(approximately(try value(.partialCreditJaccard), 0.3, 1e-15))
  }

  @Test("Windows, decay, the prior and the interval")
  func options() throws {
    let (actions, influence) = pair
    func value(_ method: InfluenceLearning.Method, _ timing: InfluenceLearning.Timing) throws -> Double {
      let learning = InfluenceLearning(method, timing: timing, prior: nil)
      let learned = try learning.learned(from: actions, on: influence)
      return learned.probabilities[learned.entry(from: 0, to: 1)!]
    }
    // Delays of u to v: 1 and 4; of w to v on a4: 5.
    #expect(try value(.bernoulli, .within(3)) == 0.25)
    #expect(try value(.partialCredit, .within(4)) == 0.5)
    #expect(try value(.bernoulli, .withinMeanDelay) == 0.25)
    #expect(approximately(try value(.bernoulli, .decayed(2)), (exp(-0.5) + exp(-2.0)) / 4, 1e-15))
    let part = exp(-2.0) / (exp(-2.0) + exp(-2.5))
    #expect(approximately(try value(.partialCredit, .decayed(2)), (1 + part) / 4, 1e-15))

    let learned = try InfluenceLearning(prior: .init(alpha: 1, beta: 9)).learned(from: actions, on: influence)
    let entry = learned.entry(from: 0, to: 1)!
    #expect(approximately(learned.probabilities[entry], 3.0 / 14, 1e-15))
    #expect(learned.plain(at: entry) == 0.5)
    // Beta(3, 11), as SciPy gives it.
    let interval = learned.interval(at: entry)
    #expect(approximately(interval.lowerBound, 0.05038107, 1e-8))
    #expect(approximately(interval.upperBound, 0.45447106, 1e-8))
  }

  @Test("Equals the definitions; the same for shuffled rows and any threads", arguments: 0..<40)
  func random(seed: Int) throws {
    let random = RandomActions(seed: UInt64(seed))
    if random.rows.allSatisfy({ $0.time == .min }) { return }
    let firsts = random.firsts
    for method: InfluenceLearning.Method in [.bernoulli, .jaccard, .partialCredit, .partialCreditJaccard, .saito] {
      let learning = InfluenceLearning(method, timing: seed % 2 == 0 ? .ever : .within(9), tolerance: 1e-10)
      let learned = try learning.learned(from: random.actions(), on: random.influence)
      let ends = random.influence.edgeEnds
      func reached(_ u: Int, _ v: Int, _ item: Int) -> Bool {
        guard let before = firsts[u][item], let after = firsts[v][item], before >= 0, after >= 0 else { return false }
        return before < after && (seed % 2 == 0 || after - before <= 9)
      }
      for entry in 0..<ends.count {
        let (u, v) = (Int(ends.sources[entry]), Int(ends.targets[entry]))
        var (successes, trials) = (0.0, Double(firsts[u].count))
        for item in firsts[u].keys.sorted() where reached(u, v, item) {
          let others = random.influence.inNeighbors(of: v).count { reached(Int($0), v, item) }
          successes += method == .bernoulli || method == .jaccard ? 1 : 1 / Double(others)
        }
        if method == .jaccard || method == .partialCreditJaccard {
          trials = Double(Set(firsts[u].keys).union(firsts[v].keys).count)
        }
        if method == .saito {
          trials = Double(firsts[u].keys.count { reached(u, v, $0) || firsts[v][$0] == nil })
          // At the end of the iterations, each probability is what the others make of it.
          successes = 0
          for item in firsts[u].keys.sorted() where reached(u, v, item) {
            var missed = 1.0
            for other in random.influence.inNeighbors(of: v) where reached(Int(other), v, item) {
              missed *= 1 - learned.probabilities[learned.entry(from: Int(other), to: v)!]
            }
            successes += learned.probabilities[entry] / (1 - missed)
          }
        }
        #expect(approximately(learned.successes[entry], successes, method == .saito ? 1e-7 : 1e-12), "\(random)")
        #expect(learned.trials[entry] == trials, "\(random) \(method)")
        #expect(approximately(learned.probabilities[entry], (successes + 1) / (trials + 10), 1e-8), "\(random)")
      }
      for (salt, threads) in [(1, 1), (2, 2)] {
        let other = try learning.learned(
          from: random.actions(shuffled: UInt64(salt)), on: random.influence, execution: Execution(threads: threads))
        #expect(other.successes == learned.successes && other.trials == learned.trials, "\(random)")
      }
    }
  }

  @Test("Bad requests")
  func errors() throws {
    let (actions, influence) = pair
    func code(_ learning: InfluenceLearning, _ actions: ActionLog, _ influence: Graph) -> String? {
      do {
        _ = try learning.learned(from: actions, on: influence)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(InfluenceLearning(timing: .within(0)), actions, influence) == "E720")
    #expect(code(InfluenceLearning(timing: .decayed(-1)), actions, influence) == "E720")
    #expect(code(InfluenceLearning(.saito, timing: .decayed(1)), actions, influence) == "E720")
    #expect(code(InfluenceLearning(prior: .init(alpha: 0, beta: 1)), actions, influence) == "E720")
    #expect(code(InfluenceLearning(), actions, Graph(sources: [], targets: [], nodeCount: 2)) == "E453")
    #expect(code(InfluenceLearning(.saito, tolerance: 1e-12, iterations: 1), actions, influence) == "E401")
    let timeless = ActionLog(
      people: actions.people, items: actions.items, persons: [0], itemCodes: [0], times: [Timestamp.missing])
    #expect(code(InfluenceLearning(), timeless, influence) == "E405")
  }
}
