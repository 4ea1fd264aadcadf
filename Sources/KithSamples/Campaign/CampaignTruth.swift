import KithOutput

/// What was planted: per person (`truth.csv`) and for the whole (`truth.json`).
extension CampaignFiles {
  var truth: [Table.Column] {
    let written = messagesWritten
    let started = messagesStarted
    return [
      Table.Column("id", .text(crowd.people.map(\.handle))),
      Table.Column("role", .text(crowd.people.map(\.role.rawValue))),
      Table.Column("community", .text(crowd.people.indices.map { crowd.topic(of: $0)?.name })),
      Table.Column("followers", .integers(crowd.people.map(\.followers.count))),
      Table.Column("messages", .integers(written)),
      Table.Column("started", .integers(started)),
    ]
  }

  var summary: JSONValue {
    [
      "schema": "kith.sample.campaign/1",
      "seed": .string(String(seed)),
      "brand": .string(plan.brand),
      "period": .array([.string(plan.clock(0)), .string(plan.clock(Int64(plan.days) * 86_400))]),
      "messages": messageCounts,
      "triggers": .array(crowd.people.indices.filter { crowd.people[$0].role == .trigger }.map(trigger)),
      "communities": .array(Topic.all.map(community)),
      "follows": [
        "fewest": .integer(plan.fewestFollowed), "mean_further": .real(plan.meanFurtherFollowed),
        "outside_share": .real(plan.outsideShare), "same_taste_factor": .real(plan.sameTasteFactor),
        "follow_back": .real(plan.followBack), "trigger_inside": .real(plan.followsTrigger.inside),
        "trigger_outside": .real(plan.followsTrigger.outside), "famous": .real(plan.followsFamous),
      ],
      "spread": [
        "reaction": .real(plan.reaction), "trigger_factor": .real(plan.triggerFactor),
        "famous_factor": .real(plan.famousFactor), "comment_factor": .real(plan.commentFactor),
        "outside_factor": .real(plan.outsideFactor), "share_share": .real(plan.shareShare),
        "cross_channel": .real(plan.crossChannel), "hidden_cause": .real(plan.hiddenCause),
        "median_delay_seconds": .real(plan.medianDelay), "delay_spread": .real(plan.delaySpread),
      ],
      "purchases": [
        "base": .real(plan.purchaseBase), "taste": .real(plan.purchaseTaste), "friends": .real(plan.purchaseFriends),
        "count": .integer(purchases.purchases.count),
        "held_out_from": .string(plan.clock(Int64(plan.cutoffDay - 1) * 86_400)),
        "items": .array(Catalogue.items.indices.map(item)),
      ],
    ]
  }

  /// Messages by each person.
  var messagesWritten: [Int] {
    var counts = [Int](repeating: 0, count: crowd.people.count)
    for message in conversation.messages { counts[message.author] += 1 }
    return counts
  }

  /// Messages by others, at the end of a chain of causes that each person began.
  var messagesStarted: [Int] {
    var counts = [Int](repeating: 0, count: crowd.people.count)
    for (message, root) in zip(conversation.messages, conversation.root) where root != message.author {
      counts[root] += 1
    }
    return counts
  }

  /// By kind, by origin, and the two shares: begun from outside, and brought about by another person.
  private var messageCounts: JSONValue {
    let messages = conversation.messages
    let byPeople = messages.count { $0.author != crowd.brand }
    let endogenous = messages.count { $0.author != crowd.brand && $0.origin == .person }
    func count(_ kind: Message.Kind) -> JSONValue { .integer(messages.count { $0.kind == kind }) }
    func count(_ origin: Message.Origin) -> JSONValue { .integer(messages.count { $0.origin == origin }) }
    return [
      "count": .integer(messages.count),
      "authors": .integer(messagesWritten.count { $0 > 0 }),
      "by_kind": [
        "post": count(.post), "comment": count(.comment), "reply": count(.reply), "share": count(.share),
      ],
      "by_origin": [
        "brand": count(.brand), "spontaneous": count(.spontaneous), "visit": count(.visit), "person": count(.person),
      ],
      "by_customers": .integer(byPeople),
      "endogenous_share": .real(Self.rounded(endogenous, of: byPeople)),
      "exogenous_share": .real(Self.rounded(byPeople - endogenous, of: byPeople)),
    ]
  }

  private func trigger(_ person: Int) -> JSONValue {
    [
      "id": .string(handle(person)),
      "community": JSONValue(crowd.topic(of: person)?.name),
      "followers": .integer(crowd.people[person].followers.count),
      "posts": .integer(conversation.messages.count { $0.author == person && $0.kind == .post }),
      "started": .integer(messagesStarted[person]),
    ]
  }

  private func community(_ topic: Topic) -> JSONValue {
    let members = crowd.people.filter { person in person.community.map { Topic.all[$0].name } == topic.name }
    return [
      "name": .string(topic.name),
      "people": .integer(members.count),
      "sweet": .integer(members.count { $0.likesSweet }),
      "favourites": .array(topic.favourites.map { .string(Catalogue.items[$0].name) }),
    ]
  }

  private func item(_ index: Int) -> JSONValue {
    [
      "name": .string(Catalogue.items[index].name),
      "taste": .string(Catalogue.items[index].isSweet ? "단맛" : "담백한 맛"),
      "drive": .string(Catalogue.drive(of: index).rawValue),
      "constant": .real((purchases.constants[index] * 10_000).rounded() / 10_000),
      "buyers": .integer(purchases.purchases.count { $0.item == index }),
    ]
  }

  private static func rounded(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : (Double(part) / Double(whole) * 10_000).rounded() / 10_000
  }
}
