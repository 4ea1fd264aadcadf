import KithFoundation
import KithGraph
import KithStatistics
import Synchronization

/// People held out, fold by fold, and how far their guesses miss.
struct HeldOut: Sendable {
  struct Guess: Sendable {
    /// 1 for a wrong group; the absolute miss of a number.
    let error: Double
    let baselineError: Double
  }

  let kind: TraitHomophily.Kind
  let guesses: [Guess]
  let unreached: Int
  /// How much there is to guess: people not of the commonest group, squares about the mean.
  let spread: Double

  init(
    _ trait: Trait, over friends: Graph, parts: [Int?], folds: Int, _ inference: FriendInference,
    _ execution: Execution
  ) throws {
    let held = (0..<folds).map { fold in parts.indices.filter { parts[$0] == fold } }
    let whole = parts.indices.filter { parts[$0] != nil }
    kind = if case .nominal = trait.values { .nominal } else { .numeric }
    let found = Scratch<Guess>(uninitialized: whole.count)
    let place = held.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    let lost = Scratch<Int>(repeating: 0, count: folds)
    let failure = Mutex<(fold: Int, error: any Error)?>(nil)
    execution.forEachChunk(of: folds, grain: 1) { fold, _ in
      do {
        let part = try Self.guess(trait, friends, held[fold], inference, isCancelled: execution.isCancelled)
        for (index, guess) in part.guesses.enumerated() { found.base[place[fold] + index] = guess }
        lost.base[fold] = part.unreached
      } catch {
        // Of several the first fold's, whatever the threads did.
        failure.withLock { if fold < $0?.fold ?? .max { $0 = (fold, error) } }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.error }
    guesses = (0..<whole.count).map { found.base[$0] }
    unreached = (0..<folds).reduce(0) { $0 + lost.base[$1] }
    switch trait.values {
    case .nominal(let column):
      let sizes = whole.reduce(into: [UInt32: Int]()) { $0[column.codes[$1], default: 0] += 1 }
      spread = Double(whole.count - (sizes.values.max() ?? 0))
    case .numeric(let values):
      let mean = whole.reduce(0) { $0 + values[$1] / Double(whole.count) }
      let squares = whole.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
      spread = squares > 1e-24 * mean * mean * Double(whole.count) ? squares : 0
    }
  }

  /// Of one fold.
  private static func guess(
    _ trait: Trait, _ friends: Graph, _ held: [Int], _ inference: FriendInference,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws -> (guesses: [Guess], unreached: Int) {
    let execution = Execution(isCancelled: isCancelled)
    switch trait.values {
    case .nominal(let column):
      var codes = column.codes
      for person in held { codes[person] = InteractionLog.none }
      let guess = try inference.infer(
        Trait(name: trait.name, values: .nominal(CodedColumn(names: column.names, codes: codes))), over: friends,
        execution: execution)
      var sizes = [Int](repeating: 0, count: column.names.count)
      for code in codes where code != InteractionLog.none { sizes[Int(code)] += 1 }
      let commonest = UInt32(sizes.indices.max { (sizes[$0], -$0) < (sizes[$1], -$1) } ?? 0)
      return (
        held.map { person in
          Guess(
            error: guess.groups[person] == column.codes[person] ? 0 : 1,
            baselineError: commonest == column.codes[person] ? 0 : 1)
        }, held.count { guess.confidence[$0] == nil }
      )
    case .numeric(let values):
      var known = values
      for person in held { known[person] = .nan }
      let guess = try inference.infer(
        Trait(name: trait.name, values: .numeric(known)), over: friends, execution: execution)
      let rest = known.filter(\.isFinite)
      let mean = rest.reduce(0) { $0 + $1 / Double(rest.count) }
      return (
        held.map { person in
          Guess(
            error: abs(guess.numbers[person] - values[person]),
            baselineError: abs(mean - values[person]))
        }, held.count { guess.confidence[$0] == nil }
      )
    }
  }

  func mean(_ error: KeyPath<Guess, Double> & Sendable) -> Double {
    guesses.reduce(0) { $0 + $1[keyPath: error] } / Double(guesses.count)
  }

  /// Share right, or R²: squares missed against squares missed by everyone's mean.
  func score(_ error: KeyPath<Guess, Double> & Sendable) -> FriendInferenceEvaluation.Score {
    switch kind {
    case .nominal:
      let (right, count) = (1 - mean(error), Double(guesses.count))
      return FriendInferenceEvaluation.Score(value: right, interval: Self.wilson(right, count))
    case .numeric:
      return interval(of: guesses.map { 1 / Double(guesses.count) - Self.square($0[keyPath: error]) / spread })
    }
  }

  /// Score of friends less that of the baseline.
  var gain: FriendInferenceEvaluation.Score {
    let scale = kind == .nominal ? Double(guesses.count) : spread
    return interval(
      of: guesses.map { guess in
        kind == .nominal
          ? (guess.baselineError - guess.error) / scale
          : (Self.square(guess.baselineError) - Self.square(guess.error)) / scale
      })
  }

  /// The sum of people's parts; its error from how people's parts vary.
  private func interval(of parts: [Double]) -> FriendInferenceEvaluation.Score {
    let count = Double(parts.count)
    let sum = parts.reduce(0, +)
    let squares = parts.reduce(0) { $0 + Self.square($1 - sum / count) }
    let reach =
      StudentT(degrees: max(1, count - 1)).quantile(0.975) * (squares * count / max(1, count - 1)).squareRoot()
    return FriendInferenceEvaluation.Score(value: sum, interval: sum - reach...sum + reach)
  }

  private static func square(_ x: Double) -> Double { x * x }

  private static func wilson(_ share: Double, _ count: Double) -> ClosedRange<Double> {
    let z = Normal.quantile(0.975)
    let middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    let reach = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return max(0, middle - reach)...min(1, middle + reach)
  }
}
