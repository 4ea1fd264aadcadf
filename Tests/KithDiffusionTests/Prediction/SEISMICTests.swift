import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import Testing

@Suite("SEISMIC")
struct SEISMICTests {
  /// By the authors' package.
  @Test(
    "The published cascade at one, two and six hours (K22)",
    .enabled(if: TweetCascade.path != nil, "../shared is absent"))
  func published() throws {
    let history = try TweetCascade.history()
    #expect(
      history.times.count == 15_563 && history.times.last == 604_257 && history.reach.prefix(3) == [2290, 91, 77])
    let known: [(minutes: Double, observed: Int, infectiousness: Double, final: Double)] = [
      (60, 906, 0.00790884, 7580.79), (120, 2559, 0.00610735, 8760.97), (360, 8329, 0.00444480, 15144.96),
    ]
    for answer in known {
      let forecast = try SEISMIC().forecast(of: history, at: 60 * answer.minutes)
      #expect(forecast.observed == answer.observed)
      #expect(abs(forecast.infectiousness.value! - answer.infectiousness) < 5e-9)
      #expect(abs(forecast.final.value! - answer.final) < 0.01, "\(forecast.final)")
    }
    let early = try SEISMIC().forecast(of: history, at: 1800)
    #expect(early.isSupercritical && early.final.undefined!.hasPrefix("supercritical") && early.observed == 95)
    #expect(early.infectiousness.value! > 0.01)
  }

  @Test("The kernel integrates to 1, whatever its constants", arguments: [(300.0, 0.2314843), (60, 1), (5, 2.5)])
  func kernel(cutoff: Double, exponent: Double) {
    let kernel = MemoryKernel(cutoff: cutoff, exponent: exponent)
    #expect(kernel.share(within: 0) == 0 && kernel.share(after: 1e300) < 1e-60)
    for delay in [0.1, 1, 4.9, 5, 5.1, 60, 299, 300, 301, 1e5] {
      #expect(abs(kernel.share(within: delay) + kernel.share(after: delay) - 1) < 1e-12)
    }
  }

  /// Sums over small steps in place of integrals.
  @Test("Equals summing views second by second", arguments: 0..<8 as Range<UInt64>)
  func slow(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "shares")
    let age = Double(100 + random.below(4000))
    let count = 1 + random.below(30)
    let times = [0] + (1..<count).map { _ in Double(random.below(Int(age))) }
    let reach = times.map { _ in Double(random.below(200)) }
    let history = try ShareHistory(times: times, reach: reach)
    let model = SEISMIC(expectedReach: 3, windows: 60...1200, leastShares: 3)
    let forecast = try model.forecast(of: history, at: age)
    let sorted = times.sorted().dropFirst()
    var window = min(max(age / 2, 60), 1200)
    if sorted.count(where: { $0 > age - window }) < 3 {
      window = max(window, age - (sorted.count > 3 ? sorted[sorted.endIndex - 4] : 0))
    }
    let height = 1 / (300 * (1 + 1 / 0.2314843))
    let density = { (delay: Double) in delay <= 300 ? height : height * pow(delay / 300, -1.2314843) }
    var (views, due) = (0.0, 0.0)
    for (time, people) in zip(times, reach) {
      let steps = 20_000
      let width = (age - time) / Double(steps)
      for step in 0..<steps where width > 0 {
        let delay = (Double(step) + 0.5) * width
        views += people * width * density(delay) * max(0, 1 - (age - time - delay) / window)
        due -= people * width * density(delay)
      }
      due += people
    }
    let weight = sorted.reduce(0.0) { $0 + max(0, 1 - (age - $1) / window) }
    guard views > 0 else {
      #expect(forecast.final.value == nil)
      return
    }
    let p = weight / views
    #expect(abs(forecast.infectiousness.value! - p) < 1e-5 * max(p, 1e-9), "seed \(seed)")
    #expect(forecast.isSupercritical == (3 * p >= 1))
    if 3 * p < 1 {
      let final = Double(count - 1) + p * due / (1 - 3 * p)
      #expect(abs(forecast.final.value! - final) < 1e-4 * max(1, final), "seed \(seed)")
    }
  }

  @Test("What happens later, and the order of the rows, change nothing")
  func blind() throws {
    let times = [0.0, 50, 80, 300, 310, 900, 4000]
    let reach = [100.0, 5, 7, 0, 30, 2, 50]
    let now = try SEISMIC().forecast(of: ShareHistory(times: times, reach: reach), at: 1000)
    let cut = try ShareHistory(times: Array(times.dropLast()), reach: Array(reach.dropLast()))
    #expect(try SEISMIC().forecast(of: cut, at: 1000) == now && now.observed == 5)
    let turned = try ShareHistory(times: times.reversed(), reach: reach.reversed())
    #expect(try SEISMIC().forecast(of: turned, at: 1000) == now)
  }

  @Test("An original that nobody shares, or nobody sees")
  func nothing() throws {
    let alone = try SEISMIC().forecast(of: ShareHistory(times: [0], reach: [40]), at: 600)
    #expect(alone.observed == 0 && alone.final.value == 0 && alone.infectiousness.value == 0)
    let unseen = try SEISMIC().forecast(of: ShareHistory(times: [0, 3], reach: [0, 0]), at: 600)
    #expect(unseen.final.undefined == "nobody is known to have seen it" && unseen.observed == 1)
  }

  @Test("Requests out of range")
  func errors() throws {
    let history = try ShareHistory(times: [0], reach: [1])
    for model in [
      SEISMIC(kernel: MemoryKernel(cutoff: 0)), SEISMIC(expectedReach: -1), SEISMIC(windows: 0...1),
      SEISMIC(leastShares: 0),
    ] {
      let error = try #require(throws: KithError.self) { try model.forecast(of: history, at: 1) }
      #expect(error.diagnostic.code == "E720")
    }
    #expect(throws: KithError.self) { try SEISMIC().forecast(of: history, at: 0) }
    for (times, reach) in [([], []), ([0], []), ([Double.nan], [1]), ([0], [-1])] as [([Double], [Double])] {
      let error = try #require(throws: KithError.self) { try ShareHistory(times: times, reach: reach) }
      #expect(error.diagnostic.code == "E453")
    }
  }

  @Test("Histories of items and of trees")
  func histories() throws {
    let people = NameTable(["a", "b", "c"])
    let actions = ActionLog(
      people: people, items: NameTable(["i", "j"]), persons: [1, 0, 1, 2], itemCodes: [0, 0, 0, 1],
      times: [5000, 9000, 7000, Timestamp.missing])
    let history = try #require(ShareHistory(item: 0, of: actions, reach: [10, 20, 30]))
    #expect(history.times == [0, 4] && history.reach == [20, 10] && history.start == 5000)
    #expect(ShareHistory(item: 1, of: actions, reach: [10, 20, 30]) == nil)
    let trees = try CascadeSet(people: people, persons: [0, 1, 2], parents: [.max, 0, 0], times: [0, 2000, 1000])
    let tree = try #require(ShareHistory(cascade: 0, of: trees, reach: [1, 2, 3]))
    #expect(tree.times == [0, 1, 2] && tree.reach == [1, 3, 2])
    #expect(tree.shares(by: 0.5) == 0 && tree.shares(by: 1) == 1 && tree.shares(by: 9) == 2)
  }
}
