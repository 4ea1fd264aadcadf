import KithOutput

/// The campaign's files.
struct CampaignFiles {
  let plan: CampaignPlan
  let seed: UInt64
  let crowd: Crowd
  let conversation: Conversation
  let purchases: Purchases
  let recommendations: BaseRecommendations

  init(plan: CampaignPlan = CampaignPlan(), seed: UInt64) {
    self.plan = plan
    self.seed = seed
    crowd = Crowd(plan: plan, seed: seed)
    conversation = Conversation(plan: plan, crowd: crowd, seed: seed)
    purchases = Purchases(plan: plan, crowd: crowd, seed: seed)
    recommendations = BaseRecommendations(purchases: purchases, plan: plan, crowd: crowd, seed: seed)
  }

  var files: [SampleFile] {
    [
      SampleFile(name: "README.md", text: guide),
      SampleFile(name: "actions.csv", columns: actions),
      SampleFile(name: "causes.csv", columns: causes),
      SampleFile(name: "comments.csv", columns: comments),
      SampleFile(name: "friends.csv", columns: friends),
      SampleFile(name: "people.csv", columns: people),
      SampleFile(name: "recommendations.csv", columns: recommended),
      SampleFile(name: "truth.csv", columns: truth),
      SampleFile(name: "truth.json", bytes: summary.bytes(.pretty)),
    ]
  }

  /// `m00001` for the first message.
  func id(_ message: Int) -> String {
    let digits = String(message + 1)
    return "m" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  func handle(_ person: Int) -> String { crowd.people[person].handle }

  private var comments: [Table.Column] {
    let writer = Writer(crowd: crowd, conversation: conversation, seed: seed)
    let messages = conversation.messages
    return [
      Table.Column("id", .text(messages.indices.map { id($0) })),
      Table.Column("parent_id", .text(messages.indices.map { writer.writtenParent(of: $0).map { id($0) } })),
      Table.Column("author", .text(messages.map { handle($0.author) })),
      Table.Column("created_at", .text(messages.map { plan.clock($0.second) })),
      Table.Column("channel", .text(messages.map { Message.channels[$0.channel] })),
      Table.Column("kind", .text(messages.map(\.kind.rawValue))),
      Table.Column("post", .text(messages.indices.map { id(conversation.post(of: $0)) })),
      Table.Column("text", .text(messages.indices.map { writer.text(of: $0) })),
    ]
  }

  private var people: [Table.Column] {
    let everybody = crowd.people.dropLast()
    return [
      Table.Column("id", .text(everybody.map(\.handle))),
      Table.Column("taste", .text(everybody.map { $0.likesSweet ? "단맛" : "담백한 맛" })),
      Table.Column("region", .text(everybody.map(\.region))),
      Table.Column("age_band", .text(everybody.map(\.ageBand))),
      Table.Column("consent", .text(everybody.map { $0.isAnalysable ? "yes" : "no" })),
      Table.Column("may_contact", .text(everybody.map { $0.isContactable ? "yes" : "no" })),
    ]
  }

  private var friends: [Table.Column] {
    let pairs = crowd.people.indices.flatMap { person in crowd.people[person].follows.map { (person, $0) } }
    return [
      Table.Column("from", .text(pairs.map { handle($0.0) })), Table.Column("to", .text(pairs.map { handle($0.1) })),
    ]
  }

  private var actions: [Table.Column] {
    [
      Table.Column("person", .text(purchases.purchases.map { handle($0.person) })),
      Table.Column("item", .text(purchases.purchases.map { Catalogue.items[$0.item].name })),
      Table.Column("time", .text(purchases.purchases.map { plan.clock($0.second) })),
    ]
  }

  private var recommended: [Table.Column] {
    [
      Table.Column("user", .text(recommendations.rows.map { handle($0.person) })),
      Table.Column("item", .text(recommendations.rows.map { Catalogue.items[$0.item].name })),
      Table.Column("score", .reals(recommendations.rows.map(\.score))),
    ]
  }

  private var causes: [Table.Column] {
    let messages = conversation.messages
    return [
      Table.Column("id", .text(messages.indices.map { id($0) })),
      Table.Column("origin", .text(messages.map(\.origin.rawValue))),
      Table.Column("cause", .text(messages.map { $0.cause.map { id($0) } })),
      Table.Column("root_author", .text(conversation.root.map { handle($0) })),
    ]
  }
}
