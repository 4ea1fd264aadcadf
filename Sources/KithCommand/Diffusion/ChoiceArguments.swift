import ArgumentParser
import KithFoundation
import KithGraph
import KithInput

/// Who may be chosen, at what cost, how many of each group, and what reaching people is worth.
struct ChoiceArguments: ParsableArguments {
  @OptionGroup var table: PeopleArguments

  @Option(
    help: ArgumentHelp(
      "Column of consent: only those who say yes are chosen. (default: may_contact, where the table has it)",
      valueName: "column"))
  var mayContact: String?

  @Option(help: ArgumentHelp("Column of what choosing each person costs; needs a --budget.", valueName: "column"))
  var cost: String?
  @Option(help: "The most that all chosen together may cost.")
  var budget: Double?

  @Option(help: ArgumentHelp("Column of what reaching each person is worth; others count 0.", valueName: "column"))
  var benefit: String?

  @Option(
    help: ArgumentHelp(
      "Column of groups for --quota, or communities: those that Leiden finds.", valueName: "column"))
  var group: String?
  @Option(
    help: ArgumentHelp(
      "The most to choose of a group: Seoul=2; a number alone holds for every group not named.", valueName: "quota"))
  var quota: [QuotaArgument] = []

  @Option(
    help: ArgumentHelp("People who are not chosen: ids separated by commas, or a file of them.", valueName: "people"))
  var exclude: [String] = []
  @Option(help: ArgumentHelp("Only these people may be chosen.", valueName: "people"))
  var candidates: [String] = []

  func validate() throws {
    for (name, column) in [("--may-contact", mayContact), ("--cost", cost), ("--benefit", benefit)]
    where column != nil && table.attributes == nil {
      throw ValidationError("\(name) names a column of --attributes: give the table of people")
    }
    if let group, group != Self.communities, table.attributes == nil {
      throw ValidationError("--group names a column of --attributes: give the table of people, or --group communities")
    }
    if (cost == nil) != (budget == nil) { throw ValidationError("--cost and --budget go together") }
    if (group == nil) != quota.isEmpty { throw ValidationError("--group and --quota go together") }
    let named = quota.map(\.group)
    if let twice = named.indices.first(where: { named[..<$0].contains(named[$0]) }) {
      throw ValidationError("--quota for \(named[twice] ?? "all groups") is given twice")
    }
  }

  static let communities = "communities"

  var files: [String] { [table.attributes].compactMap { $0 } + exclude + candidates }
  /// Options that say more than who may be chosen.
  var weighing: String? {
    [("--cost", cost != nil), ("--benefit", benefit != nil), ("--group", group != nil)].first(where: \.1)?.0
  }

  /// A quota as typed: `2` or `Seoul=2`.
  struct QuotaArgument: ExpressibleByArgument {
    /// Nil: every group not named.
    let group: String?
    let most: Int

    init?(argument: String) {
      let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
      guard let most = Int(parts[parts.count - 1]), most >= 0 else { return nil }
      self.most = most
      group = parts.count > 1 ? parts.dropLast().joined(separator: "=") : nil
    }
  }
}
