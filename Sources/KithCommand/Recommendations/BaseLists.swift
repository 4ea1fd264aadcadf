import KithFoundation
import KithGraph
import KithInput
import KithRecommend

/// The lists of a base by the codes of all tables, without what must not be recommended.
struct BaseLists {
  let table: RecommendationTable
  /// By person; nobody's list has an item twice.
  private(set) var lists: Candidates
  /// By person, then place: the row of the table.
  private(set) var rows: [[Int]]
  /// By user of the table: the person.
  let people: [UInt32]
  /// Recommendations of what the person took already, whether or not they were left out.
  private(set) var taken = 0
  private(set) var excluded = 0

  /// `personCodes` and `itemCodes` say where the names of the table stand; `own` holds what everybody took.
  init(
    _ table: RecommendationTable, personCodes: [UInt32], itemCodes: [UInt32], own: UserItems, dropsTaken: Bool,
    exclusions: Exclusions, mayBeContacted: [Bool]?
  ) {
    self.table = table
    people = personCodes
    lists = Candidates(users: own.userCount)
    rows = [[Int]](repeating: [], count: own.userCount)
    var isTaken = [Bool](repeating: false, count: own.itemCount)
    for (user, code) in personCodes.enumerated() {
      let person = Int(code)
      let all = table.rows(of: user)
      if let mayBeContacted, !mayBeContacted[person] { continue }
      for item in own.items(of: person) { isTaken[Int(item)] = true }
      var list: [Candidates.Entry] = []
      list.reserveCapacity(all.count)
      var kept: [Int] = []
      kept.reserveCapacity(all.count)
      for row in all {
        let item = itemCodes[Int(table.itemCodes[row])]
        if isTaken[Int(item)] {
          taken += 1
          if dropsTaken { continue }
        }
        if exclusions.holds(item, for: code) {
          excluded += 1
          continue
        }
        list.append(Candidates.Entry(item: item, score: table.scores[row]))
        kept.append(row)
      }
      for item in own.items(of: person) { isTaken[Int(item)] = false }
      lists.lists[person] = list
      rows[person] = kept
    }
  }
}

/// What must not be recommended: items to anybody, or to some.
struct Exclusions {
  private var isExcluded: [Bool]
  private var pairs: Set<UInt64> = []

  /// `personCodes` and `itemCodes` say where the names of the table stand.
  init(_ table: PairTable?, personCodes: [UInt32], itemCodes: [UInt32], items: Int) {
    isExcluded = [Bool](repeating: false, count: items)
    guard let table else { return }
    if table.userCodes.isEmpty {
      for item in table.itemCodes { isExcluded[Int(itemCodes[Int(item)])] = true }
    } else {
      for (user, item) in zip(table.userCodes, table.itemCodes) {
        pairs.insert(Self.key(personCodes[Int(user)], itemCodes[Int(item)]))
      }
    }
  }

  func holds(_ item: UInt32, for person: UInt32) -> Bool {
    isExcluded[Int(item)] || !pairs.isEmpty && pairs.contains(Self.key(person, item))
  }

  private static func key(_ person: UInt32, _ item: UInt32) -> UInt64 { UInt64(person) << 32 | UInt64(item) }
}
