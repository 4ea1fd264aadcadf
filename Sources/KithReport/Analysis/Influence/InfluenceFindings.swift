import KithDiffusion
import KithFoundation
import KithGraph
import KithInfluence
import KithMeasures

/// Alike, or influenced: what a report tells of people's actions beside the log.
///
///     let findings = try InfluenceFindings(
///       of: analysis, actions: actions, times: times, item: "cake", width: TimeWindow.day, traits: [taste])
///     let report = Report(analysis: analysis, influence: findings, run: manifest)
///
/// The verdict, following and the funnel, over the report's network and communities.
public struct InfluenceFindings: Sendable {
  /// What was taken up; nil for anything.
  public let item: String?
  public let people: Int
  public let adopters: Int
  public let periods: Int
  /// Of a period, milliseconds.
  public let width: Int64
  /// How soon counts as following, milliseconds.
  public let within: Int64
  public let verdict: InfluenceVerdict
  /// Nil where nobody had a chance to follow.
  public let following: FollowingResult?
  /// Nil where no action has a time.
  public let funnel: StageFunnel.Result?

  /// Communities shown in the funnel.
  static let communities = 8

  /// - Parameters:
  ///   - actions: by the network's people (`ActionLog.among`).
  ///   - times: when each took the item up.
  ///   - traits: by node of the network.
  /// Errors as `InfluenceInquiry`. Questions without an answer are told, not thrown.
  public init(
    of analysis: Analysis, actions: ActionLog, times: AdoptionTimes, item: String?, width: Int64, traits: [Trait] = [],
    within: Int64 = TimeWindow.day, draws: Int = 999, execution: Execution = .serial
  ) throws {
    self.item = item
    self.width = width
    self.within = within
    people = times.periods.count
    adopters = times.adopters
    periods = times.count
    let (graph, communities) = (analysis.graph, analysis.communities.partition)
    verdict = try InfluenceInquiry(draws: draws, seed: analysis.options.seed).verdict(
      on: graph, times: times, traits: traits, communities: communities, execution: execution)
    following = try Self.answered {
      try Following(within: within, seed: analysis.options.seed).measure(actions, over: graph, execution: execution)
    }
    funnel = try Self.answered {
      try StageFunnel(within: within).measure(
        actions, over: graph, communities: communities, execution: execution)
    }
  }

  /// Nil where the data cannot answer.
  private static func answered<Answer>(_ ask: () throws -> Answer) throws -> Answer? {
    do { return try ask() } catch let error as KithError where error.exitCode == .answerIsNo { return nil }
  }
}
