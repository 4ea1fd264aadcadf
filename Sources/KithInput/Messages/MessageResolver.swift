import KithFoundation
import KithGraph

/// Turns messages into interactions: finds out whom each one addresses.
///
///     var table = MessageTable()
///     table.append(Message(id: "1", author: "mina", text: "새 향 나왔어요", line: 2))
///     table.append(Message(id: "2", parent: "1", author: "bora", text: "@juno 봤어?", line: 3))
///     let resolved = try MessageResolver().resolve(table)   // post of mina; comment bora → mina; mention bora → juno
///
/// - A message addresses the author of its parent, wherever that stands in the input. A parent that is
///   missing, or has no author, leaves the row without target: activity, not an edge.
/// - A message without parent is a post and addresses nobody; with an item it is a top-level comment and
///   addresses the author of the post with that id.
/// - A reply (an answer to a comment) that opens with `@name` addresses that person, if known, instead.
/// - Every other `@name` is a row of kind `mention` on the same evidence, one for each person and message.
///   A handle that belongs to nobody known still names a person, unless `mentionsKnownPeopleOnly`; spellings
///   that differ only in case are one person, under the first spelling by bytes.
/// - A row with an `addressee` addresses that person, whatever its parent.
/// - Rows without kind are `post`, `comment` or `reply` by their place. A row called post that has a parent
///   is no post: it is counted as comment or reply.
///
/// The rows stand in input order, mentions behind their message; as a set they do not depend on that order.
/// O(messages + text), about a microsecond a message.
public struct MessageResolver: Sendable, Codable {
  /// Leaves out mentions of handles that no row's author or addressee has. Default false.
  public var mentionsKnownPeopleOnly: Bool
  /// Of different messages with one id keeps the first by time, then by content, instead of failing. Default false.
  public var dropsConflictingIDs: Bool

  public init(mentionsKnownPeopleOnly: Bool = false, dropsConflictingIDs: Bool = false) {
    self.mentionsKnownPeopleOnly = mentionsKnownPeopleOnly
    self.dropsConflictingIDs = dropsConflictingIDs
  }

  /// Resolves all messages and keeps the rows that pass `filter`.
  ///
  /// - Throws: `KithError` E221 (65) when two different messages have one id; `CancellationError`.
  public func resolve(
    _ table: MessageTable, filter: RowFilter = RowFilter(), execution: Execution = .serial
  ) throws -> (log: InteractionLog, summary: MessageSummary) {
    var summary = MessageSummary()
    summary.messages = table.count
    let threads = try MessageThreads(table, dropsConflicts: dropsConflictingIDs, summary: &summary)
    try execution.checkCancellation()
    var targets = Self.targets(table, threads, &summary)
    var mentions = try Mentions(table, threads, keepsUnknown: !mentionsKnownPeopleOnly, execution: execution)
    mentions.apply(to: &targets, table, threads, &summary)
    try execution.checkCancellation()
    var rows = ResolvedRows(table, mentions.people, filter: filter)
    rows.fill(threads, targets, mentions, &summary)
    return (rows.log(), summary)
  }

  /// The addressee each row names, or its parent's author.
  private static func targets(
    _ table: MessageTable, _ threads: MessageThreads, _ summary: inout MessageSummary
  ) -> [UInt32] {
    var targets = table.addressees
    for row in targets.indices where targets[row] == MessageTable.none && threads.parents[row] != MessageTable.none {
      targets[row] = table.authors[Int(threads.parents[row])]
      if targets[row] == MessageTable.none { summary.parentsWithoutAuthor += 1 }
    }
    return targets
  }
}
