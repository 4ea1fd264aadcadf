import Glibc
import KithFoundation
import KithGraph

/// Learns who influences one person; its buffers serve one person after the other.
struct PersonLearning {
  private let learning: InfluenceLearning
  private let log: PersonActions
  private let rows: Adjacency
  private var reaches: [Reach] = []
  /// By inward entry: items both did.
  private var shared: [Int] = []
  /// By own action: those who may have reached it, in number or in weight.
  private var parts: [Double] = []

  /// An action of `entry`'s neighbour that reached the person's action number `action`.
  private struct Reach {
    let entry: Int
    let action: Int
    let delay: Double
  }

  init(_ learning: InfluenceLearning, _ log: PersonActions, _ rows: Adjacency) {
    self.learning = learning
    self.log = log
    self.rows = rows
  }

  /// Writes the entries of one person's inward row; false where Saito's method did not converge.
  mutating func learn(
    _ person: Int, successes: UnsafeMutablePointer<Double>, trials: UnsafeMutablePointer<Double>,
    delays: UnsafeMutablePointer<Double>
  ) -> Bool {
    let row = rows.offsets[person]..<rows.offsets[person + 1]
    let own = log.starts[person]..<log.starts[person + 1]
    find(person, row, own, delays)
    parts = [Double](repeating: 0, count: own.count)
    for reach in reaches { parts[reach.action] += weight(reach) }
    for reach in reaches {
      switch learning.method {
      case .bernoulli, .jaccard: successes[reach.entry] += weight(reach)
      case .partialCredit, .partialCreditJaccard: successes[reach.entry] += weight(reach) / parts[reach.action]
      case .saito: trials[reach.entry] += 1
      }
    }
    for entry in row {
      let acted = actions(of: entry)
      switch learning.method {
      case .bernoulli, .partialCredit: trials[entry] = Double(acted)
      case .jaccard, .partialCreditJaccard: trials[entry] = Double(acted + own.count - shared[entry - row.lowerBound])
      case .saito: trials[entry] += Double(acted - shared[entry - row.lowerBound])
      }
    }
    return learning.method != .saito || maximise(row, own.count, successes: successes, trials: trials)
  }

  private func actions(of entry: Int) -> Int {
    let neighbor = Int(rows.neighbors[entry])
    return log.starts[neighbor + 1] - log.starts[neighbor]
  }

  private func weight(_ reach: Reach) -> Double {
    guard case .decayed(let decay) = learning.timing else { return 1 }
    // Never quite nothing: parts of an action sum to 1 even after very long delays.
    return max(.leastNormalMagnitude, exp(-reach.delay / decay))
  }

  /// All actions that reached the person in time, by neighbour; mean delays as they are without a window.
  private mutating func find(
    _ person: Int, _ row: Range<Int>, _ own: Range<Int>, _ delays: UnsafeMutablePointer<Double>
  ) {
    let log = log
    reaches.removeAll(keepingCapacity: true)
    shared = [Int](repeating: 0, count: row.count)
    for entry in row where Int(rows.neighbors[entry]) != person {
      let first = reaches.count
      var (count, sum, both) = (0, 0.0, 0)
      log.forEachShared(Int(rows.neighbors[entry]), person) { theirs, mine in
        both += 1
        let (before, after) = (log.times[theirs], log.times[mine])
        if before == Timestamp.missing || after == Timestamp.missing || before >= after { return }
        let delay = Double(after - before)
        count += 1
        sum += delay
        if case .within(let window) = learning.timing, after - before > window { return }
        reaches.append(Reach(entry: entry, action: mine - own.lowerBound, delay: delay))
      }
      shared[entry - row.lowerBound] = both
      if count == 0 { continue }
      delays[entry] = sum / Double(count)
      if learning.timing == .withinMeanDelay {
        let mean = sum / Double(count)
        let kept = reaches[first...].filter { $0.delay <= mean }
        reaches.replaceSubrange(first..., with: kept)
      }
    }
  }

  /// Expectation and maximisation; `successes` ends as the expected ones at the last probabilities.
  private mutating func maximise(
    _ row: Range<Int>, _ actionCount: Int, successes: UnsafeMutablePointer<Double>,
    trials: UnsafeMutablePointer<Double>
  ) -> Bool {
    if reaches.isEmpty { return true }
    var probabilities = [Double](repeating: 0.5, count: row.count)
    var missed = parts
    for _ in 0..<learning.iterations {
      for action in 0..<actionCount { missed[action] = 1 }
      for reach in reaches { missed[reach.action] *= 1 - probabilities[reach.entry - row.lowerBound] }
      for entry in row { successes[entry] = 0 }
      for reach in reaches {
        let chance = 1 - missed[reach.action]
        if chance > 0 { successes[reach.entry] += probabilities[reach.entry - row.lowerBound] / chance }
      }
      var change = 0.0
      for entry in row {
        let estimate = learning.estimate(successes[entry], of: trials[entry])
        change = max(change, abs(estimate - probabilities[entry - row.lowerBound]))
        probabilities[entry - row.lowerBound] = estimate
      }
      if change <= learning.tolerance { return true }
    }
    return false
  }
}
