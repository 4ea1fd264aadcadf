import ArgumentParser
import KithDiffusion
import KithGraph

/// A method that learns influence, as typed.
enum LearnMethod: String, CaseIterable, ExpressibleByArgument {
  case bernoulli, jaccard
  case partialCredit = "partial-credit"
  case partialCreditJaccard = "partial-credit-jaccard"
  case em
  case all

  static var list: String { allCases.dropLast().map(\.rawValue).joined(separator: ", ") + ", or all with --holdout" }

  /// The methods meant.
  var methods: [InfluenceLearning.Method] {
    switch self {
    case .bernoulli: [.bernoulli]
    case .jaccard: [.jaccard]
    case .partialCredit: [.partialCredit]
    case .partialCreditJaccard: [.partialCreditJaccard]
    case .em: [.saito]
    case .all: InfluenceLearning.Method.allCases
    }
  }
}

extension InfluenceLearning.Method {
  var typedName: String { self == .saito ? LearnMethod.em.rawValue : rawValue }
}

/// How influence is learned.
struct LearnArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is believed before the log: successes,failures, or none. (default: 1,9)", valueName: "numbers"))
  var prior: String?

  @Option(
    help: ArgumentHelp(
      "Tell instead how well it foretells items held back, this share of them: 0.2.", valueName: "share"))
  var holdout: Double?

  func validate() throws {
    if let holdout, !(holdout > 0 && holdout < 1) {
      throw ValidationError("--holdout must be between 0 and 1, not \(holdout)")
    }
    _ = try beta()
  }

  func validate(with forms: CascadeForms, _ tracing: TracingArguments) throws {
    guard let learn = forms.learn else {
      let idle = [("--prior", prior != nil), ("--holdout", holdout != nil)].first(where: \.1)
      if let idle { throw ValidationError("\(idle.0) goes with --learn") }
      return
    }
    if learn == .all, holdout == nil { throw ValidationError("--learn all compares the methods: it needs a --holdout") }
    if tracing.within != nil, tracing.decay != nil {
      throw ValidationError("learning takes --within or --decay, not both")
    }
    if learn == .em, tracing.decay != nil {
      throw ValidationError("--learn em takes no --decay: a success is whole there; take --within")
    }
  }

  func learnings(_ learn: LearnMethod, _ tracing: TracingArguments) throws -> [InfluenceLearning] {
    let timing: InfluenceLearning.Timing =
      if tracing.within == "mean" {
        .withinMeanDelay
      } else if let window = try tracing.window() {
        .within(window)
      } else if let decay = try tracing.decayMilliseconds() {
        .decayed(decay)
      } else {
        .ever
      }
    let prior = try beta()
    return learn.methods.filter { method in
      if case .decayed = timing { return method != .saito }
      return true
    }.map { InfluenceLearning($0, timing: timing, prior: prior) }
  }

  private func beta() throws -> InfluenceLearning.Prior? {
    guard let prior else { return InfluenceLearning.Prior() }
    if prior == "none" { return nil }
    let numbers = prior.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--prior takes two numbers above 0 such as 1,9, or none, not \"\(prior)\"")
    }
    return InfluenceLearning.Prior(alpha: numbers[0], beta: numbers[1])
  }
}
