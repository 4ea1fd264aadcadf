import KithFoundation
import KithGraph
import KithStatistics

/// Does it matter *when* friends adopted? Company's effect α against what it is after adopters swap their times.
///
///     let test = ShuffleTest(draws: 999)
///     let result = try test.result(on: graph, times: times, within: Strata(communities))
///     result.null.upper                              // small: who adopted when hangs on when friends did
///
/// Where likeness alone makes friends adopt, the order in which they do so is chance: shuffled times give as large
/// an α. Shuffled within strata (communities, fifths of a trait), only people who are alike swap, so that shocks
/// to a community or a trait that drives timing do not pass for influence. α is that of `CompanyEffect`.
/// Not able to tell influence from anything else that makes friends adopt one soon after the other.
/// Anagnostopoulos, Kumar & Mahdian 2008, doi 10.1145/1401890.1401897; the strata are our addition.
public struct ShuffleTest: Sendable, Codable, Equatable {
  /// How often times are shuffled; p cannot be below 1 / (draws + 1).
  public var draws: Int
  public var counted: CompanyCount
  /// The first period that counts.
  public var first: Int
  public var seed: UInt64

  public init(draws: Int = 999, counted: CompanyCount = .people, first: Int = 1, seed: UInt64 = 1) {
    (self.draws, self.counted, self.first, self.seed) = (draws, counted, first, seed)
  }

  /// - Parameters:
  ///   - graph: who addresses whom (attention).
  ///   - strata: who may swap times with whom; nil for everybody.
  /// Throws `Unanswerable` where there is nothing to fit or to shuffle; E453 for times of other people; E402 for
  /// weights that are not whole; E720 for a number of draws below 1; `CancellationError`.
  /// O(draws · (people + edges into adopters + periods)), in parallel over draws.
  public func result(
    on graph: Graph, times: AdoptionTimes, within strata: Strata? = nil, execution: Execution = .serial
  ) throws -> ShuffleResult {
    try Self.check(draws)
    let observed = try CompanyEffect(on: graph, times: times, counted: counted, first: first)
    let groups = Self.groups(of: times, within: strata)
    let movable = groups.filter { group in group.contains { times.periods[$0] != times.periods[group[0]] } }
    if movable.isEmpty { throw Unanswerable.nothingToShuffle }
    let most = try graph.out.mostCompany(counted)
    let fit = CompanyFit(most: most)
    let alphas = DrawnValues(count: draws)
    let grain = 16
    execution.forEachChunk(of: draws, grain: grain) { _, range in
      if execution.isCancelled() { return }
      let tally = CompanyTally(
        followers: graph.in, counted: counted, most: most, periods: times.count, first: first)
      var shuffled = times.periods
      for draw in range {
        Self.shuffle(times.periods, into: &shuffled, movable, seed: seed, draw: draw)
        shuffled.withUnsafeBufferPointer { tally.count($0.baseAddress!) }
        if let effect = try? fit.effect(of: tally.cells) { alphas[draw] = effect.alpha }
      }
      execution.report("shuffling times", done: range.upperBound, of: draws, unit: "draws")
    }
    try execution.checkCancellation()
    return ShuffleResult(
      effect: observed, null: NullComparison(observed: observed.alpha, draws: alphas.values),
      movable: movable.reduce(0) { $0 + $1.count }, adopters: times.adopters, strata: strata?.count ?? 1)
  }

  /// E720: fewer than one draw.
  static func check(_ draws: Int) throws {
    if (1...1_000_000).contains(draws) { return }
    throw KithError(
      .usage, Diagnostic("E720", "the number of draws is \(draws)", help: "choose a number from 1 to 1000000"))
  }

  /// The adopters of each stratum, in node order.
  static func groups(of times: AdoptionTimes, within strata: Strata?) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: strata?.count ?? 1)
    for node in times.periods.indices where times.hasAdopted(node) {
      groups[strata.map { Int($0.codes[node]) } ?? 0].append(node)
    }
    return groups
  }

  /// Adopters of each group with their times in random order; all others keep theirs.
  static func shuffle(_ times: [Int32], into shuffled: inout [Int32], _ groups: [[Int]], seed: UInt64, draw: Int) {
    var random = RandomStream(seed: seed, purpose: "influence.shuffle", index: UInt64(draw))
    for group in groups {
      for node in group { shuffled[node] = times[node] }
      for last in stride(from: group.count - 1, to: 0, by: -1) {
        shuffled.swapAt(group[last], group[random.below(last + 1)])
      }
    }
  }
}

/// Company's effect with the effects after shuffling.
public struct ShuffleResult: Sendable, Equatable, Codable {
  public let effect: CompanyEffect
  public let null: NullComparison
  /// Adopters who could swap times with somebody of another time.
  public let movable: Int
  public let adopters: Int
  public let strata: Int
}

/// One value a draw, written by parallel chunks.
final class DrawnValues: @unchecked Sendable {
  private let store: Scratch<Double>

  init(count: Int) { store = Scratch(repeating: .nan, count: count) }

  subscript(draw: Int) -> Double {
    get { store.base[draw] }
    set { store.base[draw] = newValue }
  }

  /// Nan where nothing was written.
  var values: [Double] { Array(UnsafeBufferPointer(start: store.base, count: store.count)) }
}
