import KithFoundation
import KithGraph

/// Counts, for times of adoption that change from draw to draw, how often people at risk had how much company.
///
/// A person is at risk in every period from `first` until the one in which they adopt, or the last; their company
/// is the number (or weight) of those they address who adopted in an earlier period. Events are played back in
/// order of time, so that a draw costs O(people + edges into adopters + periods) and allocates nothing.
struct CompanyTally {
  /// Whom an adoption reaches: for each adopter, those who address them and how much they count.
  let followers: Adjacency
  let counted: CompanyCount
  let periods: Int
  let first: Int
  let cells: CompanyCells
  private let states: Scratch<State>
  private let order: Scratch<UInt32>
  private let starts: Scratch<Int>

  struct State {
    /// Of those addressed, adopted so far.
    var company: Int32
    /// The last period tallied.
    var since: Int32
    /// The last period at risk.
    var end: Int32
  }

  init(followers: Adjacency, counted: CompanyCount, most: Int, periods: Int, first: Int) {
    (self.followers, self.counted, self.periods, self.first) = (followers, counted, periods, first)
    cells = CompanyCells(most: most)
    states = Scratch(uninitialized: followers.nodeCount)
    order = Scratch(uninitialized: followers.nodeCount)
    starts = Scratch(uninitialized: periods + 1)
  }

  /// Fills `cells` for these times, by node; `never` and periods below `periods` only.
  func count(_ times: UnsafePointer<Int32>) {
    let people = followers.nodeCount
    let adopters = CompanyTally.sort(times, people: people, periods: periods, into: order.base, starts: starts.base)
    let states = states.base
    CompanyTally.reset(states, times, people: people, periods: periods, first: first)
    cells.clear()
    followers.offsets.withUnsafeBufferPointer { offsets in
      followers.neighbors.withUnsafeBufferPointer { neighbors in
        if counted == .weight, let weights = followers.weights {
          weights.withUnsafeBufferPointer { weights in
            play(adopters, times) { person in
              for edge in offsets[person]..<offsets[person + 1] {
                cells.advance(states + Int(neighbors[edge]), to: times[person], by: Int32(weights[edge]))
              }
            }
          }
        } else {
          play(adopters, times) { person in
            for edge in offsets[person]..<offsets[person + 1] {
              cells.advance(states + Int(neighbors[edge]), to: times[person], by: 1)
            }
          }
        }
      }
    }
    cells.close(states, times, people: people, first: first)
  }

  @inline(__always)
  private func play(_ adopters: Int, _ times: UnsafePointer<Int32>, _ body: (Int) -> Void) {
    for position in 0..<adopters { body(Int(order.base[position])) }
  }

  /// Adopters in order of time, by counting; returns how many there are.
  static func sort(
    _ times: UnsafePointer<Int32>, people: Int, periods: Int, into order: UnsafeMutablePointer<UInt32>,
    starts: UnsafeMutablePointer<Int>
  ) -> Int {
    starts.update(repeating: 0, count: periods + 1)
    for person in 0..<people where times[person] != AdoptionTimes.never { starts[Int(times[person]) + 1] += 1 }
    for period in 0..<periods { starts[period + 1] += starts[period] }
    let adopters = starts[periods]
    for person in 0..<people where times[person] != AdoptionTimes.never {
      let period = Int(times[person])
      order[starts[period]] = UInt32(person)
      starts[period] += 1
    }
    return adopters
  }

  static func reset(
    _ states: UnsafeMutablePointer<State>, _ times: UnsafePointer<Int32>, people: Int, periods: Int, first: Int
  ) {
    let last = Int32(periods - 1)
    for person in 0..<people {
      states[person] = State(company: 0, since: Int32(first - 1), end: min(times[person], last))
    }
  }
}

/// What company is counted in.
public enum CompanyCount: String, Sendable, Codable, CaseIterable {
  /// People who have adopted.
  case people
  /// The weights of the edges to them, which must be whole numbers.
  case weight
}

/// Person-periods at risk and adoptions in them, by company 0, 1, 2, …
struct CompanyCells: @unchecked Sendable {
  let most: Int
  /// Index 2a: at risk with company a; 2a + 1: of these, adoptions.
  private let counts: Scratch<Int>

  init(most: Int) {
    self.most = most
    counts = Scratch(repeating: 0, count: 2 * (most + 1))
  }

  func atRisk(_ company: Int) -> Int { counts.base[2 * company] }
  func adopted(_ company: Int) -> Int { counts.base[2 * company + 1] }

  func clear() { counts.base.update(repeating: 0, count: 2 * (most + 1)) }

  /// Somebody addressed adopts in `period`: what was at risk until then is tallied, and company grows.
  @inline(__always)
  func advance(_ state: UnsafeMutablePointer<CompanyTally.State>, to period: Int32, by weight: Int32) {
    if state.pointee.end <= period { return }
    let spent = period - state.pointee.since
    if spent > 0 {
      counts.base[2 * Int(state.pointee.company)] += Int(spent)
      state.pointee.since = period
    }
    state.pointee.company += weight
  }

  func close(
    _ states: UnsafeMutablePointer<CompanyTally.State>, _ times: UnsafePointer<Int32>, people: Int, first: Int
  ) {
    for person in 0..<people where states[person].end >= Int32(first) {
      let cell = 2 * Int(states[person].company)
      counts.base[cell] += Int(states[person].end - states[person].since)
      if times[person] != AdoptionTimes.never { counts.base[cell + 1] += 1 }
    }
  }
}
