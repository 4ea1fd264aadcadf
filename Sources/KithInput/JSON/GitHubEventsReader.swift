import KithFoundation
import KithGraph

/// Reads GitHub's public events as GH Archive stores them: one JSON object a line.
///
/// | event | becomes |
/// |---|---|
/// | IssueCommentEvent, PullRequestReviewCommentEvent, PullRequestReviewEvent | a comment on the author of the issue or pull request |
/// | CommitCommentEvent | a comment without target: the event does not say who wrote the commit |
/// | IssuesEvent, PullRequestEvent, action "opened" | a post |
/// | FollowEvent | a follow |
/// | others | no relation between people: counted |
///
/// `@login` in a body, outside of code, is a mention of its own, also at the head: the comment still stands
/// under the issue. Item: `owner/repo#12`, or `owner/repo@sha`; channel: the repository. Stars and forks of a
/// repository say nothing about its owner, often an organisation, and are left out. The event's id keeps a file
/// that is given twice from counting twice.
struct GitHubEventsReader: FormatReader {
  private enum Field: Int, CaseIterable {
    case type, id, time, actor, repo, action, issue, issueAuthor, pull, pullAuthor, commit, comment, review, issueBody,
      pullBody, target

    var path: String {
      switch self {
      case .type: "type"
      case .id: "id"
      case .time: "created_at"
      case .actor: "actor.login"
      case .repo: "repo.name"
      case .action: "payload.action"
      case .issue: "payload.issue.number"
      case .issueAuthor: "payload.issue.user.login"
      case .pull: "payload.pull_request.number"
      case .pullAuthor: "payload.pull_request.user.login"
      case .commit: "payload.comment.commit_id"
      case .comment: "payload.comment.body"
      case .review: "payload.review.body"
      case .issueBody: "payload.issue.body"
      case .pullBody: "payload.pull_request.body"
      case .target: "payload.target.login"
      }
    }
  }

  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading {
    let reader = try JSONReader(paths: Field.allCases.map(\.path))
    var collector = MessageCollector(options)
    var withoutRelation = 0
    for source in sources {
      collector.beginFile(source.name)
      let lines = LineReader(source, limits: options.limits)
      var rows = 0
      while let line = try lines.next() {
        if JSONLines.isBlank(line) { continue }
        rows += 1
        if rows & 0xfff == 0 {
          try execution.checkCancellation()
          execution.report("reading", done: source.bytesRead, of: source.size, unit: "bytes")
        }
        let place = Place(file: source.name, line: lines.line)
        do {
          try reader.read(line, at: place) { values in
            guard try Self.append(Event(values: values), to: &collector.table) else {
              withoutRelation += 1
              return
            }
          }
        } catch let error as KithError {
          try collector.reject(error, line)
        }
      }
      collector.endFile(source, Self.facts(source), rows: rows)
    }
    if withoutRelation > 0 {
      collector.note(
        "W311", "\(withoutRelation) events are no relation between people (pushes, stars, forks and the like): left out"
      )
    }
    return try collector.finish(execution: execution)
  }

  private static func facts(_ source: ByteSource) -> ReadingSummary.FileFacts {
    var facts = ReadingSummary.FileFacts(path: source.path, format: .gitHubEvents)
    let uses: [(ColumnRole, Field)] = [(.from, .actor), (.at, .time), (.kind, .type), (.channel, .repo), (.id, .id)]
    facts.columns = Field.allCases.map(\.path)
    facts.roles = uses.map { .init(role: $0, column: $1.path, position: $1.rawValue + 1) }
    facts.timeForm = "ISO 8601"
    return facts
  }

  /// The wanted values of one event.
  private struct Event {
    let values: JSONValues

    func bytes(_ field: Field) throws -> UnsafeRawBufferPointer? { try values.text(field.rawValue, role: field.path) }
    func string(_ field: Field) throws -> String? { try bytes(field).map { String(decoding: $0, as: UTF8.self) } }

    func required(_ field: Field) throws -> UnsafeRawBufferPointer {
      if let value = try bytes(field), !value.isEmpty { return value }
      throw KithError(
        .badData,
        Diagnostic(
          "E307", "the event has no \"\(field.path)\"", at: values.place,
          help: "events before 2015 have another form; for other JSON choose the format JSON Lines"))
    }

    func time() throws -> Int64 {
      let text = try required(.time)
      let clock = text.withMemoryRebound(to: UInt8.self) { ClockReading($0) }
      guard let clock else {
        throw KithError(
          .badData,
          Diagnostic(
            "E308", "\"created_at\" is no time: \"\(String(decoding: text, as: UTF8.self))\"", at: values.place))
      }
      return clock.milliseconds - (clock.offset ?? 0)
    }
  }

  /// Appends the event's row; false when it relates nobody to anybody.
  private static func append(_ event: Event, to table: inout MessageTable) throws -> Bool {
    var fields = MessageFields()
    let kind: StaticString
    let number: Field?
    switch String(decoding: try event.required(.type), as: UTF8.self) {
    case "IssueCommentEvent":
      (kind, number) = ("comment", .issue)
      fields.addressee = try event.bytes(.issueAuthor)
      fields.text = try event.bytes(.comment)
    case "PullRequestReviewCommentEvent":
      (kind, number) = ("comment", .pull)
      fields.addressee = try event.bytes(.pullAuthor)
      fields.text = try event.bytes(.comment)
    case "PullRequestReviewEvent":
      (kind, number) = ("comment", .pull)
      fields.addressee = try event.bytes(.pullAuthor)
      fields.text = try event.bytes(.review)
    case "CommitCommentEvent":
      (kind, number) = ("comment", .commit)
      fields.text = try event.bytes(.comment)
    case "IssuesEvent":
      guard try event.string(.action) == "opened" else { return false }
      (kind, number) = ("post", .issue)
      fields.text = try event.bytes(.issueBody)
    case "PullRequestEvent":
      guard try event.string(.action) == "opened" else { return false }
      (kind, number) = ("post", .pull)
      fields.text = try event.bytes(.pullBody)
    case "FollowEvent":
      (kind, number) = ("follow", nil)
      fields.addressee = try event.required(.target)
    default: return false
    }
    fields.author = try event.required(.actor)
    fields.id = try event.bytes(.id)
    fields.channel = try event.bytes(.repo)
    fields.time = try event.time()
    let repo = try event.string(.repo)
    var item = ""
    if let number, let repo, let value = try event.string(number) {
      item = number == .commit ? "\(repo)@\(value.prefix(12))" : "\(repo)#\(value)"
    }
    kind.withUTF8Buffer { kind in
      item.withUTF8 { item in
        fields.kind = UnsafeRawBufferPointer(kind)
        fields.item = UnsafeRawBufferPointer(item)
        table.append(fields, mentions: .markdown, line: event.values.place.line ?? 0)
      }
    }
    return true
  }
}
