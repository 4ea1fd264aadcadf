import KithDiffusion
import KithFoundation
import KithGraph

/// Do people act soon after a friend did, more often than the hour alone would make them?
///
///     let found = try Following(within: TimeWindow.day).measure(actions, over: graph)
///     found.rate.value; found.expectedRate.value; found.ratio.value
///
/// u follows v about an item when u addressed v (an edge u → v) and u's first action about it comes after v's first,
/// by at most τ = `within`; equal times never follow. A chance to follow is a friend's action at a time t when u had
/// not acted, with the log running to t + τ at least, so that every chance was watched to its end.
///
/// Each chance is compared with what the hours it covers would make of anyone, judged by those who are neither u nor
/// u's friends: in an hour h, with c of their first actions about the item, and W the activity of those of them who had
/// not acted when it began, u acts with probability min(1, g_u · c / W), in proportion where the hour is covered
/// in part. Activity g is one more than the number of other items a person acted on, so busy people are expected to act
/// more. The hours count until u acts: so summed over chances (`expected`), they make as many follows as there are
/// (`follows`) where friends make no difference, and the ratio is 1 on average. Friends who are alike act in the same
/// hours too: a ratio above 1 is what following looks like, not proof of it.
///
/// The people of the network are those who could act. Someone whose action about an item has no time is left out of
/// that item.
public struct Following: Sendable, Codable, Equatable {
  /// τ, milliseconds.
  public var within: Int64
  /// Width of the hours whose activity is compared, milliseconds.
  public var hour: Int64
  /// Draws of the people, for the interval of the ratio.
  public var draws: Int
  public var seed: UInt64

  public init(within: Int64 = TimeWindow.day, hour: Int64 = 3_600_000, draws: Int = 999, seed: UInt64 = 1) {
    self.within = within
    self.hour = hour
    self.draws = draws
    self.seed = seed
  }

  /// Of actions by the people of the network (see `ActionLog.among`).
  ///
  /// Errors: E720 for an option out of range; E453 for actions of other people; E405 (exit 1) where no action has a
  /// time, nobody addressed anybody, or nobody had a chance to follow. O(rows log rows + chances · hours in τ).
  public func measure(
    _ actions: ActionLog, over attention: Graph, execution: Execution = .serial
  ) throws -> FollowingResult {
    try check(actions, attention)
    let firsts = actions.firsts
    let end = firsts.times.max()!
    var tally = FollowingTally(people: attention.nodeCount, edges: attention.out)
    var item = FollowingItem(firsts, hour: hour)
    for index in 0..<firsts.items.count {
      if index % 256 == 0 {
        try execution.checkCancellation()
        execution.report("following", done: index, of: firsts.items.count, unit: "items")
      }
      item.load(index, of: firsts)
      tally.add(item, attention, within: within, end: end)
    }
    if tally.chances == 0 {
      throw InfluenceError.unanswerable(
        Self.question, "no friend's action left \(within) ms to follow it",
        help: tally.censored > 0
          ? "the log ends within that time of every friend's action; take a shorter one"
          : "nobody's friend acted before them: see whether the network and the actions are of the same people")
    }
    return tally.result(following: self, attention, execution)
  }

  static let question = "whether people follow their friends"

  private func check(_ actions: ActionLog, _ attention: Graph) throws {
    if within <= 0 {
      throw KithError.option("the time to follow", within, choose: "a number of milliseconds above 0")
    }
    if hour <= 0 || within / hour > 1_000_000 {
      throw KithError.option("the width of an hour", hour, choose: "at least a millionth of the time to follow")
    }
    if !(0...1_000_000).contains(draws) { throw KithError.option("draws", draws, choose: "0 to 1000000") }
    if actions.people.count != attention.nodeCount {
      throw KithError.values(
        "actions", "of \(actions.people.count) people, over a network of \(attention.nodeCount)",
        help: "use the actions of the network's people")
    }
    if actions.count == 0 {
      throw InfluenceError.unanswerable(
        Self.question, "nobody of the network acted", help: "use the same ids in the log and in the actions")
    }
    if !actions.hasTimes {
      throw InfluenceError.unanswerable(Self.question, "no action has a time", help: "name the column of times")
    }
    if attention.edgeCount == 0 {
      throw InfluenceError.unanswerable(
        Self.question, "nobody in the log addressed anybody", help: "give a log with a column of targets")
    }
  }
}

/// What following came to.
public struct FollowingResult: Sendable, Equatable {
  /// Chances of a person about an item, each once however many friends acted.
  public let chances: Int
  /// Of them taken: the person acted within τ of a friend.
  public let follows: Int
  /// follows / chances.
  public let rate: DiffusionValue
  /// What the hours alone make of the same chances.
  public let expected: Double
  public let expectedRate: DiffusionValue
  /// follows / expected.
  public let ratio: DiffusionValue
  /// The middle 95 % of the ratio when people are drawn again; nil where undefined.
  public let interval: ClosedRange<Double>?
  /// Friends' actions that were not watched for the whole of τ, left out.
  public let censored: Int
  /// Persons and items left out for an action without a time.
  public let untimed: Int
  /// From the latest friend's action before it to the following one, milliseconds, ascending.
  public let delays: [Int64]
  /// Every tie with a chance: source ascending, then target.
  public let ties: [Tie]

  /// One tie: `source` addressed `target`, and may follow them.
  public struct Tie: Sendable, Equatable {
    public let source: Int
    public let target: Int
    /// Items about which the target acted while the source had not.
    public let chances: Int
    public let follows: Int
    public let expected: Double
    /// The chance of as many follows or more if only the hours mattered (Poisson tail); nil where nobody else acted in
    /// the hours, so that there is no base rate.
    public let p: Double?
    /// The same, adjusted for the number of ties that have one (Benjamini–Hochberg).
    public let q: Double?
  }

  /// The delay below which this share of the follows lie; nil without follows.
  public func delay(quantile share: Double) -> Double? {
    if delays.isEmpty { return nil }
    let place = share * Double(delays.count - 1)
    let low = Int(place)
    let high = min(low + 1, delays.count - 1)
    return Double(delays[low]) + (place - Double(low)) * Double(delays[high] - delays[low])
  }
}
