import KithFoundation
import KithGraph
import KithStatistics

/// Does it matter *who looks at whom*? Company's effect α along the edges less that against them.
///
///     let result = try EdgeReversal(draws: 999).result(on: graph, times: times)
///     result.null.observed                         // D = α(graph) − α(reversed graph)
///     result.null.upper                              // small: people follow those they address, not the other way
///
/// Likeness and shocks act on both ends of an edge alike; influence flows from the addressed only. Under the null
/// every edge without its reverse gets a random direction, and both effects are fitted again; edges in both
/// directions carry no information and stay. The test of Anagnostopoulos, Kumar & Mahdian 2008,
/// doi 10.1145/1401890.1401897, has no p; the re-orientation is our addition. What makes popular people adopt
/// early can pass for influence.
public struct EdgeReversal: Sendable, Codable, Equatable {
  /// How often directions are drawn.
  public var draws: Int
  /// The first period that counts.
  public var first: Int
  public var seed: UInt64

  public init(draws: Int = 999, first: Int = 1, seed: UInt64 = 1) {
    (self.draws, self.first, self.seed) = (draws, first, seed)
  }

  /// - Parameter graph: who addresses whom (attention); weights do not count.
  /// Throws `Unanswerable` where there is nothing to fit or no edge in one direction only; E453 for times of other
  /// people; E720 for a number of draws below 1; `CancellationError`.
  /// O(draws · (people + edges at adopters + periods)), in parallel over draws.
  public func result(
    on graph: Graph, times: AdoptionTimes, execution: Execution = .serial
  ) throws -> EdgeReversalResult {
    try ShuffleTest.check(draws)
    try times.checkForCompany(on: graph, first: first)
    let contacts = Contacts(graph)
    if contacts.oneWay == 0 { throw Unanswerable.noDirectedEdges }
    let forward = try CompanyEffect(on: graph, times: times, first: first)
    let backward = try CompanyEffect(on: graph.influence, times: times, first: first)
    let fit = CompanyFit(most: contacts.most)
    let differences = DrawnValues(count: draws)
    execution.forEachChunk(of: draws, grain: 16) { _, range in
      if execution.isCancelled() { return }
      let tally = ReversalTally(contacts: contacts, times: times, first: first)
      for draw in range {
        tally.count(seed: seed, draw: draw)
        if let along = try? fit.effect(of: tally.along),
          let against = try? fit.effect(of: tally.against)
        {
          differences[draw] = along.alpha - against.alpha
        }
      }
      execution.report("turning edges round", done: range.upperBound, of: draws, unit: "draws")
    }
    try execution.checkCancellation()
    return EdgeReversalResult(
      forward: forward, backward: backward,
      null: NullComparison(observed: forward.alpha - backward.alpha, draws: differences.values), oneWay: contacts.oneWay
    )
  }
}

/// Company's effect along and against the edges, with what random directions make of the difference.
public struct EdgeReversalResult: Sendable, Equatable, Codable {
  public let forward: CompanyEffect
  public let backward: CompanyEffect
  public let null: NullComparison
  /// Edges without their reverse.
  public let oneWay: Int
}

/// For every person those they share an edge with, and its direction: a number for one-way edges, whose direction
/// is drawn, none for edges in both directions.
private struct Contacts {
  static let mutual = UInt32.max

  let offsets: [Int]
  let others: [UInt32]
  /// The number of a one-way edge, twice, plus 1 at the end that the other addresses; `mutual` else.
  let marks: [UInt32]
  let oneWay: Int
  let most: Int

  /// O(people + edges).
  init(_ graph: Graph) {
    var offsets = [0]
    var others: [UInt32] = []
    var marks: [UInt32] = []
    others.reserveCapacity(2 * graph.edgeCount)
    marks.reserveCapacity(2 * graph.edgeCount)
    var numbers = graph.out.neighbors.map { _ in UInt32(0) }
    // One-way edges are numbered at their source; rows of targets come by number through `inward` below.
    var next: UInt32 = 0
    var places = graph.in.offsets
    var inward = [UInt32](repeating: Self.mutual, count: graph.in.neighbors.count)
    for node in 0..<graph.nodeCount {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        let other = Int(graph.out.neighbors[edge])
        let isMutual = !graph.isDirected || graph.out.holds(other, node)
        numbers[edge] = isMutual ? Self.mutual : next
        // Sources ascend, as do the rows of incoming edges.
        inward[places[other]] = numbers[edge]
        places[other] += 1
        if !isMutual { next += 1 }
      }
    }
    var most = 0
    for node in 0..<graph.nodeCount {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        others.append(graph.out.neighbors[edge])
        marks.append(numbers[edge] == Self.mutual ? Self.mutual : 2 * numbers[edge])
      }
      for edge in graph.in.offsets[node]..<graph.in.offsets[node + 1] where inward[edge] != Self.mutual {
        others.append(graph.in.neighbors[edge])
        marks.append(2 * inward[edge] + 1)
      }
      most = max(most, others.count - offsets[node])
      offsets.append(others.count)
    }
    (self.offsets, self.others, self.marks) = (offsets, others, marks)
    (oneWay, self.most) = (Int(next), most)
  }
}

extension Adjacency {
  /// Whether a row has a neighbour; rows ascend. O(log degree).
  fileprivate func holds(_ node: Int, _ other: Int) -> Bool {
    var (low, high) = (offsets[node], offsets[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < UInt32(other) { low = middle + 1 } else { high = middle }
    }
    return low < offsets[node + 1] && neighbors[low] == UInt32(other)
  }
}

/// `CompanyTally` along and against edges whose directions are drawn.
private struct ReversalTally {
  let contacts: Contacts
  let times: AdoptionTimes
  let first: Int
  let along: CompanyCells
  let against: CompanyCells
  private let order: Scratch<UInt32>
  private let adopters: Int
  /// Twice a person: along, and against.
  private let states: Scratch<CompanyTally.State>
  /// 64 directions a word.
  private let turns: Scratch<UInt64>

  init(contacts: Contacts, times: AdoptionTimes, first: Int) {
    (self.contacts, self.times, self.first) = (contacts, times, first)
    along = CompanyCells(most: contacts.most)
    against = CompanyCells(most: contacts.most)
    let people = times.periods.count
    order = Scratch(uninitialized: people)
    states = Scratch(uninitialized: 2 * people)
    turns = Scratch(uninitialized: contacts.oneWay / 64 + 1)
    let starts = Scratch<Int>(uninitialized: times.count + 1)
    adopters = times.periods.withUnsafeBufferPointer { [order] in
      CompanyTally.sort(
        $0.baseAddress!, people: people, periods: times.count, into: order.base, starts: starts.base)
    }
  }

  func count(seed: UInt64, draw: Int) {
    var random = RandomStream(seed: seed, purpose: "influence.reversal", index: UInt64(draw))
    for word in 0..<turns.count { turns.base[word] = random.next() }
    let people = times.periods.count
    let (forward, backward) = (states.base, states.base + people)
    along.clear()
    against.clear()
    times.periods.withUnsafeBufferPointer { times in
      let times = times.baseAddress!
      CompanyTally.reset(forward, times, people: people, periods: self.times.count, first: first)
      backward.update(from: forward, count: people)
      contacts.offsets.withUnsafeBufferPointer { offsets in
        contacts.others.withUnsafeBufferPointer { others in
          contacts.marks.withUnsafeBufferPointer { marks in
            for position in 0..<adopters {
              let person = Int(order.base[position])
              let period = times[person]
              for edge in offsets[person]..<offsets[person + 1] {
                let other = Int(others[edge])
                let mark = marks[edge]
                if mark == Contacts.mutual {
                  along.advance(forward + other, to: period, by: 1)
                  against.advance(backward + other, to: period, by: 1)
                  continue
                }
                let turn = turns.base[Int(mark >> 7)] >> UInt64((mark >> 1) & 63) & 1
                // The other addresses the adopter, and so has their company, at one end of an unturned edge…
                if UInt64(mark & 1) ^ turn == 1 {
                  along.advance(forward + other, to: period, by: 1)
                } else {
                  against.advance(backward + other, to: period, by: 1)
                }
              }
            }
          }
        }
      }
      along.close(forward, times, people: people, first: first)
      against.close(backward, times, people: people, first: first)
    }
  }
}
