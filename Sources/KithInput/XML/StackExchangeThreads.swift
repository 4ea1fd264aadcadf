import KithFoundation

/// Who is meant by `@name` in a comment, by the site's own convention.
///
/// The name is a display name without its blanks, or its first three letters or more, in any case. It is looked
/// for among the owner and the commenters of the post, then among everybody who wrote under the question. A full
/// name goes before a beginning, somebody who wrote before the comment goes before one who wrote after, the nearest
/// in time goes first, then the smaller number.
struct StackExchangeThreads {
  struct Named: Equatable {
    /// Whom the comment opens with.
    var head: Int?
    var others: [Int] = []
    /// `@…` that fits nobody there.
    var nobody = 0
  }

  private struct Voice {
    var person: Int
    var time: Int64
    /// Folded, without blanks.
    var name: String
  }

  private var owners: [Int: Int] = [:]
  private var questions: [Int: Int] = [:]
  private var voicesOfPost: [Int: [Voice]] = [:]
  private var voicesOfQuestion: [Int: [Voice]] = [:]

  private static let shortestBeginning = 3

  init(_ dump: StackExchangeDump) {
    let names = dump.users.mapValues { $0.lowercased().filter { !$0.isWhitespace } }
    for post in dump.posts {
      if let owner = post.owner { owners[post.id] = owner }
      questions[post.id] = post.question ?? post.id
    }
    for post in dump.posts { add(post.owner, post.time, to: post.id, names) }
    for comment in dump.comments { add(comment.author, comment.time, to: comment.post, names) }
  }

  func owner(of post: Int) -> Int? { owners[post] }

  /// The people a comment names, each once; its author is never meant.
  func named(in comment: StackExchangeDump.Comment) -> Named {
    var named = Named()
    var text = comment.text
    text.withUTF8 { bytes in
      let text = UnsafeRawBufferPointer(bytes)
      for candidate in MentionScanner.candidates(in: text, syntax: .markdown) where candidate.end > candidate.start {
        let handle = UnsafeRawBufferPointer(rebasing: text[candidate.start..<candidate.end])
        guard let person = person(called: MentionIndex.folded(handle), by: comment) else {
          named.nobody += 1
          continue
        }
        if candidate.isHead {
          named.head = person
        } else if person != named.head, !named.others.contains(person) {
          named.others.append(person)
        }
      }
    }
    return named
  }

  private mutating func add(_ person: Int?, _ time: Timestamp?, to post: Int, _ names: [Int: String]) {
    guard let person, let name = names[person] else { return }
    let voice = Voice(person: person, time: time?.milliseconds ?? Timestamp.missing, name: name)
    voicesOfPost[post, default: []].append(voice)
    voicesOfQuestion[questions[post] ?? post, default: []].append(voice)
  }

  private func person(called name: String, by comment: StackExchangeDump.Comment) -> Int? {
    let question = questions[comment.post] ?? comment.post
    return best(voicesOfPost[comment.post] ?? [], name, comment)
      ?? best(voicesOfQuestion[question] ?? [], name, comment)
  }

  private func best(_ voices: [Voice], _ name: String, _ comment: StackExchangeDump.Comment) -> Int? {
    let time = comment.time?.milliseconds ?? Timestamp.missing
    var best: (rank: (Int, Int, UInt64, Int), person: Int)?
    for voice in voices where voice.person != comment.author {
      let isFull = voice.name == name
      guard isFull || name.count >= Self.shortestBeginning && voice.name.hasPrefix(name) else { continue }
      let distance =
        voice.time > time
        ? voice.time.subtractingReportingOverflow(time) : time.subtractingReportingOverflow(voice.time)
      let rank = (isFull ? 0 : 1, voice.time <= time ? 0 : 1, UInt64(bitPattern: distance.partialValue), voice.person)
      if best.map({ rank < $0.rank }) ?? true { best = (rank, voice.person) }
    }
    return best?.person
  }
}
