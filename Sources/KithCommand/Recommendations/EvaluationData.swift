import KithFoundation
import KithGraph
import KithRecommend

/// What is learnt from, what is to be foretold, and what λ is chosen by.
struct EvaluationData {
  let taste: TasteData
  private(set) var trial: SocialEvaluation.Trial
  /// Nil where nobody has an action to spare for it.
  private(set) var tuning: SocialEvaluation.Trial?
  /// All that is learnt from, with its times.
  let actions: ActionLog
  /// Rows of further tables that could not be read.
  let badRowsElsewhere: Int

  var tested: Int { (0..<trial.held.userCount).count { !trial.held.items(of: $0).isEmpty } }

  /// Of everybody tested, those who have friends.
  var testedWithFriends: Int {
    (0..<trial.held.userCount).count { !trial.held.items(of: $0).isEmpty && trial.friends.degree($0) > 0 }
  }

  /// Whether anything is there to choose λ by.
  var choosesWeight: Bool { tuning.map { $0.held.count > 0 } ?? false }

  init(
    _ taste: TasteArguments, _ given: EvaluationArguments, _ window: WindowArguments, _ ties: TiesArguments,
    _ wishes: PeopleRuleArguments, _ session: Session
  ) throws {
    if let test = given.test {
      try self.init(taste, test: test, validation: given.validation, window, ties, wishes, session)
    } else {
      try self.init(taste, splitting: given.method(), window, ties, wishes, session)
    }
    if let most = given.testPeople {
      let all = tested
      trial.held = Self.drawn(most, of: trial.held, seed: session.seed)
      if let held = tuning?.held { tuning?.held = Self.drawn(most, of: held, seed: session.seed) }
      if tested < all { session.talk.note("\(grouped(tested)) of \(grouped(all)) people drawn to be tested") }
    }
    if ties.learned != nil {
      session.talk.note(
        "--learned is taken as it is: learn it from what came before the split, or it knows what is to be foretold")
    }
    let wantsWeight = given.lambda == nil && (!taste.friends.isEmpty || ties.learned != nil)
    tell(session.talk, choosing: wantsWeight && choosesWeight)
    if wantsWeight, !choosesWeight {
      session.talk.show(
        Diagnostic(
          "W474",
          "λ cannot be chosen: nobody has an action to spare for it; \(EvaluationArguments.usualWeight) is taken",
          severity: .warning, help: "give --lambda, or --validation beside --test"))
    }
  }

  // MARK: One table, split

  private init(
    _ taste: TasteArguments, splitting method: DataSplit.Method, _ window: WindowArguments, _ ties: TiesArguments,
    _ wishes: PeopleRuleArguments, _ session: Session
  ) throws {
    var data = try TasteData(taste, window, session)
    let rules = try Self.respect(wishes, in: &data, session)
    let needsTimes = if case .random = method { false } else { true }
    if needsTimes, !data.actions.hasTimes {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "the actions cannot be split by time: none has one",
          help: "split blindly with --split random:0.2, or name the column of times: --actions-columns from,item,at"))
    }
    let split = DataSplit(method, seed: session.seed)
    let parts = try split.parts(of: data.actions)
    let again = data.actions.count - parts.train.count - parts.test.count - parts.untimed
    if again > 0 {
      session.talk.note("\(counted(again, "action")) repeat an earlier one: a person and item count once")
    }
    if parts.untimed > 0 {
      session.talk.note("\(counted(parts.untimed, "action")) without a time left out: time decides here")
    }
    if let cut = parts.cut {
      let moment = TerminalLayout.time(Timestamp(milliseconds: cut))
      session.talk.note("cut at \(moment) UTC: what came before is learnt from, the rest is to be foretold")
    }
    trial = try data.trial(parts, ties, session)
    trial.held = rules.tested(trial.held)
    tuning =
      try data.tuning(split, of: parts.trainActions, before: parts.cut, trial, ties, session)
      ?? data.tuning(Self.usual(session), of: parts.trainActions, before: parts.cut, trial, ties, session)
    self.taste = data
    actions = parts.trainActions
    badRowsElsewhere = 0
  }

  // MARK: Given tables

  private init(
    _ taste: TasteArguments, test: String, validation: String?, _ window: WindowArguments, _ ties: TiesArguments,
    _ wishes: PeopleRuleArguments, _ session: Session
  ) throws {
    let further = try ([test] + (validation.map { [$0] } ?? [])).map { path in
      var other = taste
      other.actions = path
      return try other.readActions(window, session)
    }
    var data = try TasteData(
      taste, window, furtherPeople: further.map(\.value.people), furtherItems: further.map(\.value.items), session)
    let logs = further.indices.map { place in
      further[place].value.recoded(
        people: data.people, data.personCodes[place], items: data.items, data.itemCodes[place])
    }
    let rules = try Self.respect(wishes, in: &data, session)
    let train = taste.actions ?? "the training table"
    let held = try Self.held(
      rules.tested(UserItems(logs[0])), test, without: [(data.taken, train)], knownTo: data.taken, session.talk)
    if held.count == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nothing can be tested: every pair of \(test) is in \(train) too",
          help: "hold out actions that are not learnt from"))
    }
    Self.tellFuture(data, logs[0], train, test, session.talk)
    let weights = try data.weights(ties, session)
    trial = SocialEvaluation.Trial(train: data.taken, held: held, friends: weights)
    if let validation {
      let pairs = try Self.held(
        rules.tested(UserItems(logs[1])), validation, without: [(data.taken, train), (held, test)], knownTo: nil,
        session.talk)
      tuning = SocialEvaluation.Trial(train: data.taken, held: pairs, friends: weights)
    } else {
      tuning = try data.tuning(Self.usual(session), of: data.actions, before: nil, trial, ties, session)
    }
    self.taste = data
    actions = data.actions
    badRowsElsewhere = further.reduce(0) { $0 + $1.badRows }
  }

  /// Pairs that stand in no other part, and a word about those that do.
  private static func held(
    _ pairs: UserItems, _ name: String, without others: [(pairs: UserItems, name: String)], knownTo train: UserItems?,
    _ talk: Talk
  ) throws -> UserItems {
    var kept: [(user: UInt32, item: UInt32)] = []
    var twice = [Int](repeating: 0, count: others.count)
    for user in 0..<pairs.userCount {
      for item in pairs.items(of: user) {
        if let other = others.firstIndex(where: { $0.pairs.isTaken(item, by: user) }) {
          twice[other] += 1
        } else {
          kept.append((UInt32(user), item))
        }
      }
    }
    for (count, other) in zip(twice, others) where count > 0 {
      talk.show(
        Diagnostic(
          "W471", "\(grouped(count)) of \(counted(pairs.count, "pair")) of \(name) are in \(other.name) too: left out",
          severity: .warning, help: "what is learnt from proves nothing; each pair belongs to one table"))
    }
    if let train {
      let people = (0..<pairs.userCount).filter { !pairs.items(of: $0).isEmpty }
      let items = (0..<pairs.itemCount).filter { !pairs.users(of: $0).isEmpty }
      let isNobodyKnown = people.allSatisfy { train.items(of: $0).isEmpty }
      if isNobodyKnown || items.allSatisfy({ train.users(of: $0).isEmpty }) {
        talk.show(
          Diagnostic(
            "W473", "no \(isNobodyKnown ? "person" : "item") of \(name) is in what is learnt from", severity: .warning,
            help: "both tables must name people and items alike; `kith inspect` shows how each names them"))
      }
    }
    return UserItems(users: pairs.userCount, items: pairs.itemCount, pairs: kept)
  }

  /// Whether what is learnt from knows the future of what is tested.
  private static func tellFuture(_ data: TasteData, _ test: ActionLog, _ train: String, _ name: String, _ talk: Talk) {
    guard let first = test.times.filter({ $0 != Timestamp.missing }).min() else { return }
    let later = data.actions.times.count { $0 != Timestamp.missing && $0 >= first }
    let ties = data.friends?.times?.count { $0 != Timestamp.missing && $0 >= first } ?? 0
    let parts = [
      later == 0 ? nil : "\(grouped(later)) of \(counted(data.actions.count, "action")) of \(train)",
      ties == 0 ? nil : "\(grouped(ties)) of \(counted(data.friends?.count ?? 0, "row")) of the friends",
    ].compactMap { $0 }
    if parts.isEmpty { return }
    let moment = TerminalLayout.time(Timestamp(milliseconds: first))
    talk.show(
      Diagnostic(
        "W472", "\(parts.joined(separator: " and ")) are not before the first action of \(name), \(moment) UTC",
        severity: .warning,
        help: "the recommender sees what came later, as it never will in life; `--split time:0.2` cuts at one moment"))
  }

  // MARK: Who is tested

  /// What may be learnt from, by what people agreed to.
  private static func respect(
    _ wishes: PeopleRuleArguments, in data: inout TasteData, _ session: Session
  ) throws -> PeopleRules {
    let rules = try PeopleRules(wishes, among: data.people, session)
    rules.apply(to: &data)
    if data.actions.count > 0 { return rules }
    throw KithError(
      .answerIsNo,
      Diagnostic("E405", "nothing can be tested: nobody who took anything agreed to its use", help: "ask more people"))
  }

  // MARK: What is told

  /// How λ gets its validation pairs where no other way is given.
  private static func usual(_ session: Session) -> DataSplit { DataSplit(.random(share: 0.2), seed: session.seed) }

  /// The pairs of at most so many people, drawn blindly.
  private static func drawn(_ most: Int, of pairs: UserItems, seed: UInt64) -> UserItems {
    let users = (0..<pairs.userCount).filter { !pairs.items(of: $0).isEmpty }
    if users.count <= most { return pairs }
    var random = RandomStream(seed: seed, purpose: "people tested")
    return pairs.of(users.shuffled(using: &random).prefix(most))
  }

  private func tell(_ talk: Talk, choosing: Bool) {
    let (train, held) = (trial.train, trial.held)
    let users = (0..<held.userCount).filter { !held.items(of: $0).isEmpty }
    talk.note(
      "\(counted(train.count, "pair")) of person and item to learn from, \(grouped(held.count)) to foretell, of "
        + counted(users.count, "person", "people")
        + (choosing ? "; λ is chosen by \(grouped(tuning?.held.count ?? 0)) others" : ""))
    let newcomers = users.count { train.items(of: $0).isEmpty }
    let unknown = (0..<held.itemCount).filter { train.users(of: $0).isEmpty && !held.users(of: $0).isEmpty }
    if newcomers > 0 {
      talk.note("\(grouped(newcomers)) of the people tested took nothing before: only friends and popularity know them")
    }
    if !unknown.isEmpty {
      let pairs = unknown.reduce(0) { $0 + held.users(of: $1).count }
      talk.note(
        "\(counted(unknown.count, "item")) to foretell were taken by nobody before: nobody could recommend them "
          + "(\(counted(pairs, "pair")), counted as missed)")
    }
  }
}

extension UserItems {
  /// Only what these people took; nobody's number changes.
  fileprivate func of(_ people: some Sequence<Int>) -> UserItems {
    UserItems(
      users: userCount, items: itemCount,
      pairs: people.flatMap { user in items(of: user).map { (user: UInt32(user), item: $0) } })
  }
}

extension PeopleRules {
  /// The pairs of those whose actions may be used and who would get a list.
  fileprivate func tested(_ pairs: UserItems) -> UserItems {
    if mayBeUsed == nil, mayBeContacted == nil { return pairs }
    return pairs.of((0..<pairs.userCount).filter { mayBeUsed?[$0] ?? true && mayBeContacted?[$0] ?? true })
  }
}

extension TasteData {
  /// One split, with the ties and tastes that were there before it.
  fileprivate func trial(
    _ parts: DataSplit.Parts, before moment: Int64? = nil, _ ties: TiesArguments, _ session: Session,
    isSecond: Bool = false, weights: PersonWeights? = nil
  ) throws -> SocialEvaluation.Trial {
    let known = friends.map { log in (parts.cut ?? moment).map { log.before($0) } ?? log }
    let left = (friends?.count ?? 0) - (known?.count ?? 0)
    if !isSecond, left > 0 {
      session.talk.note(
        "\(grouped(left)) of \(counted(friends?.count ?? 0, "row")) of the friends are not before the cut: left out")
    }
    let then = TasteData(self, taken: parts.train, actions: parts.trainActions, friends: known)
    return SocialEvaluation.Trial(
      train: parts.train, held: parts.test, friends: try weights ?? then.weights(ties, session))
  }

  /// A split of what is learnt from, to choose λ by; nil where nothing would be left on one side.
  fileprivate func tuning(
    _ split: DataSplit, of known: ActionLog, before moment: Int64?, _ trial: SocialEvaluation.Trial,
    _ ties: TiesArguments, _ session: Session
  ) throws -> SocialEvaluation.Trial? {
    do {
      // A table of influence is the same before any cut.
      return try self.trial(
        split.parts(of: known), before: moment, ties, session, isSecond: true,
        weights: ties.learned == nil ? nil : trial.friends)
    } catch let error as KithError where error.diagnostic.code == "E405" {
      return nil
    }
  }

  /// The same people and items, with less known of them.
  private init(_ all: TasteData, taken: UserItems, actions: ActionLog, friends: InteractionLog?) {
    people = all.people
    items = all.items
    self.actions = actions
    self.taken = taken
    self.friends = friends
    personCodes = all.personCodes
    itemCodes = all.itemCodes
    badRows = all.badRows
  }
}

extension InteractionLog {
  /// The rows before a moment, in milliseconds, and those without a time; by the same codes of people.
  fileprivate func before(_ moment: Int64) -> InteractionLog {
    guard let times, times.contains(where: { $0 != Timestamp.missing && $0 >= moment }) else { return self }
    let rows = times.indices.filter { times[$0] == Timestamp.missing || times[$0] < moment }
    return InteractionLog(
      people: people, actors: rows.map { actors[$0] }, targets: rows.map { targets[$0] }, times: rows.map { times[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } },
      evidence: EvidenceColumn(files: [], starts: [0], lines: []))
  }
}

extension ActionLog {
  /// The actions that are about these pairs. O(rows log pairs).
  func of(_ taken: UserItems) -> ActionLog {
    var kept: [(person: UInt32, item: UInt32, time: Int64)] = []
    for item in items.indices {
      for row in actions(of: item) where taken.isTaken(UInt32(item), by: Int(persons[row])) {
        kept.append((persons[row], UInt32(item), times[row]))
      }
    }
    return ActionLog(
      people: people, items: items, persons: kept.map(\.person), itemCodes: kept.map(\.item), times: kept.map(\.time))
  }
}
