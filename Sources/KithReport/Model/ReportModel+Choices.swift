import KithOutput
import KithRecommend

extension ChoiceFindings {
  /// The part `choices` of the report's model.
  func json(_ analysis: Analysis) -> JSONValue {
    let phrases = Phrases(language: analysis.options.language)
    let undefined = { (reason: Phrase?) -> JSONValue in ["undefined": .string(reason.map { phrases[$0] } ?? "")] }
    return [
      "people": .integer(people), "takers": .integer(takers), "items": .integer(items), "pairs": .integer(pairs),
      "rare": .integer(rare), "least": .integer(Self.least), "withoutConsent": .integer(withoutConsent),
      "withoutContact": .integer(withoutContact), "untimedTies": .integer(untimedTies),
      "ownFriends": .bool(hasOwnFriends),
      "proof": proof.map { told($0, analysis, phrases) } ?? undefined(noProof),
      "spreading": spreading.map { spreading in
        [
          "count": .integer(spreading.count),
          "items": .array(spreading.prefix(Self.shown).map(told)),
        ]
      } ?? undefined(noSpreading),
      "offers": offers.map { told($0, analysis) } ?? .null,
    ]
  }

  /// Items in the page's table.
  private static let shown = 10

  private func told(_ item: SpreadingItem) -> JSONValue {
    [
      "item": .string(itemNames[item.item]), "takers": .integer(item.takers),
      "afterFriend": JSONValue(Double(item.afterFriend) / Double(item.takers)), "away": .integer(item.away),
      "near": .integer(item.near),
    ]
  }

  private func told(_ proof: ChoiceProof, _ analysis: Analysis, _ phrases: Phrases) -> JSONValue {
    let result = proof.result
    let mean = { (result: RankingEvaluation.Result) -> JSONValue in .real(result.mean(\.ndcg, at: proof.places)) }
    return [
      "verdict": .string(result.verdict.rawValue), "base": .string(proof.base.rawValue),
      "baseName": .string(phrases[proof.base == .popularity ? .basePopularity : .baseNeighbors]),
      "places": .integer(proof.places), "cut": .string(analysis.clock.iso8601(proof.cut)),
      "users": .integer(result.base.users.count), "lambda": .real(result.lambda),
      "shuffledLambda": .real(result.shuffledLambda), "secondHop": .real(SocialEvaluation().secondHop),
      "ndcg": [
        "base": mean(result.base), "friends": mean(result.social), "shuffled": mean(result.shuffled),
        "popularity": mean(result.popularity),
      ],
      "groups": .array(result.slices.filter { $0.users > 0 }.map { told($0, phrases) }),
    ]
  }

  private func told(_ slice: SocialEvaluation.Slice, _ phrases: Phrases) -> JSONValue {
    // What is small is told as a share of the base; a base of nought has none.
    let share = { (value: Double?) in slice.base.ndcg > 0 ? JSONValue(value.map { $0 / slice.base.ndcg }) : .null }
    return [
      "name": .string(slice.name), "title": .string(phrases[Self.title(slice.group)]),
      "users": .integer(slice.users), "base": .real(slice.base.ndcg), "friends": .real(slice.social.ndcg),
      "gain": JSONValue(slice.gain?.mean), "low": JSONValue(slice.gain?.low), "high": JSONValue(slice.gain?.high),
      "gainShare": share(slice.gain?.mean), "lowShare": share(slice.gain?.low), "highShare": share(slice.gain?.high),
      "verdict": .string(slice.verdict.rawValue), "says": .string(phrases[Self.says(slice.verdict)]),
    ]
  }

  private static func title(_ group: SocialEvaluation.Group) -> Phrase {
    switch group {
    case .all: .groupAll
    case .cold: .groupCold
    case .noFriends: .groupAlone
    case .fewFriends: .groupFew
    case .manyFriends: .groupMany
    }
  }

  private static func says(_ verdict: SocialEvaluation.Verdict) -> Phrase {
    switch verdict {
    case .yes: .testYes
    case .no: .testNo
    case .cannotTell: .testNone
    }
  }

  private func told(_ offers: ChoiceOffers, _ analysis: Analysis) -> JSONValue {
    let names = analysis.log.people
    return [
      "people": .integer(offers.people.count), "places": .integer(ChoiceOffers.places),
      "lately": .real(Double(ChoiceOffers.lately) / 1000),
      "communities": .array(
        offers.communities.map { next in
          [
            "number": .integer(next.community + 1), "people": .integer(next.people),
            "item": .string(itemNames[next.item]), "lists": .integer(next.lists),
            "takers": JSONValue(next.takers >= Self.least ? next.takers : nil),
          ]
        }),
      "examples": .array(
        offers.examples.map { place in
          let person = offers.people[place]
          return [
            "id": .string(names[person]), "rank": .integer(analysis.ranks[person]),
            "community": .integer(analysis.communities.partition[person] + 1),
            "friends": .integer(offers.friends[place]),
            "items": .array(offers.lists[place].map { told($0, analysis) }),
          ]
        }),
    ]
  }

  /// Counts below the least would give somebody away.
  private func told(_ offer: ChoiceOffers.Offer, _ analysis: Analysis) -> JSONValue {
    let isTold = offer.took >= Self.least
    return [
      "item": .string(itemNames[offer.item]), "took": JSONValue(isTold ? offer.took : nil),
      "lately": JSONValue(isTold && offer.lately >= Self.least ? offer.lately : nil),
      "named": .array(offer.named.map { .string(analysis.log.people[$0]) }),
    ]
  }
}
