import Glibc
import KithFoundation
import KithGraph

/// Chooses spreaders from as many reverse-reachable sets as a bound of the best spread calls for.
///
/// First a lower bound of the best spread is searched by halving; then as many FRESH sets as it calls for are
/// drawn and chosen from (IMM: Tang, Shi & Xiao 2015, doi 10.1145/2723372.2723734, with the
/// correction of Chen 2018, arXiv 1808.09363). The choice reaches (1 − 1/e − ε) of the best with
/// probability 1 − δ.
struct IMM {
  var epsilon: Double
  var delta: Double
  var seed: UInt64

  func choose(_ network: ReverseNetwork, _ rules: SelectionRules, _ execution: Execution) throws -> ReverseChoice {
    let n = Double(network.graph.nodeCount)
    let total = network.total
    let count = rules.largest()
    let logChoices = logBinomial(rules.isEligible.count { $0 }, count)
    // Half of δ for each phase.
    let logFailure = log(2 / delta)
    let halvings = max(1, Int(log2(n).rounded(.up)) - 1)
    let wide = 2.squareRoot() * epsilon
    let trial = (2 + 2 * wide / 3) * (logChoices + logFailure + log(Double(halvings))) / (wide * wide)
    let search = ReverseSets(network, seed: seed, purpose: "imm, searching")
    var bound = max(network.leastBest(rules, count), 1e-6 * total)
    for halving in 1...halvings {
      let guess = total / Double(sign: .plus, exponent: halving, significand: 1)
      let size = (trial * total / guess).rounded(.up)
      try check(size)
      try search.grow(to: Int(size), execution)
      let choice = CoverageGreedy.choose(from: search, rules, execution)
      let spread = total * Double(choice.covered) / Double(search.count)
      if spread >= (1 + wide) * guess {
        bound = spread / (1 + wide)
        break
      }
    }
    let size = chosenFrom(logChoices: logChoices, total: total, best: bound)
    try check(size)
    let sets = ReverseSets(network, seed: seed, purpose: "imm, choosing")
    try sets.grow(to: Int(size.rounded(.up)), execution)
    let choice = CoverageGreedy.choose(from: sets, rules, execution)
    // The bounds of OPIM-C hold for these sets as well.
    let checks = sets.count
    let hits = Double(
      try network.hits(of: choice.nodes, in: 0..<checks, seed: seed, purpose: "imm, checking", execution))
    let logError = log(2 / delta)
    let low = (hits + 2 * logError / 9).squareRoot() - (logError / 2).squareRoot()
    let high = (choice.upperBound + logError / 2).squareRoot() + (logError / 2).squareRoot()
    let upper = min(total, high * high * total / Double(checks))
    let lower = max(0, low > 0 ? low * low - logError / 18 : 0) * total / Double(checks)
    return ReverseChoice(
      choice, sets, lowerBound: max(lower, min(upper, network.benefit(of: choice.nodes))), upperBound: upper,
      checks: checks, estimate: total * hits / Double(checks))
  }

  /// How many sets to choose from where the best choice reaches `best`.
  func chosenFrom(logChoices: Double, total: Double, best: Double) -> Double {
    let e = 2.718281828459045
    let logFailure = log(2 / delta)
    let a = (logFailure + log(2)).squareRoot()
    let b = ((1 - 1 / e) * (logChoices + logFailure + log(2))).squareRoot()
    let root = (1 - 1 / e) * a + b
    return 2 * total * root * root / (best * epsilon * epsilon)
  }

  static let largestCount = 0x1p27

  /// Throws E406 for more sets than memory is likely to hold.
  private func check(_ size: Double) throws {
    if size <= Self.largestCount { return }
    throw KithError.size(
      "imm needs \(Int(size)) samples with epsilon \(epsilon)", help: "choose a larger epsilon, or the method opimc")
  }
}
