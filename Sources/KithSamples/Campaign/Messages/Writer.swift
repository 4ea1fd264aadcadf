import KithFoundation

/// Puts messages into words, by author, community and occasion.
struct Writer {
  let crowd: Crowd
  let conversation: Conversation
  let seed: UInt64

  func text(of index: Int) -> String {
    let message = conversation.messages[index]
    let author = crowd.people[message.author]
    var random = RandomStream(seed: seed, purpose: "campaign.text", index: UInt64(index))
    let topic = topic(for: index, random: &random)
    var sentences = body(of: index, topic: topic, random: &random)
    if author.style == .terse && message.kind != .post { sentences = [random.pick(sentences)] }
    var text = sentences.joined(separator: " ")
    switch author.style {
    case .casual where author.role != .brand:
      if text.hasSuffix(".") { text.removeLast() }
      text += random.pick(text.hasSuffix("?") ? PhraseBook.questionTails : PhraseBook.casualTails)
    case .emoji: if random.coin(0.7) { text += " " + random.pick(topic.emoji) }
    case .terse: if text.hasSuffix(".") { text.removeLast() }
    default: break
    }
    if let friend = message.mentioned {
      text += " @\(crowd.people[friend].handle) \(random.pick(PhraseBook.calls))"
    }
    if let opened = openedName(of: index) { text = "@\(opened) " + text }
    return text
  }

  /// The name a flattened answer opens with, where the written parent is not the message it speaks to.
  func openedName(of index: Int) -> String? {
    guard let parent = conversation.messages[index].parent, writtenParent(of: index) != parent else { return nil }
    return crowd.people[conversation.messages[parent].author].handle
  }

  /// The parent as the channel records it.
  func writtenParent(of index: Int) -> Int? {
    let message = conversation.messages[index]
    guard let parent = message.parent, message.kind == .reply, message.channel == Message.flatChannel,
      crowd.people[conversation.messages[parent].author].isMentionable
    else { return message.parent }
    return conversation.topLevel(of: parent)
  }

  /// The author's topic; for the brand, that of the people it speaks to.
  private func topic(for index: Int, random: inout RandomStream) -> Topic {
    let message = conversation.messages[index]
    if let topic = crowd.topic(of: message.author) { return topic }
    if let parent = message.parent, let topic = crowd.topic(of: conversation.messages[parent].author) { return topic }
    return random.pick(Topic.all)
  }

  /// One to three sentences for the occasion.
  private func body(of index: Int, topic: Topic, random: inout RandomStream) -> [String] {
    let message = conversation.messages[index]
    let isBrand = message.author == crowd.brand
    switch message.kind {
    case .post where isBrand: return [fill(random.pick(PhraseBook.announcements), topic, &random)]
    case .post:
      return [
        fill(random.pick(topic.sentences), topic, &random), fill(random.pick(PhraseBook.opinions), topic, &random),
        fill(random.pick(topic.sentences), topic, &random),
      ]
    case .share: return [random.pick(PhraseBook.shares), fill(random.pick(topic.sentences), topic, &random)]
    case .comment, .reply:
      if isBrand { return [fill(random.pick(PhraseBook.brandAnswers), topic, &random)] }
      if let parent = message.parent, conversation.messages[parent].author == message.author {
        return [random.pick(PhraseBook.corrections)]
      }
      var sentences: [String] = []
      if message.kind == .reply { sentences.append(random.pick(PhraseBook.answers)) }
      switch random.below(10) {
      case 0...4: sentences.append(fill(random.pick(topic.sentences), topic, &random))
      case 5, 6: sentences.append(fill(random.pick(topic.questions), topic, &random))
      default: sentences.append(fill(random.pick(PhraseBook.opinions), topic, &random))
      }
      if random.coin(0.35) { sentences.append(random.pick(PhraseBook.reactions)) }
      if message.kind == .comment && random.coin(0.25) {
        sentences[0] = random.pick(PhraseBook.openings) + " " + sentences[0]
      }
      return sentences
    }
  }

  private func fill(_ template: String, _ topic: Topic, _ random: inout RandomStream) -> String {
    Template.fill(template) { slot in
      switch slot {
      case "thing": random.pick(topic.things)
      case "place": random.pick(topic.places)
      case "when": random.pick(topic.moments)
      // Three in four times a favourite of the community.
      default:
        Catalogue.items[
          random.coin(0.75) ? random.pick(topic.favourites) : random.below(Catalogue.items.count)
        ].name
      }
    }
  }
}
