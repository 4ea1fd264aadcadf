import KithFoundation

/// The posts, comments and users of one dump, held until all files are read.
struct StackExchangeDump {
  enum Part: String {
    case posts, comments, users

    var attributes: [String] {
      switch self {
      case .posts: ["Id", "PostTypeId", "ParentId", "OwnerUserId", "CreationDate", "Title", "Body"]
      case .comments: ["Id", "PostId", "UserId", "CreationDate", "Text"]
      case .users: ["Id", "DisplayName"]
      }
    }
  }

  struct Post {
    var id: Int
    /// The question an answer belongs to.
    var question: Int?
    var owner: Int?
    var time: Timestamp?
    var title: String
    var text: String?
    var origin: Origin
  }

  struct Comment {
    var id: Int
    var post: Int
    var author: Int?
    var time: Timestamp?
    var text: String
    var origin: Origin
  }

  struct Origin {
    var file: Int
    var line: Int
  }

  var parts: Set<Part> = []
  var files: [Int: String] = [:]
  private(set) var posts: [Post] = []
  private(set) var comments: [Comment] = []
  /// Display names by user.
  private(set) var users: [Int: String] = [:]
  private(set) var otherPosts = 0
  private let keepsText: Bool

  init(keepsText: Bool) { self.keepsText = keepsText }

  mutating func add(_ row: XMLRow, of part: Part, file: Int) throws {
    let origin = Origin(file: file, line: row.place.line ?? 0)
    switch part {
    case .users:
      let id = try row.required("Id")
      if let name = try row.text("DisplayName"), !name.isEmpty { users[id] = name }
    case .comments:
      comments.append(
        Comment(
          id: try row.required("Id"), post: try row.required("PostId"), author: try row.integer("UserId"),
          time: try row.time("CreationDate"), text: try row.text("Text") ?? "", origin: origin))
    case .posts:
      let type = try row.required("PostTypeId")
      guard type == 1 || type == 2 else {
        otherPosts += 1
        return
      }
      posts.append(
        Post(
          id: try row.required("Id"), question: type == 2 ? try row.required("ParentId") : nil,
          owner: try row.integer("OwnerUserId"), time: try row.time("CreationDate"), title: try row.text("Title") ?? "",
          text: keepsText ? try row.text("Body").map(HTMLText.plain) : nil, origin: origin))
    }
  }

  /// Hands everything over as messages.
  func append(to collector: inout MessageCollector) {
    let names = personNames()
    let threads = StackExchangeThreads(self)
    let titles = Dictionary(posts.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    let questions = Dictionary(posts.map { ($0.id, $0.question ?? $0.id) }, uniquingKeysWith: { first, _ in first })
    func name(_ user: Int?) -> String? { user.map { names[$0] ?? String($0) } }
    func item(_ question: Int) -> String {
      guard let title = titles[question], !title.isEmpty else { return String(question) }
      return "\(question): \(title)"
    }
    var file: Int?
    func begin(_ origin: Origin) {
      if file != origin.file { collector.beginFile(files[origin.file] ?? "") }
      file = origin.file
    }
    for post in posts {
      begin(post.origin)
      collector.table.append(
        Message(
          id: "post \(post.id)", parent: post.question.map { "post \($0)" }, author: name(post.owner), time: post.time,
          kind: post.question == nil ? "post" : "answer", item: item(post.question ?? post.id), text: post.text,
          line: post.origin.line), mentions: .none)
    }
    for comment in comments {
      begin(comment.origin)
      let named = threads.named(in: comment)
      let owner = threads.owner(of: comment.post)
      let addressee = named.head == owner ? nil : named.head
      var message = Message(
        id: "comment \(comment.id)", parent: "post \(comment.post)", author: name(comment.author),
        addressee: name(addressee), time: comment.time, kind: addressee == nil ? "comment" : "reply",
        item: item(questions[comment.post] ?? comment.post), text: comment.text, line: comment.origin.line)
      collector.table.append(message, mentions: .none)
      collector.retargeted += addressee == nil ? 0 : 1
      collector.mentionsOfNobody += named.nobody
      guard comment.author != nil else { continue }
      message.parent = nil
      message.kind = "mention"
      message.text = nil
      for person in named.others {
        message.id = "comment \(comment.id) names \(person)"
        message.addressee = name(person)
        collector.table.append(message, mentions: .none)
        collector.mentions += 1
      }
    }
  }

  /// Display names where they tell people apart, else with the number.
  private func personNames() -> [Int: String] {
    var bearers: [String: Int] = [:]
    for name in users.values { bearers[name, default: 0] += 1 }
    return users.reduce(into: [:]) { names, user in
      let (id, name) = user
      // A name that looks like another's with its number would not tell them apart.
      names[id] = bearers[name] == 1 && !name.hasSuffix(")") ? name : "\(name) (\(id))"
    }
  }
}
