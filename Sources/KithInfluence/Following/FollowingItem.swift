import KithFoundation
import KithGraph

/// One item's first actions, hour by hour, and how much everybody acts on other items.
struct FollowingItem {
  /// One hour in which somebody acted.
  struct Hour {
    let start: Int64
    /// First actions.
    let count: Int
    /// Activity of those who had not acted when it began.
    let open: Double
  }

  /// By node: when they first acted, `Int64.max` where they did not, `Timestamp.missing` where unknown.
  private(set) var times: [Int64]
  /// Who acted at a known time, earliest first.
  private(set) var actors: [UInt32] = []
  private(set) var untimed: [UInt32] = []
  /// Ascending.
  private(set) var hours: [Hour] = []
  let hour: Int64
  /// By node: items they acted on.
  private let items: [Int]

  init(_ firsts: ActionLog, hour: Int64) {
    self.hour = hour
    times = [Int64](repeating: .max, count: firsts.people.count)
    var items = [Int](repeating: 0, count: firsts.people.count)
    for person in firsts.persons { items[Int(person)] += 1 }
    self.items = items
  }

  mutating func load(_ item: Int, of firsts: ActionLog) {
    for person in actors { times[Int(person)] = .max }
    for person in untimed { times[Int(person)] = .max }
    actors.removeAll(keepingCapacity: true)
    untimed.removeAll(keepingCapacity: true)
    hours.removeAll(keepingCapacity: true)
    for row in firsts.actions(of: item) {
      let person = firsts.persons[row]
      times[Int(person)] = firsts.times[row]
      if firsts.times[row] == Timestamp.missing { untimed.append(person) } else { actors.append(person) }
    }
    // One more than the other items of each person; of those who acted on this one it is the number of their items.
    var open = Double(times.count + firsts.count - firsts.actions(of: item).count)
    for person in untimed { open -= Double(items[Int(person)]) }
    var place = 0
    while place < actors.count {
      let start = start(ofHourAt: times[Int(actors[place])])
      let first = place
      var left = open
      while place < actors.count && times[Int(actors[place])] - start < hour {
        left -= activity(of: actors[place])
        place += 1
      }
      hours.append(Hour(start: start, count: place - first, open: open))
      open = left
    }
  }

  /// One more than the number of other items the person acted on; none for someone left out.
  func activity(of person: UInt32) -> Double {
    switch times[Int(person)] {
    case Timestamp.missing: 0
    case .max: Double(items[Int(person)] + 1)
    default: Double(items[Int(person)])
    }
  }

  /// The first hour with an action that ends after a moment.
  func firstHour(after time: Int64) -> Int {
    var (low, high) = (0, hours.count)
    while low < high {
      let middle = (low + high) / 2
      if hours[middle].start + hour <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func start(ofHourAt time: Int64) -> Int64 {
    let rest = time % hour
    return time - (rest < 0 ? rest + hour : rest)
  }
}
