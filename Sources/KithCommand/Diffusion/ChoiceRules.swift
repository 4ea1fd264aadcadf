import KithFoundation
import KithGraph
import KithInput
import KithMeasures

/// The people a choice is made among, by node, as options and the table of people say.
struct ChoiceRules {
  /// Nil: everyone.
  var candidates: [Int]?
  var excluded: [Int] = []
  var costs: [Double]?
  var budget: Double?
  var benefit: [Double]?
  /// The group of each node, its name, and the most to choose of each.
  var groups: [Int]?
  var groupNames: [String?] = []
  var quotas: [Int]?
  /// Who said that they may not be contacted, or said nothing; nil where nobody was asked.
  private(set) var unwilling: Set<Int>?

  /// Says who is left out, and why.
  init(_ arguments: ChoiceArguments, count: Int, of people: NameTable, in graph: Graph, _ session: Session) throws {
    let table = try arguments.table.read(among: people, session)
    if !arguments.candidates.isEmpty {
      candidates = try ListedPeople.nodes(arguments.candidates, in: people, session.execution)
    }
    excluded = try ListedPeople.nodes(arguments.exclude, in: people, session.execution)
    if let table {
      try addConsent(table, arguments.mayContact, people, session.talk)
      if let cost = arguments.cost { try addCosts(table, cost, people, session.talk) }
      if let column = arguments.benefit {
        benefit = try table.numbers(of: try table.column(named: column), for: people).map { $0 ?? 0 }
      }
    }
    budget = arguments.budget
    if let group = arguments.group { try addGroups(table, group, arguments.quota, count, people, graph, session) }
  }

  private mutating func addConsent(
    _ table: PersonTable, _ name: String?, _ people: NameTable, _ talk: Talk
  ) throws {
    guard let name = name ?? table.columns.first(where: { $0.name == PersonTable.mayContact })?.name else { return }
    let column = try table.column(named: name)
    let isWilling = try table.yes(in: column, for: people)
    let unwilling = people.indices.filter { !isWilling[$0] }
    self.unwilling = Set(unwilling)
    excluded += unwilling
    if !unwilling.isEmpty {
      talk.note(
        "\(grouped(unwilling.count)) of \(counted(people.count, "person", "people")) have not said yes to contact "
          + "(\(name)): never chosen")
    }
  }

  private mutating func addCosts(_ table: PersonTable, _ name: String, _ people: NameTable, _ talk: Talk) throws {
    let numbers = try table.numbers(of: try table.column(named: name), for: people)
    let missing = numbers.indices.filter { numbers[$0] == nil }
    // Whom nobody gave a price cannot be bought; the library wants a number for each.
    costs = numbers.map { $0 ?? .greatestFiniteMagnitude }
    excluded += missing
    if !missing.isEmpty {
      talk.note("\(counted(missing.count, "person", "people")) without a \(name) in the table: never chosen")
    }
  }

  private mutating func addGroups(
    _ table: PersonTable?, _ name: String, _ quotas: [ChoiceArguments.QuotaArgument], _ count: Int,
    _ people: NameTable, _ graph: Graph, _ session: Session
  ) throws {
    if let column = table?.columns.first(where: { $0.name == name }) {
      let codes = column.codes(for: people)
      // People without a value share a group without a quota.
      groups = codes.codes.map { $0 == InteractionLog.none ? codes.names.count : Int($0) }
      groupNames = codes.names.strings + [nil]
    } else if name == ChoiceArguments.communities {
      let found = try Leiden(seed: session.seed).communities(in: graph, execution: session.execution).partition
      groups = found.assignment.map { Int($0) }
      groupNames = (0..<found.count).map { String($0 + 1) }
    } else {
      _ = try table?.column(named: name)
    }
    let rest = quotas.first { $0.group == nil }?.most ?? count
    var most = groupNames.map { $0 == nil ? count : rest }
    for quota in quotas {
      guard let group = quota.group else { continue }
      guard let place = groupNames.firstIndex(where: { $0.map { Array($0.utf8) == Array(group.utf8) } ?? false })
      else {
        let known = groupNames.compactMap { $0 }
        throw KithError(
          .usage,
          Diagnostic(
            "E705", "nobody is in the group \"\(group)\" of \(name)",
            help: Suggestion.nearest(to: group, in: known).map { "did you mean \"\($0)\"?" }
              ?? "the groups are \(known.prefix(12).joined(separator: ", "))"))
      }
      most[place] = quota.most
    }
    self.quotas = most
  }

  /// Of whom each rule leaves, fewer than asked for.
  func warning(chosen: Int, of count: Int) -> Diagnostic? {
    if chosen >= count || count == .max { return nil }
    let why =
      costs != nil
      ? "nobody else is within the budget" : quotas != nil ? "the quotas and the rules leave no more" : "no more may be"
    return Diagnostic(
      "W454", "\(grouped(chosen)) of \(grouped(count)) could be chosen: \(why)", severity: .warning,
      help: quotas != nil ? "raise a --quota, or allow more people" : "allow more people, or ask for fewer with -k")
  }
}

extension PersonTable {
  /// A column's numbers by node, nil where it does not tell; E453 (exit 65) for text that is no number.
  func numbers(of column: Column, for people: NameTable) throws -> [Double?] {
    let codes = column.codes(for: people)
    let values = codes.names.strings.map(Double.init)
    if let node = people.indices.first(where: { node in
      codes.codes[node] != InteractionLog.none && !(values[Int(codes.codes[node])]?.isFinite ?? false)
    }) {
      throw KithError(
        .badData,
        Diagnostic(
          "E453", "the \(column.name) of \(people[node]) is \"\(codes.names[Int(codes.codes[node])])\", not a number",
          help: "write numbers such as 1200 or 0.5, and leave a cell empty where it is not known"))
    }
    return codes.codes.map { $0 == InteractionLog.none ? nil : values[Int($0)] ?? nil }
  }
}
