import KithFoundation
import KithGraph

/// Someone whom enough contacts have shown something, at a moment: will they act within the next period?
struct ExposureCase: Equatable {
  let item: Int
  let person: Int
  /// Milliseconds.
  let moment: Int64
  /// Contacts who acted and are remembered.
  let contacts: Int
  /// The sum of their strengths.
  let strength: Double
  /// When the last of them acted.
  let latest: Int64
  /// Whether the person acted after the moment and within a period.
  let acted: Bool
}

/// Finds who is exposed to what, item by item, moment by moment.
struct ExposureCases {
  let options: NextAdopters
  /// Each person's first action about each item.
  let actions: ActionLog
  let influence: Graph
  /// The first and last known moments.
  let origin: Int64
  let end: Int64
  private let memory: Int64
  /// By person: when they acted about the present item; `never`, or `unknown`.
  private var taken: [Int64]
  private static let (never, unknown) = (Int64.max, Int64.min)

  private struct Exposure {
    let person: UInt32
    let time: Int64
    let strength: Float
  }

  /// Throws E405 where no action has a time, E453 for a network of other people.
  init(_ options: NextAdopters, _ actions: ActionLog, _ influence: Graph) throws {
    if influence.nodeCount != actions.people.count {
      throw KithError.values(
        "the network", "it has \(influence.nodeCount) people, the actions \(actions.people.count)",
        help: "use a network of the same people")
    }
    if let bad = influence.in.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.weight(Double(bad), of: "who is exposed")
    }
    self.options = options
    self.actions = actions.firsts
    self.influence = influence
    let known = self.actions.times.filter { $0 != Timestamp.missing }
    guard let first = known.min(), let last = known.max() else {
      throw DiffusionError.unanswerable(
        "nothing shows who was exposed: no action has a time", help: "name the column of times")
    }
    if first < Int64.min / 4 || last > Int64.max / 4 {
      throw KithError.values(
        "actions", "they reach from \(first) to \(last) ms, too far from 1970", help: "check the column of times")
    }
    (origin, end) = (first, last)
    memory = options.period * Int64(options.memory)
    taken = [Int64](repeating: Self.never, count: influence.nodeCount)
  }

  /// Moments from the first action on, a period apart.
  func moment(_ number: Int64) -> Int64 { origin + number * options.period }

  /// Every case of an item whose period has passed, by person and moment.
  mutating func forEachCase(of item: Int, from earliest: Int64, _ body: (ExposureCase) -> Void) {
    let exposures = exposures(of: item, until: end)
    forEachPerson(exposures) { person, own in
      let acted = taken[person]
      if acted == Self.unknown || own.count < options.contacts { return }
      let enough = own[own.startIndex + options.contacts - 1].time
      var number = (max(enough, earliest) - origin + options.period - 1) / options.period
      let last = own[own.endIndex - 1].time
      var (from, to) = (own.startIndex, own.startIndex)
      while true {
        let now = moment(number)
        if now >= acted || now + options.period > end || now - last >= memory { return }
        while to < own.endIndex && own[to].time <= now { to += 1 }
        while from < to && now - own[from].time >= memory { from += 1 }
        number += 1
        if to - from < options.contacts { continue }
        body(
          one(item, person, now, own[from..<to], acted: acted != Self.never && acted <= now + options.period))
      }
    }
    forget(item)
  }

  /// Who is exposed at a moment and had not acted by then, by person; what comes later is not looked at.
  mutating func cases(of item: Int, at moment: Int64) -> [ExposureCase] {
    var cases: [ExposureCase] = []
    forEachPerson(exposures(of: item, until: moment)) { person, own in
      if taken[person] == Self.unknown || taken[person] <= moment { return }
      let remembered = own.drop { moment - $0.time >= memory }
      if remembered.count >= options.contacts {
        cases.append(one(item, person, moment, remembered, acted: false))
      }
    }
    forget(item)
    return cases
  }

  /// As above, at the last of the actions unless said otherwise; E720 for an item that does not exist.
  mutating func checkedCases(of item: Int, at moment: Int64?) throws -> [ExposureCase] {
    if item < 0 || item >= actions.items.count {
      throw KithError.option("the item", item, choose: "one from 0 to \(actions.items.count - 1)")
    }
    return cases(of: item, at: min(max(moment ?? end, Int64.min / 4), Int64.max / 4))
  }

  private func one(
    _ item: Int, _ person: Int, _ moment: Int64, _ exposures: ArraySlice<Exposure>, acted: Bool
  ) -> ExposureCase {
    ExposureCase(
      item: item, person: person, moment: moment, contacts: exposures.count,
      strength: exposures.reduce(0) { $0 + Double($1.strength) }, latest: exposures[exposures.endIndex - 1].time,
      acted: acted)
  }

  /// Contacts' actions by whom they reached, each person's earliest first. Fills `taken`.
  private mutating func exposures(of item: Int, until moment: Int64) -> [Exposure] {
    let rows = actions.actions(of: item)
    for row in rows {
      taken[Int(actions.persons[row])] = actions.times[row] == Timestamp.missing ? Self.unknown : actions.times[row]
    }
    var exposures: [Exposure] = []
    for row in rows where actions.times[row] != Timestamp.missing && actions.times[row] <= moment {
      let source = Int(actions.persons[row])
      for entry in influence.out.offsets[source]..<influence.out.offsets[source + 1] {
        let target = influence.out.neighbors[entry]
        let strength = influence.out.weight(at: entry)
        if Int(target) == source || strength == 0 || taken[Int(target)] <= actions.times[row] { continue }
        exposures.append(Exposure(person: target, time: actions.times[row], strength: strength))
      }
    }
    exposures.sort { ($0.person, $0.time, $0.strength) < ($1.person, $1.time, $1.strength) }
    return exposures
  }

  private mutating func forget(_ item: Int) {
    for row in actions.actions(of: item) { taken[Int(actions.persons[row])] = Self.never }
  }

  private func forEachPerson(_ exposures: [Exposure], _ body: (Int, ArraySlice<Exposure>) -> Void) {
    var start = 0
    while start < exposures.count {
      var end = start
      while end < exposures.count && exposures[end].person == exposures[start].person { end += 1 }
      body(Int(exposures[start].person), exposures[start..<end])
      start = end
    }
  }
}
