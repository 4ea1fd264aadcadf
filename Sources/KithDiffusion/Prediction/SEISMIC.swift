import KithFoundation

/// How often something that is being shared will have been shared in the end.
///
///     let forecast = try SEISMIC().forecast(of: history, at: 3600)
///     forecast.observed; forecast.final.value; forecast.final.undefined
///
/// Everyone who sees a share passes it on with a probability p, the infectiousness, after a delay by the memory kernel
/// φ. p is estimated from the latest shares: their number over the number of views that were due meanwhile, both
/// weighted by a triangle that falls from 1 now to 0 at the window's far end. What is still to come is p times the views
/// still due, Σ nᵢ (1 − Φ(t − tᵢ)), and all that these set off in turn: each share is expected to reach
/// `expectedReach` further people. The original is not counted.
///
/// Where p · `expectedReach` is 1 or more, every share leads to one more at least and no final size follows: the forecast
/// is "supercritical", in words. The method gives no interval of its own that holds: the error of a forecast is learned
/// from finished cascades, by `SizeForecastEvaluation`. O(shares).
/// Zhao, Erdogdu, He, Rajaraman & Leskovec 2015, doi 10.1145/2783258.2783401.
public struct SEISMIC: Sendable, Codable, Equatable {
  public var kernel: MemoryKernel
  /// n*: the people whom a share reaches on average.
  public var expectedReach: Double
  /// The window is half of the age, within these bounds, in seconds.
  public var windows: ClosedRange<Double>
  /// The window is widened until it holds so many shares.
  public var leastShares: Int

  public init(
    kernel: MemoryKernel = MemoryKernel(), expectedReach: Double = 100, windows: ClosedRange<Double> = 300...7200,
    leastShares: Int = 5
  ) {
    self.kernel = kernel
    self.expectedReach = expectedReach
    self.windows = windows
    self.leastShares = leastShares
  }

  /// As of `age` seconds after the original; what happened later is not looked at.
  ///
  /// Throws E720 for an age that is not above 0, or options out of range.
  public func forecast(of history: ShareHistory, at age: Double) throws -> SizeForecast {
    try check(age)
    let observed = history.shares(by: age)
    let seen = 0...observed
    // A share of this very moment has been counted, but nobody had time to see it.
    let shared = seen.dropFirst().filter { history.times[$0] < age }
    let window = window(shared.map { history.times[$0] }, age)
    let weight = shared.reduce(0.0) { $0 + max(0, 1 - (age - history.times[$1]) / window) }
    let views = seen.reduce(0.0) { $0 + history.reach[$1] * exposure(since: history.times[$1], at: age, window) }
    var forecast = SizeForecast(age: age, observed: observed)
    if !(views > 0) {
      let reason = "nobody is known to have seen it"
      forecast.infectiousness = DiffusionValue(undefined: reason)
      forecast.final = DiffusionValue(undefined: reason)
      return forecast
    }
    let infectiousness = weight / views
    forecast.infectiousness = DiffusionValue(infectiousness)
    let branching = infectiousness * expectedReach
    if branching >= 1 {
      forecast.isSupercritical = true
      forecast.final = DiffusionValue(
        undefined: "supercritical: each share leads to one more at least, so no end is in sight")
      return forecast
    }
    let due = seen.reduce(0.0) { $0 + history.reach[$1] * kernel.share(after: age - history.times[$1]) }
    forecast.final = DiffusionValue(Double(observed) + infectiousness * due / (1 - branching))
    return forecast
  }

  /// How far back the shares count.
  private func window(_ times: [Double], _ age: Double) -> Double {
    let window = min(max(age / 2, windows.lowerBound), windows.upperBound)
    if times.count(where: { $0 > age - window }) >= leastShares { return window }
    // The far end itself has weight 0: it lies at the share before those wanted.
    return max(window, age - (times.count > leastShares ? times[times.count - leastShares - 1] : 0))
  }

  /// ∫ (1 − (age − s) / window) φ(s − since) ds over the window: the weighted part of a share's views that was due in it.
  private func exposure(since time: Double, at age: Double, _ window: Double) -> Double {
    let last = age - time
    let first = max(0, last - window)
    let views = kernel.share(after: first) - kernel.share(after: last)
    return (1 - last / window) * views + (kernel.moment(within: last) - kernel.moment(within: first)) / window
  }

  private func check(_ age: Double) throws {
    if !(age > 0 && age.isFinite) { throw KithError.option("the age", age, choose: "a time above 0 seconds") }
    if !(expectedReach >= 0 && expectedReach.isFinite) {
      throw KithError.option("the expected reach", expectedReach, choose: "a number of people, 0 or more")
    }
    if !(kernel.cutoff > 0 && kernel.cutoff.isFinite && kernel.exponent > 0 && kernel.exponent.isFinite) {
      throw KithError.option(
        "the memory kernel", "a cutoff of \(kernel.cutoff) and an exponent of \(kernel.exponent)",
        choose: "both above 0")
    }
    if !(windows.lowerBound > 0 && windows.upperBound.isFinite) {
      throw KithError.option("the window", windows, choose: "times above 0 seconds")
    }
    if leastShares < 1 { throw KithError.option("the least number of shares", leastShares, choose: "1 or more") }
  }
}

/// What a running cascade is expected to come to.
public struct SizeForecast: Sendable, Equatable, Codable {
  /// Seconds after the original.
  public var age: Double
  /// Shares by then, the original not counted.
  public var observed: Int
  /// p: the chance that someone who sees a share passes it on.
  public var infectiousness: DiffusionValue
  /// All shares in the end, the original not counted.
  public var final: DiffusionValue
  /// Whether there is no final size because each share leads to one more at least.
  public var isSupercritical = false

  init(age: Double, observed: Int) {
    self.age = age
    self.observed = observed
    infectiousness = DiffusionValue(0)
    final = DiffusionValue(Double(observed))
  }
}
