import KithFoundation
import KithGraph

/// Whom something that starts at one person can have reached, in the order in which people did interact.
///
///     let arrivals = try TimeRespectingReach(from: 3).arrivals(in: log)
///     arrivals.time(at: 8)            // when it reached person 8, at the earliest
///     arrivals.path(to: 8)            // [3, 5, 8]
///
/// Each interaction passes it on to one person, and times along a path ascend strictly: who is reached
/// at a moment passes nothing on at that moment, so simultaneous interactions transmit nothing to one
/// another (the earliest-arrival paths of Wu et al. 2014, with an interaction lasting one tick). Rows
/// without a time, an actor or a target count nothing.
///
/// O(rows log rows). Wu, Cheng, Huang, Ke, Lu & Xu 2014, doi 10.14778/2732939.2732945.
public struct TimeRespectingReach: Sendable, Equatable {
  /// What passes along an interaction, and so which way.
  public enum Flow: String, Sendable, Codable, CaseIterable {
    /// From actor to target: the actor's message arrives.
    case attention
    /// From target to actor: whoever addresses someone takes something over from them.
    case influence
  }

  /// The person it starts at, as a code of the log.
  public var source: Int
  public var flow: Flow
  /// Interactions outside it do not count; the source has it from the start.
  public var window: TimeWindow

  public init(
    from source: Int, flow: Flow = .attention, window: TimeWindow = TimeWindow(from: nil, to: nil)
  ) {
    self.source = source
    self.flow = flow
    self.window = window
  }

  public static let info = MeasureInfo(
    name: "time-respecting-reach", title: "Reach in time", question: "Whom can someone have reached in time?",
    convention: """
      Paths of interactions at strictly ascending times: interactions of the same moment pass nothing on to one \
      another, and nobody passes on what has not yet reached them. Attention runs from actor to target (the default), \
      influence from target to actor. Of those who pass it on at the first moment, the one it reached over the fewest \
      interactions counts, then the first in the order of ids. Sizes count the others a person can reach. Interactions without a time do not count.
      """,
    complexity: "O(rows log rows) from one person; O(people · rows / 64) for all",
    citation: "Wu, Cheng, Huang, Ke, Lu & Xu 2014, doi 10.14778/2732939.2732945",
    result: .other, needs: "Interactions with times; without any there is no answer.")

  public var info: MeasureInfo { Self.info }

  /// Throws `KithError`: usage for a source that is not in the log, "answer is no" for a log without times.
  public func arrivals(in log: InteractionLog) throws -> Arrivals {
    if source < 0 || source >= log.people.count {
      throw Self.info.optionError("person", source, choose: "one of the \(log.people.count) people, numbered from 0")
    }
    let events = try TimedEvents(log, flow: flow, window: window)
    var arrivals = Arrivals(source: source, count: log.people.count)
    for event in 0..<events.count {
      arrivals.pass(Int(events.sources[event]), Int(events.targets[event]), at: events.times[event])
    }
    return arrivals
  }
}

/// When, and through whom, each person was reached first.
public struct Arrivals: Sendable, Equatable {
  public let source: Int
  /// Milliseconds, by person; `Timestamp.missing` for the source and those never reached.
  public private(set) var times: [Int64]
  /// By person: who passed it on; `PathTree.none` for the source and those never reached.
  public private(set) var predecessors: [UInt32]
  /// Interactions on the path, by person; 0 for the source, -1 for those never reached.
  public private(set) var hops: [Int]

  init(source: Int, count: Int) {
    self.source = source
    times = [Int64](repeating: Timestamp.missing, count: count)
    predecessors = [UInt32](repeating: PathTree.none, count: count)
    hops = [Int](repeating: -1, count: count)
    hops[source] = 0
  }

  /// People reached, the source not counted.
  public var reachedCount: Int { hops.count { $0 > 0 } }

  public func time(at person: Int) -> Timestamp? {
    times[person] == Timestamp.missing ? nil : Timestamp(milliseconds: times[person])
  }

  /// The people from the source to `person`, both included; nil where it never arrived. O(its length).
  public func path(to person: Int) -> [Int]? {
    if person < 0 || person >= hops.count || hops[person] < 0 { return nil }
    var path = [person]
    while let last = path.last, predecessors[last] != PathTree.none { path.append(Int(predecessors[last])) }
    return path.reversed()
  }

  /// An interaction, never earlier than those before it. The source's time is before all others.
  mutating func pass(_ from: Int, _ to: Int, at time: Int64) {
    if to == source || hops[from] < 0 || times[from] >= time { return }
    if hops[to] >= 0 {
      if times[to] < time { return }
      let isBetter = (hops[from] + 1, UInt32(from)) < (hops[to], predecessors[to])
      if !isBetter { return }
    }
    (times[to], predecessors[to], hops[to]) = (time, UInt32(from), hops[from] + 1)
  }
}
