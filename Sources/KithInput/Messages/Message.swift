import KithFoundation

/// One post, comment or reply as it stands in the input, before it is known whom it addresses.
///
///     Message(id: "2", parent: "1", author: "bora", text: "@mina 좋아요", line: 3)
///
/// A message is also how readers hand over rows that name their target themselves: set `addressee`.
public struct Message: Sendable, Equatable {
  public var id: String?
  /// The id of the message this one answers.
  public var parent: String?
  public var author: String?
  /// Whom the row addresses, when the row itself says so; `parent` is then not looked at.
  public var addressee: String?
  public var time: Timestamp?
  /// As written; normalised when resolved. Nil leaves it to the structure: post, comment or reply.
  public var kind: String?
  public var channel: String?
  /// The post the row is about.
  public var item: String?
  public var text: String?
  public var weight: Float
  /// 1-based physical line.
  public var line: Int

  public init(
    id: String? = nil, parent: String? = nil, author: String? = nil, addressee: String? = nil,
    time: Timestamp? = nil, kind: String? = nil, channel: String? = nil, item: String? = nil,
    text: String? = nil, weight: Float = 1, line: Int
  ) {
    self.id = id
    self.parent = parent
    self.author = author
    self.addressee = addressee
    self.time = time
    self.kind = kind
    self.channel = channel
    self.item = item
    self.text = text
    self.weight = weight
    self.line = line
  }
}

/// The same with fields borrowed from the bytes being read; empty or nil is absent.
struct MessageFields {
  var id: UnsafeRawBufferPointer?
  var parent: UnsafeRawBufferPointer?
  var author: UnsafeRawBufferPointer?
  var addressee: UnsafeRawBufferPointer?
  var kind: UnsafeRawBufferPointer?
  var channel: UnsafeRawBufferPointer?
  var item: UnsafeRawBufferPointer?
  var text: UnsafeRawBufferPointer?
  var time = Timestamp.missing
  var weight: Float = 1
}

/// How `@name` in a row's text is read.
public enum MentionSyntax: UInt8, Sendable {
  /// Not at all: the row names its target itself.
  case none
  /// `@name` anywhere.
  case plain
  /// As plain, but code between backticks is not looked at.
  case markdown
}
