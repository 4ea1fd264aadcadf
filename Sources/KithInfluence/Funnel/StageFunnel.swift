import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures

/// How far company carried each person: gathered, exposed, influenced, followed.
///
///     let funnel = try StageFunnel(within: TimeWindow.day).measure(actions, over: graph, communities: groups)
///     funnel.stages[2].reached; funnel.stages[2].rate.value; funnel.furthest[3]
///
/// Every person stands in exactly one furthest stage, judged over all items:
///
/// - alone: addressed nobody;
/// - gathered: addressed somebody (their friends);
/// - exposed: a friend did something the person had not done by then;
/// - influenced: and the person did it later, however much later;
/// - followed: and within τ = `within` of a friend's doing it. Equal times never count as after.
///
/// Each stage holds those of the next. What happened after exposure need not have happened because of it: `influenced`
/// and `followed` are what influence would look like, and only the verdict says whether it was. Actions without a time
/// are left out.
public struct StageFunnel: Sendable, Codable, Equatable {
  public enum Stage: String, Sendable, Codable, CaseIterable, Comparable {
    case alone, gathered, exposed, influenced, followed

    public var rank: Int { Self.allCases.firstIndex(of: self)! }
    public static func < (a: Stage, b: Stage) -> Bool { a.rank < b.rank }
  }

  /// τ, milliseconds.
  public var within: Int64

  public init(within: Int64 = TimeWindow.day) { self.within = within }

  public struct StageCount: Sendable, Equatable {
    public let stage: Stage
    /// People whose furthest stage it is.
    public let furthest: Int
    /// People in it or a later one.
    public let reached: Int
    /// Of those who reached the stage before (of all people for gathered).
    public let rate: DiffusionValue
    /// Median milliseconds of those who reached it: from the first action of all to exposure; from the first friend's
    /// action to one's own; from the latest friend's action to one's own. Undefined for alone and gathered.
    public let medianTime: DiffusionValue
  }

  public struct Community: Sendable, Equatable {
    public let size: Int
    /// By furthest stage, in the order of the stages.
    public let furthest: [Int]
    /// The later stage of the two between which most of its people were lost, as a share; nil where nobody gathered.
    public let steepest: Stage?
  }

  public struct Result: Sendable, Equatable {
    /// By node.
    public let furthest: [Stage]
    /// In the order of the stages.
    public let stages: [StageCount]
    /// Empty without communities.
    public let communities: [Community]
    /// Acted without having been exposed to it: they did so on their own.
    public let unprompted: Int
    /// Exposed for the first time less than τ before the last action of all, and had not acted: they may yet follow.
    public let open: Int
    /// Actions left out for want of a time.
    public let untimed: Int
  }

  /// Of actions by the people of the network (see `ActionLog.among`).
  ///
  /// Errors: E720 for a τ that is not above 0; E453 for actions or communities of other people; E405 (exit 1) where no
  /// action has a time. O(rows log rows + actors' ties).
  public func measure(
    _ actions: ActionLog, over attention: Graph, communities: Partition? = nil, execution: Execution = .serial
  ) throws -> Result {
    let people = attention.nodeCount
    if within <= 0 {
      throw KithError.option("the time to follow", within, choose: "a number of milliseconds above 0")
    }
    if actions.people.count != people || communities?.assignment.count ?? people != people {
      throw KithError.values(
        "actions or communities", "they are of other people than the network", help: "use the same people")
    }
    let known = actions.times.filter { $0 != Timestamp.missing }
    guard let start = known.min(), let end = known.max() else {
      throw InfluenceError.unanswerable(
        "how far company carried people", actions.count == 0 ? "nobody of the network acted" : "no action has a time",
        help: actions.count == 0 ? "use the same ids in the log and in the actions" : "name the column of times")
    }
    let firsts = actions.firsts
    var walk = FunnelWalk(attention, within: within)
    for item in 0..<firsts.items.count {
      if item % 256 == 0 { try execution.checkCancellation() }
      walk.add(item, of: firsts)
    }
    return result(walk, attention, communities, start: start, end: end, untimed: actions.count - known.count)
  }

  private func result(
    _ walk: FunnelWalk, _ attention: Graph, _ communities: Partition?, start: Int64, end: Int64, untimed: Int
  ) -> Result {
    let people = attention.nodeCount
    let furthest = (0..<people).map { node -> Stage in
      if walk.followed[node].time != .max { return .followed }
      if walk.influenced[node].time != .max { return .influenced }
      if walk.exposed[node] != .max { return .exposed }
      return attention.out.degree(node) > 0 ? .gathered : .alone
    }
    let counts = Stage.allCases.map { stage in furthest.count { $0 == stage } }
    let times: [[Int64]] = [
      [], [], walk.exposed.filter { $0 != .max }.map { $0 - start },
      walk.influenced.filter { $0.time != .max }.map(\.delay), walk.followed.filter { $0.time != .max }.map(\.delay),
    ]
    let stages = Stage.allCases.map { stage -> StageCount in
      let reached = counts[stage.rank...].reduce(0, +)
      let before = stage.rank == 0 ? people : counts[(stage.rank - 1)...].reduce(0, +)
      return StageCount(
        stage: stage, furthest: counts[stage.rank], reached: reached,
        rate: before > 0
          ? DiffusionValue(Double(reached) / Double(before)) : DiffusionValue(undefined: "nobody came this far"),
        medianTime: Self.median(times[stage.rank], stage))
    }
    let groups = communities.map { communities in
      communities.members.map { members -> Community in
        let furthest = Stage.allCases.map { stage in members.count { furthest[$0] == stage } }
        return Community(size: members.count, furthest: furthest, steepest: Self.steepest(furthest))
      }
    }
    return Result(
      furthest: furthest, stages: stages, communities: groups ?? [],
      unprompted: (0..<people).count { walk.unprompted[$0] },
      open: (0..<people).count { furthest[$0] == .exposed && end - walk.exposed[$0] < within }, untimed: untimed)
  }

  private static func median(_ times: [Int64], _ stage: Stage) -> DiffusionValue {
    if stage <= .gathered { return DiffusionValue(undefined: "it has no moment") }
    if times.isEmpty { return DiffusionValue(undefined: "nobody came this far") }
    let sorted = times.sorted()
    return DiffusionValue((Double(sorted[(sorted.count - 1) / 2]) + Double(sorted[sorted.count / 2])) / 2)
  }

  /// The first of the steps with the smallest share that went on.
  private static func steepest(_ furthest: [Int]) -> Stage? {
    var best: (share: Double, stage: Stage)?
    for stage in Stage.allCases.dropFirst(2) {
      let before = furthest[(stage.rank - 1)...].reduce(0, +)
      if before == 0 { break }
      let share = Double(furthest[stage.rank...].reduce(0, +)) / Double(before)
      if best.map({ share < $0.share }) ?? true { best = (share, stage) }
    }
    return best?.stage
  }
}

/// The earliest moment each person reached each stage, item by item.
struct FunnelWalk {
  /// By node: the first friend's action about something the person had not done; `.max` for none.
  private(set) var exposed: [Int64]
  /// Their first action after a friend's, and the time since the first friend's.
  private(set) var influenced: [(time: Int64, delay: Int64)]
  /// Their first action within τ after a friend's, and the time since the latest friend's.
  private(set) var followed: [(time: Int64, delay: Int64)]
  /// Acted on something no friend had done before at a known time.
  private(set) var unprompted: [Bool]
  private let attention: Graph
  private let within: Int64
  /// Of the item at hand.
  private var own: [Int64]
  private var touched: [UInt32] = []
  private var friends: [(first: Int64, latest: Int64)]

  init(_ attention: Graph, within: Int64) {
    self.attention = attention
    self.within = within
    let people = attention.nodeCount
    exposed = [Int64](repeating: .max, count: people)
    influenced = [(time: Int64, delay: Int64)](repeating: (.max, 0), count: people)
    followed = influenced
    unprompted = [Bool](repeating: false, count: people)
    own = exposed
    friends = [(first: Int64, latest: Int64)](repeating: (.max, .max), count: people)
  }

  mutating func add(_ item: Int, of firsts: ActionLog) {
    let rows = firsts.actions(of: item)
    for row in rows { own[Int(firsts.persons[row])] = firsts.times[row] }
    // Rows ascend in time, so the first friend comes first and the latest last.
    for row in rows where firsts.times[row] != Timestamp.missing {
      let time = firsts.times[row]
      for person in attention.inNeighbors(of: Int(firsts.persons[row])) where own[Int(person)] > time {
        if friends[Int(person)].first == .max {
          friends[Int(person)].first = time
          touched.append(person)
        }
        friends[Int(person)].latest = time
      }
    }
    for person in touched {
      let (first, latest) = friends[Int(person)]
      let own = own[Int(person)]
      exposed[Int(person)] = min(exposed[Int(person)], first)
      if own == .max { continue }
      if own < influenced[Int(person)].time { influenced[Int(person)] = (own, own - first) }
      if own - latest <= within, own < followed[Int(person)].time { followed[Int(person)] = (own, own - latest) }
    }
    for row in rows where firsts.times[row] != Timestamp.missing {
      let person = Int(firsts.persons[row])
      if friends[person].first == .max { unprompted[person] = true }
    }
    for person in touched { friends[Int(person)] = (.max, .max) }
    touched.removeAll(keepingCapacity: true)
    for row in rows { own[Int(firsts.persons[row])] = .max }
  }
}
