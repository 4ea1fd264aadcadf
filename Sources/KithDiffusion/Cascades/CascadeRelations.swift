import KithFoundation
import KithGraph

/// Trees given row by row, as published: this member followed that one.
///
///     var relations = CascadeRelations(people: names)
///     relations.add(.init(person: 0, time: 0), following: nil)
///     relations.add(.init(person: 1, time: 60_000), following: .init(person: 0, time: 0))
///     let cascades = try relations.cascades()
///
/// Published trees have defects; none is hidden, and each is counted in the tally. A member named by several rows
/// counts once (`repeats`). Of several parents the latest that is not later than the member stands, else the earliest.
/// A parent later than its child stays where no other is given. A member that no row places is a root. Members who
/// follow themselves or each other in a ring are cut loose. The order of the rows does not matter. O(rows log rows).
public struct CascadeRelations: Sendable {
  public struct Member: Sendable, Hashable, Comparable {
    public var person: UInt32
    /// Milliseconds, `Timestamp.missing` where unknown.
    public var time: Int64
    public var item: UInt32
    /// Tells apart what one person did about an item at one time.
    public var post: UInt32

    public init(person: UInt32, time: Int64 = Timestamp.missing, item: UInt32 = 0, post: UInt32 = 0) {
      self.person = person
      self.time = time
      self.item = item
      self.post = post
    }

    public static func < (a: Member, b: Member) -> Bool {
      (a.item, a.time, a.person, a.post) < (b.item, b.time, b.person, b.post)
    }
  }

  public let people: NameTable
  public let items: NameTable?
  private var rows: [(member: Member, parent: Member?)] = []

  public init(people: NameTable, items: NameTable? = nil) {
    self.people = people
    self.items = items
  }

  public var count: Int { rows.count }

  /// One row; `following: nil` says that the member is a root, whatever other rows say.
  public mutating func add(_ member: Member, following parent: Member?) { rows.append((member, parent)) }

  /// Throws E455 for people or items that are not in the tables, and parents from another item's tree.
  public func cascades() throws -> CascadeSet {
    var members = Set(rows.map(\.member))
    for row in rows { if let parent = row.parent { members.insert(parent) } }
    let sorted = members.sorted()
    var place: [Member: Int] = [:]
    place.reserveCapacity(sorted.count)
    for (index, member) in sorted.enumerated() { place[member] = index }
    var tally = CascadeSet.Tally()
    tally.rows = rows.count
    tally.repeats = rows.count - Set(rows.map(\.member)).count
    var parents = [Int](repeating: -1, count: sorted.count)
    var isRoot = [Bool](repeating: false, count: sorted.count)
    for row in rows {
      let child = place[row.member]!
      guard let given = row.parent else {
        isRoot[child] = true
        continue
      }
      if given.item != row.member.item { throw CascadeSet.otherTree(people, row.member.person) }
      let parent = place[given]!
      if parent == child {
        tally.selfFollowing += 1
        continue
      }
      if given.time != Timestamp.missing && row.member.time != Timestamp.missing && row.member.time < given.time {
        tally.rowsEarlierThanParents += 1
      }
      if parents[child] < 0 || Self.isBetter(parent, than: parents[child], for: child, sorted) {
        parents[child] = parent
      }
    }
    for member in sorted.indices where isRoot[member] { parents[member] = -1 }
    tally.rings = Self.cutRings(&parents)
    return try CascadeSet(
      people: people, persons: sorted.map(\.person), parents: parents.map { $0 < 0 ? CascadeSet.none : UInt32($0) },
      times: sorted.map(\.time), items: items, itemCodes: sorted.map(\.item), tally: tally)
  }

  /// The latest that is not later than the child, else the earliest; then by person and post.
  private static func isBetter(_ parent: Int, than held: Int, for child: Int, _ members: [Member]) -> Bool {
    let (new, old, time) = (members[parent].time, members[held].time, members[child].time)
    let (fits, heldFits) = (new <= time, old <= time)
    if fits != heldFits { return fits }
    if new != old { return fits ? new > old : new < old }
    return parent < held
  }

  /// Every member has one parent at most, so whoever is met twice on the way up stands in a ring.
  private static func cutRings(_ parents: inout [Int]) -> Int {
    var visitor = [Int](repeating: -1, count: parents.count)
    var rings = 0
    for start in parents.indices where visitor[start] < 0 {
      var member = start
      while member >= 0 && visitor[member] < 0 {
        visitor[member] = start
        member = parents[member]
      }
      if member < 0 || visitor[member] != start { continue }
      var first = member
      var next = parents[member]
      while next != member {
        first = min(first, next)
        next = parents[next]
      }
      parents[first] = -1
      rings += 1
    }
    return rings
  }
}
