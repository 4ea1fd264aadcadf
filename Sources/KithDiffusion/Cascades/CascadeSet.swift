import KithFoundation
import KithGraph

/// Trees of who followed whom, all in columns: one row a member.
///
///     let cascades = try CascadeReconstruction().cascades(in: log)
///     for index in cascades.indices { print(cascades[index].size, cascades.people[cascades[index].root]) }
///
/// A cascade is one tree: its root came from outside, every other member has the member they followed as parent.
/// An item has as many cascades as roots. Members of a cascade are contiguous and stand by generation, so a parent
/// always stands before its children; among siblings the earlier first, then by id. Cascades stand by item, then by
/// their root's time (unknown first) and id. 33 bytes a member, and 12 a candidate.
public struct CascadeSet: Sendable, Equatable {
  /// How a member came to be where it is.
  public enum Origin: UInt8, Sendable, Codable, CaseIterable {
    /// The parent was named by the data: a reply, a share, a tree given as such.
    case named
    /// The parent is the contact who acted last before.
    case latest
    /// The parent is the likeliest of the contacts who acted before.
    case likeliest
    /// A root: nobody eligible acted before.
    case first
    /// A root: one of the brand's own accounts.
    case brand
    /// A root: followed by others, without an earlier action of theirs in the log. Its time is unknown.
    case unlogged

    public var isRoot: Bool { self == .first || self == .brand || self == .unlogged }
  }

  /// What stands where there is no parent, row or channel.
  public static let none = UInt32.max

  public let people: NameTable
  public let persons: [UInt32]
  /// Milliseconds, `Timestamp.missing` where unknown.
  public let times: [Int64]
  /// Members of this set; `none` for roots.
  public let parents: [UInt32]
  public let origins: [Origin]
  /// Of the parent, given that it is one of the candidates; 1 for roots.
  public let probabilities: [Double]
  /// The log's row that says so, as evidence; `none` for members no row stands for. Empty for given trees.
  public let rows: [UInt32]
  public let channels: CodedColumn?
  /// Nil where everything is about one thing.
  public let items: NameTable?
  /// Members of cascade c are `starts[c]..<starts[c + 1]`.
  public let starts: [Int]
  /// By cascade; 0 where `items` is nil.
  public let itemCodes: [UInt32]
  /// Everyone whom a member may have followed; nil where the parents are all that is known.
  public let candidates: Candidates?
  public let tally: Tally

  /// The eligible parents of each member, ascending by id; probabilities of a member sum to 1.
  public struct Candidates: Sendable, Equatable {
    /// Those of member m are `starts[m]..<starts[m + 1]`.
    public let starts: [Int]
    public let members: [UInt32]
    public let probabilities: [Double]
  }

  /// What was read, and what was odd.
  public struct Tally: Sendable, Equatable, Codable {
    public var rows = 0
    public var withoutActor = 0
    public var withoutTime = 0
    public var withoutItem = 0
    /// Rows that repeat what the person had done about the item already.
    public var repeats = 0
    /// Members earlier than their parents: a defect of the data, kept and counted.
    public var earlierThanParents = 0
    /// Rows that say so: more than the members where another row names a parent that fits.
    public var rowsEarlierThanParents = 0
    /// Rows by which a member follows itself.
    public var selfFollowing = 0
    /// Rings of members who follow each other, cut at their first member, which became a root.
    public var rings = 0
    public init() {}
  }

  public var count: Int { starts.count - 1 }
  public var indices: Range<Int> { 0..<count }
  public var memberCount: Int { persons.count }
  public subscript(index: Int) -> Cascade { Cascade(cascades: self, index: index) }

  public func members(of cascade: Int) -> Range<Int> { starts[cascade]..<starts[cascade + 1] }
  public func parent(of member: Int) -> Int? { parents[member] == Self.none ? nil : Int(parents[member]) }
  public func time(of member: Int) -> Timestamp? {
    times[member] == Timestamp.missing ? nil : Timestamp(milliseconds: times[member])
  }

  /// Whether both times are known and the member's is before its parent's.
  public func isEarlierThanParent(_ member: Int) -> Bool {
    guard let parent = parent(of: member) else { return false }
    return times[parent] != Timestamp.missing && times[member] != Timestamp.missing && times[member] < times[parent]
  }

  /// Steps from the root, by member. O(members).
  public var generations: [Int32] {
    var generations = [Int32](repeating: 0, count: memberCount)
    for member in 0..<memberCount where parents[member] != Self.none {
      generations[member] = generations[Int(parents[member])] + 1
    }
    return generations
  }

  /// The cascade of each member. O(members).
  public var cascadeOfMembers: [UInt32] {
    var owners = [UInt32](repeating: 0, count: memberCount)
    for cascade in indices { for member in members(of: cascade) { owners[member] = UInt32(cascade) } }
    return owners
  }

  /// Ranges of cascades about one item, in order. O(cascades).
  public var itemRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var first = 0
    for cascade in indices where cascade + 1 == count || itemCodes[cascade + 1] != itemCodes[cascade] {
      ranges.append(first..<cascade + 1)
      first = cascade + 1
    }
    return ranges
  }

  /// Roots by why they are roots. O(cascades).
  public func roots(_ origin: Origin) -> [Int] { indices.map { starts[$0] }.filter { origins[$0] == origin } }
}

/// One tree of a set.
public struct Cascade: Sendable {
  public let cascades: CascadeSet
  public let index: Int

  public var members: Range<Int> { cascades.members(of: index) }
  public var size: Int { members.count }
  /// The person at the root, as a code of the cascades' people.
  public var root: Int { Int(cascades.persons[members.lowerBound]) }
  /// Why it started there.
  public var origin: CascadeSet.Origin { cascades.origins[members.lowerBound] }
  public var item: String? { cascades.items.map { $0[Int(cascades.itemCodes[index])] } }
}
