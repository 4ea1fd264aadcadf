import KithFoundation
import KithGraph

/// Finds out who followed whom: cascades from a log.
///
///     let cascades = try CascadeReconstruction().cascades(in: log)                     // replies and shares say it
///     let guessed = try CascadeReconstruction(inference: .likeliest(decay: 3_600_000), window: TimeWindow.day)
///       .cascades(in: actions, over: graph.influence)                                 // contacts make it likely
///
/// A member is someone's action about an item. Its parent is the latest earlier action of whomever the row addressed;
/// where the row addressed nobody, it is looked for among the earlier actions of those who influence the person. Where
/// that fails too, the member is a root. Actions of the same moment never cause each other. Interactions without items
/// are all about one thing. A graph made of the same log holds relations of later days too: that makes inferred
/// parents likelier than they were at the time.
///
/// O(rows log rows), and for inferred parents the smaller of contacts and earlier actions a member. Goyal, Bonchi &
/// Lakshmanan 2010, doi 10.1145/1718487.1718518; Goel, Anderson, Hofman & Watts 2016, doi 10.1287/mnsc.2015.2158.
public struct CascadeReconstruction: Sendable, Codable, Equatable {
  public enum Inference: Sendable, Codable, Equatable {
    /// The contact who acted last before; each eligible contact is as likely as the others.
    case latest
    /// The contact most likely by strength · e^(−delay / decay), decay in milliseconds.
    case likeliest(decay: Double)
  }

  /// How to guess where nobody was addressed; nil for no guesses.
  public var inference: Inference?
  /// An inferred parent acted at most so many milliseconds before; nil for ever.
  public var window: Int64?
  /// Kinds of rows whose target is the parent; nil for all. Rows of other kinds are actions that addressed nobody.
  public var kinds: [String]?
  /// The brand's own accounts: always roots.
  public var brand: [String]
  /// Whether someone who acts again about an item becomes another member, as in a thread of comments.
  public var keepsRepeats: Bool
  /// Whether someone addressed without an earlier action becomes a root, for their post was not logged.
  public var addsUnlogged: Bool

  public init(
    inference: Inference? = .latest, window: Int64? = nil, kinds: [String]? = nil, brand: [String] = [],
    keepsRepeats: Bool = false, addsUnlogged: Bool = true
  ) {
    self.inference = inference
    self.window = window
    self.kinds = kinds
    self.brand = brand
    self.keepsRepeats = keepsRepeats
    self.addsUnlogged = addsUnlogged
  }

  /// Cascades of interactions; `influence` has an edge u → v where u can influence v, for the log's people.
  ///
  /// Errors: E405 (exit 1) for a log without times; E453 for a graph of other people; E456 for a brand's account that
  /// is not in the log; E720 for a window or decay out of range.
  public func cascades(
    in log: InteractionLog, over influence: Graph? = nil, execution: Execution = .serial
  ) throws -> CascadeSet {
    guard let times = log.times else { throw Self.timeless }
    var isCausal: [Bool]?
    if let kinds, let column = log.kinds {
      var flags = [Bool](repeating: false, count: column.names.count)
      for kind in kinds { if let code = column.names.index(of: kind) { flags[code] = true } }
      isCausal = flags
    } else if kinds != nil {
      isCausal = []
    }
    var tally = CascadeSet.Tally()
    tally.rows = log.count
    var events: [CascadeEvent] = []
    events.reserveCapacity(log.count)
    for row in 0..<log.count {
      let item = log.items.map { $0.codes[row] } ?? 0
      if log.actors[row] == InteractionLog.none {
        tally.withoutActor += 1
      } else if times[row] == Timestamp.missing {
        tally.withoutTime += 1
      } else if item == InteractionLog.none {
        tally.withoutItem += 1
      } else {
        var target = log.targets[row]
        if let isCausal {
          let kind = log.kinds.map { $0.codes[row] } ?? InteractionLog.none
          if kind == InteractionLog.none || !isCausal[Int(kind)] { target = InteractionLog.none }
        }
        events.append(
          CascadeEvent(
            time: times[row], item: item, actor: log.actors[row], target: target,
            channel: log.channels.map { $0.codes[row] } ?? InteractionLog.none, row: UInt32(row)))
      }
    }
    return try cascades(
      of: events, people: log.people, items: log.items?.names, channels: log.channels?.names, tally: tally,
      over: influence, execution)
  }

  /// Cascades of actions, every parent inferred; without a graph every action is a root.
  ///
  /// Errors as for interactions.
  public func cascades(
    in actions: ActionLog, over influence: Graph?, execution: Execution = .serial
  ) throws -> CascadeSet {
    if !actions.hasTimes { throw Self.timeless }
    var tally = CascadeSet.Tally()
    tally.rows = actions.count
    var events: [CascadeEvent] = []
    for item in 0..<actions.items.count {
      for row in actions.actions(of: item) {
        if actions.times[row] == Timestamp.missing {
          tally.withoutTime += 1
          continue
        }
        events.append(
          CascadeEvent(
            time: actions.times[row], item: UInt32(item), actor: actions.persons[row], target: InteractionLog.none,
            channel: InteractionLog.none, row: UInt32(row)))
      }
    }
    return try cascades(
      of: events, people: actions.people, items: actions.items, channels: nil, tally: tally, over: influence, execution)
  }

  private func cascades(
    of events: [CascadeEvent], people: NameTable, items: NameTable?, channels: NameTable?, tally: CascadeSet.Tally,
    over influence: Graph?, _ execution: Execution
  ) throws -> CascadeSet {
    if let window, window <= 0 {
      throw KithError.option("the window", window, choose: "a number of milliseconds above 0")
    }
    if case .likeliest(let decay) = inference, !(decay > 0 && decay.isFinite) {
      throw KithError.option("the decay", decay, choose: "a number of milliseconds above 0")
    }
    if let influence {
      if influence.nodeCount != people.count {
        throw KithError.values(
          "the network", "it has \(influence.nodeCount) people, the log \(people.count)",
          help: "use a network of the log's people")
      }
      if let bad = influence.in.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
        throw KithError.weight(Double(bad), of: "who influences whom")
      }
    }
    var isBrand = [Bool](repeating: false, count: people.count)
    for account in brand {
      guard let code = people.index(of: account) else {
        throw KithError(
          .badData,
          Diagnostic("E456", "the account \(account) is not in the log", help: "name accounts as the log spells them"))
      }
      isBrand[code] = true
    }
    var linking = CascadeLinking(self, influence: influence, isBrand: isBrand, tally: tally)
    try linking.link(events.sorted(by: <), execution)
    return try CascadeSet(linking.members, people: people, items: items, channels: channels, tally: linking.tally)
  }

  private static var timeless: KithError {
    KithError(
      .answerIsNo,
      Diagnostic(
        "E405", "nothing shows who followed whom: no action has a time",
        help: "name the column of times, or give the trees with their parents"))
  }
}

/// One row that counts.
struct CascadeEvent: Comparable {
  let time: Int64
  let item: UInt32
  let actor: UInt32
  let target: UInt32
  let channel: UInt32
  let row: UInt32

  /// By item, moment and person: rows that belong to one member stand together.
  static func < (a: CascadeEvent, b: CascadeEvent) -> Bool {
    if a.item != b.item { return a.item < b.item }
    if a.time != b.time { return a.time < b.time }
    if a.actor != b.actor { return a.actor < b.actor }
    if a.target != b.target { return a.target < b.target }
    return (a.channel, a.row) < (b.channel, b.row)
  }
}
