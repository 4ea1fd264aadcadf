import KithFoundation

/// Who did what, when: adoptions, purchases, visits, uses of a hashtag, as columns in canonical order.
///
///     let actions = try ActionLog(log)                   // every row's actor did something about its item
///     actions.actions(of: 3)                             // rows of item 3, earliest first
///
/// Rows stand by item, then time (unknown first), then person, whatever the order of the input: the same actions
/// are the same bytes. Someone may do the same twice; `firsts` keeps the first time.
public struct ActionLog: Sendable, Equatable {
  /// Ids ascending by bytes; codes in `persons` index it.
  public let people: NameTable
  public let items: NameTable
  /// Rows of item i are `starts[i]..<starts[i + 1]`.
  public let starts: [Int]
  public let persons: [UInt32]
  /// Milliseconds since the epoch, `Timestamp.missing` where unknown.
  public let times: [Int64]

  /// Of columns in any order: row r says that `persons[r]` did `items[itemCodes[r]]` at `times[r]`.
  ///
  /// Codes must lie within their tables. O(rows log rows).
  public init(people: NameTable, items: NameTable, persons: [UInt32], itemCodes: [UInt32], times: [Int64]) {
    precondition(persons.count == itemCodes.count && persons.count == times.count)
    precondition(persons.allSatisfy { $0 < people.count } && itemCodes.allSatisfy { $0 < items.count })
    var rows = persons.indices.map { Row(item: itemCodes[$0], time: times[$0], person: persons[$0]) }
    rows.sort { ($0.item, $0.time, $0.person) < ($1.item, $1.time, $1.person) }
    self.init(people: people, items: items, sorted: rows)
  }

  /// What the actors of a log did about its items; rows without actor or item say nothing.
  ///
  /// Throws E405 (exit 1) for a log without items, or without times unless `allowsUntimed`. O(rows log rows).
  public init(_ log: InteractionLog, allowsUntimed: Bool = false) throws {
    guard let items = log.items else {
      throw KithError(
        .answerIsNo,
        Diagnostic("E405", "no row names an item", help: "name the column of posts, hashtags, addresses or products"))
    }
    let untimed = allowsUntimed ? [Int64](repeating: Timestamp.missing, count: log.count) : nil
    guard let times = log.times ?? untimed else {
      throw KithError(
        .answerIsNo, Diagnostic("E405", "no action has a time", help: "name the column of times"))
    }
    let rows = (0..<log.count).filter {
      log.actors[$0] != InteractionLog.none && items.codes[$0] != InteractionLog.none
    }
    self.init(
      people: log.people, items: items.names, persons: rows.map { log.actors[$0] },
      itemCodes: rows.map { items.codes[$0] }, times: rows.map { times[$0] })
  }

  private struct Row {
    let item: UInt32
    let time: Int64
    let person: UInt32
  }

  private init(people: NameTable, items: NameTable, sorted rows: [Row]) {
    self.people = people
    self.items = items
    var starts = [Int](repeating: 0, count: items.count + 1)
    for row in rows { starts[Int(row.item) + 1] += 1 }
    for item in 0..<items.count { starts[item + 1] += starts[item] }
    self.starts = starts
    persons = rows.map(\.person)
    times = rows.map(\.time)
  }

  /// Number of actions.
  public var count: Int { persons.count }

  public func actions(of item: Int) -> Range<Int> { starts[item]..<starts[item + 1] }

  /// Whether any action has a time.
  public var hasTimes: Bool { times.contains { $0 != Timestamp.missing } }

  /// Each person's first action about each item; a known time counts before an unknown one. O(rows).
  public var firsts: ActionLog {
    var last = [Int](repeating: -1, count: people.count)
    var rows: [Row] = []
    for item in 0..<items.count {
      let known = actions(of: item).filter { times[$0] != Timestamp.missing }
      let unknown = actions(of: item).filter { times[$0] == Timestamp.missing }
      var isNew = Set<Int>()
      for row in known + unknown where last[Int(persons[row])] != item {
        last[Int(persons[row])] = item
        isNew.insert(row)
      }
      for row in actions(of: item) where isNew.contains(row) {
        rows.append(Row(item: UInt32(item), time: times[row], person: persons[row]))
      }
    }
    return ActionLog(people: people, items: items, sorted: rows)
  }

  /// The same actions by the codes of larger tables: `personCodes` and `itemCodes` say where each name stands there.
  public func recoded(
    people: NameTable, _ personCodes: [UInt32], items: NameTable, _ itemCodes: [UInt32]
  ) -> ActionLog {
    var mine = [UInt32](repeating: 0, count: count)
    for item in 0..<self.items.count { for row in actions(of: item) { mine[row] = itemCodes[item] } }
    return ActionLog(
      people: people, items: items, persons: persons.map { personCodes[Int($0)] }, itemCodes: mine, times: times)
  }

  /// The actions of the people of another table, by its codes, and how many were others' and left out.
  ///
  ///     let (known, strangers) = actions.among(graph.names!)
  ///
  /// O(people log people + rows log rows).
  public func among(_ names: NameTable) -> (actions: ActionLog, left: Int) {
    let codes = people.indices.map { names.index(of: people[$0]) }
    var kept: [(person: UInt32, item: UInt32, time: Int64)] = []
    for item in 0..<items.count {
      for row in actions(of: item) {
        if let code = codes[Int(persons[row])] { kept.append((UInt32(code), UInt32(item), times[row])) }
      }
    }
    let actions = ActionLog(
      people: names, items: items, persons: kept.map(\.person), itemCodes: kept.map(\.item), times: kept.map(\.time))
    return (actions, count - kept.count)
  }
}
