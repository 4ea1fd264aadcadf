import KithFoundation
import KithGraph
import KithInput
import KithOutput
import KithRecommend

extension FeaturesVerb {
  /// What a folder of features is written from.
  struct Feed {
    var tables: [FeedTable]
    var moment: Timestamp?
    var notes: [String]
  }

  func tables(
    _ data: TasteData, _ base: CandidateTable?, _ rules: PeopleRules, _ session: Session
  ) throws -> Feed {
    let kinds = try weightsOfTies(data, session)
    guard let weights = kinds.first(where: { $0.kind == ties.kind })?.weights, let log = data.friends else {
      preconditionFailure("options that need a table go with it")
    }
    let signal = FriendSignal(data.taken, weights, secondHop: ties.secondHop)
    let takings = TakingTimes(data.actions, of: data.taken)
    let width = try Stretch(lately, option: "--lately").milliseconds
    let since = takings.latest.map { $0 - width }
    // Without the people whom only other tables name: scores are those of `kith scores`.
    let network = log.filtered()
    let features = FeatureTables(
      data: data, features: SocialFeatures(signal, takings, since: since), touched: Graph(log),
      hasActions: taste.actions != nil, isShown: rules.mayBeUsed)
    var tables = [features.ties(kinds, chosen: ties.kind)]
    let named = counted(network.people.count, "person", "people")
    var notes = ["The network is of the \(named) whom the table of friends names."]
    if taste.actions != nil { tables.insert(features.interactions(), at: 0) }
    if layout != .librec {
      let scores = try NetworkFeatures(network, sources: sources, resolution: resolution, session)
      tables.append(try features.people(scores, attributes: chosenTraits(data.people, session), session))
    }
    if taste.actions != nil, layout != .librec {
      session.talk.detail("what friends say about candidates")
      let isAsked = { (person: Int) in
        rules.mayBeContacted?[person] != false && rules.mayBeUsed?[person] != false
      }
      let lists =
        try base?.lists(in: data, atMost: top, for: isAsked)
        ?? (
          features.features.offers(atMost: top ?? 100, for: isAsked, execution: session.execution), nil
        )
      base?.tellMatches(data, signal.weights, session.talk)
      tables.append(try features.candidates(lists.0, base: lists.1, session))
      notes.append(
        base == nil
          ? "Candidates are what friends, or friends of friends, took and the person did not: at most "
            + "\(grouped(top ?? 100)) a person, the largest friend_signal first."
          : "Candidates are the rows of \(MarkdownText.escaped(candidates ?? ""))"
            + (top.map { ", at most \(grouped($0)) a person" } ?? "") + ".")
    }
    if let isShown = rules.mayBeUsed, isShown.contains(false) {
      notes.append(
        "\(counted(isShown.count { !$0 }, "person", "people")) who have not said yes to the use of what they do are "
          + "left out: their rows, what they took, and ties to them, so that weights of ties may sum to less than 1.")
    }
    return Feed(tables: tables, moment: features.moment, notes: notes)
  }

  /// The weights of every kind of tie that the input allows.
  private func weightsOfTies(
    _ data: TasteData, _ session: Session
  ) throws -> [(kind: TiesArguments.Kind, weights: PersonWeights)] {
    var kinds: [TiesArguments.Kind] = [.uniform, .strength]
    if taste.actions != nil { kinds.append(.taste) }
    kinds.append(.given)
    if ties.learned != nil { kinds.append(.influence) }
    return try kinds.map { kind in
      var one = ties
      one.ties = kind
      if kind != .influence { one.learned = nil }
      return (kind, try data.weights(one, session))
    }
  }

  private func chosenTraits(
    _ people: NameTable, _ session: Session
  ) throws -> [(name: String, column: CodedColumn)] {
    // The table's matches were told when people's wishes were read.
    guard let path = wishes.files.first else { return [] }
    let table = try PersonTable(contentsOf: path, execution: session.execution)
    let chosen = try traits?.split(separator: ",").map { name in
      try table.column(named: name.trimmingPrefix { $0 == " " }.description)
    }
    return (chosen ?? table.columns).map { ($0.name, $0.codes(for: people)) }
  }
}
