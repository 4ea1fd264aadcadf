import KithFoundation
import KithRecommend
import KithStatistics

/// Whether friends help a base, in plain sentences.
struct EvaluationVerdict {
  let base: BaseMethod
  private let verdict: SocialEvaluation.Verdict
  private let isSilent: Bool
  private let alone: EvaluationRows.Row
  private let social: EvaluationRows.Row
  private let groups: [EvaluationRows.Row]

  /// Of a base that was evaluated with friends.
  init(_ found: EvaluationRows, _ base: BaseMethod) {
    self.base = base
    let rows = found.rows.filter { $0.base == base && $0.cutoff == found.rows.map(\.cutoff).max() }
    let row = { (list: EvaluationRows.List) in rows.first { $0.list == list && $0.group == .all } }
    guard let alone = row(.alone), let social = row(.friends) else { preconditionFailure("a base without rows") }
    (self.alone, self.social) = (alone, social)
    groups = rows.filter { $0.list == .friends && $0.group != .all && $0.users > 0 }
    verdict = social.verdict ?? .cannotTell
    isSilent = found.isSilent
  }

  var headline: String {
    switch verdict {
    case .yes: "Friends help \(base.rawValue): yes."
    case .no: "Friends help \(base.rawValue): no."
    case .cannotTell: "Friends help \(base.rawValue): cannot tell."
    }
  }

  var sentences: [String] { [reason] + (byGroup.map { [$0] } ?? []) }

  private var reason: String {
    guard let before = alone.value(.ndcg), let after = social.value(.ndcg), let gain = social.gain,
      let over = social.gainOverShuffled, let lambda = social.lambda
    else { return "Nobody could be tested." }
    if isSilent { return "None of the \(counted(social.users, "person", "people")) tested has friends." }
    if lambda == 0, verdict == .no {
      return "No weight of friends beat the base's own lists by more than a standard error on validation actions: "
        + "λ is 0, and lists stay as they are (NDCG@\(alone.cutoff) \(Self.figure(before)))."
    }
    let change =
      "NDCG@\(alone.cutoff) goes from \(Self.figure(before)) to \(Self.figure(after)) with "
      + "λ \(TerminalLayout.real(lambda)): \(Self.signed(gain.mean)) (95% interval \(Self.between(gain)))"
    let blind = "over as many friends drawn blindly it is \(Self.signed(over.mean)) (\(Self.between(over)))"
    switch verdict {
    case .yes: return "\(change); \(blind)."
    case .no:
      return change + (gain.isBelowZero ? ", which is a loss." : ", which nobody would notice.")
    case .cannotTell:
      if social.users < SocialEvaluation.leastUsers {
        return "\(change), but \(counted(social.users, "person", "people")) tested are too few."
      }
      return gain.isAboveZero ? "\(change), but \(blind)." : "\(change), which holds 0."
    }
  }

  private var byGroup: String? {
    let parts = SocialEvaluation.Verdict.inOrder.compactMap { verdict -> String? in
      let names = groups.filter { $0.verdict == verdict }.map(\.group.short)
      return names.isEmpty ? nil : "\(verdict.rawValue) for \(names.joined(separator: ", "))"
    }
    return parts.isEmpty ? nil : "By group: \(parts.joined(separator: "; "))."
  }

  /// How a base fares where nobody was asked about friends.
  static func alone(_ found: EvaluationRows, _ base: BaseMethod) -> String {
    let rows = found.rows.filter {
      $0.base == base && $0.group == .all && $0.cutoff == found.rows.map(\.cutoff).max()
    }
    guard let own = rows.first(where: { $0.list == .alone }),
      let popular = rows.first(where: { $0.list == .popularity }), let gain = popular.gain
    else { return "" }
    let mine = "\(base.rawValue): NDCG@\(own.cutoff) \(figure(own.value(.ndcg) ?? 0))"
    if base == .popularity { return mine + "." }
    let over = Bootstrap.Interval(mean: -gain.mean, low: -gain.high, high: -gain.low)
    return "\(mine), \(signed(over.mean)) (95% interval \(between(over))) over popularity."
  }

  /// Four decimals, all shown: rankings differ in the third.
  static func figure(_ value: Double) -> String {
    let text = TerminalLayout.fixed(value, digits: 4)
    let decimals = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    return text + (decimals == 0 ? "." : "") + String(repeating: "0", count: 4 - decimals)
  }

  static func signed(_ value: Double) -> String { (value < 0 ? "" : "+") + figure(value) }

  static func between(_ interval: Bootstrap.Interval) -> String {
    "\(figure(interval.low)) to \(figure(interval.high))"
  }
}

extension SocialEvaluation.Verdict {
  fileprivate static let inOrder: [Self] = [.yes, .no, .cannotTell]
}

extension SocialEvaluation.Group {
  fileprivate var short: String {
    switch self {
    case .all: "everybody"
    case .cold: "people of at most 5 items"
    case .noFriends: "people without friends"
    case .fewFriends: "people of 1 to 4 friends"
    case .manyFriends: "people of 5 friends or more"
    }
  }
}
