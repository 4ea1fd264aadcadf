import Glibc
import KithFoundation
import KithGraph

/// Chooses spreaders from as few reverse-reachable sets as prove the choice good enough.
///
/// One collection of sets chooses, another, independent one checks; both double until the proven
/// lower bound of the choice's spread comes to (guarantee − ε) of the proven upper bound of the best
/// choice's, both right with probability 1 − δ (OPIM-C: Tang, Tang, Xiao & Yuan 2018,
/// doi 10.1145/3183713.3183749). The checking sets end where they meet the choice, so they cost little.
/// Expected time O((k ln n + ln 1/δ)(n + m) / ε²) at worst, usually far less; memory 4 bytes a member of the
/// choosing sets.
struct OPIMC {
  var epsilon: Double
  var delta: Double
  /// Sets to choose from at least; nil for as many as are cheap.
  var samples: Int?
  var seed: UInt64

  func choose(_ network: ReverseNetwork, _ rules: SelectionRules, _ execution: Execution) throws -> ReverseChoice {
    let count = rules.largest()
    let total = network.total
    let (start, rounds) = schedule(
      candidates: rules.isEligible.count { $0 }, count: count, total: total, leastBest: network.leastBest(rules, count))
    let logFailure = log(3 * Double(rounds) / delta)
    let sets = ReverseSets(network, seed: seed, purpose: "spreaders, choosing")
    var checked = 0
    var hits = 0
    var previous: [Int] = []
    var size = Int(start)
    var firstFloor: Int?
    while true {
      if sets.size > Self.largestSize {
        throw KithError.size(
          "choosing spreaders with epsilon \(epsilon) takes more than \(4 * (Self.largestSize >> 30)) GB of samples",
          help: "choose a larger epsilon, or give a deadline")
      }
      try sets.grow(to: size, execution)
      // Choosing is one thread's work, and there is a next round more often than not.
      let mayGoOn = size < Int(start) << (rounds - 1) && sets.size < Self.heavySize / 4
      let floor = firstFloor
      let choice = sets.drawAhead(to: mayGoOn ? 2 * size : size, execution) {
        CoverageGreedy.choose(from: sets, rules, firstFloor: floor, execution)
      }
      if choice.nodes != previous { (checked, hits, previous) = (0, 0, choice.nodes) }
      hits += try network.hits(
        of: choice.nodes, in: checked..<size, seed: seed, purpose: "spreaders, checking", execution)
      checked = size
      let found = Double(hits)
      let root = (found + 2 * logFailure / 9).squareRoot() - (logFailure / 2).squareRoot()
      let lower = max(0, root > 0 ? root * root - logFailure / 18 : 0) * total / Double(size)
      let reach = (choice.upperBound + logFailure / 2).squareRoot() + (logFailure / 2).squareRoot()
      let upper = min(total, reach * reach * total / Double(size))
      // Whoever is chosen is reached: a bound that needs no samples.
      let bound = max(lower, min(upper, network.benefit(of: choice.nodes)))
      // More samples choose better than the proof asks for.
      let isEnough =
        samples.map { size >= $0 || sets.size >= Self.heavySize }
        ?? (size >= Self.cheapCount || sets.size >= Self.cheapSize)
      let isProven = bound >= (rules.guarantee - epsilon) * upper
      if isEnough && (isProven || size >= Int(start) << (rounds - 1)) {
        return ReverseChoice(
          choice, sets, lowerBound: bound, upperBound: upper, checks: size, estimate: total * found / Double(size))
      }
      // Far from a proof, the round between would prove nothing either.
      let factor = bound < 0.6 * (rules.guarantee - epsilon) * upper ? 4 : 2
      size *= factor
      // Who is looked at will be in more sets then, though less than so many times more.
      firstFloor = max(1, (factor + 4) * choice.leastGain / 4)
    }
  }

  /// How many sets to begin with, and how many times at most there are so many or twice the last.
  func schedule(candidates: Int, count: Int, total: Double, leastBest: Double) -> (start: Double, rounds: Int) {
    let e = 2.718281828459045
    let a = (1 - 1 / e) * log(6 / delta).squareRoot()
    let b = ((1 - 1 / e) * (logBinomial(candidates, count) + log(6 / delta))).squareRoot()
    let start = max(1, (2 * (a + b) * (a + b)).rounded(.up))
    // The best choice reaches at least this; below a millionth of all, proofs would take for ever.
    let least = max(leastBest, 1e-6 * total)
    let needed = total / least / (epsilon * epsilon)
    let wanted = Double(samples ?? Self.cheapCount) / start
    return (start, Int(log2(max(1, needed, wanted)).rounded(.up)) + 1)
  }

  /// Sets, or members of sets, that nobody waits for.
  private static let (cheapCount, cheapSize) = (1 << 15, 1 << 21)
  /// Members of sets: those of a quarter of a gigabyte, and the most there may be.
  static let (heavySize, largestSize) = (1 << 26, 1 << 30)
}

/// What choosing by reverse-reachable sets found.
struct ReverseChoice {
  var choice: CoverageGreedy.Choice
  /// Sets chosen from.
  var samples: Int
  /// Independent sets checked on.
  var checks: Int
  /// Proven for the choice's spread.
  var lowerBound: Double
  /// Proven for the best choice's.
  var upperBound: Double
  /// The spread by the checking sets.
  var estimate: Double

  init(
    _ choice: CoverageGreedy.Choice, _ sets: ReverseSets, lowerBound: Double, upperBound: Double, checks: Int,
    estimate: Double
  ) {
    self.choice = choice
    samples = sets.count
    self.checks = checks
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.estimate = estimate
  }
}

/// ln(n choose k). O(1).
func logBinomial(_ n: Int, _ k: Int) -> Double {
  lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
}
