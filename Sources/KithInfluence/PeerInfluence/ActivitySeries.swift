import KithFoundation
import KithGraph

/// How much each person did in each period.
///
///     let series = ActivitySeries(actions, width: TimeWindow.day, start: start, periods: 60)
///     series[3, 0]                                   // actions of person 3 in the first period
public struct ActivitySeries: Sendable, Equatable {
  public let people: Int
  public let periods: Int
  /// Person by person, within one by period.
  public let values: [Double]

  /// One row of finite values a person.
  public init(people: Int, periods: Int, values: [Double]) {
    precondition(values.count == people * periods && values.allSatisfy(\.isFinite))
    self.people = people
    self.periods = periods
    self.values = values
  }

  /// Counts the actions of an action log that lie in `periods` periods of `width` milliseconds from `start` on.
  public init(_ actions: ActionLog, width: Int64, start: Int64, periods: Int) {
    precondition(width > 0 && periods > 0)
    var values = [Double](repeating: 0, count: actions.people.count * periods)
    for row in 0..<actions.count where actions.times[row] != Timestamp.missing && actions.times[row] >= start {
      let (since, overflow) = actions.times[row].subtractingReportingOverflow(start)
      let period = since / width
      if !overflow && period < periods { values[Int(actions.persons[row]) * periods + Int(period)] += 1 }
    }
    self.init(people: actions.people.count, periods: periods, values: values)
  }

  public subscript(person: Int, period: Int) -> Double { values[person * periods + period] }

  /// The same less each period's mean over all people, so that what moves everyone at once moves nobody. O(values).
  public var withoutPeriodMeans: ActivitySeries {
    var values = values
    for period in 0..<periods {
      var sum = 0.0
      for person in 0..<people { sum += values[person * periods + period] }
      let mean = sum / Double(max(1, people))
      for person in 0..<people { values[person * periods + period] -= mean }
    }
    return ActivitySeries(people: people, periods: periods, values: values)
  }
}
