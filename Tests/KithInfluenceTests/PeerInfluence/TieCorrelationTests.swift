import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Tie correlation")
struct TieCorrelationTests {
  /// People 0…<pairs read `pairs + i`; the first `moved` of them do a period later what the one they read did.
  static func world(seed: UInt64, pairs: Int, moved: Int, periods: Int, shock: Double = 0) -> (ActivitySeries, Graph) {
    var random = RandomStream(seed: seed, purpose: "tie correlation test")
    func noise() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + random.unit() } }
    var values = [Double](repeating: 0, count: 2 * pairs * periods)
    for period in 0..<periods {
      let common = shock * noise()
      for pair in 0..<pairs {
        values[(pairs + pair) * periods + period] = noise() + common
        let before = period > 0 && pair < moved ? values[(pairs + pair) * periods + period - 1] : 0
        values[pair * periods + period] = 0.8 * before + noise() + common
      }
    }
    var builder = GraphBuilder()
    for pair in 0..<pairs { builder.add(pair, pairs + pair) }
    return (ActivitySeries(people: 2 * pairs, periods: periods, values: values), builder.build(nodeCount: 2 * pairs))
  }

  @Test("F of a small case, from normal equations solved by hand")
  func known() throws {
    // Means are taken out by a third person who is the negative of the other two.
    let i: [Double] = [1, 0, 2, 1, 3, 0, 1, 2, 0, 1, 4, 2]
    let j: [Double] = [2, 1, 1, 3, 0, 2, 2, 0, 0, 3, 2, 1]
    let rest = zip(i, j).map { -$0 - $1 }
    var builder = GraphBuilder()
    builder.add(0, 1)
    let found = try TieCorrelation().test(
      ActivitySeries(people: 3, periods: 12, values: i + j + rest), over: builder.build(nodeCount: 3))
    let (restricted, full) = (
      slowResidual(i, [i], lags: 1), slowResidual(i, [i, j], lags: 1)
    )
    let f = (restricted - full) / (full / Double(11 - 3))
    #expect(approximately(found.ties[0].f, f, 1e-8))
    #expect(found.turns == 11 && found.untested == 0)
    #expect(found.ties[0].turnedP >= 1.0 / 12 && found.ties[0].p > 0 && found.ties[0].p < 1)
  }

  /// Least squares of a series on a constant and the past of others, by Gauss–Jordan on the normal equations.
  private func slowResidual(_ y: [Double], _ past: [[Double]], lags: Int) -> Double {
    let rows = (lags..<y.count).map { t in [1.0] + past.flatMap { series in (1...lags).map { series[t - $0] } } }
    let width = rows[0].count
    var system = (0..<width).map { a in
      (0..<width).map { b in rows.reduce(0) { $0 + $1[a] * $1[b] } }
        + [zip(rows, y[lags...]).reduce(0) { $0 + $1.0[a] * $1.1 }]
    }
    for a in 0..<width {
      let pivot = system[a][a]
      for column in 0...width { system[a][column] /= pivot }
      for b in 0..<width where b != a {
        let factor = system[b][a]
        for column in 0...width { system[b][column] -= factor * system[a][column] }
      }
    }
    return zip(rows, y[lags...]).reduce(0) { sum, point in
      let fitted = zip(point.0, system).reduce(0.0) { $0 + $1.0 * $1.1[width] }
      return sum + (point.1 - fitted) * (point.1 - fitted)
    }
  }

  @Test("Those who are moved are found, and hardly anyone else")
  func found() throws {
    let (series, graph) = Self.world(seed: 2, pairs: 30, moved: 10, periods: 80, shock: 0.5)
    let found = try TieCorrelation(draws: 500).test(series, over: graph)
    #expect(found.ties.filter { $0.source < 10 }.allSatisfy { $0.q < 0.05 && $0.p < 0.01 })
    #expect(found.ties.filter { $0.source >= 10 }.count { $0.q < 0.05 } <= 2)
    #expect(found.ties[0].correlations[0] > 0.3)
  }

  @Test("Without influence p-values are even, though a shock hits everyone at once")
  func level() throws {
    let (series, graph) = Self.world(seed: 5, pairs: 200, moved: 0, periods: 40, shock: 3)
    let found = try TieCorrelation(lags: 2, draws: 60).test(series, over: graph)
    let alarms = found.ties.count { $0.turnedP <= 0.05 }
    // 10 expected of 200, standard deviation 3.
    #expect((1...20).contains(alarms), "\(alarms)")
    #expect((1...20).contains(found.ties.count { $0.p <= 0.05 }))
  }

  @Test("The same for any number of threads; a constant end is told apart")
  func threads() throws {
    let (series, graph) = Self.world(seed: 7, pairs: 20, moved: 4, periods: 30)
    let test = TieCorrelation(draws: 9)
    #expect(try test.test(series, over: graph) == test.test(series, over: graph, execution: Execution(threads: 2)))
    var builder = GraphBuilder()
    for (a, b) in [(0, 1), (1, 2), (0, 2)] { builder.add(a, b) }
    let still = ActivitySeries(
      people: 4, periods: 12,
      values: [1, 0, 2, 1, 3, 0, 1, 2, 0, 1, 4, 2, 0, 2, 1, 3, 0, 1, 2, 0, 1, 4, 2, 1]
        + [Double](repeating: 0, count: 12) + [-1, -2, -3, -4, -3, -1, -3, -2, -1, -5, -6, -3])
    let result = try TieCorrelation().test(still, over: builder.build(nodeCount: 4))
    #expect(result.ties.count == 1 && result.untested == 2)
  }

  @Test("Questions without an answer say so")
  func errors() throws {
    let (series, graph) = Self.world(seed: 1, pairs: 3, moved: 0, periods: 12)
    func failure(_ test: TieCorrelation, _ series: ActivitySeries, _ graph: Graph) -> String? {
      do {
        _ = try test.test(series, over: graph)
        return nil
      } catch {
        guard let error = error as? KithError else { return "?" }
        return "\(error.diagnostic.code) \(error.exitCode.rawValue)"
      }
    }
    #expect(failure(TieCorrelation(), series, graph) == nil)
    #expect(failure(TieCorrelation(lags: 2), series, graph) == "E405 1")
    #expect(failure(TieCorrelation(lags: 0), series, graph) == "E720 64")
    #expect(failure(TieCorrelation(draws: 0), series, graph) == "E720 64")
    var builder = GraphBuilder()
    #expect(failure(TieCorrelation(), series, builder.build(nodeCount: 6)) == "E405 1")
    #expect(failure(TieCorrelation(), series, builder.build(nodeCount: 5)) == "E453 65")
    let zeros = ActivitySeries(people: 6, periods: 12, values: [Double](repeating: 0, count: 72))
    #expect(failure(TieCorrelation(), zeros, graph) == "E405 1")
  }

  @Test("Actions are counted by period")
  func series() {
    let log = FollowingTests.actions(
      [(0, 0, 0), (0, 0, 9), (0, 0, 10), (1, 0, 25), (1, 0, 30), (1, 0, -1), (0, 0, Timestamp.missing)], people: 2)
    let series = ActivitySeries(log, width: 10, start: 0, periods: 3)
    #expect(series.values == [2, 1, 0, 0, 0, 1])
    #expect(series.withoutPeriodMeans.values == [1, 0.5, -0.5, -1, -0.5, 0.5])
  }
}
