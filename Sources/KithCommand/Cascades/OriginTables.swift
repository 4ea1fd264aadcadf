import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// Where each item started, guessed from who has it and who is in touch with whom.
enum OriginTables {
  private struct Guess {
    let item: UInt32
    let people: Int
    let first: SourceLocalization.Candidate
    let second: SourceLocalization.Candidate?
  }

  /// A row a connected group of an item's people, items in order, the largest group first.
  static func guesses(
    of log: InteractionLog, or actions: ActionLog?, on graph: Graph, minSize: Int, _ execution: Execution
  ) throws -> Table {
    let contacts = graph.undirected(execution: execution)
    let members = actions.map(Self.members) ?? Self.members(of: log)
    var guesses: [Guess] = []
    for (item, people) in members.enumerated() where people.count >= minSize {
      try execution.checkCancellation()
      execution.report("guessing origins", done: item, of: members.count, unit: "items")
      let groups = try SourceLocalization().sources(of: people, on: contacts, execution: execution)
      for group in groups.sorted(by: { $0.count > $1.count }) where group.count >= minSize {
        guesses.append(
          Guess(item: UInt32(item), people: group.count, first: group[0], second: group.count > 1 ? group[1] : nil))
      }
    }
    let people = graph.names ?? NameTable([])
    let none = InteractionLog.none
    var columns: [Table.Column] = []
    if let items = actions?.items ?? log.items?.names {
      columns.append(Table.Column("item", .names(items, codes: guesses.map(\.item))))
    }
    columns += [
      Table.Column("people", .integers(guesses.map(\.people)), note: "who have it and are in touch among themselves"),
      Table.Column(
        "origin", .names(people, codes: guesses.map { UInt32($0.first.person) }),
        note: "the likeliest start: from here it can have spread in most orders (rumour centrality)"),
      Table.Column(
        "share", .reals(guesses.map(\.first.share)), note: "of the orders from anyone of the group: how sure it is"),
      Table.Column("steps", .integers(guesses.map(\.first.eccentricity)), note: "to the farthest of the group"),
      Table.Column(
        "center", .text(guesses.map { $0.first.isJordanCenter ? "yes" : "no" }),
        note: "whether nobody's farthest is nearer (Jordan centre): a check"),
      Table.Column(
        "second", .names(people, codes: guesses.map { $0.second.map { UInt32($0.person) } ?? none }),
        note: "the next likeliest", missing: "one person"),
      Table.Column("second_share", .reals(guesses.map { $0.second?.share ?? .nan }), missing: "one person"),
    ]
    return Table(schema: "kith.origins/1", columns: columns)
  }

  /// By item: the people who did something about it.
  private static func members(of actions: ActionLog) -> [[Int]] {
    (0..<actions.items.count).map { item in Set(actions.actions(of: item).map { Int(actions.persons[$0]) }).sorted() }
  }

  private static func members(of log: InteractionLog) -> [[Int]] {
    var members = [Set<Int>](repeating: [], count: log.items?.names.count ?? 1)
    for row in 0..<log.count where log.actors[row] != InteractionLog.none {
      let item = log.items.map { $0.codes[row] } ?? 0
      if item != InteractionLog.none { members[Int(item)].insert(Int(log.actors[row])) }
    }
    return members.map { $0.sorted() }
  }
}
