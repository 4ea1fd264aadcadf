/// What became of the messages: everything that did not turn into an edge is counted here.
public struct MessageSummary: Sendable, Equatable, Codable {
  /// Messages read, duplicates included.
  public var messages = 0
  /// Rows that repeat an earlier message word for word; counted once.
  public var duplicates = 0
  /// Messages dropped because another one has the same id with different content (only when allowed).
  public var conflictingIDs = 0
  /// Replies that open with `@name` and so address that person.
  public var retargeted = 0
  /// Mentions found; each is a row of its own.
  public var mentions = 0
  /// Mentions of people who wrote nothing.
  public var mentionsOfSilentPeople = 0
  /// `@…` that names nobody: unknown and not kept, only digits, or too long for a name.
  public var mentionsOfNobody = 0
  /// Messages whose parent is not in the input.
  public var missingParents = 0
  /// Top-level comments on a post that is not in the input.
  public var missingPosts = 0
  /// Answers to a message without author.
  public var parentsWithoutAuthor = 0
  /// Messages that name themselves as parent; read as top-level.
  public var ownParents = 0
  /// Messages whose chain of parents comes back to them; each still addresses its parent's author.
  public var inCycles = 0
  /// Rows dropped by the choice of kinds and by the window.
  public var filteredByKind = 0
  public var filteredByWindow = 0

  public init() {}
}
