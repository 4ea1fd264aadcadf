import KithFoundation
import KithGraph
import KithOutput
import KithRecommend

/// A list for each of some people, by a built-in recommender, re-weighted by friends where there are any.
struct RecommendedLists {
  private let users: [Int]
  private let lists: [[SocialRanking.Entry]]
  private let weight: FriendWeight
  private let signal: FriendSignal?
  /// What each was scored among: all that is allowed, but for what is left out for them.
  private let isAllowed: [Bool]
  private let leftOut: UserItems

  /// `own` is left out, each person's for themselves; nil: nothing is. Says what the lists rest on.
  init(
    _ method: BaseMethod, _ settings: BaseSettings, _ data: TasteData, own: UserItems?, for users: [Int], top: Int,
    isAllowed: [Bool], friends: (ties: PersonWeights, secondHop: Double, weight: FriendWeight)?, _ session: Session
  ) throws {
    let execution = session.execution
    session.talk.detail("fitting \(method.rawValue)")
    let model = try settings.scorer(
      method, taken: data.taken, actions: data.actions, ties: friends?.ties, seed: session.seed, execution)
    if let factors = model as? FactorModel, factors.isFaint {
      session.talk.show(
        Diagnostic(
          "W476", "als made next to nothing of so few actions: its order means little", severity: .warning,
          help: "give a smaller --regularization, such as 1, or another --base such as item-knn"))
    }
    let base = FallbackScorer(model, else: Popularity().fit(data.taken))
    signal = friends.map { FriendSignal(data.taken, $0.ties, secondHop: $0.secondHop) }
    weight = friends?.weight ?? FriendWeight(0)
    leftOut = own ?? UserItems(users: data.people.count, items: data.items.count, pairs: [])
    self.users = users
    self.isAllowed = isAllowed
    lists = try SocialRanking(base: base, friends: signal).top(
      top, for: users, taken: data.taken, leavingOut: leftOut, isAllowed: isAllowed, weights: [weight],
      execution: execution)[0]
    tell(method, users.count { base.fellBack(for: $0) }, session.talk)
  }

  private func tell(_ method: BaseMethod, _ unknown: Int, _ talk: Talk) {
    talk.note(
      "\(method.rawValue): \(counted(lists.reduce(0) { $0 + $1.count }, "recommendation")) for "
        + counted(lists.count { !$0.isEmpty }, "person", "people"))
    let empty = lists.count(where: \.isEmpty)
    if empty > 0 {
      talk.note("\(counted(empty, "person has", "people have")) taken all that could be recommended: no list")
    }
    if unknown > 0, method != .popularity {
      talk.note(
        "nothing is known of the taste of \(counted(unknown, "person", "people")): they get what most people took"
          + (signal == nil ? "" : ", re-weighted by their friends where they have any"))
    }
  }

  /// A row an item of each list; with friends, what they changed, and why if that is asked for. Says how many lists
  /// friends changed.
  func table(_ data: TasteData, explaining sentence: ReasonSentence?, _ session: Session) throws -> Table {
    let sizes = lists.map(\.count)
    var columns = [
      Table.Column(
        "user", .names(data.people, codes: zip(users, sizes).flatMap { [UInt32](repeating: UInt32($0), count: $1) })),
      Table.Column("item", .names(data.items, codes: lists.flatMap { $0.map(\.item) })),
      Table.Column(
        "score", .reals(lists.flatMap { $0.map { Double($0.score) } }),
        note: signal == nil
          ? "the base's own: larger is better, for one person"
          : "z(base) + λ z(friends); the base's own where change is empty: larger is better, for one person"),
      Table.Column("rank", .integers(sizes.flatMap { Array(1..<$0 + 1) }), note: "place in the person's list"),
    ]
    guard let signal else { return Table(schema: "kith.recommend/1", columns: columns) }
    let allowed = isAllowed.indices.filter { isAllowed[$0] }.map { UInt32($0) }
    let (leftOut, users) = (leftOut, users)
    let reasons = try ListReasons(
      zip(users, lists).map { (user: $0, items: $1.map(\.item)) },
      whole: { list in Self.rest(of: allowed, without: leftOut.items(of: users[list])) }, weight: weight,
      friends: signal, sentence, session.execution)
    let changed = reasons.changes.count { !$0.isEmpty }
    session.talk.note(
      "\(weight.text): friends re-weighted the lists of \(counted(changed, "person", "people")), and had no say for "
        + grouped(users.count - changed))
    columns.append(
      Table.Column(
        "change", .reals(reasons.changeCells(sizes)), note: "what friends added to the score",
        missing: "friends have no say: there are none, or they took nothing of what could be recommended"))
    if let sentence {
      columns.append(
        Table.Column(
          "because", .text(reasons.becauseCells(sizes)),
          missing: "fewer than \(sentence.leastFriends) friends took it, or friends have no say"))
    }
    return Table(schema: "kith.recommend/1", columns: columns)
  }

  /// Both ascending.
  private static func rest(of items: [UInt32], without left: ArraySlice<UInt32>) -> [UInt32] {
    var rest: [UInt32] = []
    rest.reserveCapacity(items.count)
    var next = left.startIndex
    for item in items {
      while next < left.endIndex, left[next] < item { next += 1 }
      if next == left.endIndex || left[next] != item { rest.append(item) }
    }
    return rest
  }
}
