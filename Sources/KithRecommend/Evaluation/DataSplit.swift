import KithFoundation
import KithGraph

/// What a recommender may learn from, and what it must foretell.
///
///     let split = try DataSplit(.time(share: 0.2)).parts(of: actions)
///     split.train; split.test
///
/// A pair of person and item counts once, at its first time. Test pairs of items nobody took in training stay: nobody
/// could have recommended them, and that is part of the truth.
public struct DataSplit: Sendable, Codable, Equatable {
  public enum Method: Sendable, Codable, Equatable {
    /// The latest share of all pairs, cut at one moment for everybody: what a recommender meets in life.
    case time(share: Double)
    /// Each person's latest pairs, so many; whoever has no more than that is not tested.
    case leaveLast(Int)
    /// A share of each person's pairs, drawn blindly; whoever has one pair is not tested.
    case random(share: Double)
  }

  public var method: Method
  public var seed: UInt64

  public init(_ method: Method = .time(share: 0.2), seed: UInt64 = 1) {
    self.method = method
    self.seed = seed
  }

  public struct Parts: Sendable {
    public var train: UserItems
    public var test: UserItems
    /// What was learnt from, with its times.
    public var trainActions: ActionLog
    /// The first moment of the test; nil unless split by time.
    public var cut: Int64?
    /// Pairs without a time, left out where time decides.
    public var untimed: Int
  }

  /// Throws E720 for a share or number out of range, E405 (exit 1) where time decides and no action has one, or where
  /// one part is empty. O(actions log actions).
  public func parts(of actions: ActionLog) throws -> Parts {
    let firsts = actions.firsts
    var rows: [Row] = []
    rows.reserveCapacity(firsts.count)
    for item in 0..<firsts.items.count {
      for row in firsts.actions(of: item) {
        rows.append(Row(person: firsts.persons[row], item: UInt32(item), time: firsts.times[row]))
      }
    }
    var isTest = [Bool](repeating: false, count: rows.count)
    var isLeft = isTest
    var cut: Int64?
    switch method {
    case .time(let share):
      try check(share)
      try requireTimes(actions)
      for (index, row) in rows.enumerated() where row.time == Timestamp.missing { isLeft[index] = true }
      let times = rows.filter { $0.time != Timestamp.missing }.map(\.time).sorted()
      let moment = times[min(times.count - 1, Int((1 - share) * Double(times.count)))]
      cut = moment
      for (index, row) in rows.enumerated() where !isLeft[index] { isTest[index] = row.time >= moment }
    case .leaveLast(let count):
      if count < 1 { throw KithError.option("the number of pairs left out", count, choose: "1 or more") }
      try requireTimes(actions)
      for (index, row) in rows.enumerated() where row.time == Timestamp.missing { isLeft[index] = true }
      for mine in byPerson(rows, actions.people.count) {
        let timed = mine.filter { !isLeft[$0] }.sorted {
          (rows[$0].time, rows[$0].item) < (rows[$1].time, rows[$1].item)
        }
        if timed.count > count { for index in timed.suffix(count) { isTest[index] = true } }
      }
    case .random(let share):
      try check(share)
      for (person, mine) in byPerson(rows, actions.people.count).enumerated() where mine.count > 1 {
        var random = RandomStream(seed: seed, purpose: "split", index: UInt64(person))
        let wanted = min(mine.count - 1, max(1, Int((share * Double(mine.count)).rounded())))
        for index in mine.sorted(by: { rows[$0].item < rows[$1].item }).shuffled(using: &random).prefix(wanted) {
          isTest[index] = true
        }
      }
    }
    let (people, items) = (actions.people, actions.items)
    let pairs = { (test: Bool) in
      UserItems(
        users: people.count, items: items.count,
        pairs: rows.indices.filter { !isLeft[$0] && isTest[$0] == test }
          .map { (user: rows[$0].person, item: rows[$0].item) })
    }
    let (train, test) = (pairs(false), pairs(true))
    if train.count == 0 || test.count == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nothing can be tested: all actions fall into one part of the split",
          help: "choose another share, or another way to split"))
    }
    let learnt = rows.indices.filter { !isLeft[$0] && !isTest[$0] }
    return Parts(
      train: train, test: test,
      trainActions: ActionLog(
        people: people, items: items, persons: learnt.map { rows[$0].person }, itemCodes: learnt.map { rows[$0].item },
        times: learnt.map { rows[$0].time }),
      cut: cut, untimed: isLeft.count { $0 })
  }

  private struct Row {
    let person: UInt32
    let item: UInt32
    let time: Int64
  }

  private func byPerson(_ rows: [Row], _ people: Int) -> [[Int]] {
    var mine = [[Int]](repeating: [], count: people)
    for (index, row) in rows.enumerated() { mine[Int(row.person)].append(index) }
    return mine
  }

  private func check(_ share: Double) throws {
    if !(share > 0 && share < 1) {
      throw KithError.option("the share held out", share, choose: "a number above 0 and below 1, such as 0.2")
    }
  }

  private func requireTimes(_ actions: ActionLog) throws {
    if actions.hasTimes { return }
    throw KithError(
      .answerIsNo,
      Diagnostic(
        "E405", "the actions cannot be split by time: none has one",
        help: "name the column of times, or split at random"))
  }
}
