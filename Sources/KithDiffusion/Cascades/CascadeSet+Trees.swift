import KithFoundation
import KithGraph

/// Members before they have their place: parents and candidates are positions in these columns.
struct LooseMembers {
  var persons: [UInt32] = []
  var times: [Int64] = []
  var parents: [UInt32] = []
  var origins: [CascadeSet.Origin] = []
  var probabilities: [Double] = []
  var rows: [UInt32] = []
  var channels: [UInt32] = []
  var items: [UInt32] = []
  var candidateStarts = [0]
  var candidates: [UInt32] = []
  var candidateProbabilities: [Double] = []

  /// A member whose candidates, if any, were appended already.
  mutating func append(
    _ person: UInt32, at time: Int64, parent: UInt32, _ origin: CascadeSet.Origin, probability: Double, row: UInt32,
    channel: UInt32, item: UInt32
  ) {
    persons.append(person)
    times.append(time)
    parents.append(parent)
    origins.append(origin)
    probabilities.append(probability)
    rows.append(row)
    channels.append(channel)
    items.append(item)
    candidateStarts.append(candidates.count)
  }
}

extension CascadeSet {
  /// Trees given as such: member r is `persons[r]`, who joined at `times[r]` by following member `parents[r]`.
  ///
  ///     let trees = try CascadeSet(people: names, persons: [0, 1, 2], parents: [CascadeSet.none, 0, 0])
  ///
  /// Members may come in any order; without `times` none is known. `itemCodes` index `items`, by member.
  /// Children earlier than their parents are kept and counted. Throws E455 for parents that do not exist, go round in
  /// a circle, or belong to another item. O(members log members).
  public init(
    people: NameTable, persons: [UInt32], parents: [UInt32], times: [Int64]? = nil, items: NameTable? = nil,
    itemCodes: [UInt32]? = nil
  ) throws {
    precondition(parents.count == persons.count)
    precondition(times?.count ?? persons.count == persons.count && itemCodes?.count ?? persons.count == persons.count)
    var tally = Tally()
    tally.rows = persons.count
    try self.init(
      people: people, persons: persons, parents: parents,
      times: times ?? [Int64](repeating: Timestamp.missing, count: persons.count), items: items,
      itemCodes: itemCodes ?? [UInt32](repeating: 0, count: persons.count), tally: tally)
  }

  /// As above, with what is known of the rows.
  init(
    people: NameTable, persons: [UInt32], parents: [UInt32], times: [Int64], items: NameTable?, itemCodes: [UInt32],
    tally: Tally
  ) throws {
    let count = persons.count
    var loose = LooseMembers()
    loose.persons = persons
    loose.times = times
    loose.parents = parents
    loose.origins = parents.map { $0 == Self.none ? .first : .named }
    loose.probabilities = [Double](repeating: 1, count: count)
    loose.items = itemCodes
    if let stranger = persons.first(where: { $0 >= people.count }) {
      throw Self.defect("person number \(stranger) is not among the \(people.count) people")
    }
    if let item = itemCodes.first(where: { $0 >= items?.count ?? 1 }) {
      throw Self.defect("item number \(item) is not among the items")
    }
    for (member, parent) in parents.enumerated() where parent != Self.none {
      if parent >= count { throw Self.defect("member \(member) follows member \(parent) of \(count)") }
      if itemCodes[member] != itemCodes[Int(parent)] { throw Self.otherTree(people, persons[member]) }
    }
    try self.init(loose, people: people, items: items, channels: nil, tally: tally)
  }

  static func otherTree(_ people: NameTable, _ person: UInt32) -> KithError {
    let name = person < people.count ? people[Int(person)] : "person number \(person)"
    return defect("\(name) follows someone in the tree of another item")
  }

  private static func defect(_ what: String) -> KithError {
    KithError(
      .badData,
      Diagnostic("E455", "not a tree: \(what)", help: "every member follows nobody, or one other member of its tree"))
  }

  /// Puts everyone in their place. Throws E455 for parents that go round in a circle.
  init(_ loose: LooseMembers, people: NameTable, items: NameTable?, channels: NameTable?, tally: Tally) throws {
    let count = loose.persons.count
    let order = (0..<count).sorted { a, b in
      (loose.items[a], loose.times[a], loose.persons[a], a) < (loose.items[b], loose.times[b], loose.persons[b], b)
    }
    // Children of each member, in that order; the last row holds the roots.
    var ends = [Int](repeating: 0, count: count + 2)
    let slot = { (member: Int) in loose.parents[member] == Self.none ? count : Int(loose.parents[member]) }
    for member in 0..<count { ends[slot(member) + 1] += 1 }
    for member in 0...count { ends[member + 1] += ends[member] }
    var cursor = ends
    var children = [Int](repeating: 0, count: count)
    for member in order {
      children[cursor[slot(member)]] = member
      cursor[slot(member)] += 1
    }
    var starts = [0]
    var placed: [Int] = []
    placed.reserveCapacity(count)
    var itemCodes: [UInt32] = []
    for root in children[ends[count]..<ends[count + 1]] {
      var head = placed.count
      placed.append(root)
      while head < placed.count {
        let member = placed[head]
        placed.append(contentsOf: children[ends[member]..<ends[member + 1]])
        head += 1
      }
      starts.append(placed.count)
      itemCodes.append(loose.items[root])
    }
    if placed.count < count { throw Self.defect("the parents of \(count - placed.count) members go round in a circle") }
    var place = [UInt32](repeating: 0, count: count)
    for (new, old) in placed.enumerated() { place[old] = UInt32(new) }

    self.people = people
    self.items = items
    self.starts = starts
    self.itemCodes = itemCodes
    persons = placed.map { loose.persons[$0] }
    times = placed.map { loose.times[$0] }
    parents = placed.map { loose.parents[$0] == Self.none ? Self.none : place[Int(loose.parents[$0])] }
    origins = placed.map { loose.origins[$0] }
    probabilities = placed.map { loose.probabilities[$0] }
    rows = loose.rows.isEmpty ? [] : placed.map { loose.rows[$0] }
    self.channels = channels.map { names in CodedColumn(names: names, codes: placed.map { loose.channels[$0] }) }
    if loose.candidates.isEmpty {
      candidates = nil
    } else {
      var starts = [0]
      var members: [UInt32] = []
      var probabilities: [Double] = []
      members.reserveCapacity(loose.candidates.count)
      probabilities.reserveCapacity(loose.candidates.count)
      for old in placed {
        for candidate in loose.candidateStarts[old]..<loose.candidateStarts[old + 1] {
          members.append(place[Int(loose.candidates[candidate])])
          probabilities.append(loose.candidateProbabilities[candidate])
        }
        starts.append(members.count)
      }
      candidates = Candidates(starts: starts, members: members, probabilities: probabilities)
    }
    var counted = tally
    for member in 0..<count where parents[member] != Self.none {
      let before = times[Int(parents[member])]
      if before != Timestamp.missing && times[member] != Timestamp.missing && times[member] < before {
        counted.earlierThanParents += 1
      }
    }
    self.tally = counted
  }
}
