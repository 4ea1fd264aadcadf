import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// Does the friend's past say something of a person's present that their own past does not?
///
///     let found = try TieCorrelation(lags: 2).test(series, over: graph)
///     found.ties.filter { $0.q < 0.05 }
///
/// For each tie i → j (i addressed j): with and without j's activity in the last L periods, i's activity is explained by
/// their own last L periods, all less the period's mean over everybody. F = ((RSS₀ − RSS₁)/L) / (RSS₁/(n − 2L − 1)), n =
/// periods − L; `p` by the F distribution, and by turning j's series round in time (all turns, or `draws` of them),
/// which keeps its rhythm and breaks its tie to i. Adjusted over ties by Benjamini–Hochberg on the latter. Granger
/// 1969, doi 10.2307/1912791. A friend who is first to what both would do shows the same, so this is no proof of
/// influence.
public struct TieCorrelation: Sendable, Codable, Equatable {
  /// L.
  public var lags: Int
  /// The most turns in time.
  public var draws: Int
  public var seed: UInt64

  public init(lags: Int = 1, draws: Int = 199, seed: UInt64 = 1) {
    self.lags = lags
    self.draws = draws
    self.seed = seed
  }

  public struct Tie: Sendable, Equatable {
    public let source: Int
    public let target: Int
    /// Correlation of the source's activity with the target's 1, 2, … L periods before.
    public let correlations: [Double]
    public let f: Double
    /// By the F distribution.
    public let p: Double
    /// By turning the target's series: (1 + turns with as large an F) / (1 + turns).
    public let turnedP: Double
    /// The same adjusted for the number of ties.
    public let q: Double
  }

  public struct Result: Sendable, Equatable {
    /// Source ascending, then target.
    public let ties: [Tie]
    /// Ties of which one end never changed, or whose past says the same as the other's.
    public let untested: Int
    /// Turns of each series.
    public let turns: Int
  }

  /// Errors: E720 for lags or draws out of range; E453 for series of other people; E405 (exit 1) for fewer than 10 L
  /// periods, or where no tie can be tested. O(edges · turns · periods · L²).
  public func test(
    _ series: ActivitySeries, over attention: Graph, execution: Execution = .serial
  ) throws -> Result {
    if !(1...50).contains(lags) { throw KithError.option("the number of lags", lags, choose: "1 to 50") }
    if !(1...100_000).contains(draws) { throw KithError.option("draws", draws, choose: "1 to 100000") }
    if series.people != attention.nodeCount {
      throw KithError.values(
        "series", "of \(series.people) people, over a network of \(attention.nodeCount)", help: "use the same people")
    }
    let question = "whether friends' activity runs ahead"
    if series.periods < 10 * lags {
      throw InfluenceError.unanswerable(
        question, "\(series.periods) periods are too few for \(lags) of the past", help: "take shorter periods")
    }
    let shifts = turns(series.periods)
    let centred = series.withoutPeriodMeans
    let people = attention.nodeCount
    let results = ResultSlots<[Found?]>(count: (people + 15) / 16)
    execution.forEachChunk(of: people, grain: 16) { chunk, range in
      if execution.isCancelled() { return }
      results[chunk] = range.flatMap { ties(of: $0, attention, centred, shifts) }
    }
    try execution.checkCancellation()
    let all = (0..<(people + 15) / 16).flatMap { results[$0] ?? [] }
    let found = all.compactMap { $0 }
    if found.isEmpty {
      throw InfluenceError.unanswerable(
        question, all.isEmpty ? "nobody in the log addressed anybody" : "of no tie did both ends change over time",
        help: "give a log of people who act in several periods")
    }
    let adjusted = FalseDiscovery.adjusted(found.map(\.turnedP))
    return Result(
      ties: zip(found, adjusted).map { tie, q in
        Tie(
          source: tie.source, target: tie.target, correlations: tie.correlations, f: tie.f, p: tie.p,
          turnedP: tie.turnedP, q: q)
      }, untested: all.count - found.count, turns: shifts.count)
  }

  private struct Found: Sendable {
    var source, target: Int
    var correlations: [Double]
    var f, p, turnedP: Double
  }

  private func turns(_ periods: Int) -> [Int] {
    if periods - 1 <= draws { return Array(1..<periods) }
    var stream = RandomStream(seed: seed, purpose: "turned series")
    return (0..<draws).map { _ in 1 + stream.below(periods - 1) }
  }

  private func ties(of source: Int, _ attention: Graph, _ series: ActivitySeries, _ shifts: [Int]) -> [Found?] {
    let neighbors = attention.outNeighbors(of: source)
    if neighbors.isEmpty { return [] }
    let own = column(source, series, lag: 0)
    var basis = OrthogonalBasis(length: own.count)
    basis.append([Double](repeating: 1, count: own.count))
    for lag in 1...lags { basis.append(column(source, series, lag: lag)) }
    let rest = basis.residual(of: own)
    let squares = rest.reduce(0) { $0 + $1 * $1 }
    let isConstant = squares <= 1e-12 * Double(own.count)
    return neighbors.map { target -> Found? in
      if isConstant { return nil }
      guard let f = statistic(Int(target), series, shift: 0, basis, rest, squares) else { return nil }
      var larger = 0
      for shift in shifts {
        // A turn that says nothing beats nothing.
        if let turned = statistic(Int(target), series, shift: shift, basis, rest, squares), turned >= f { larger += 1 }
      }
      let (upper, lower) = (Double(lags), Double(own.count - 2 * lags - 1))
      return Found(
        source: source, target: Int(target),
        correlations: (1...lags).map { Self.correlation(own, column(Int(target), series, lag: $0)) },
        f: f, p: BetaDistribution(lower / 2, upper / 2).cumulative(lower / (lower + upper * f)),
        turnedP: Double(1 + larger) / Double(1 + shifts.count))
    }
  }

  /// F of the target's past, turned by `shift` periods; nil where it adds no direction of its own.
  private func statistic(
    _ target: Int, _ series: ActivitySeries, shift: Int, _ basis: OrthogonalBasis, _ rest: [Double], _ squares: Double
  ) -> Double? {
    var wider = basis
    for lag in 1...lags where !wider.append(column(target, series, lag: lag + shift)) { return nil }
    let left = wider.residual(of: rest, from: basis.count).reduce(0) { $0 + $1 * $1 }
    let spare = Double(rest.count - 2 * lags - 1)
    // What is left of rounding is no less than this.
    let floor = 1e-12 * squares
    return max(0, squares - left) / Double(lags) / (max(left, floor) / spare)
  }

  /// A person's activity `lag` periods before each period from L on, the series taken as a ring.
  private func column(_ person: Int, _ series: ActivitySeries, lag: Int) -> [Double] {
    let periods = series.periods
    return (lags..<periods).map { series[person, ((($0 - lag) % periods) + periods) % periods] }
  }

  private static func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for index in a.indices {
      let (x, y) = (a[index] - meanA, b[index] - meanB)
      ab += x * y
      aa += x * x
      bb += y * y
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
  }
}

/// Orthonormal columns, made one after another (Gram–Schmidt, twice for accuracy).
private struct OrthogonalBasis {
  private let length: Int
  private var columns: [[Double]] = []

  init(length: Int) { self.length = length }

  var count: Int { columns.count }

  /// False, and nothing added, for a column that the others already span.
  @discardableResult
  mutating func append(_ column: [Double]) -> Bool {
    let before = column.reduce(0) { $0 + $1 * $1 }
    let rest = residual(of: residual(of: column))
    let after = rest.reduce(0) { $0 + $1 * $1 }
    if after <= 1e-10 * before || before == 0 { return false }
    let scale = 1 / after.squareRoot()
    columns.append(rest.map { $0 * scale })
    return true
  }

  /// What the columns from `first` on leave of a vector.
  func residual(of vector: [Double], from first: Int = 0) -> [Double] {
    var rest = vector
    for column in columns[first...] {
      var product = 0.0
      for index in 0..<length { product += column[index] * rest[index] }
      for index in 0..<length { rest[index] -= product * column[index] }
    }
    return rest
  }
}
