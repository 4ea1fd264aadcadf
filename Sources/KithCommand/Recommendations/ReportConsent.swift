import KithGraph
import KithInput
import KithReport

extension ChoiceConsent {
  /// By the columns `consent` and `may_contact` of a table of people: whoever does not say yes says no.
  ///
  /// Consent also allows to be named. Without a column everybody counts as asked, but nobody is named. E453 (exit 65)
  /// for a cell that is neither yes nor no.
  init(_ table: PersonTable?, people: NameTable) throws {
    self.init(people: people.count)
    if let column = table?.columns.first(where: { $0.name == PersonTable.consent }), let table {
      mayUse = try table.yes(in: column, for: people)
      mayName = mayUse
    }
    if let column = table?.columns.first(where: { $0.name == PersonTable.mayContact }), let table {
      mayOffer = try table.yes(in: column, for: people)
    }
  }
}
