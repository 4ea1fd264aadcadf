import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("InfluenceFit")
struct InfluenceFitTests {
  /// 30 people in a ring each influence the next two, one half of them strongly; logs are drawn from that.
  private func simulated(items: Int) -> (ActionLog, Graph) {
    var random = RandomStream(seed: 5, purpose: "fit")
    let count = 30
    let sources = (0..<count).flatMap { [UInt32($0), UInt32($0)] }
    let targets = (0..<count).flatMap { [UInt32(($0 + 1) % count), UInt32(($0 + 2) % count)] }
    let influence = Graph(sources: sources, targets: targets, nodeCount: count)
    var rows: [(UInt32, UInt32, Int64)] = []
    for item in 0..<items {
      var times = [Int64?](repeating: nil, count: count)
      var queue = [random.below(count)]
      times[queue[0]] = 0
      var head = 0
      while head < queue.count {
        let source = queue[head]
        head += 1
        for step in 1...2 where times[(source + step) % count] == nil {
          if random.unit() < (source % 2 == 0 ? 0.7 : 0.05) {
            times[(source + step) % count] = times[source]! + Int64(step)
            queue.append((source + step) % count)
          }
        }
      }
      for person in 0..<count { if let time = times[person] { rows.append((UInt32(person), UInt32(item), time)) } }
    }
    let actions = ActionLog(
      people: NameTable((0..<count).map { String(100 + $0) }),
      items: NameTable((0..<items).map { String(10_000 + $0) }),
      persons: rows.map(\.0), itemCodes: rows.map(\.1), times: rows.map(\.2))
    return (actions, influence)
  }

  @Test("True influence is found in items never seen", arguments: InfluenceLearning.Method.allCases)
  func fit(method: InfluenceLearning.Method) throws {
    let (actions, influence) = simulated(items: 300)
    let learning = InfluenceLearning(method)
    let fit = try InfluenceFit(of: learning, to: actions, on: influence)
    #expect(fit.auc.value! > 0.75)
    let plain = try InfluenceFit(of: InfluenceLearning(.bernoulli), to: actions, on: influence).logLoss.value!
    #expect(plain < fit.baseLogLoss.value! - 0.05)
    // What made the log explains it best.
    if method == .saito { #expect(fit.logLoss.value! < plain) }
    #expect(fit.itemsHeldBack > 40 && fit.itemsHeldBack < 80 && fit.followed < fit.cases)
    #expect(try InfluenceFit(of: learning, to: actions, on: influence, execution: Execution(threads: 2)) == fit)
  }

  @Test("AUC counts pairs, ties half")
  func auc() {
    func auc(_ cases: [(Double, Bool)]) -> Double? {
      InfluenceFit.auc(cases.map { InfluenceFit.Forecast(chance: $0.0, followed: $0.1) }).value
    }
    #expect(auc([(0.1, false), (0.2, true)]) == 1)
    #expect(auc([(0.1, false), (0.1, true)]) == 0.5)
    #expect(auc([(0.3, true), (0.2, false), (0.3, false), (0.1, true)]) == 0.375)
    #expect(auc([(0.3, true)]) == nil)
  }

  @Test("Nobody exposed, and bad shares")
  func errors() throws {
    let actions = ActionLog(
      people: NameTable(["a", "b"]), items: NameTable(["x"]), persons: [0], itemCodes: [0], times: [1])
    // b acts with a, not after; c and d are exposed, and c follows.
    let together = ActionLog(
      people: NameTable(["a", "b", "c", "d"]), items: NameTable(["x"]), persons: [0, 1, 2], itemCodes: [0, 0, 0],
      times: [1, 1, 2])
    let star = Graph(sources: [0, 0, 0], targets: [1, 2, 3], nodeCount: 4)
    // The only item is held back, and nothing is left to learn from; or it is not, and nobody is exposed.
    let fits = (1...20).map { seed in
      Result {
        try InfluenceFit(of: InfluenceLearning(), to: together, on: star, holdingBack: 0.5, seed: UInt64(seed))
      }
    }
    var outcomes = Set<String>()
    for fit in fits {
      switch fit {
      case .success(let fit): outcomes.insert("\(fit.itemsHeldBack) held, \(fit.auc.undefined ?? "defined")")
      case .failure(let error): outcomes.insert((error as? KithError)?.diagnostic.message ?? "other")
      }
    }
    #expect(
      outcomes == [
        "0 held, nobody was exposed to an item held back",
        "nothing is left to learn from: all items with times are held back",
      ])
    let forecasts = InfluenceFit.forecasts(together, [true], star.out, [0.5, 0.5, 0.5])
    #expect(forecasts.map(\.followed) == [true, false] && forecasts.allSatisfy { $0.chance == 0.5 })
    let alone = Graph(sources: [], targets: [], nodeCount: 2)
    #expect(throws: KithError.self) {
      try InfluenceFit(of: InfluenceLearning(), to: actions, on: alone, holdingBack: 1)
    }
  }
}
