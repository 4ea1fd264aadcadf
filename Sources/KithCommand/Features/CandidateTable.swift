import KithFoundation
import KithGraph
import KithInput
import KithRecommend

/// What may be recommended to whom, as anyone's recommender wrote it.
struct CandidateTable {
  let table: RecommendationTable

  /// Rows that cannot be read are treated as those of the other tables.
  init(contentsOf path: String, _ taste: TasteArguments, _ session: Session) throws {
    session.talk.detail("reading \(path)")
    table = try RecommendationTable(
      contentsOf: path, option: "--candidates", skipsBadRows: taste.onBadRow == .skip, execution: session.execution)
    session.talk.show(table.warnings)
    taste.tell(table.rejects, badRows: table.badRows, of: table.rowsRead, in: table.file, session)
  }

  /// The lists by the codes of all people and items, the first `limit` of each, with their places and scores; nothing
  /// for those who get no list.
  func lists(
    in data: TasteData, atMost limit: Int?, for isAsked: (Int) -> Bool
  ) -> (SocialFeatures.Lists, FeatureTables.BaseColumns?) {
    let (personCodes, itemCodes) = (data.personCodes[0], data.itemCodes[0])
    var (starts, items) = ([0], [UInt32]())
    var base = FeatureTables.BaseColumns(ranks: [], scores: table.isRanked ? nil : [])
    // Both tables of names ascend: so do the users, by the codes of all people.
    var user = 0
    for person in data.people.indices {
      if user < personCodes.count, Int(personCodes[user]) == person {
        if isAsked(person) {
          for (place, row) in table.rows(of: user).prefix(limit ?? .max).enumerated() {
            items.append(itemCodes[Int(table.itemCodes[row])])
            base.ranks.append(place + 1)
            base.scores?.append(table.scores[row])
          }
        }
        user += 1
      }
      starts.append(items.count)
    }
    return (SocialFeatures.Lists(starts: starts, items: items), base)
  }

  /// How many of its people and items nothing else is known of.
  func tellMatches(_ data: TasteData, _ weights: PersonWeights, _ talk: Talk) {
    let people = data.personCodes[0].map(Int.init)
    let idle = people.count { data.taken.items(of: $0).isEmpty }
    let alone = people.count { weights.degree($0) == 0 }
    let unheard = data.itemCodes[0].count { data.taken.users(of: Int($0)).isEmpty }
    let negative = table.negativeCount == 0 ? "" : "; \(counted(table.negativeCount, "score")) below 0"
    talk.note(
      "of \(counted(people.count, "person", "people")) in \(table.file), \(grouped(idle)) took nothing and "
        + "\(grouped(alone)) have no friends; of \(counted(table.items.count, "item")), nobody took "
        + "\(grouped(unheard))\(negative)")
  }
}
