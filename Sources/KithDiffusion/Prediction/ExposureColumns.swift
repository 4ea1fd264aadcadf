import Glibc
import KithFoundation
import KithGraph
import KithStatistics

/// What is known of each case at its moment, as columns for a regression.
struct ExposureColumns {
  /// What contacts did.
  static let contactNames = ["contacts", "share of contacts", "strength", "recency"]
  /// What is known without them.
  static let otherNames = ["popularity", "recent popularity", "activity"]

  private let options: NextAdopters
  private let actions: ActionLog
  private let influence: Graph
  /// Times of each person's actions, ascending; those of person p are `starts[p]..<starts[p + 1]`.
  private let starts: [Int]
  private let times: [Int64]

  init(_ cases: ExposureCases) {
    options = cases.options
    actions = cases.actions
    influence = cases.influence
    var starts = [Int](repeating: 0, count: actions.people.count + 1)
    for row in 0..<actions.count where actions.times[row] != Timestamp.missing {
      starts[Int(actions.persons[row]) + 1] += 1
    }
    for person in 0..<actions.people.count { starts[person + 1] += starts[person] }
    var cursor = starts
    var times = [Int64](repeating: 0, count: starts[actions.people.count])
    for row in 0..<actions.count where actions.times[row] != Timestamp.missing {
      let person = Int(actions.persons[row])
      times[cursor[person]] = actions.times[row]
      cursor[person] += 1
    }
    for person in 0..<actions.people.count { times[starts[person]..<starts[person + 1]].sort() }
    self.starts = starts
    self.times = times
  }

  /// Answers and columns; clusters are people. Columns of `attributes` come last.
  func data(of cases: [ExposureCase], usesContacts: Bool) -> LogisticData {
    var data = LogisticData(answers: cases.map { $0.acted ? 1 : 0 })
    if usesContacts {
      let column = { (place: Int, value: (ExposureCase) -> Double) in
        LogisticData.Column(Self.contactNames[place], rows: cases.map(value))
      }
      data.columns += [
        column(0) { log(Double($0.contacts)) },
        column(1) { Double($0.contacts) / Double(max(1, influence.in.degree($0.person))) },
        column(2) { log($0.strength / Double($0.contacts)) },
        column(3) { -Double($0.moment - $0.latest) / Double(options.period) },
      ]
    }
    let counts = cases.map { (all: popularity($0.item, by: $0.moment), recent: recent($0)) }
    data.columns += [
      LogisticData.Column(Self.otherNames[0], rows: counts.map { log1p(Double($0.all)) }),
      LogisticData.Column(Self.otherNames[1], rows: counts.map { log1p(Double($0.recent)) }),
      LogisticData.Column(Self.otherNames[2], rows: cases.map { log1p(Double(activity($0.person, by: $0.moment))) }),
    ]
    for attribute in options.attributes {
      data.columns.append(LogisticData.Column(attribute.name, rows: cases.map { attribute.values[$0.person] }))
    }
    data.clusters = LogisticData.Codes(codes: cases.map { UInt32($0.person) }, count: max(1, actions.people.count))
    return data
  }

  private func popularity(_ item: Int, by moment: Int64) -> Int {
    let rows = actions.actions(of: item)
    // Unknown times stand first.
    return count(actions.times, rows, by: moment) - count(actions.times, rows, by: Timestamp.missing)
  }

  private func recent(_ one: ExposureCase) -> Int {
    let rows = actions.actions(of: one.item)
    return count(actions.times, rows, by: one.moment) - count(actions.times, rows, by: one.moment - options.period)
  }

  private func activity(_ person: Int, by moment: Int64) -> Int {
    count(times, starts[person]..<starts[person + 1], by: moment)
  }

  /// How many of ascending times are no later than the moment.
  private func count(_ times: [Int64], _ range: Range<Int>, by moment: Int64) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low - range.lowerBound
  }
}
