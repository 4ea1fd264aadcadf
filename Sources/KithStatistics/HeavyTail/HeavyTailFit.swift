import Glibc
import KithFoundation

/// Whether a distribution is heavy-tailed, and whether its tail is a power law.
///
///     let fit = try HeavyTailFit(degrees, bootstraps: 100, seed: 1)
///     fit?.powerLaw.exponent, fit?.powerLaw.threshold
///     fit?.verdict.rawValue                   // "consistent with a power law; a log-normal fits as well"
///
/// Values of zero or less are left out. The power law is fitted by likelihood from the threshold that agrees
/// best; a log-normal and an exponential are fitted to the same tail and compared with it by Vuong's
/// likelihood ratio; and its plausibility is the share of data sets drawn from the fit itself, and fitted
/// anew, that agree with their law no better than the data do. A single fit takes O(250 · distinct values), each
/// bootstrap that and a draw a value. Clauset, Shalizi & Newman 2009, doi 10.1137/070710111;
/// Vuong 1989, doi 10.2307/1912557.
public struct HeavyTailFit: Sendable, Equatable {
  public let powerLaw: PowerLaw
  /// The chance that data by this very law would agree with it as badly: below 0.1 the law is ruled out.
  /// Nil without bootstraps.
  public let plausibility: Double?
  public let bootstraps: Int
  public let againstLogNormal: Comparison
  public let againstExponential: Comparison

  /// How much likelier the power law makes the tail than another law.
  public struct Comparison: Sendable, Equatable {
    /// The sum of the differences of log-likelihoods: above 0 the power law is likelier.
    public let logRatio: Double
    /// The same in its own standard deviations.
    public let z: Double
    /// The chance of so large a difference, either way, between laws that are equally good.
    public let p: Double

    /// Whether the difference is more than chance makes.
    public var isClear: Bool { p < 0.1 }
  }

  /// What to say of it.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    case powerLaw = "consistent with a power law"
    case logNormalAsWell = "consistent with a power law; a log-normal fits as well"
    case logNormal = "heavy-tailed; a log-normal fits better than a power law"
    case otherHeavyTail = "heavy-tailed, but not a power law"
    case notHeavyTailed = "not heavy-tailed: an exponential fits better"
    case cannotTell = "cannot tell"

    /// False where it cannot be told.
    public var isHeavyTailed: Bool { allowsPowerLaw || self == .logNormal || self == .otherHeavyTail }
    /// False where it cannot be told.
    public var allowsPowerLaw: Bool { self == .powerLaw || self == .logNormalAsWell }
  }

  /// Nil where no ten values make a tail with two different ones in it. `kind` is found
  /// from the data if nil: discrete for whole numbers up to a thousand million.
  ///
  /// The same for any number of threads. Throws only `CancellationError`.
  public init?(
    _ data: some Sequence<Double>, kind: PowerLaw.Kind? = nil, bootstraps: Int = 100, seed: UInt64 = 1,
    execution: Execution = .serial
  ) throws {
    let table = Frequencies(data.lazy.filter { $0 > 0 && $0.isFinite })
    // Among numbers of nine digits it no longer shows that they are whole.
    let isWhole = table.values.allSatisfy { $0 == $0.rounded() && $0 <= 1e9 }
    let kind = kind ?? (isWhole ? .discrete : .continuous)
    guard let law = PowerLaw(table, kind: kind) else { return nil }
    let start = table.values.firstIndex(of: law.threshold)!
    let tail = Frequencies(values: Array(table.values[start...]), counts: Array(table.counts[start...]))
    let (logNormal, exponential) = (LogNormalTail(tail, kind: kind), ExponentialTail(tail, kind: kind))
    powerLaw = law
    againstLogNormal = Comparison(tail, law.logLikelihood, logNormal.logLikelihood)
    againstExponential = Comparison(tail, law.logLikelihood, exponential.logLikelihood)
    self.bootstraps = max(0, bootstraps)
    plausibility = try Self.plausibility(of: law, in: table, start, max(0, bootstraps), seed, execution)
  }

  /// A verdict needs fifty values in the tail, and a clear difference from the exponential.
  ///
  /// Without bootstraps the power law is taken for plausible.
  public var verdict: Verdict {
    if powerLaw.tailCount < 50 || !againstExponential.isClear { return .cannotTell }
    if againstExponential.logRatio < 0 { return .notHeavyTailed }
    if againstLogNormal.isClear && againstLogNormal.logRatio < 0 { return .logNormal }
    if let plausibility, plausibility < 0.1 { return .otherHeavyTail }
    return againstLogNormal.isClear ? .powerLaw : .logNormalAsWell
  }

  /// Draws as many values as there are: below the threshold from the data, above it from the law.
  private static func plausibility(
    of law: PowerLaw, in table: Frequencies, _ start: Int, _ bootstraps: Int, _ seed: UInt64, _ execution: Execution
  ) throws -> Double? {
    if bootstraps == 0 { return nil }
    let total = table.total
    let body = (0..<start).flatMap { repeatElement(UInt32($0), count: table.counts[$0]) }
    let isFarther = Scratch<Bool>(repeating: false, count: bootstraps)
    execution.forEachChunk(of: bootstraps, grain: 1) { number, _ in
      if execution.isCancelled() { return }
      execution.report("bootstraps", done: number, of: bootstraps, unit: "fits")
      var random = RandomStream(seed: seed, purpose: "heavy tail", index: UInt64(number))
      var counts = [Int](repeating: 0, count: start)
      var drawn: [Double] = []
      for _ in 0..<total {
        let position = random.below(total)
        if position < body.count { counts[Int(body[position])] += 1 } else { drawn.append(law.draw(&random)) }
      }
      let tail = Frequencies(drawn)
      let kept = (0..<start).filter { counts[$0] > 0 }
      let copy = Frequencies(
        values: kept.map { table.values[$0] } + tail.values, counts: kept.map { counts[$0] } + tail.counts)
      isFarther.base[number] = PowerLaw(copy, kind: law.kind).map { $0.distance >= law.distance } ?? false
    }
    try execution.checkCancellation()
    return Double((0..<bootstraps).count { isFarther.base[$0] }) / Double(bootstraps)
  }
}

extension HeavyTailFit.Comparison {
  /// Vuong's test on the values of a tail.
  init(_ tail: Frequencies, _ first: (Double) -> Double, _ second: (Double) -> Double) {
    let count = Double(tail.total)
    let differences = tail.values.map { first($0) - second($0) }
    let sum = zip(differences, tail.counts).reduce(0) { $0 + $1.0 * Double($1.1) }
    let mean = sum / count
    let square = zip(differences, tail.counts).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1)
    }
    logRatio = sum
    // Laws that agree at every value differ by nothing.
    z = square > 1e-20 * count ? sum / square.squareRoot() : 0
    p = Normal.twoSided(z)
  }
}
