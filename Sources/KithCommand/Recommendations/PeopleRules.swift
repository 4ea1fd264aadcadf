import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithRecommend

/// What people agreed to, from a table of them.
struct PeopleRuleArguments: ParsableArguments {
  @OptionGroup var table: PeopleArguments

  @Option(
    help: ArgumentHelp(
      "Column of consent: what others than those who say yes took is not used. (default: consent, where the table has "
        + "it)", valueName: "column"))
  var consent: String?

  @Option(
    help: ArgumentHelp(
      "Column of contact: only those who say yes get a list. (default: may_contact, where the table has it)",
      valueName: "column"))
  var mayContact: String?

  func validate() throws {
    for (name, column) in [("--consent", consent), ("--may-contact", mayContact)]
    where column != nil && table.attributes == nil {
      throw ValidationError("\(name) names a column of --attributes: give the table of people")
    }
  }

  var files: [String] { [table.attributes].compactMap { $0 } }
}

/// Whose actions may be used, and who may be sent something: by person; whoever said nothing said no.
struct PeopleRules {
  /// Nil: nobody was asked, and everybody's are.
  private(set) var mayBeUsed: [Bool]?
  /// Nil: nobody was asked, and everybody may.
  private(set) var mayBeContacted: [Bool]?

  /// Says how many are left out, and by which column. E705 (exit 64) for a column that is not there, E453 (exit 65) for
  /// a cell that is neither yes nor no.
  init(_ arguments: PeopleRuleArguments, among people: NameTable, _ session: Session) throws {
    guard let table = try arguments.table.read(among: people, session) else { return }
    func answers(_ named: String?, _ usual: String) throws -> (name: String, yes: [Bool])? {
      guard let name = named ?? table.columns.first(where: { $0.name == usual })?.name else { return nil }
      return (name, try table.yes(in: table.column(named: name), for: people))
    }
    let consent = try answers(arguments.consent, PersonTable.consent)
    let contact = try answers(arguments.mayContact, PersonTable.mayContact)
    mayBeUsed = consent?.yes
    mayBeContacted = contact?.yes
    for (found, effect) in [(consent, "what they took is not used"), (contact, "they get no list")] {
      guard let found, found.yes.contains(false) else { continue }
      session.talk.note(
        "\(grouped(found.yes.count { !$0 })) of \(counted(people.count, "person", "people")) have not said yes to "
          + "\(found.name): \(effect)")
    }
    if consent == nil, contact == nil {
      session.talk.note(
        "\(arguments.table.attributes ?? "") has no column consent or may_contact: everybody counts as asked")
    }
  }

  /// Takes what may not be used out of the actions: it is as if these people had taken nothing.
  func apply(to data: inout TasteData) {
    guard let mayBeUsed, mayBeUsed.contains(false) else { return }
    data.actions = data.actions.of(mayBeUsed)
    data.taken = data.taken.of(mayBeUsed)
  }

  /// Those of `people` who may be sent something.
  func contactable(_ people: [Int]) -> [Int] {
    guard let mayBeContacted else { return people }
    return people.filter { mayBeContacted[$0] }
  }
}

extension ActionLog {
  /// Only the actions of these people; nobody's number changes. O(actions log actions).
  fileprivate func of(_ mayBeUsed: [Bool]) -> ActionLog {
    var kept: (persons: [UInt32], items: [UInt32], times: [Int64]) = ([], [], [])
    for item in 0..<items.count {
      for row in actions(of: item) where mayBeUsed[Int(persons[row])] {
        kept.persons.append(persons[row])
        kept.items.append(UInt32(item))
        kept.times.append(times[row])
      }
    }
    return ActionLog(people: people, items: items, persons: kept.persons, itemCodes: kept.items, times: kept.times)
  }
}
