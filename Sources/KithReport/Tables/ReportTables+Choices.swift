import KithGraph
import KithOutput

extension ChoiceFindings {
  /// One row an item, most people one step away first: `kith.report_spreading/1`; nil where it was not counted.
  var spreadingTable: Table? {
    guard let spreading else { return nil }
    return Table(
      schema: "kith.report_spreading/1",
      columns: [
        .init("item", .names(itemNames, codes: spreading.map { UInt32($0.item) })),
        .init("takers", .integers(spreading.map(\.takers)), unit: "people", note: "who took it"),
        .init(
          "after_friend", .integers(spreading.map(\.afterFriend)), unit: "people",
          note: "of them, those whose friend took it before"),
        .init(
          "away", .integers(spreading.map(\.away)), unit: "people", note: "did not take it while a friend did"),
        .init(
          "near", .integers(spreading.map(\.near)), unit: "people",
          note: "of them, those with at least \(Self.least) friends who took it"),
      ])
  }

  /// One row an offer, by person: `kith.report_offers/1`; nil unless friends help.
  func offersTable(_ analysis: Analysis) -> Table? {
    guard let offers else { return nil }
    let rows = offers.people.indices.flatMap { place in
      offers.lists[place].enumerated().map { (place: place, rank: $0.offset + 1, offer: $0.element) }
    }
    let partition = analysis.communities.partition
    return Table(
      schema: "kith.report_offers/1",
      columns: [
        .init("user", .names(analysis.log.people, codes: rows.map { UInt32(offers.people[$0.place]) })),
        .init("item", .names(itemNames, codes: rows.map { UInt32($0.offer.item) })),
        .init("rank", .integers(rows.map(\.rank))),
        .init("score", .reals(rows.map { Double($0.offer.score) }), note: "compares within a person only"),
        .init(
          "friends_who_took", .integers(rows.map { $0.offer.took >= Self.least ? $0.offer.took : .min }),
          unit: "people", missing: "fewer than \(Self.least)"),
        .init("friends", .integers(rows.map { offers.friends[$0.place] }), unit: "people"),
        .init("community", .integers(rows.map { partition[offers.people[$0.place]] + 1 }), note: "1 is the largest"),
      ])
  }
}
