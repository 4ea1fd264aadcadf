import KithFoundation

/// A post and everything it sets off, as a branching process along the followers.
struct Thread {
  let plan: CampaignPlan
  let crowd: Crowd
  private(set) var messages: [Message]
  private var random: RandomStream
  private var pending: [Event] = []
  /// Who has come to the thread already: nobody is drawn in twice, but people go on answering each other.
  private var present: Set<Int>

  private struct Event {
    var second: Int64
    var author: Int
    var cause: Int?
    var origin: Message.Origin
    var isAnswer: Bool
  }

  /// Runs the thread that begins with `post` until nothing is left to happen within the month.
  init(post: Message, target: Int?, plan: CampaignPlan, crowd: Crowd, seed: UInt64) {
    self.plan = plan
    self.crowd = crowd
    messages = [post]
    random = RandomStream(seed: seed, purpose: "campaign.thread", index: UInt64(post.thread))
    present = [post.author]
    if let target { inviteVisitors(from: target, to: post) }
    spread(0)
    while let event = nextEvent() { write(event) }
  }

  private mutating func inviteVisitors(from target: Int, to post: Message) {
    for _ in 0..<random.poisson(plan.visitors) {
      let group = random.coin(plan.visitorsFromTarget) ? crowd.members[target] : random.pick(crowd.members)
      let visitor = group[random.index(weights: group.map { crowd.people[$0].interest })]
      schedule(
        Event(second: post.second, author: visitor, cause: nil, origin: .visit, isAnswer: false))
    }
  }

  /// The earliest event, by time and then by the order in which they were scheduled.
  private mutating func nextEvent() -> Event? {
    guard let next = pending.indices.min(by: { (pending[$0].second, $0) < (pending[$1].second, $1) }) else {
      return nil
    }
    return pending.remove(at: next)
  }

  /// Adds the event after a delay, unless that falls past the month's end.
  private mutating func schedule(_ event: Event) {
    var event = event
    let delay = max(45, random.logNormal(median: plan.medianDelay, sigma: plan.delaySpread))
    event.second += Int64(delay.rounded())
    event.second = Rhythm.awake(event.second, random: &random)
    if event.second < Int64(plan.days) * 86_400 { pending.append(event) }
  }

  private mutating func write(_ event: Event) {
    if !event.isAnswer && !present.insert(event.author).inserted { return }
    var parent = event.cause ?? 0
    var kind = Message.Kind.comment
    if !event.isAnswer && messages[parent].kind != .post && messages[parent].kind != .share
      && messages[0].author == crowd.brand && random.coin(plan.hiddenCause)
    {
      parent = 0
    }
    var channel = messages[parent].channel
    if !event.isAnswer && event.origin == .person && random.coin(plan.shareShare) {
      kind = .share
      if random.coin(plan.crossChannel) {
        channel = (channel + 1 + random.below(Message.channels.count - 1)) % Message.channels.count
      }
    } else if messages[parent].kind == .comment || messages[parent].kind == .reply {
      kind = .reply
    }
    messages.append(
      Message(
        thread: messages[0].thread, kind: kind, author: event.author, second: event.second, channel: channel,
        parent: parent, cause: event.cause, origin: event.origin))
    spread(messages.count - 1)
  }

  /// Schedules what message `index` sets off.
  private mutating func spread(_ index: Int) {
    let message = messages[index]
    let author = crowd.people[message.author]
    if message.author != crowd.brand {
      expose(author.followers, to: index)
      callFriend(from: index)
      if random.coin(plan.selfReply) {
        schedule(
          Event(second: message.second, author: message.author, cause: index, origin: .person, isAnswer: true))
      }
    }
    guard let parent = message.parent, messages[parent].author != message.author else { return }
    let spokenTo = messages[parent].author
    let chance: Double
    switch crowd.people[spokenTo].role {
    case .brand: chance = plan.answers.brand
    case .trigger, .famous: chance = plan.answers.trigger
    case .loud, .member: chance = plan.answers.ordinary
    }
    if random.coin(chance) {
      schedule(
        Event(
          second: message.second, author: spokenTo, cause: index,
          origin: spokenTo == crowd.brand ? .brand : .person, isAnswer: true))
    }
  }

  private mutating func expose(_ followers: [Int], to index: Int) {
    let message = messages[index]
    let author = crowd.people[message.author]
    let isSeenWidely = message.kind == .post || message.kind == .share
    var base = plan.reaction * (isSeenWidely ? 1 : plan.commentFactor)
    switch author.role {
    case .trigger where isSeenWidely: base *= plan.triggerFactor
    case .famous: base *= plan.famousFactor
    default: break
    }
    for follower in followers {
      let reader = crowd.people[follower]
      let chance = base * reader.interest * (reader.community == author.community ? 1 : plan.outsideFactor)
      if random.coin(min(0.9, chance)) {
        schedule(Event(second: message.second, author: follower, cause: index, origin: .person, isAnswer: false))
      }
    }
  }

  private mutating func callFriend(from index: Int) {
    let message = messages[index]
    let friends = crowd.people[message.author].follows.filter { crowd.people[$0].isMentionable }
    guard message.kind != .post, !friends.isEmpty, random.coin(plan.mention) else { return }
    let friend = random.pick(friends)
    messages[index].mentioned = friend
    if random.coin(plan.mentionAnswer) {
      schedule(Event(second: message.second, author: friend, cause: index, origin: .person, isAnswer: true))
    }
  }
}

/// When people write.
enum Rhythm {
  /// The weight of each hour of the day for a message that nobody prompted.
  static let hours: [Double] = [
    2, 0, 0, 0, 0, 0, 0, 2, 4, 4, 4, 5, 7, 6, 4, 4, 4, 5, 6, 7, 8, 9, 8, 5,
  ]

  /// A second of the given day (0 is the first).
  static func second(ofDay day: Int, random: inout RandomStream) -> Int64 {
    Int64(day * 86_400 + random.index(weights: hours) * 3600 + random.below(3600))
  }

  /// The same second, or, if it falls between 1 and 7 in the morning, one between 7 and 9.
  static func awake(_ second: Int64, random: inout RandomStream) -> Int64 {
    let ofDay = second % 86_400
    guard (3600..<7 * 3600).contains(ofDay) else { return second }
    return second - ofDay + Int64(7 * 3600 + random.below(2 * 3600))
  }
}
