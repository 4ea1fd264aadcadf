import KithFoundation
import KithStatistics

/// A treated row and the control it is compared with.
struct MatchedPair {
  let treated: Int
  let control: Int
}

/// Treated and untreated rows of each period.
struct MatchingSides: Sendable {
  /// By period, in order of rows.
  private let treated: [[Int]]
  private let untreated: [[Int]]
  let treatedCount: Int

  init(_ rows: PersonPeriods, _ isTreated: Scratch<Bool>) {
    var treated = [[Int]](repeating: [], count: rows.times.count)
    var untreated = treated
    for person in 0..<rows.people {
      for (step, row) in rows.rows(of: person).enumerated() {
        if isTreated.base[row] {
          treated[rows.first + step].append(row)
        } else {
          untreated[rows.first + step].append(row)
        }
      }
    }
    (self.treated, self.untreated) = (treated, untreated)
    treatedCount = treated.reduce(0) { $0 + $1.count }
  }

  /// For each treated row, an untreated one of its period by lot.
  func randomMatches(seed: UInt64, _ execution: Execution) -> [MatchedPair] {
    matches(execution) { row, controls in
      var lot = RandomStream(seed: seed, purpose: "matched-sample.random", index: UInt64(row))
      return controls[lot.below(controls.count)]
    }
  }

  /// For each treated row, the untreated one of its period whose predictor is nearest; the lower, then the earlier,
  /// of equals. Rows with infinite predictors have no match.
  func nearestMatches(
    by predictors: Scratch<Double>, within reach: Double, _ execution: Execution
  ) -> [MatchedPair] {
    matches(
      execution,
      prepare: { controls in
        controls.filter { predictors.base[$0].isFinite }.sorted {
          (predictors.base[$0], $0) < (predictors.base[$1], $1)
        }
      }
    ) { row, controls in
      let target = predictors.base[row]
      guard target.isFinite, !controls.isEmpty else { return nil }
      // The first control at or above the target.
      var (low, high) = (0, controls.count)
      while low < high {
        let middle = (low + high) / 2
        if predictors.base[controls[middle]] < target { low = middle + 1 } else { high = middle }
      }
      var best: Int?
      if low > 0 {
        let below = predictors.base[controls[low - 1]]
        // The earliest row of those with that predictor.
        var place = low - 1
        while place > 0 && predictors.base[controls[place - 1]] == below { place -= 1 }
        best = place
      }
      if low < controls.count {
        let above = predictors.base[controls[low]] - target
        if best.map({ above < target - predictors.base[controls[$0]] }) ?? true { best = low }
      }
      return best.flatMap { abs(predictors.base[controls[$0]] - target) <= reach ? controls[$0] : nil }
    }
  }

  private func matches(
    _ execution: Execution, prepare: @Sendable ([Int]) -> [Int] = { $0 },
    _ match: @Sendable (_ row: Int, _ controls: [Int]) -> Int?
  ) -> [MatchedPair] {
    let places = Found(periods: treated.count)
    execution.forEachChunk(of: treated.count, grain: 1) { period, _ in
      if treated[period].isEmpty || untreated[period].isEmpty { return }
      let controls = prepare(untreated[period])
      places[period] = treated[period].compactMap { row in
        match(row, controls).map { MatchedPair(treated: row, control: $0) }
      }
    }
    return places.all
  }

  /// What each period found, written by its own chunk.
  private final class Found: @unchecked Sendable {
    private let pairs: UnsafeMutableBufferPointer<[MatchedPair]>
    init(periods: Int) {
      pairs = .allocate(capacity: periods)
      pairs.initialize(repeating: [])
    }
    deinit {
      pairs.deinitialize()
      pairs.deallocate()
    }
    subscript(period: Int) -> [MatchedPair] {
      get { pairs[period] }
      set { pairs[period] = newValue }
    }
    var all: [MatchedPair] { pairs.flatMap { $0 } }
  }
}

/// Standardised mean differences of the columns that were matched on.
struct Balance {
  let columns: [BalanceRow]

  init(data: LogisticData, isTreated: Scratch<Bool>, pairs: [MatchedPair]) {
    columns = data.columns.map { column in
      // Count, mean, squared distances of the untreated and the treated.
      var (count, mean, squares) = ([0.0, 0.0], [0.0, 0.0], [0.0, 0.0])
      for row in 0..<data.rowCount {
        let side = isTreated.base[row] ? 1 : 0
        let value = data.value(of: column, in: row)
        count[side] += 1
        let distance = value - mean[side]
        mean[side] += distance / count[side]
        squares[side] += distance * (value - mean[side])
      }
      guard count[0] > 0, count[1] > 0 else { return BalanceRow(name: column.name, before: nil, after: nil) }
      let pooled = ((squares[0] / count[0] + squares[1] / count[1]) / 2).squareRoot()
      guard pooled > 0 else { return BalanceRow(name: column.name, before: nil, after: nil) }
      var apart = 0.0
      for pair in pairs {
        apart += data.value(of: column, in: pair.treated) - data.value(of: column, in: pair.control)
      }
      return BalanceRow(
        name: column.name, before: (mean[1] - mean[0]) / pooled,
        after: pairs.isEmpty ? nil : apart / Double(pairs.count) / pooled)
    }
  }
}
