import Foundation
import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("LogisticRegression")
struct LogisticRegressionTests {
  @Test("Two by two: the slope is the log odds ratio, its variance the sum of the reciprocals")
  func twoByTwo() throws {
    // 7 yes of 20 without, 11 yes of 15 with.
    var data = LogisticData(answers: [7, 11], trials: [20, 15])
    data.columns = [.init("treated", rows: [0, 1])]
    let fit = try LogisticRegression().fit(data)
    #expect(approximately(fit.estimates[0], log(11.0 / 4) - log(7.0 / 13), 1e-12))
    #expect(approximately(fit.modelCovariance[0, 0], 1 / 11.0 + 1 / 4.0 + 1 / 7.0 + 1 / 13.0, 1e-12))
    #expect(approximately(fit.intercepts[0]!, log(7.0 / 13), 1e-12))
    let expected = 7 * log(0.35) + 13 * log(0.65) + 11 * log(11 / 15.0) + 4 * log(4 / 15.0)
    #expect(approximately(fit.logLikelihood, expected, 1e-10))
    #expect(fit.clusteredCovariance == nil && fit.clusters == 0)
  }

  @Test("A plain Newton on dummies and Gauss elimination agrees", arguments: 1...12)
  func plainNewton(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let fit = try LogisticRegression().fit(sample.data)
    let plain = PlainLogit(sample)
    for j in 0..<sample.width {
      #expect(approximately(fit.estimates[j], plain.estimates[j], 1e-7), "seed \(seed)")
      for k in 0..<sample.width {
        #expect(approximately(fit.modelCovariance[j, k], plain.model[j][k], 1e-7), "seed \(seed)")
        #expect(approximately(fit.clusteredCovariance![j, k], plain.clustered[j][k], 1e-7), "seed \(seed)")
      }
    }
    for g in 0..<sample.groups {
      #expect(approximately(fit.intercepts[g]!, plain.estimates[sample.width + g], 1e-7), "seed \(seed)")
    }
    #expect(approximately(fit.logLikelihood, plain.logLikelihood, 1e-9))
  }

  @Test("The same bits for two threads; cluster columns equal row columns; the order of rows does not matter")
  func sameAnswers() throws {
    let sample = Sample(seed: 5, rows: 9000)
    let one = try LogisticRegression().fit(sample.data)
    let two = try LogisticRegression().fit(sample.data, execution: Execution(threads: 2))
    #expect(one.estimates == two.estimates && one.clusteredCovariance == two.clusteredCovariance)
    #expect(one.logLikelihood == two.logLikelihood && one.intercepts == two.intercepts)

    var byCluster = sample.data
    let values = (0..<sample.clusters).map { sin(Double($0)) }
    byCluster.columns = [.init("a", clusters: values)]
    var byRow = sample.data
    byRow.columns = [.init("a", rows: sample.cluster.map { values[Int($0)] })]
    #expect(try LogisticRegression().fit(byCluster).estimates == LogisticRegression().fit(byRow).estimates)

    var random = RandomStream(seed: 9, purpose: "order")
    let shuffled = Sample(sample, order: Array(0..<sample.rows).shuffled(using: &random))
    let other = try LogisticRegression().fit(shuffled.data)
    for j in 0..<sample.width {
      #expect(approximately(other.estimates[j], one.estimates[j], 1e-10))
      #expect(approximately(other.clusteredCovariance![j, j], one.clusteredCovariance![j, j], 1e-10))
    }
  }

  @Test("A joint test of one column is z squared; of several it does not mind their units")
  func jointTest() throws {
    var data = Sample(seed: 3).data
    let fit = try LogisticRegression().fit(data)
    let (one, z) = (fit.jointTest(["c0"])!, fit.test("c0")!)
    #expect(approximately(one.chiSquared, z.z * z.z, 1e-9) && approximately(one.p, z.twoSided, 1e-9))
    let both = fit.jointTest(["c0", "c1", "absent"])!
    #expect(both.degrees == 2 && both.chiSquared >= one.chiSquared)
    data.columns[0] = .init("c0", rows: (0..<data.rowCount).map { 1e6 * data.value(of: data.columns[0], in: $0) })
    let scaled = try LogisticRegression().fit(data).jointTest(["c0", "c1"])!
    #expect(approximately(scaled.chiSquared, both.chiSquared, 1e-7))
    #expect(fit.jointTest(["absent"]) == nil)
  }

  @Test("Trials equal rows written out; every row its own cluster is the robust sandwich")
  func trials() throws {
    var counted = LogisticData(answers: [2, 5, 1, 4], trials: [6, 7, 3, 5])
    counted.columns = [.init("x", rows: [0.1, 0.9, 1.3, 2])]
    var (answers, xs): ([Double], [Double]) = ([], [])
    for (yes, all, x) in [(2, 6, 0.1), (5, 7, 0.9), (1, 3, 1.3), (4, 5, 2)] {
      answers += (0..<all).map { $0 < yes ? 1 : 0 }
      xs += [Double](repeating: x, count: all)
    }
    var written = LogisticData(answers: answers)
    written.columns = [.init("x", rows: xs)]
    let (a, b) = try (LogisticRegression().fit(counted), LogisticRegression().fit(written))
    #expect(approximately(a.estimates[0], b.estimates[0], 1e-10))
    #expect(approximately(a.modelCovariance[0, 0], b.modelCovariance[0, 0], 1e-10))
    #expect(a.trials == 21 && b.trials == 21 && a.rows == 4 && b.yes == 12)
    let line = GroupedLogit.fit(x: [0.1, 0.9, 1.3, 2], trials: [6, 7, 3, 5], yes: [2, 5, 1, 4])!
    #expect(approximately(line.slope, a.estimates[0], 1e-9) && approximately(line.intercept, a.intercepts[0]!, 1e-9))
    #expect(approximately(line.slopeError, a.modelCovariance[0, 0].squareRoot(), 1e-9))
    #expect(approximately(line.logLikelihood, a.logLikelihood, 1e-9))
  }

  @Test("Groups that answer alike, constant, repeated and all-telling columns are left out and named")
  func leavesOut() throws {
    //                                     group 0      group 1   group 2 (always yes)
    var data = LogisticData(answers: [1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1])
    data.groups = .init(codes: [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2], count: 4)
    let x: [Double] = [1, 2, 3, 4, 5, 2, 5, 3, 1, 7, 8]
    data.columns = [
      .init("constant", rows: [Double](repeating: 3, count: 11)), .init("x", rows: x),
      .init("twice x", rows: x.map { 2 * $0 }), .init("nobody", rows: [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
      .init("group 1 again", rows: [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0]),
    ]
    let fit = try LogisticRegression().fit(data)
    #expect(fit.names == ["x"])
    #expect(fit.omitted.map(\.name) == ["constant", "twice x", "nobody", "group 1 again"])
    #expect(fit.omitted[0].reason == "the same in every row")
    #expect(fit.omitted[1].reason == "told by the columns before it")
    #expect(fit.omitted[2].reason == "all rows where it is 1 say no")
    #expect(fit.intercepts[2] == nil && fit.intercepts[3] == nil && fit.intercepts[0] != nil)
    #expect(fit.rows == 7 && fit.yes == 4)
    let predictors = fit.predictors(of: data)
    #expect(predictors.base[1] == -.infinity && predictors.base[9] == .infinity)
    #expect(approximately(predictors.base[5], fit.intercepts[1]! + 2 * fit.estimates[0], 1e-12))
    #expect(fit.test("nobody") == nil && fit.difference("x", "nobody") == nil && fit.test("x") != nil)
  }

  @Test("What cannot be answered is refused with its reason")
  func refused() {
    func failure(_ data: LogisticData) -> (ExitCode, String)? {
      do { _ = try LogisticRegression().fit(data) } catch let error as KithError {
        return (error.exitCode, error.diagnostic.message)
      } catch { return nil }
      return nil
    }
    #expect(failure(LogisticData(answers: []))?.0 == .answerIsNo)
    #expect(failure(LogisticData(answers: [1, 1]))?.1.contains("answer alike") == true)
    var split = LogisticData(answers: [0, 0, 0, 1, 1, 1])
    split.columns = [.init("height", rows: [1, 2, 3, 4, 5, 6])]
    #expect(failure(split)?.1.contains("height tells yes") == true && failure(split)?.0 == .answerIsNo)
    split.columns = [.init("height", rows: [1, 2, 3, 3, 5, 6])]
    #expect(failure(split)?.0 == .answerIsNo)
    split.columns = [.init("height", rows: [1, 2, .nan, 3, 5, 6])]
    #expect(failure(split)?.0 == .badData)
    #expect(failure(LogisticData(answers: [2]))?.0 == .badData)
    #expect(GroupedLogit.fit(x: [0, 1], trials: [5, 5], yes: [0, 5]) == nil)
    #expect(GroupedLogit.fit(x: [0, 1], trials: [5, 5], yes: [0, 3]) == nil)
    #expect(GroupedLogit.fit(x: [1, 1], trials: [5, 5], yes: [2, 3]) == nil)
    #expect(GroupedLogit.fit(x: [], trials: [], yes: []) == nil)
  }

  @Test("Columns that nearly tell each other still end")
  func nearlyTold() throws {
    var sample = Sample(seed: 4, rows: 400)
    var random = RandomStream(seed: 4, purpose: "nearly")
    sample.columns[1] = sample.columns[0].map { 1000 + $0 + 2e-4 * random.unit() }
    let fit = try LogisticRegression().fit(sample.data)
    #expect(fit.iterations < 30 && fit.names.count == 3)
    #expect(fit.test("c1")!.error > 100)
  }

  @Test("Random small samples give finite figures or a reason", arguments: 1...60)
  func neverNaN(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "small")
    let rows = 2 + random.below(9)
    var data = LogisticData(answers: (0..<rows).map { _ in Double(random.below(2)) })
    data.groups = .init(codes: (0..<rows).map { _ in UInt32(random.below(2)) }, count: 2)
    data.clusters = .init(codes: (0..<rows).map { _ in UInt32(random.below(3)) }, count: 3)
    data.columns = (0..<2).map { j in
      .init("c\(j)", rows: (0..<rows).map { _ in Double(random.below(3)) * pow(1000, Double(j)) })
    }
    do {
      let fit = try LogisticRegression().fit(data)
      let figures = fit.estimates + fit.modelCovariance.values + (fit.clusteredCovariance?.values ?? [])
      let areFinite = figures.allSatisfy { $0.isFinite }
      #expect(areFinite && fit.logLikelihood.isFinite && fit.logLikelihood <= 0, "seed \(seed)")
    } catch let error as KithError {
      #expect(error.exitCode == .answerIsNo, "seed \(seed): \(error)")
    } catch {
      Issue.record("seed \(seed): \(error)")
    }
  }
}

/// Rows in groups and clusters, with normal-ish columns.
private struct Sample {
  let rows: Int
  let width = 3
  let groups = 4
  let clusters = 17
  var answers: [Double] = []
  var columns: [[Double]]
  var group: [UInt32] = []
  var cluster: [UInt32] = []

  init(seed: UInt64, rows: Int = 160) {
    self.rows = rows
    var random = RandomStream(seed: seed, purpose: "sample")
    columns = [[Double]](repeating: [], count: width)
    for row in 0..<rows {
      let (g, c) = (random.below(groups), random.below(clusters))
      group.append(UInt32(g))
      cluster.append(UInt32(c))
      var eta = -0.5 + 0.3 * Double(g)
      for j in 0..<width {
        let value = random.unit() + random.unit() + Double(row % 3) + 10 * Double(j)
        columns[j].append(value)
        eta += (Double(j) - 1) * 0.6 * (value - 2 - 10 * Double(j))
      }
      answers.append(random.unit() < 1 / (1 + exp(-eta)) ? 1 : 0)
    }
  }

  init(_ other: Sample, order: [Int]) {
    rows = other.rows
    answers = order.map { other.answers[$0] }
    columns = other.columns.map { column in order.map { column[$0] } }
    group = order.map { other.group[$0] }
    cluster = order.map { other.cluster[$0] }
  }

  var data: LogisticData {
    var data = LogisticData(answers: answers)
    data.columns = columns.enumerated().map { .init("c\($0)", rows: $1) }
    data.groups = .init(codes: group, count: groups)
    data.clusters = .init(codes: cluster, count: clusters)
    return data
  }
}

/// Newton's method on the whole dense system, without profiling, scaling or screening.
private struct PlainLogit {
  var estimates: [Double]
  var model: [[Double]] = []
  var clustered: [[Double]] = []
  var logLikelihood = 0.0

  init(_ sample: Sample) {
    let p = sample.width + sample.groups
    let design = (0..<sample.rows).map { row in
      sample.columns.map { $0[row] } + (0..<sample.groups).map { Int(sample.group[row]) == $0 ? 1 : 0 }
    }
    estimates = [Double](repeating: 0, count: p)
    for _ in 0..<40 {
      var (gradient, hessian) = ([Double](repeating: 0, count: p), Self.zeros(p))
      var scores = [[Double]](repeating: [Double](repeating: 0, count: p), count: sample.clusters)
      logLikelihood = 0
      for row in 0..<sample.rows {
        let eta = zip(design[row], estimates).reduce(0) { $0 + $1.0 * $1.1 }
        let chance = 1 / (1 + exp(-eta))
        logLikelihood += sample.answers[row] == 1 ? log(chance) : log(1 - chance)
        for j in 0..<p {
          let score = (sample.answers[row] - chance) * design[row][j]
          gradient[j] += score
          scores[Int(sample.cluster[row])][j] += score
          for k in 0..<p { hessian[j][k] += chance * (1 - chance) * design[row][j] * design[row][k] }
        }
      }
      let inverse = Self.inverse(hessian)
      for j in 0..<p { estimates[j] += zip(inverse[j], gradient).reduce(0) { $0 + $1.0 * $1.1 } }
      model = inverse
      var meat = Self.zeros(p)
      for score in scores { for j in 0..<p { for k in 0..<p { meat[j][k] += score[j] * score[k] } } }
      let c = Double(sample.clusters)
      clustered = Self.product(Self.product(inverse, meat), inverse).map { $0.map { $0 * c / (c - 1) } }
    }
  }

  static func zeros(_ p: Int) -> [[Double]] { [[Double]](repeating: [Double](repeating: 0, count: p), count: p) }

  static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in b[0].indices.map { k in row.indices.reduce(0) { $0 + row[$1] * b[$1][k] } } }
  }

  /// Gauss–Jordan with pivoting.
  static func inverse(_ matrix: [[Double]]) -> [[Double]] {
    let p = matrix.count
    var work = matrix.enumerated().map { index, row in row + (0..<p).map { $0 == index ? 1 : 0 } }
    for column in 0..<p {
      let pivot = (column..<p).max { abs(work[$0][column]) < abs(work[$1][column]) }!
      work.swapAt(pivot, column)
      let factor = work[column][column]
      work[column] = work[column].map { $0 / factor }
      for row in 0..<p where row != column {
        let share = work[row][column]
        for k in 0..<2 * p { work[row][k] -= share * work[column][k] }
      }
    }
    return work.map { Array($0[p...]) }
  }
}
