import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput
import KithRecommend

/// The tables of a feed: what the network and friends say about people, ties and what may be recommended.
struct FeatureTables {
  let data: TasteData
  let features: SocialFeatures
  /// Who addressed whom how often, by the codes of all people.
  let touched: Graph
  let hasActions: Bool
  /// By person: whether they may stand in the feed; nil where nobody was asked.
  let isShown: [Bool]?
  /// The moment the features are of: the last action; nil without times.
  var moment: Timestamp? { features.takings.latest.map { Timestamp(milliseconds: $0) } }

  private var taken: UserItems { features.signal.taken }
  private var users: [UInt32] { data.people.indices.map { UInt32($0) } }

  static let noTime = "no action has a time"

  /// What each person took, in order of people and items.
  func interactions() -> FeedTable {
    let takers = data.people.indices.flatMap { user in
      [UInt32](repeating: UInt32(user), count: taken.items(of: user).count)
    }
    var columns = [
      FeedColumn("user", .names(data.people, codes: takers), .person, note: "who took it"),
      FeedColumn("item", .names(data.items, codes: taken.userItems), .item, note: "what they took"),
      FeedColumn(
        "times", .integers(features.takings.counts), unit: "actions", range: "1 or more",
        note: "how often they took it"),
    ]
    if moment != nil {
      columns.append(
        FeedColumn(
          "last", .times(features.takings.times), .time, note: "when they took it last",
          missing: "no taking of the pair has a time"))
    }
    return FeedTable(.interactions, columns: columns)
  }

  /// What each is to each: a row for each friend whom a person heeds by the chosen ties.
  func ties(_ kinds: [(kind: TiesArguments.Kind, weights: PersonWeights)], chosen: TiesArguments.Kind) -> FeedTable {
    let heeded = features.signal.weights
    let ends = Adjacency(offsets: heeded.starts, neighbors: heeded.people, weights: heeded.weights)
    let sources = users.flatMap { [UInt32](repeating: $0, count: heeded.degree(Int($0))) }
    var columns = [
      FeedColumn("source", .names(data.people, codes: sources), .person, note: "the person"),
      FeedColumn("target", .names(data.people, codes: ends.neighbors), .person, note: "their friend"),
      FeedColumn(
        "weight", .reals(ends.values(of: ends)), range: "above 0, to 1",
        note: "how much the person heeds the friend, by \(chosen.rawValue); the weights of a person sum to 1"),
    ]
    columns += kinds.map { kind, weights in
      let rows = Adjacency(offsets: weights.starts, neighbors: weights.people, weights: weights.weights)
      return FeedColumn(kind.rawValue, .reals(ends.values(of: rows)), range: "0 to 1", note: Self.meaning(of: kind))
    }
    columns += [
      FeedColumn(
        "interactions", .reals(ends.values(of: touched.out)), range: "0 or more",
        note: "how often the person addressed the friend, by the weights of the rows"),
      FeedColumn(
        "interactions_back", .reals(ends.values(of: touched.in)), range: "0 or more",
        note: "how often the friend addressed the person"),
    ]
    let table = FeedTable(.ties, columns: columns)
    guard let isShown else { return table }
    return table.selecting(
      sources.indices.filter { isShown[Int(sources[$0])] && isShown[Int(ends.neighbors[$0])] })
  }

  private static func meaning(of kind: TiesArguments.Kind) -> String {
    let sum = "; the weights of a person sum to 1"
    return switch kind {
    case .uniform: "all friends alike, whoever addressed whom" + sum
    case .strength: "by how often the two were in touch, both directions together" + sum
    case .taste: "by how alike what the two took is, and a little for everyone" + sum
    case .given: "by the weights of the person's own rows about the friend" + sum + ", or all are 0"
    case .influence: "by the probability that the friend moves the person" + sum + ", or all are 0"
    }
  }

  /// Scores, communities, exposure and attributes of each person.
  func people(_ scores: NetworkFeatures, attributes: [(name: String, column: CodedColumn)], _ session: Session) throws
    -> FeedTable
  {
    let exposures = try features.exposures(execution: session.execution)
    let count = { (of: KeyPath<SocialFeatures.Exposure, Int>, isKnown: Bool) -> Table.Values in
      .integers(exposures.map { isKnown ? $0[keyPath: of] : .min })
    }
    var columns = [FeedColumn("user", .names(data.people), .person, note: "the person")]
    columns += scores.columns(among: data.people)
    columns.append(
      FeedColumn(
        "friends", count(\.friends, true), unit: "people", range: "0 or more",
        note: "friends whom the person heeds: the rows of the ties"))
    if hasActions {
      let items = data.people.indices.map { taken.items(of: $0).count }
      columns += [
        FeedColumn("items", .integers(items), unit: "items", range: "0 or more", note: "items the person took"),
        FeedColumn(
          "days_since_last", .reals(daysSinceLast), unit: "days", range: "0 or more",
          note: "from the person's last action to the last of all", missing: "took nothing, or nothing with a time"),
        FeedColumn(
          "friends_who_took", count(\.friendsWhoTook, true), unit: "people", range: "0 to friends",
          note: "friends who took anything"),
        FeedColumn(
          "friends_who_took_lately", count(\.friendsWhoTookLately, moment != nil), unit: "people",
          range: "0 to friends_who_took", note: "friends who took anything lately", missing: Self.noTime),
        FeedColumn(
          "items_around", count(\.itemsAround, true), unit: "items", range: "0 or more",
          note: "items that friends took and the person did not"),
        FeedColumn(
          "items_around_lately", count(\.itemsAroundLately, moment != nil), unit: "items",
          range: "0 to items_around", note: "items that friends took lately and the person did not",
          missing: Self.noTime),
      ]
    }
    columns += attributes.map { name, column in
      FeedColumn(
        "attribute_\(name)", .names(column.names, codes: column.codes), .label,
        note: "\(name), as the table of people has it", missing: "the table of people does not tell")
    }
    let table = FeedTable(.users, columns: columns)
    return isShown.map { isShown in table.selecting(isShown.indices.filter { isShown[$0] }) } ?? table
  }

  /// As it is written: 0.1 rather than the double next to the single-precision 0.1.
  fileprivate static func plain(_ value: Float) -> Double { Double(value.description) ?? Double(value) }

  private var daysSinceLast: [Double] {
    data.people.indices.map { user in
      days(since: features.takings.times[taken.userStarts[user]..<taken.userStarts[user + 1]].max())
    }
  }

  /// NaN, which files show as nothing, where it is not known.
  private func days(since time: Int64?) -> Double {
    guard let moment, let time, time != Timestamp.missing else { return .nan }
    return Double(moment.milliseconds - time) / Double(TimeWindow.day)
  }

  /// What friends say about each item that may be recommended, in the order of the lists.
  func candidates(_ lists: SocialFeatures.Lists, base: BaseColumns?, _ session: Session) throws -> FeedTable {
    let found = try features.candidates(lists, execution: session.execution)
    let owners = users.flatMap { user in
      [UInt32](repeating: user, count: lists.starts[Int(user) + 1] - lists.starts[Int(user)])
    }
    var columns = [
      FeedColumn("user", .names(data.people, codes: owners), .person, note: "to whom it may be recommended"),
      FeedColumn("item", .names(data.items, codes: lists.items), .item, note: "what may be recommended"),
    ]
    if let base {
      columns.append(
        FeedColumn(
          "base_rank", .integers(base.ranks), range: "1 or more", note: "its place in the person's list as given"))
      if let scores = base.scores {
        columns.append(FeedColumn("base_score", .reals(scores), note: "its score as given"))
      }
      columns.append(
        FeedColumn(
          "taken", .integers(found.map { $0.isTaken ? 1 : 0 }), range: "0 or 1", note: "1: the person took it already"))
    }
    columns += [
      FeedColumn(
        "friends_who_took", .integers(found.map { Int($0.friendsWhoTook) }), unit: "people", range: "0 or more",
        note: "friends who took it"),
      FeedColumn(
        "friends_who_took_lately",
        .integers(found.map { moment == nil ? .min : Int($0.friendsWhoTookLately) }), unit: "people",
        range: "0 to friends_who_took", note: "friends who took it lately", missing: Self.noTime),
      FeedColumn(
        "friend_signal", .reals(found.map { Self.plain($0.signal) }), range: "0 or more",
        note: "F = (W + \(features.signal.secondHop) W²) X: W the weights of the ties, X "
          + "who took what; friends of friends count too, the person among them"),
      FeedColumn(
        "popularity", .integers(lists.items.map { taken.users(of: Int($0)).count }), unit: "people",
        range: "0 or more", note: "people who took it"),
      FeedColumn(
        "taste_similarity", .reals(found.map { $0.friendsWhoTook > 0 ? $0.similarity : .nan }), range: "0 to 1",
        note: "of the person and the friends who took it, the mean: the cosine of what both took, rare items counting "
          + "more", missing: "no friend took it"),
      FeedColumn(
        "days_since_friend", .reals(found.map { days(since: $0.lastFriend) }), unit: "days", range: "0 or more",
        note: "from the last time a friend took it to the last action of all",
        missing: "no friend took it, or nobody knows when"),
    ]
    return FeedTable(.candidates, columns: columns)
  }

  /// What a list given says of its rows.
  struct BaseColumns {
    var ranks: [Int]
    /// Nil for lists that tell places only.
    var scores: [Double]?
  }
}

extension Adjacency {
  /// The weights that other rows give to the entries of these; 0 where they have none. Rows ascend in both.
  fileprivate func values(of other: Adjacency) -> [Double] {
    var values = [Double](repeating: 0, count: neighbors.count)
    for node in 0..<nodeCount {
      var entry = other.offsets[node]
      for mine in offsets[node]..<offsets[node + 1] {
        while entry < other.offsets[node + 1], other.neighbors[entry] < neighbors[mine] { entry += 1 }
        if entry < other.offsets[node + 1], other.neighbors[entry] == neighbors[mine] {
          values[mine] = FeatureTables.plain(other.weight(at: entry))
        }
      }
    }
    return values
  }
}
