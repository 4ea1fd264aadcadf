import Glibc
import KithFoundation
import KithGraph
import KithInput
import KithRecommend

/// What recommendations are made from: the people and items of all tables together, who took what, who is tied to whom.
struct TasteData {
  let people: NameTable
  let items: NameTable
  /// What may be used of it, once people's wishes are known.
  var actions: ActionLog
  var taken: UserItems
  /// By the codes of `people`; nil where nothing says who is in touch with whom.
  let friends: InteractionLog?
  /// Where the names of further tables stand among people and items, in the order given.
  let personCodes: [[UInt32]]
  let itemCodes: [[UInt32]]
  let badRows: Int

  /// `furtherPeople` and `furtherItems` are of tables that name some who took nothing and are in touch with nobody.
  /// Without `needsActions` no table of actions means that nobody took anything.
  init(
    _ taste: TasteArguments, _ window: WindowArguments, needsActions: Bool = true, furtherPeople: [NameTable] = [],
    furtherItems: [NameTable] = [], _ session: Session
  ) throws {
    let isWithout = taste.actions == nil && !needsActions
    let own = try isWithout ? .nothing : taste.readActions(window, session)
    let log = try taste.readFriends(window, session)
    let union = NameUnion([own.value.people, log?.value.people ?? NameTable([])] + furtherPeople)
    let things = NameUnion([own.value.items] + furtherItems)
    people = union.names
    items = things.names
    actions = own.value.recoded(people: people, union.codes[0], items: items, things.codes[0])
    taken = UserItems(actions)
    friends = log?.value.recoded(people: people, union.codes[1])
    personCodes = Array(union.codes.dropFirst(2))
    itemCodes = Array(things.codes.dropFirst())
    badRows = own.badRows + (log?.badRows ?? 0)
    if let friends { tellTies(friends, hasActions: !isWithout, session.talk) }
  }

  /// 2 when rows were skipped and that was not allowed.
  func exitCode(_ taste: TasteArguments, badRowsElsewhere: Int = 0) -> KithFoundation.ExitCode {
    badRows + badRowsElsewhere > 0 && !taste.allowSkips ? .rowsSkipped : .success
  }

  /// How much each heeds each; nobody heeds anybody where no table of friends was named.
  func weights(_ ties: TiesArguments, _ session: Session) throws -> PersonWeights {
    if let learned = ties.learned { return try influence(learned, session) }
    guard let friends else { return .uniform(Graph(sources: [], targets: [], nodeCount: people.count)) }
    switch ties.kind {
    case .uniform: return .uniform(Graph(friends, strength: .binary, execution: session.execution))
    case .taste: return .taste(Graph(friends, strength: .binary, execution: session.execution), taken)
    case .given: return try .given(Graph(friends, execution: session.execution))
    case .strength:
      let aged = try ties.halfLife.map { try friends.aged(halfLife: Stretch($0, option: "--half-life").milliseconds) }
      return try .strength(Graph(aged ?? friends, execution: session.execution))
    case .influence: preconditionFailure("influence comes from a table")
    }
  }

  private func influence(_ path: String, _ session: Session) throws -> PersonWeights {
    let table = try InfluenceTable(contentsOf: path, among: people, execution: session.execution)
    if table.strangers > 0 {
      session.talk.note("\(counted(table.strangers, "row")) of \(path) about people who are nowhere else left out")
    }
    if table.sources.isEmpty { session.talk.note("\(path) tells of nobody who moves anybody: friends stay silent") }
    return try .influence(
      Graph(
        sources: table.sources, targets: table.targets, weights: table.probabilities.map { Float($0) },
        nodeCount: people.count, execution: session.execution))
  }

  /// How the people of the two tables match: no match at all is most often a column that holds something else.
  private func tellTies(_ log: InteractionLog, hasActions: Bool, _ talk: Talk) {
    var isTied = [Bool](repeating: false, count: people.count)
    for (actor, target) in zip(log.actors, log.targets)
    where actor != InteractionLog.none && target != InteractionLog.none && actor != target {
      isTied[Int(actor)] = true
      isTied[Int(target)] = true
    }
    let tied = isTied.count { $0 }
    let takers = people.indices.filter { !taken.items(of: $0).isEmpty }
    let both = takers.count { isTied[$0] }
    if hasActions {
      let known = items.indices.count { !taken.users(of: $0).isEmpty }
      talk.note(
        "\(counted(takers.count, "person", "people")) took \(counted(known, "item")); "
          + "\(grouped(both)) of them have friends, \(grouped(takers.count - both)) have none; "
          + "\(grouped(tied - both)) of \(counted(tied, "person", "people")) with friends took nothing")
    }
    if tied == 0 {
      talk.show(
        Diagnostic(
          "W461", "the table of friends holds no tie: friends have no say", severity: .warning,
          help: "check its columns: --friends-columns from,to"))
    } else if both == 0, hasActions {
      talk.show(
        Diagnostic(
          "W462", "nobody who took anything is in the table of friends: friends have no say", severity: .warning,
          help: "both tables must name people alike; `kith inspect` shows how each names them"))
    }
  }
}

extension InteractionLog {
  /// The same rows by the codes of a larger table of people, without what friendship does not need.
  func recoded(people: NameTable, _ codes: [UInt32]) -> InteractionLog {
    let code = { (person: UInt32) in person == InteractionLog.none ? person : codes[Int(person)] }
    return InteractionLog(
      people: people, actors: actors.map(code), targets: targets.map(code), times: times, kinds: kinds,
      channels: channels, items: items, weights: weights, evidence: evidence)
  }

  /// Every row worth half as much after each half-life, in milliseconds, at the log's last moment; one without a time
  /// is worth nothing. Throws E405 (exit 1) for a log without times.
  func aged(halfLife: Int64) throws -> InteractionLog {
    guard let times, let end = period?.upperBound.milliseconds else {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "ties cannot age: no row of the friends has a time",
          help: "name the column of times, or leave out --half-life"))
    }
    let aged = times.indices.map { row -> Float in
      if times[row] == Timestamp.missing { return 0 }
      let age = Double(end) - Double(times[row])
      return Float(Double(weights?[row] ?? 1) * exp2(-age / Double(halfLife)))
    }
    return InteractionLog(
      people: people, actors: actors, targets: targets, times: times, kinds: kinds, channels: channels, items: items,
      weights: aged, evidence: evidence)
  }
}
