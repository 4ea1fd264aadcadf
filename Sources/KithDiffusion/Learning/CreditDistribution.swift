import Glibc
import KithFoundation
import KithGraph

/// Influence read straight off the log: who can claim which part of whose actions, without any simulation.
///
///     let credit = try CreditDistribution(actions, on: graph.influence)
///     credit.spread(of: [3, 8])          // expected number of people they carry along
///     credit.influence(of: 3)            // κ on everyone they ever carried along
///
/// Every action that followed contacts' actions gives them a credit of 1 in equal parts, which passes on to those they
/// followed. κ(v→u) is v's credit over all of u's actions, a mean; κ(v→v) = 1. The spread of a set is the sum over all
/// people of the set's credit. O(Σ over actions of the smaller of contacts and earlier actions), then O(links) a
/// question. Goyal, Bonchi & Lakshmanan 2011, doi 10.14778/2047485.2047492.
public struct CreditDistribution: Sendable {
  /// How an action's credit of 1 is split among those it may have followed.
  public enum Split: String, Sendable, Codable, CaseIterable {
    case equal
    /// Equal parts times e^(−delay / mean delay of the pair) times the share of the follower's actions that came
    /// within the mean delay of a contact: what is left over belongs to nobody.
    case decayed
  }

  public let actions: ActionLog
  public let split: Split
  /// By person: items they did something about.
  private let counts: [Int]
  /// Credit of row r is given to rows `holders[starts[r]..<starts[r + 1]]`.
  private let starts: [Int]
  private let holders: [UInt32]
  private let shares: [Double]

  /// Errors: E405 (exit 1) for actions without times; E453 for a network of other people.
  public init(
    _ actions: ActionLog, on influence: Graph, split: Split = .equal, execution: Execution = .serial
  ) throws {
    _ = try PersonActions(actions, on: influence)
    let log = actions.firsts
    self.actions = log
    self.split = split
    var counts = [Int](repeating: 0, count: influence.nodeCount)
    for person in log.persons { counts[Int(person)] += 1 }
    self.counts = counts
    var starts = [0]
    starts.reserveCapacity(log.count + 1)
    var holders: [UInt32] = []
    /// The edge's entry in the inward rows, by holder.
    var entries: [Int] = []
    var place = [UInt32](repeating: .max, count: influence.nodeCount)
    for item in 0..<log.items.count {
      try execution.checkCancellation()
      let rows = log.actions(of: item)
      for row in rows { place[Int(log.persons[row])] = UInt32(row) }
      for row in rows {
        Self.contacts(of: row, from: rows.lowerBound, log, influence.in, place) { entry, holder in
          holders.append(holder)
          entries.append(entry)
        }
        starts.append(holders.count)
      }
      for row in rows { place[Int(log.persons[row])] = .max }
    }
    self.starts = starts
    self.holders = holders
    var shares = [Double](repeating: 0, count: holders.count)
    for row in 0..<log.count {
      for link in starts[row]..<starts[row + 1] { shares[link] = 1 / Double(starts[row + 1] - starts[row]) }
    }
    if split == .decayed {
      Self.decay(&shares, log, starts, holders, entries, counts, edgeCount: influence.in.neighbors.count)
    }
    self.shares = shares
  }

  /// Earlier rows of the same item by contacts, ascending by contact.
  private static func contacts(
    of row: Int, from first: Int, _ log: ActionLog, _ inward: Adjacency, _ place: [UInt32],
    _ visit: (_ entry: Int, _ holder: UInt32) -> Void
  ) {
    let time = log.times[row]
    if time == Timestamp.missing { return }
    let person = Int(log.persons[row])
    let range = inward.offsets[person]..<inward.offsets[person + 1]
    func isEarlier(_ other: Int) -> Bool { log.times[other] != Timestamp.missing && log.times[other] < time }
    if range.count <= row - first {
      for entry in range where Int(inward.neighbors[entry]) != person {
        let holder = place[Int(inward.neighbors[entry])]
        if holder != .max && isEarlier(Int(holder)) { visit(entry, holder) }
      }
      return
    }
    var found: [(entry: Int, holder: UInt32)] = []
    for other in first..<row where isEarlier(other) && Int(log.persons[other]) != person {
      if let entry = inward.entry(of: log.persons[other], in: range) { found.append((entry, UInt32(other))) }
    }
    for contact in found.sorted(by: { $0.entry < $1.entry }) { visit(contact.entry, contact.holder) }
  }

  private static func decay(
    _ shares: inout [Double], _ log: ActionLog, _ starts: [Int], _ holders: [UInt32], _ entries: [Int],
    _ counts: [Int], edgeCount: Int
  ) {
    var sums = [Double](repeating: 0, count: edgeCount)
    var numbers = [Double](repeating: 0, count: edgeCount)
    func delay(_ link: Int, _ row: Int) -> Double { Double(log.times[row] - log.times[Int(holders[link])]) }
    for row in 0..<log.count {
      for link in starts[row]..<starts[row + 1] {
        sums[entries[link]] += delay(link, row)
        numbers[entries[link]] += 1
      }
    }
    func mean(_ link: Int) -> Double { sums[entries[link]] / numbers[entries[link]] }
    var influenced = [Double](repeating: 0, count: counts.count)
    for row in 0..<log.count
    where (starts[row]..<starts[row + 1]).contains(where: { delay($0, row) <= mean($0) }) {
      influenced[Int(log.persons[row])] += 1
    }
    for row in 0..<log.count {
      let person = Int(log.persons[row])
      for link in starts[row]..<starts[row + 1] {
        shares[link] *= exp(-delay(link, row) / mean(link)) * influenced[person] / Double(counts[person])
      }
    }
  }

  /// κ of one person on each person they have any credit for, ascending by code; themselves with 1 if they ever acted.
  public func influence(of person: Int) -> [(person: Int, credit: Double)] {
    credits([person]).enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
  }

  /// Expected number of people a set carries along, its active members included: those who never acted count nothing.
  public func spread(of spreaders: [Int]) -> Double { credits(spreaders).reduce(0, +) }

  /// The set's credit over each person's actions. Members of the set have all of their own.
  private func credits(_ spreaders: [Int]) -> [Double] {
    var isSpreader = [Bool](repeating: false, count: counts.count)
    for person in spreaders where person >= 0 && person < counts.count { isSpreader[person] = true }
    var total = [Double](repeating: 0, count: counts.count)
    var credit = [Double](repeating: 0, count: actions.count)
    // Rows of an item ascend in time: holders stand before those who followed them.
    for row in 0..<actions.count {
      let person = Int(actions.persons[row])
      if isSpreader[person] {
        credit[row] = 1
      } else {
        for link in starts[row]..<starts[row + 1] { credit[row] += shares[link] * credit[Int(holders[link])] }
      }
      total[person] += credit[row]
    }
    return total.indices.map { counts[$0] > 0 ? total[$0] / Double(counts[$0]) : 0 }
  }

  /// The spread of each person alone, all in one pass backwards. O(links).
  public var spreads: [Double] {
    var caused = [Double](repeating: 0, count: actions.count)
    var total = [Double](repeating: 0, count: counts.count)
    for row in stride(from: actions.count - 1, through: 0, by: -1) {
      let person = Int(actions.persons[row])
      caused[row] += 1 / Double(counts[person])
      total[person] += caused[row]
      for link in starts[row]..<starts[row + 1] { caused[Int(holders[link])] += shares[link] * caused[row] }
    }
    return total
  }
}
