import KithFoundation

/// All messages of the month in order of time: the brand's threads, the triggers' and everybody else's.
struct Conversation: Sendable {
  let messages: [Message]
  /// For each message, who set off its chain of causes: the author of the message that had no person as cause.
  let root: [Int]

  init(plan: CampaignPlan, crowd: Crowd, seed: UInt64) {
    var ordered: [(position: (thread: Int, index: Int), message: Message)] = []
    for (number, start) in Self.starts(plan: plan, crowd: crowd, seed: seed).enumerated() {
      var post = start.post
      post.thread = number
      let thread = Thread(post: post, target: start.target, plan: plan, crowd: crowd, seed: seed)
      for (index, message) in thread.messages.enumerated() { ordered.append(((number, index), message)) }
    }
    ordered.sort {
      ($0.message.second, $0.position.thread, $0.position.index)
        < ($1.message.second, $1.position.thread, $1.position.index)
    }
    // Threads count their own messages; from here on a message is its place in the whole.
    var place: [[Int]] = []
    for (index, entry) in ordered.enumerated() {
      while place.count <= entry.position.thread { place.append([]) }
      var row = place[entry.position.thread]
      while row.count <= entry.position.index { row.append(-1) }
      row[entry.position.index] = index
      place[entry.position.thread] = row
    }
    messages = ordered.map { entry in
      var message = entry.message
      message.parent = message.parent.map { place[message.thread][$0] }
      message.cause = message.cause.map { place[message.thread][$0] }
      return message
    }
    var root: [Int] = []
    for message in messages { root.append(message.cause.map { root[$0] } ?? message.author) }
    self.root = root
  }

  /// The first post of the message's thread.
  func post(of index: Int) -> Int {
    var index = index
    while let parent = messages[index].parent { index = parent }
    return index
  }

  /// The comment right under a post or a share that `index` hangs under, or itself.
  func topLevel(of index: Int) -> Int {
    var index = index
    while messages[index].kind == .reply, let parent = messages[index].parent { index = parent }
    return index
  }

  private static func starts(
    plan: CampaignPlan, crowd: Crowd, seed: UInt64
  ) -> [(post: Message, target: Int?)] {
    var starts: [(post: Message, target: Int?)] = []
    func post(by author: Int, on channel: Int, at second: Int64, _ origin: Message.Origin) -> Message {
      Message(thread: 0, kind: .post, author: author, second: second, channel: channel, origin: origin)
    }
    var random = RandomStream(seed: seed, purpose: "campaign.brand")
    for number in 0..<plan.brandPosts {
      let day = number * plan.days / plan.brandPosts
      let second = Int64(day * 86_400 + (10 + random.below(9)) * 3600 + random.below(3600))
      let target = number % Topic.all.count
      let channel = random.index(weights: Topic.all[target].channels)
      starts.append((post(by: crowd.brand, on: channel, at: second, .brand), target))
    }
    for person in 0..<crowd.brand {
      guard let community = crowd.people[person].community else { continue }
      var random = RandomStream(seed: seed, purpose: "campaign.posts", index: UInt64(person))
      let days: [Int]
      switch crowd.people[person].role {
      case .trigger: days = plan.triggerDays.map { $0 - 1 + community }
      case .loud, .famous: days = (0..<plan.loudPosts).map { _ in random.below(plan.days) }
      default: days = (0..<random.poisson(plan.spontaneousPosts)).map { _ in random.below(plan.days) }
      }
      for day in days {
        let second = Rhythm.second(ofDay: day, random: &random)
        let channel = random.index(weights: Topic.all[community].channels)
        starts.append((post(by: person, on: channel, at: second, .spontaneous), nil))
      }
    }
    return starts
  }
}
