import KithFoundation
import RealModule

/// What of the data can tell anything: groups, rows and columns that remain, and why the others do not.
struct LogisticScreening {
  private(set) var columns: [Int] = []
  private(set) var omitted: [(column: Int, reason: String)] = []
  private(set) var rules: [LogisticFit.Rule] = []
  /// By group: whether its answers differ.
  private(set) var isKept: [Bool] = []
  /// By group that is not kept: whether all its answers were yes.
  private(set) var saysYes: [Bool] = []
  private(set) var startingIntercepts: [Double] = []
  private(set) var rows = 0
  private(set) var trials = 0.0
  private(set) var yes = 0.0
  private let data: LogisticData
  private let weights: Scratch<Double>
  private let groupCount: Int
  private var moments: [Int: (mean: Double, scale: Double)] = [:]

  init(_ data: LogisticData) throws {
    self.data = data
    groupCount = data.groups?.count ?? 1
    weights = Scratch(uninitialized: data.rowCount)
    for row in 0..<data.rowCount { weights.base[row] = data.trials?.base[row] ?? 1 }
    isKept = [Bool](repeating: true, count: groupCount)
    saysYes = [Bool](repeating: false, count: groupCount)
    columns = Array(data.columns.indices)
    dropGroups()
    while dropLevel() { dropGroups() }
    for row in 0..<data.rowCount where weights.base[row] > 0 {
      rows += 1
      trials += weights.base[row]
      yes += data.answers.base[row]
    }
    if rows == 0 { throw Self.nothing(data) }
    for column in columns { measure(column) }
  }

  /// Rows of groups that answer alike say nothing of the slopes.
  private mutating func dropGroups() {
    var trials = [Double](repeating: 0, count: groupCount)
    var yes = trials
    for row in 0..<data.rowCount where weights.base[row] > 0 {
      trials[group(row)] += weights.base[row]
      yes[group(row)] += data.answers.base[row]
    }
    for group in 0..<groupCount where isKept[group] && (yes[group] <= 0 || yes[group] >= trials[group]) {
      isKept[group] = false
      saysYes[group] = yes[group] > 0
    }
    for row in 0..<data.rowCount where !isKept[group(row)] { weights.base[row] = 0 }
    startingIntercepts = (0..<groupCount).map { group in
      isKept[group] ? .log(yes[group] / (trials[group] - yes[group])) : 0
    }
  }

  /// Drops the first level of a column of zeros and ones whose rows all answer alike, with its rows.
  private mutating func dropLevel() -> Bool {
    for index in columns {
      let column = data.columns[index]
      var trials = (zeros: 0.0, ones: 0.0)
      var yes = trials
      var isBinary = true
      for row in 0..<data.rowCount where weights.base[row] > 0 {
        switch column.value(row, data.clusters) {
        case 0:
          trials.zeros += weights.base[row]
          yes.zeros += data.answers.base[row]
        case 1:
          trials.ones += weights.base[row]
          yes.ones += data.answers.base[row]
        default: isBinary = false
        }
        if !isBinary { break }
      }
      if !isBinary || trials.zeros == 0 || trials.ones == 0 { continue }
      for (level, trials, yes) in [(1.0, trials.ones, yes.ones), (0.0, trials.zeros, yes.zeros)]
      where yes <= 0 || yes >= trials {
        rules.append(.init(column: column.name, level: level, isYes: yes > 0))
        omitted.append((index, "all rows where it is \(level == 1 ? 1 : 0) say \(yes > 0 ? "yes" : "no")"))
        columns.removeAll { $0 == index }
        for row in 0..<data.rowCount where column.value(row, data.clusters) == level { weights.base[row] = 0 }
        return true
      }
    }
    return false
  }

  private mutating func measure(_ index: Int) {
    let column = data.columns[index]
    var (sum, least, most) = (0.0, Double.infinity, -Double.infinity)
    for row in 0..<data.rowCount where weights.base[row] > 0 {
      let value = column.value(row, data.clusters)
      sum += weights.base[row] * value
      least = min(least, value)
      most = max(most, value)
    }
    if least == most {
      columns.removeAll { $0 == index }
      omitted.append((index, "the same in every row"))
      return
    }
    let mean = sum / trials
    var squares = 0.0
    for row in 0..<data.rowCount where weights.base[row] > 0 {
      let distance = column.value(row, data.clusters) - mean
      squares += weights.base[row] * distance * distance
    }
    moments[index] = (mean, 1 / (squares / trials).squareRoot())
  }

  func kernel(columns: [Int]) -> LogisticKernel {
    LogisticKernel(
      data: data, weights: weights, groupCount: groupCount,
      sources: columns.map { index in
        LogisticKernel.Source(
          base: SharedPointer(data.columns[index].storage.base), isByCluster: data.columns[index].isByCluster,
          mean: moments[index]!.mean, scale: moments[index]!.scale)
      })
  }

  private func group(_ row: Int) -> Int { Int(data.groups?.storage.base[row] ?? 0) }

  private static func nothing(_ data: LogisticData) -> KithError {
    let (what, help) =
      data.rowCount == 0
      ? ("there are no rows", "gather rows with a yes and rows with a no")
      : ("all rows that can be compared answer alike", "compare rows some of which say yes and some no")
    return KithError(.answerIsNo, Diagnostic("E405", "no logistic regression: \(what)", help: help))
  }
}
