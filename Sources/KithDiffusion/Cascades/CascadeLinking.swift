import Glibc
import KithFoundation
import KithGraph

/// One pass through time, item by item, that gives every member its parent.
struct CascadeLinking {
  private(set) var members = LooseMembers()
  private(set) var tally: CascadeSet.Tally
  private let options: CascadeReconstruction
  private let influence: Graph?
  private let isBrand: [Bool]
  /// The latest member of each person in the present item, from earlier moments.
  private var latest: [UInt32]
  /// The last moment at which a person acted, by number.
  private var moments: [Int]
  /// Members of the present item with a time, ascending.
  private var earlier: [UInt32] = []
  private var found: [UInt32] = []
  private var chances: [Double] = []

  init(_ options: CascadeReconstruction, influence: Graph?, isBrand: [Bool], tally: CascadeSet.Tally) {
    self.options = options
    self.influence = options.inference == nil ? nil : influence
    self.isBrand = isBrand
    self.tally = tally
    latest = [UInt32](repeating: CascadeSet.none, count: isBrand.count)
    moments = [Int](repeating: -1, count: isBrand.count)
  }

  /// Events in their order.
  mutating func link(_ events: [CascadeEvent], _ execution: Execution) throws {
    var start = 0
    var moment = 0
    while start < events.count {
      let firstMember = members.persons.count
      let item = events[start].item
      var end = start
      while end < events.count && events[end].item == item {
        if moment % 65536 == 0 { try execution.checkCancellation() }
        var next = end
        while next < events.count && events[next].item == item && events[next].time == events[end].time {
          moments[Int(events[next].actor)] = moment
          next += 1
        }
        link(moment: moment, events[end..<next])
        end = next
        moment += 1
      }
      for member in firstMember..<members.persons.count { latest[Int(members.persons[member])] = CascadeSet.none }
      earlier.removeAll(keepingCapacity: true)
      start = end
    }
  }

  /// Everyone who acted at one moment; they become eligible parents after it.
  private mutating func link(moment: Int, _ events: ArraySlice<CascadeEvent>) {
    let waiting = earlier.count
    var start = events.startIndex
    while start < events.endIndex {
      let actor = events[start].actor
      var end = start + 1
      while end < events.endIndex && events[end].actor == actor { end += 1 }
      let isRepeat = !options.keepsRepeats && latest[Int(actor)] != CascadeSet.none
      tally.repeats += isRepeat ? end - start : end - start - 1
      if !isRepeat { join(events[start..<end], moment: moment) }
      start = end
    }
    for member in earlier[waiting...] { latest[Int(members.persons[Int(member)])] = member }
  }

  private mutating func join(_ events: ArraySlice<CascadeEvent>, moment: Int) {
    let event = events[events.startIndex]
    found.removeAll(keepingCapacity: true)
    chances.removeAll(keepingCapacity: true)
    var (parent, origin, row, channel) = (CascadeSet.none, CascadeSet.Origin.first, event.row, event.channel)
    var probability = 1.0
    if isBrand[Int(event.actor)] {
      origin = .brand
    } else if let (best, bestRow) = named(events, moment: moment) {
      (parent, origin, probability) = (best, .named, 1 / Double(found.count))
      (row, channel) = (events[bestRow].row, events[bestRow].channel)
    } else if let best = inferred(event) {
      parent = found[best]
      probability = chances[best]
      origin = options.inference == .latest ? .latest : .likeliest
    }
    members.candidates.append(contentsOf: found)
    members.candidateProbabilities.append(contentsOf: chances)
    earlier.append(UInt32(members.persons.count))
    members.append(
      event.actor, at: event.time, parent: parent, origin, probability: probability, row: row, channel: channel,
      item: event.item)
  }

  /// The latest of the earlier actions of those addressed, and the row that addressed them.
  private mutating func named(_ events: ArraySlice<CascadeEvent>, moment: Int) -> (member: UInt32, row: Int)? {
    var best: (member: UInt32, row: Int)?
    var last = InteractionLog.none
    for (row, event) in zip(events.indices, events) where event.target != InteractionLog.none && event.target != last {
      let target = Int(event.target)
      last = event.target
      if latest[target] == CascadeSet.none {
        // Whoever acts at this very moment was not followed by anyone of the moment.
        if !options.addsUnlogged || moments[target] == moment { continue }
        latest[target] = UInt32(members.persons.count)
        members.append(
          event.target, at: Timestamp.missing, parent: CascadeSet.none, isBrand[target] ? .brand : .unlogged,
          probability: 1, row: CascadeSet.none, channel: InteractionLog.none, item: event.item)
      }
      found.append(latest[target])
      if let held = best, members.times[Int(held.member)] >= members.times[Int(latest[target])] { continue }
      best = (latest[target], row)
    }
    chances = [Double](repeating: 1 / Double(max(1, found.count)), count: found.count)
    return best
  }

  /// Fills `found` with the eligible contacts, ascending, and says which is the parent.
  private mutating func inferred(_ event: CascadeEvent) -> Int? {
    guard let influence else { return nil }
    let rows = influence.in
    let row = rows.offsets[Int(event.actor)]..<rows.offsets[Int(event.actor) + 1]
    let oldest =
      options.window.map { event.time.subtractingReportingOverflow($0) }
      .map { $0.overflow ? Int64.min + 1 : $0.partialValue } ?? Int64.min + 1
    var strengths: [Double] = []
    func isEligible(_ member: UInt32, _ entry: Int) -> Bool {
      // A root that nobody logged has no time, which is before all others.
      member != CascadeSet.none && members.times[Int(member)] >= oldest && rows.weight(at: entry) > 0
        && members.times[Int(member)] < event.time
    }
    if row.count <= earlier.count {
      for entry in row where rows.neighbors[entry] != event.actor {
        let member = latest[Int(rows.neighbors[entry])]
        if !isEligible(member, entry) { continue }
        found.append(member)
        strengths.append(Double(rows.weight(at: entry)))
      }
    } else {
      var entries: [(entry: Int, member: UInt32)] = []
      for member in earlier.reversed() {
        if members.times[Int(member)] < oldest { break }
        let person = members.persons[Int(member)]
        if latest[Int(person)] != member || person == event.actor { continue }
        guard let entry = rows.entry(of: person, in: row), isEligible(member, entry) else { continue }
        entries.append((entry, member))
      }
      entries.sort { $0.entry < $1.entry }
      found = entries.map(\.member)
      strengths = entries.map { Double(rows.weight(at: $0.entry)) }
    }
    if found.isEmpty { return nil }
    let times = found.map { members.times[Int($0)] }
    let newest = times.max()!
    guard case .likeliest(let decay) = options.inference else {
      chances = [Double](repeating: 1 / Double(found.count), count: found.count)
      return times.firstIndex(of: newest)
    }
    // Delays beyond the shortest: the same shares, and never all of them zero.
    chances = zip(times, strengths).map { $1 * exp(-Double(newest - $0) / decay) }
    let sum = chances.reduce(0, +)
    chances = chances.map { $0 / sum }
    return chances.indices.max { (chances[$0], times[$0], -$0) < (chances[$1], times[$1], -$1) }
  }
}

extension Adjacency {
  /// Where a neighbour stands in an ascending row, or nil. O(log degree).
  func entry(of neighbor: UInt32, in row: Range<Int>) -> Int? {
    var (low, high) = (row.lowerBound, row.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < neighbor { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && neighbors[low] == neighbor ? low : nil
  }
}
