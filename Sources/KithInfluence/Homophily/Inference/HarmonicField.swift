import KithFoundation
import KithGraph

/// Values of people, some held fast, the others the weighted mean of their friends'.
struct HarmonicField: Sendable {
  private let rows: Adjacency
  private let people: Int
  private let columns: Int
  /// Person by person.
  private let shares: Scratch<Double>
  private let sums: Scratch<Double>
  private let isKnown: Scratch<Bool>
  /// Whether a known person is in reach.
  private let reach: Scratch<Bool>
  private(set) var iterations = 0

  init(_ rows: Adjacency, _ isKnown: [Bool], columns: Int, value: (_ person: Int, _ column: Int) -> Double) {
    self.rows = rows
    self.columns = columns
    people = isKnown.count
    self.isKnown = Scratch(copying: isKnown)
    reach = Scratch(copying: isKnown)
    shares = Scratch(repeating: 0, count: isKnown.count * columns)
    sums = Scratch(repeating: 0, count: columns)
    for person in isKnown.indices where isKnown[person] {
      for column in 0..<columns { shares.base[person * columns + column] = value(person, column) }
    }
  }

  func isReached(_ person: Int) -> Bool { reach.base[person] }
  func value(_ person: Int, _ column: Int) -> Double { shares.base[person * columns + column] }

  /// Each unknown person the mean of their known friends.
  func vote() {
    rows.withPointers { rows in
      for person in 0..<people where !isKnown.base[person] {
        reach.base[person] = average(person, rows, asking: isKnown) != nil
      }
    }
  }

  /// Person after person, in order, the mean of all friends in reach, until no value moves further than the tolerance.
  mutating func settle(tolerance: Double, maxIterations: Int, _ execution: Execution) throws {
    let order = spread()
    while iterations < maxIterations {
      try execution.checkCancellation()
      let change = rows.withPointers { rows in
        var change = 0.0
        for person in order { change = max(change, average(person, rows, asking: reach) ?? 0) }
        return change
      }
      iterations += 1
      execution.report("friends' means", done: iterations, of: maxIterations, unit: "iterations")
      if change <= tolerance { return }
    }
    throw KithError(
      .notConverged,
      Diagnostic(
        "E401", "what friends say did not settle to \(tolerance) in \(maxIterations) iterations",
        help: "allow more iterations, a larger tolerance, or ask only friends of known trait"))
  }

  /// Marks whom known people reach, and gives the unknown of them nearest first: values then travel in one pass.
  private func spread() -> [Int] {
    var queue = (0..<people).filter { isKnown.base[$0] }
    let known = queue.count
    var next = 0
    while next < queue.count {
      let person = queue[next]
      next += 1
      for edge in rows.offsets[person]..<rows.offsets[person + 1] where rows.weight(at: edge) > 0 {
        let friend = Int(rows.neighbors[edge])
        if reach.base[friend] { continue }
        reach.base[friend] = true
        queue.append(friend)
      }
    }
    return Array(queue.dropFirst(known))
  }

  /// Sets a person to the mean of the friends asked; the largest change, or nil with nobody to ask.
  @inline(__always)
  private func average(_ person: Int, _ rows: Adjacency.Pointers, asking asked: Scratch<Bool>) -> Double? {
    let (shares, sums) = (shares.base, sums.base)
    sums.update(repeating: 0, count: columns)
    var total = 0.0
    for edge in rows.offsets.base[person]..<rows.offsets.base[person &+ 1] {
      let friend = Int(rows.neighbors.base[edge])
      if !asked.base[friend] { continue }
      let weight = Double(rows.weights?.base[edge] ?? 1)
      total += weight
      for column in 0..<columns { sums[column] += weight * shares[friend &* columns &+ column] }
    }
    if total == 0 { return nil }
    var change = 0.0
    for column in 0..<columns {
      let value = sums[column] / total
      change = max(change, abs(value - shares[person &* columns &+ column]))
      shares[person &* columns &+ column] = value
    }
    return change
  }
}
