import KithFoundation
import KithGraph
import KithInput
import KithRecommend

/// What people took later, to choose λ on: by the codes of all tables.
struct HeldOutPairs {
  let pairs: UserItems
  /// Rows that are among the actions too: friends' behaviour already holds them.
  let known: Int
  /// Rows about people without a list, and rows whose item is not in the person's list.
  let strangers: Int
  let unlisted: Int

  init(_ table: PairTable, personCodes: [UInt32], itemCodes: [UInt32], own: UserItems, lists: Candidates) {
    var kept: [(user: UInt32, item: UInt32)] = []
    var (known, strangers, unlisted) = (0, 0, 0)
    for (user, item) in zip(table.userCodes, table.itemCodes) {
      let (person, thing) = (personCodes[Int(user)], itemCodes[Int(item)])
      if own.isTaken(thing, by: Int(person)) {
        known += 1
      } else if lists.lists[Int(person)].isEmpty {
        strangers += 1
      } else {
        if !lists.lists[Int(person)].contains(where: { $0.item == thing }) { unlisted += 1 }
        kept.append((person, thing))
      }
    }
    pairs = UserItems(users: own.userCount, items: own.itemCount, pairs: kept)
    self.known = known
    self.strangers = strangers
    self.unlisted = unlisted
  }

  func tell(_ file: String, of rows: Int, _ talk: Talk) {
    let parts = [
      known > 0 ? "\(grouped(known)) are among the actions already and left out" : nil,
      strangers > 0 ? "\(grouped(strangers)) are of people without a list and left out" : nil,
      unlisted > 0 ? "\(grouped(unlisted)) are of items that are not in the person's list" : nil,
    ].compactMap { $0 }
    if !parts.isEmpty { talk.note("of \(counted(rows, "row")) of \(file), " + parts.joined(separator: "; ")) }
  }
}
