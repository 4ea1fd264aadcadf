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
    matches(execution) { period in
      let controls = untreated[period]
      return controls.isEmpty
        ? []
        : treated[period].map { row in
          var lot = RandomStream(seed: seed, purpose: "matched-sample.random", index: UInt64(row))
          return MatchedPair(treated: row, control: controls[lot.below(controls.count)])
        }
    }
  }

  /// For each treated row, the untreated one of its period whose predictor is nearest: of two as near the lower, of
  /// equals one by lot, lest one control serve everybody. Rows with infinite predictors have no match.
  func nearestMatches(
    by predictors: Scratch<Double>, within reach: Double, seed: UInt64, _ execution: Execution
  ) -> [MatchedPair] {
    matches(execution) { period in
      if treated[period].isEmpty { return [] }
      let finite = untreated[period].filter { predictors.base[$0].isFinite }
      let controls = finite.sorted { (predictors.base[$0], $0) < (predictors.base[$1], $1) }
      return treated[period].compactMap { row in
        guard predictors.base[row].isFinite,
          let equals = Self.nearest(to: predictors.base[row], in: controls, by: predictors, within: reach)
        else { return nil }
        var lot = RandomStream(seed: seed, purpose: "matched-sample.equals", index: UInt64(row))
        return MatchedPair(treated: row, control: controls[equals.lowerBound + lot.below(equals.count)])
      }
    }
  }

  /// Where in controls sorted by predictor those nearest to the target stand. O(log controls).
  private static func nearest(
    to target: Double, in controls: [Int], by predictors: Scratch<Double>, within reach: Double
  ) -> Range<Int>? {
    func first(where isReached: (Double) -> Bool) -> Int {
      var (low, high) = (0, controls.count)
      while low < high {
        let middle = (low + high) / 2
        if isReached(predictors.base[controls[middle]]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let place = first { $0 >= target }
    let above = place < controls.count ? predictors.base[controls[place]] : .infinity
    let below = place > 0 ? predictors.base[controls[place - 1]] : -.infinity
    let best = target - below <= above - target ? below : above
    if !(abs(best - target) <= reach) { return nil }
    return first { $0 >= best }..<first { $0 > best }
  }

  private func matches(
    _ execution: Execution, _ match: @Sendable (_ period: Int) -> [MatchedPair]
  ) -> [MatchedPair] {
    let found = Found(periods: treated.count)
    execution.forEachChunk(of: treated.count, grain: 1) { period, _ in found[period] = match(period) }
    return found.all
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
