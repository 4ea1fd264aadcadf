import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

/// Asks whether friends adopt alike because they are alike, because they move each other, or whether the data cannot
/// tell.
///
///     let inquiry = InfluenceInquiry(draws: 999)
///     let verdict = try inquiry.verdict(on: graph, times: times, traits: [taste], communities: groups)
///     print(verdict.conclusion.rawValue, verdict.sentence)
///
/// Influence is never told from one test: company must count with time, traits and communities held constant
/// (`Hazard`), and three tests that likeness fools less must agree (`LeadLag`, `ShuffleTest` within communities,
/// `EdgeReversal`; without one-way edges, both of the others). Where that fails, the verdict says what explains the
/// effect or that it cannot tell. In general the two cannot be told apart from what was merely watched (Shalizi &
/// Thomas 2011, doi 10.1177/0049124111404820); how often this rule errs in worlds of known truth is measured in
/// Documentation/InfluenceVerdict.md.
public struct InfluenceInquiry: Sendable, Codable, Equatable {
  /// Of every test, one-sided.
  public var level: Double
  /// What the mean z of the tests of timing and direction must reach; above 1.5, so that no test suffices alone.
  public var agreement: Double
  /// Shuffles, re-orientations and permutations of each test.
  public var draws: Int
  public var seed: UInt64
  /// What is held constant in the hazards, and how exposure is counted there.
  public var design: AdoptionStudy.Design
  /// Weigh how strong a hidden cause would have to be, by matched samples too.
  public var weighsSensitivity: Bool

  public init(
    level: Double = 0.05, agreement: Double = 1.7, draws: Int = 999, seed: UInt64 = 1,
    design: AdoptionStudy.Design = .init(), weighsSensitivity: Bool = true
  ) {
    (self.level, self.agreement, self.draws, self.seed) = (level, agreement, draws, seed)
    (self.design, self.weighsSensitivity) = (design, weighsSensitivity)
  }

  /// - Parameters:
  ///   - graph: who addresses whom (attention).
  ///   - times: when each first adopted, by node; nil where that is unknown.
  ///   - why: the reason for `times` to be nil.
  ///   - traits: what is known of people from before anything spread.
  ///   - communities: of the same nodes, found without looking at adoption.
  /// Questions without an answer are in the verdict (`unanswered`). Throws E453 for values of other people, E720 for
  /// settings out of range, E402 for bad weights, `CancellationError`.
  /// O(draws · (people + edges) + people · periods · columns²), in parallel; the same for any number of threads.
  public func verdict(
    on graph: Graph, times: AdoptionTimes?, why: Unanswerable = .noActions, traits: [Trait] = [],
    communities: Partition? = nil, execution: Execution = .serial
  ) throws -> InfluenceVerdict {
    try check()
    var tests = VerdictTests(inquiry: self, graph: graph, traits: traits, communities: communities)
    try tests.askOfTies(execution)
    if let times { try tests.askOfAdoption(times, execution) } else { tests.leaveAdoption(why) }
    return tests.verdict()
  }

  private func check() throws {
    func refuse(_ option: String, _ value: some CustomStringConvertible, _ range: String) -> KithError {
      KithError(.usage, Diagnostic("E720", "the \(option) is \(value)", help: "choose \(range)"))
    }
    if !(level > 0 && level <= 0.5) { throw refuse("level of the tests", level, "above 0, at most 0.5; 0.05 is usual") }
    if !(agreement > 1.5 && agreement <= 3) {
      throw refuse("agreement", agreement, "above 1.5, at most 3; 1.7 is usual")
    }
    // With fewer draws no p-value could reach the level.
    let least = Int((1 / level).rounded(.up)) - 1
    if !(least...1_000_000).contains(draws) { throw refuse("number of draws", draws, "\(least) to 1000000") }
  }
}
