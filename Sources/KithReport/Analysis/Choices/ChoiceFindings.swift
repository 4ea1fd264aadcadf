import KithFoundation
import KithGraph
import KithMeasures
import KithRecommend

/// What their friends would choose: what a report tells of who took what, and of who could be offered what.
///
///     let findings = try ChoiceFindings(of: analysis, actions: actions, consent: ChoiceConsent(people: people.count))
///     let report = Report(analysis: analysis, choices: findings, run: manifest)
///
/// Friends are whom a person was in touch with, either way, or those given; the brand's accounts are nobody's. What
/// spreads among friends is told as it is. Offers are made only where friends are proven to help: split by time, on
/// later takings.
public struct ChoiceFindings: Sendable {
  /// Of the network, without the brand's accounts.
  public let people: Int
  /// How many of them took something that may be used, how many different things, and how many pairs of the two.
  public let takers: Int
  public let items: Int
  public let pairs: Int
  /// People whose takings were left out because they do not allow their use, and people who may be offered nothing.
  public let withoutConsent: Int
  public let withoutContact: Int
  /// Whether friends are not those of the log itself.
  public let hasOwnFriends: Bool
  /// Rows that tie people at an unknown time: in the proof they count as known from the first.
  public let untimedTies: Int
  public let itemNames: NameTable
  /// Items that went from friend to friend, those first that most could take next; nil where `noSpreading` says why.
  public let spreading: [SpreadingItem]?
  let noSpreading: Phrase?
  /// Items that fewer than `Self.least` people took: nothing is told of them.
  public let rare: Int
  /// Whether friends foretell what people take; nil where `noProof` says why.
  public let proof: ChoiceProof?
  let noProof: Phrase?
  /// Who would be offered what; nil unless friends help.
  public let offers: ChoiceOffers?

  /// Fewer friends than this give no reason, and what fewer people took is neither told nor offered.
  public static let least = 3
  /// The most cells of people by items that are ranked: more takes longer than the rest of a report.
  static let mostCells = 50_000_000
  /// The most steps from a taking to a friend.
  static let mostSteps = 200_000_000

  /// - Parameters:
  ///   - actions: by the network's people (`ActionLog.among`).
  ///   - consent: by the network's people.
  ///   - friends: who is whose friend, by the network's people; nil for the log itself.
  /// O(takings · friends), and people · items for the ranking. Throws `CancellationError`; what cannot be told is told
  /// to be so.
  public init(
    of analysis: Analysis, actions: ActionLog, consent: ChoiceConsent, friends given: InteractionLog? = nil,
    execution: Execution = .serial
  ) throws {
    let names = analysis.log.people
    precondition(actions.people.count == names.count && consent.mayUse.count == names.count)
    precondition(given.map { $0.people.count == names.count } ?? true)
    var consent = consent
    let brand = Set(analysis.options.brand.compactMap { names.index(of: $0) })
    for person in brand { consent.mayUse[person] = false }
    // They would be offered what they have.
    for person in 0..<names.count where !consent.mayUse[person] { consent.mayOffer[person] = false }
    let (allowed, left) = consent.allowed(actions)
    let firsts = allowed.firsts
    let taken = UserItems(firsts)
    let ties = ChoiceTies(log: given ?? analysis.log, brand: brand)
    hasOwnFriends = given != nil
    let friends = ties.weights(execution: execution)
    untimedTies = ties.untimed
    people = names.count - brand.count
    takers = (0..<taken.userCount).count { !taken.items(of: $0).isEmpty }
    items = (0..<taken.itemCount).count { !taken.users(of: $0).isEmpty }
    pairs = taken.count
    let brandTook = Set(actions.persons.filter { brand.contains(Int($0)) }).count
    withoutConsent = left - brandTook
    withoutContact = consent.mayOffer.count { !$0 } - brand.count
    itemNames = firsts.items
    rare = (0..<taken.itemCount).count { (1..<Self.least).contains(taken.users(of: $0).count) }

    let steps = (0..<taken.userCount).reduce(0) { $0 + taken.items(of: $1).count * friends.degree($1) }
    noSpreading = taken.count == 0 ? .choicesNobody : steps > Self.mostSteps ? .choicesTooLarge : nil
    spreading =
      noSpreading == nil
      ? try SpreadingItem.all(firsts, taken, friends, mayOffer: consent.mayOffer, least: Self.least, execution) : nil

    var (found, reason): (ChoiceProof?, Phrase?) = (nil, nil)
    if taken.count == 0 {
      reason = .choicesNobody
    } else if items < 2 {
      reason = .choicesOneItem
    } else if taken.userCount > Self.mostCells / taken.itemCount {
      reason = .choicesTooLarge
    } else {
      let places = min(10, max(1, items / 3))
      found = try Self.answered {
        try ChoiceProof(of: firsts, ties, places: places, seed: analysis.options.seed, execution: execution)
      }
      if found == nil { reason = .choicesUntestable }
    }
    (proof, noProof) = (found, reason)
    offers =
      if let found, found.result.verdict == .yes {
        try ChoiceOffers(
          analysis, firsts, taken, friends, consent, found.base, FriendWeight(found.result.lambda), execution)
      } else {
        nil
      }
  }

  /// Nil where the data cannot answer.
  private static func answered<Answer>(_ ask: () throws -> Answer) throws -> Answer? {
    do { return try ask() } catch let error as KithError where error.exitCode == .answerIsNo { return nil }
  }
}
