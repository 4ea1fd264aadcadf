/// Trees as published: rows that say who followed whom, as columns.
///
///     let trees = try CascadeTreeReader(["twitter16/tree"]).read().log
///     let cascades = try CascadeRelations(trees).cascades()
///
/// A row's two ends are each a person, a time and a post: one person may appear in a tree several times. Codes index
/// tables that ascend by bytes; rows keep the order they were read in. 44 bytes a row.
public struct TreeLog: Sendable, Equatable {
  /// One end of every row.
  public struct Ends: Sendable, Equatable {
    public var persons: [UInt32]
    /// Milliseconds since the start of the row's tree, `Timestamp.missing` where unknown.
    public var times: [Int64]
    public var posts: [UInt32]

    public init(persons: [UInt32] = [], times: [Int64] = [], posts: [UInt32] = []) {
      self.persons = persons
      self.times = times
      self.posts = posts
    }
  }

  public let people: NameTable
  /// The trees' names.
  public let items: NameTable
  public let posts: NameTable
  /// By row.
  public let itemCodes: [UInt32]
  public let members: Ends
  /// Whom they followed; persons are `InteractionLog.none` where the member started the tree.
  public let parents: Ends

  /// All columns have a value a row, and codes lie within their tables.
  public init(
    people: NameTable, items: NameTable, posts: NameTable, itemCodes: [UInt32], members: Ends, parents: Ends
  ) {
    let count = itemCodes.count
    for ends in [members, parents] {
      precondition(ends.persons.count == count && ends.times.count == count && ends.posts.count == count)
    }
    precondition(itemCodes.allSatisfy { $0 < items.count } && members.persons.allSatisfy { $0 < people.count })
    precondition(parents.persons.allSatisfy { $0 < people.count || $0 == InteractionLog.none })
    self.people = people
    self.items = items
    self.posts = posts
    self.itemCodes = itemCodes
    self.members = members
    self.parents = parents
  }

  /// Number of rows.
  public var count: Int { itemCodes.count }
}
