import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// Which ties deepen and which fade.
///
///     let found = try TieDynamics(window: 7 * TimeWindow.day).classes(of: TieIndex(log))
///     found.heating.prefix(10); found.cooling.prefix(10)
///
/// The log is cut into windows of one width that end with its last moment; rows before the first whole window count
/// only for the age of a tie. A tie is
///
/// - new, when its first interaction lies in the last `recent` windows;
/// - dormant, when there was none in the last `recent` windows;
/// - otherwise deepening, steady or fading, by the Theil–Sen slope of the interactions (by weight) in each window since
///   the first, over their mean: above `deadZone`, within it, or below −`deadZone` a window.
///
/// The median of slopes keeps one loud week from making a trend.
public struct TieDynamics: Sendable, Codable, Equatable {
  public enum Class: String, Sendable, Codable, CaseIterable {
    case new, deepening, steady, fading, dormant
  }

  /// Milliseconds.
  public var window: Int64
  /// How many windows count as lately.
  public var recent: Int
  /// Share of the mean a window.
  public var deadZone: Double

  public init(window: Int64 = 7 * TimeWindow.day, recent: Int = 2, deadZone: Double = 0.1) {
    self.window = window
    self.recent = recent
    self.deadZone = deadZone
  }

  /// The most windows; slopes of all pairs of windows are taken.
  public static let mostWindows = 400

  public struct Tie: Sendable, Equatable {
    /// Its number in the index.
    public let tie: Int
    public let `class`: Class
    /// A window, as a share of the mean; undefined for new and dormant ties.
    public let slope: DiffusionValue
    /// Mean interactions of a window lately, less the mean before since the first.
    public let change: Double
    /// In the last `recent` windows.
    public let lately: Double
    public let total: Double
  }

  public struct Result: Sendable, Equatable {
    /// Every tie with a time, in the order of the index.
    public let ties: [Tie]
    /// Whole windows.
    public let windows: Int
    /// Ties left out for want of times.
    public let untimed: Int
    /// New and deepening ties, by how much they gained; then by number.
    public var heating: [Tie] {
      ties.filter { $0.class == .new || $0.class == .deepening }.sorted { ($1.change, $0.tie) < ($0.change, $1.tie) }
    }
    /// Fading and dormant ties, by how much they lost; then by number.
    public var cooling: [Tie] {
      ties.filter { $0.class == .fading || $0.class == .dormant }.sorted { ($0.change, $0.tie) < ($1.change, $1.tie) }
    }
    public func count(_ one: Class) -> Int { ties.count { $0.class == one } }
  }

  /// Errors: E720 for an option out of range or a width that makes too many windows; E405 (exit 1) for a log without
  /// times or shorter than `recent` + 2 windows. O(rows + ties · windows² log windows).
  public func classes(of ties: TieIndex, execution: Execution = .serial) throws -> Result {
    if window <= 0 { throw KithError.option("the window", window, choose: "a number of milliseconds above 0") }
    if !(1...100).contains(recent) {
      throw KithError.option("the number of recent windows", recent, choose: "1 to 100")
    }
    if !(deadZone >= 0 && deadZone.isFinite) {
      throw KithError.option("the dead zone", deadZone, choose: "a share of 0 or more")
    }
    guard let period = ties.log.period else {
      throw InfluenceError.unanswerable(
        "which ties deepen", "no row has a time", help: "name the column of times with --at")
    }
    let (start, end) = (period.lowerBound.milliseconds, period.upperBound.milliseconds)
    let windows = Int((end - start) / window)
    if windows > Self.mostWindows {
      throw KithError.option("the window", window, choose: "one that makes at most \(Self.mostWindows)")
    }
    if windows < recent + 2 {
      throw InfluenceError.unanswerable(
        "which ties deepen", "the log holds \(windows) whole windows, and \(recent + 2) are needed",
        help: "take a shorter window")
    }
    let chunks = (ties.count + 1023) / 1024
    let results = ResultSlots<[Tie?]>(count: chunks)
    execution.forEachChunk(of: ties.count, grain: 1024) { chunk, range in
      if execution.isCancelled() { return }
      results[chunk] = range.map { judge($0, ties, end: end, windows: windows) }
    }
    try execution.checkCancellation()
    let all = (0..<chunks).flatMap { results[$0] ?? [] }
    return Result(ties: all.compactMap { $0 }, windows: windows, untimed: all.count { $0 == nil })
  }

  private func judge(_ tie: Int, _ ties: TieIndex, end: Int64, windows: Int) -> Tie? {
    var strengths = [Double](repeating: 0, count: windows)
    var first = Int.max
    var total = 0.0
    for row in ties.rows(of: tie) {
      guard let time = ties.log.times?[row], time != Timestamp.missing else { continue }
      // The last window is (end − width, end].
      let place = windows - 1 - Int((end - time) / window)
      first = min(first, max(0, place))
      let weight = Double(ties.log.weights?[row] ?? 1)
      total += weight
      if place >= 0 { strengths[place] += weight }
    }
    if first == .max { return nil }
    let lately = strengths.suffix(recent).reduce(0, +)
    let before = strengths[min(first, windows - recent)..<(windows - recent)]
    let change = lately / Double(recent) - (before.isEmpty ? 0 : before.reduce(0, +) / Double(before.count))
    func found(_ one: Class, _ slope: DiffusionValue) -> Tie {
      Tie(tie: tie, class: one, slope: slope, change: change, lately: lately, total: total)
    }
    if first >= windows - recent { return found(.new, DiffusionValue(undefined: "the tie is too young for a trend")) }
    if lately == 0 { return found(.dormant, DiffusionValue(undefined: "nothing happened between them lately")) }
    let since = Array(strengths[first...])
    let mean = since.reduce(0, +) / Double(since.count)
    let slope = (TheilSen.slope(of: since) ?? 0) / mean
    return found(slope > deadZone ? .deepening : slope < -deadZone ? .fading : .steady, DiffusionValue(slope))
  }
}
