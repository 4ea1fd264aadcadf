import KithFoundation
import KithGraph
import KithStatistics

/// Who was at risk of adopting in which period: a row for each person and period until they adopt or watching ends.
///
///     let rows = PersonPeriods(times, first: 1)
///     rows.count                                     // 872 for the 125 doctors of `kith sample medical-innovation`
///     rows.row(of: 3, in: 5)                         // nil when person 3 had adopted before period 5
///
/// Person i has the periods `first` ≤ t ≤ Tᵢ, up to the last one watched; whoever adopted before `first` was there
/// from the start: they are company to others and never at risk themselves (left truncation), and whoever never
/// adopted leaves with the last period (right censoring). Rows go by person, then period. O(people + rows).
public struct PersonPeriods: Sendable {
  public let times: AdoptionTimes
  /// The first period that counts.
  public let first: Int
  /// Where each person's rows begin; one element longer than the number of people.
  public let starts: [Int]

  /// - Parameters:
  ///   - first: in period 0 nobody can have had company.
  ///   - included: by node: whose rows count; nil for everybody's.
  public init(_ times: AdoptionTimes, first: Int = 1, included: [Bool]? = nil) {
    precondition(first >= 0 && (included.map { $0.count == times.periods.count } ?? true))
    self.times = times
    self.first = first
    var starts = [0]
    starts.reserveCapacity(times.periods.count + 1)
    for (person, period) in times.periods.enumerated() {
      let end = min(Int(period), times.count - 1)
      let isIn = included?[person] ?? true
      starts.append(starts[person] + (isIn ? max(0, end - first + 1) : 0))
    }
    self.starts = starts
  }

  /// Rows.
  public var count: Int { starts[starts.count - 1] }
  public var people: Int { starts.count - 1 }
  public func rows(of person: Int) -> Range<Int> { starts[person]..<starts[person + 1] }
  /// Nil where the person was not at risk.
  public func row(of person: Int, in period: Int) -> Int? {
    let row = starts[person] + period - first
    return period >= first && row < starts[person + 1] ? row : nil
  }

  /// Adoptions within the rows.
  public var adoptions: Int {
    (0..<people).count { times.hasAdopted($0) && !rows(of: $0).isEmpty }
  }

  /// Outcomes, an intercept a period, and errors clustered by person: all but the columns. O(rows).
  func regression() -> LogisticData {
    var data = LogisticData(rowCount: count) { answers in
      for person in 0..<people {
        let rows = rows(of: person)
        for row in rows { answers[row] = 0 }
        if times.hasAdopted(person), let last = rows.last { answers[last] = 1 }
      }
    }
    data.groups = LogisticData.Codes(count: times.count, rowCount: count) { codes in
      for person in 0..<people {
        for (step, row) in rows(of: person).enumerated() { codes[row] = UInt32(first + step) }
      }
    }
    data.clusters = LogisticData.Codes(count: people, rowCount: count) { codes in
      for person in 0..<people { for row in rows(of: person) { codes[row] = UInt32(person) } }
    }
    return data
  }
}

extension PersonPeriods {
  /// Which of a person's contacts count as their company in a period t.
  enum Company {
    /// Adopted at least `lag` periods before t.
    case past(lag: Int)
    /// Had not adopted before t, and will, in t or later.
    case future
  }

  /// How many of those in a person's row of `contacts` count, by row of the table.
  ///
  /// Counts of edges or, of `weights`, their sums. O(edges + rows), in parallel by person.
  func exposure(
    to contacts: Adjacency, _ company: Company = .past(lag: 1), usesWeights: Bool = false, execution: Execution
  ) -> Scratch<Double> {
    let result = Scratch<Double>(uninitialized: count)
    let width = times.count
    contacts.withPointers { contacts in
      times.periods.withUnsafeBufferPointer { periods in
        let adoption = SharedPointer(UnsafeMutablePointer(mutating: periods.baseAddress!))
        execution.forEachChunk(of: people, grain: 512) { _, range in
          // By period: what of the company adopts in it.
          let arrivals = Scratch<Double>(repeating: 0, count: width)
          for person in range {
            let rows = rows(of: person)
            if rows.isEmpty { continue }
            for period in 0..<width { arrivals.base[period] = 0 }
            for edge in contacts.offsets[person]..<contacts.offsets[person + 1] {
              let period = adoption[Int(contacts.neighbors[edge])]
              if period == AdoptionTimes.never { continue }
              arrivals.base[Int(period)] += usesWeights ? Double(contacts.weights?[edge] ?? 1) : 1
            }
            switch company {
            case .past(let lag):
              var sum = 0.0
              for period in 0..<max(0, min(first - lag, width)) { sum += arrivals.base[period] }
              for (step, row) in rows.enumerated() {
                let latest = first + step - lag
                if latest >= 0 { sum += arrivals.base[latest] }
                result.base[row] = sum
              }
            case .future:
              var sum = 0.0
              for period in stride(from: width - 1, to: first + rows.count - 1, by: -1) { sum += arrivals.base[period] }
              for (step, row) in rows.enumerated().reversed() {
                sum += arrivals.base[first + step]
                result.base[row] = sum
              }
            }
          }
        }
      }
    }
    return result
  }
}
