import KithFoundation

@testable import KithInput

/// The rules of `MessageResolver` in the plainest words, over strings and linear searches.
enum NaiveResolver {
  static func rows(_ all: [Message]) -> [String] {
    var messages: [Message] = []
    for message in all where !messages.contains(where: { $0.id != nil && isSame($0, message) }) {
      messages.append(message)
    }
    let authors = Set(messages.compactMap(\.author))
    let handles = messages.flatMap { tokens($0.text ?? "").map(\.name) }
    var rows: [String] = []
    for message in messages {
      let target: String?
      let kind: String
      if let parent = parent(of: message, in: messages) {
        let answered = messages.first { $0.id == parent }
        target = answered?.author
        if let answered {
          kind = isPost(answered, in: messages) ? "comment" : "reply"
        } else {
          kind = parent == message.item ? "comment" : "reply"
        }
      } else if isPost(message, in: messages) {
        (target, kind) = (nil, "post")
      } else {
        target = messages.first { $0.id == message.item && isPost($0, in: messages) }?.author
        kind = "comment"
      }
      var to = target
      var named: [String] = []
      for (at, token) in tokens(message.text ?? "").enumerated() {
        let known = authors.filter { $0.lowercased() == token.name.lowercased() }.min()
        let person = authors.contains(token.name) ? token.name : known
        if at == 0, token.isHead, kind == "reply", let person {
          to = person
          named.append(person)
          continue
        }
        let name = person ?? handles.filter { $0.lowercased() == token.name.lowercased() }.min()!
        if named.contains(name) { continue }
        named.append(name)
        if let author = message.author { rows.append(row(message, author, name, "mention")) }
      }
      rows.append(row(message, message.author, to, kind))
    }
    return rows
  }

  private static func row(_ message: Message, _ from: String?, _ to: String?, _ kind: String) -> String {
    var text = "\(from ?? "-")>\(to ?? "-") \(kind)"
    if let item = message.item { text += " about \(item)" }
    return text
  }

  private static func isSame(_ a: Message, _ b: Message) -> Bool {
    var b = b
    b.line = a.line
    return a == b
  }

  private static func parent(of message: Message, in messages: [Message]) -> String? {
    guard let parent = message.parent, parent != message.id else { return nil }
    return parent == "0" && !messages.contains { $0.id == "0" } ? nil : parent
  }

  private static func isPost(_ message: Message, in messages: [Message]) -> Bool {
    parent(of: message, in: messages) == nil && (message.item == nil || message.item == message.id)
  }

  /// Words that open with "@", on texts made of plain words.
  private static func tokens(_ text: String) -> [(name: String, isHead: Bool)] {
    text.split(separator: " ").enumerated().compactMap { at, word in
      word.hasPrefix("@") ? (String(word.dropFirst()), at == 0) : nil
    }
  }

  static func randomMessages(using random: inout RandomStream) -> [Message] {
    let people = ["ana", "Ana", "bo", "choi", "dana", "미나", "수아"]
    let words = ["yes", "@ana", "@ANA", "@bo", "@미나", "@ghost", "@Ghost", "@choi", "no@mail", "네"]
    let count = 1 + random.below(30)
    var messages: [Message] = (0..<count).map { line in
      let text = (0..<random.below(5)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      return Message(
        id: random.below(8) == 0 ? nil : "\(line + 1)",
        parent: random.below(3) == 0 ? nil : "\(random.below(count + 4))",
        author: random.below(9) == 0 ? nil : people[random.below(people.count)],
        item: random.below(2) == 0 ? nil : "\(random.below(count + 2))", text: text, line: line + 2)
    }
    for _ in 0..<random.below(4) {
      var copy = messages[random.below(messages.count)]
      copy.line = 100
      messages.append(copy)
    }
    return messages
  }
}
