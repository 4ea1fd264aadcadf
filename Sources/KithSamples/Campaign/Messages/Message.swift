/// One row of the comment table, and why it was written.
struct Message: Sendable {
  enum Kind: String, Sendable { case post, comment, reply, share }

  /// What brought its author to write.
  enum Origin: String, Sendable {
    /// The brand's own post or answer.
    case brand
    /// A customer's post of their own accord.
    case spontaneous
    /// A customer's comment under a brand post, drawn by the brand alone.
    case visit
    /// Another person's message, its `cause`.
    case person
  }

  var thread: Int
  var kind: Kind
  /// A position in `Crowd.people`.
  var author: Int
  /// Seconds after the plan's start.
  var second: Int64
  var channel: Int
  /// The message it speaks to, in the same list; nil for a post.
  var parent: Int?
  /// The message that brought it about; differs from `parent` where a friend's comment drew its author to the post.
  var cause: Int?
  var origin: Origin
  /// A friend called by @name.
  var mentioned: Int?

  static let channels = ["피드", "카페", "영상"]
  /// On this channel answers hang under the first comment and open with @name, as on video sites.
  static let flatChannel = 2
}
