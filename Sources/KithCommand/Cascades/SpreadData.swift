import ArgumentParser
import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithMeasures

/// What a run of `kith cascades` works on: a log, perhaps a table of actions beside it, and who is in touch with whom.
struct SpreadData {
  let log: InteractionLog
  /// Of the table beside the log.
  let given: ActionLog?
  /// Of files that hold trees and nothing else; the log is then empty.
  private let trees: TreeLog?
  /// Whether anything says who is in touch with whom.
  private let hasNetwork: Bool
  private let network: NetworkArguments
  private let session: Session
  /// What the reading deserves: 2 when rows were skipped.
  let exitCode: KithFoundation.ExitCode

  init(
    _ source: LogInput, _ actions: ActionsArguments, _ tracing: TracingArguments, _ network: NetworkArguments,
    _ session: Session
  ) throws {
    self.network = network
    self.session = session
    if tracing.trees, PublishedTrees.are(source.options.sources) {
      let trees = try PublishedTrees.read(source.options, session)
      log = InteractionLog(
        people: trees.people, actors: [], targets: [], evidence: EvidenceColumn(files: [], starts: [0], lines: []))
      (given, exitCode) = (nil, .success)
      self.trees = trees
      hasNetwork = false
      return
    }
    trees = nil
    if source.options.sources.isEmpty, let alone = try actions.read(source, session) {
      log = InteractionLog(
        people: alone.actions.people, actors: [], targets: [],
        evidence: EvidenceColumn(files: [], starts: [0], lines: []))
      given = alone.actions
      hasNetwork = false
      exitCode = source.exitCode(badRows: alone.badRows)
      return
    }
    let reading = try source.read(session)
    let second = try actions.read(beside: source, among: reading.log.people, session)
    log = reading.log
    given = second?.actions
    hasNetwork = true
    exitCode = source.exitCode(after: reading, badRowsElsewhere: second?.badRows ?? 0)
  }

  /// Whom each can influence.
  func influence() throws -> Graph {
    if !hasNetwork {
      throw ValidationError("this needs to know who is in touch with whom: name a log beside --actions")
    }
    return try network.graph(log, session).influence
  }

  /// The actions of the table, else what the log's actors did about its items.
  func actions() throws -> ActionLog { try given ?? ActionLog(log) }

  /// Finds the cascades and says what was odd about the data.
  func cascades(_ tracing: TracingArguments) throws -> CascadeSet {
    let found: CascadeSet
    if let trees {
      found = try CascadeRelations(trees).cascades()
    } else if (given?.count ?? log.count) == 0 {
      found = try CascadeRelations(people: log.people).cascades()
    } else if tracing.trees {
      found = try GivenTrees.cascades(in: log, session.talk)
    } else {
      let reconstruction = try tracing.reconstruction(ofActions: given != nil, in: log, session.talk)
      let influence = reconstruction.inference == nil ? nil : try influence()
      found =
        if let given {
          try reconstruction.cascades(in: given, over: influence, execution: session.execution)
        } else {
          try reconstruction.cascades(in: log, over: influence, execution: session.execution)
        }
    }
    CascadeNotes(found).tell(session.talk)
    return found
  }

  /// What finding cascades and measuring them takes besides the log and the network: events and members, some of
  /// them twice while they are put in order.
  static func memory(rows: Int, size: GraphSize) -> [MemoryEstimate.Part] {
    [MemoryEstimate.Part(name: "cascades", bytes: rows * 170)]
  }

  /// Successes, trials and delays of every relation, twice, and the rows of the answer.
  static func memoryOfLearning(rows: Int, size: GraphSize) -> [MemoryEstimate.Part] {
    [MemoryEstimate.Part(name: "learning", bytes: rows * 40 + size.edges * 130)]
  }
}

/// Files of trees as they are published: one tree a file, `['a', '1', '0.0']->['b', '2', '0.85']` a line.
enum PublishedTrees {
  /// Whether the first source is a folder, or a file that begins so.
  static func are(_ sources: [String]) -> Bool {
    guard let first = sources.first, first != "-" else { return false }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: first, isDirectory: &isFolder), isFolder.boolValue { return true }
    let file = try? FileHandle(forReadingFrom: URL(fileURLWithPath: first))
    return (try? file?.read(upToCount: 2)) == Data("['".utf8)
  }

  static func read(_ options: InputOptions, _ session: Session) throws -> TreeLog {
    let reading = try CascadeTreeReader(options.sources, limits: options.limits).read(execution: session.execution)
    session.talk.note(
      "\(counted(reading.log.count, "row")) of \(counted(reading.files, "file")), times from the start of each tree; "
        + "\(grouped(reading.earlierThanParents)) say that someone came before the one followed")
    if reading.otherFiles > 0 { session.talk.note("\(counted(reading.otherFiles, "file")) without trees left out") }
    return reading.log
  }
}

/// Trees from a log whose every row says: this person followed that one.
enum GivenTrees {
  /// A person is a member once an item, at the first time known of them as the one who followed.
  static func cascades(in log: InteractionLog, _ talk: Talk) throws -> CascadeSet {
    var firsts: [UInt64: Int64] = [:]
    let item = { (row: Int) in log.items.map { $0.codes[row] } ?? 0 }
    let key = { (person: UInt32, item: UInt32) in UInt64(item) << 32 | UInt64(person) }
    let rows = (0..<log.count).filter { log.actors[$0] != InteractionLog.none && item($0) != InteractionLog.none }
    for row in rows {
      guard let time = log.times?[row], time != Timestamp.missing else { continue }
      let key = key(log.actors[row], item(row))
      firsts[key] = min(firsts[key] ?? .max, time)
    }
    let member = { (person: UInt32, item: UInt32) in
      CascadeRelations.Member(person: person, time: firsts[key(person, item)] ?? Timestamp.missing, item: item)
    }
    var relations = CascadeRelations(people: log.people, items: log.items?.names)
    for row in rows {
      let target = log.targets[row]
      relations.add(
        member(log.actors[row], item(row)),
        following: target == InteractionLog.none ? nil : member(target, item(row)))
    }
    if rows.count < log.count {
      talk.note("\(counted(log.count - rows.count, "row")) by nobody known or about nothing left out")
    }
    return try relations.cascades()
  }
}

/// What was read, left out and odd, in words.
struct CascadeNotes {
  private let cascades: CascadeSet

  init(_ cascades: CascadeSet) { self.cascades = cascades }

  func tell(_ talk: Talk) {
    let tally = cascades.tally
    talk.note(summary)
    let left = [
      (tally.withoutActor, "by nobody known"), (tally.withoutTime, "without a time"),
      (tally.withoutItem, "about nothing"),
    ].filter { $0.0 > 0 }.map { "\(counted($0.0, "row")) \($0.1)" }
    if !left.isEmpty { talk.note("left out: " + left.joined(separator: ", ")) }
    if tally.repeats > 0 {
      talk.note("\(counted(tally.repeats, "row")) \(tally.repeats == 1 ? "repeats" : "repeat") what was done already")
    }
    if cascades.items == nil, cascades.count > 0 { talk.note("no row names an item: all is taken as about one thing") }
    for defect in defects { talk.show(defect) }
  }

  private var summary: String {
    let kinds: [(CascadeSet.Origin, String)] = [
      (.brand, "by the brand"), (.first, "by others"), (.unlogged, "by someone whose own action is not in the log"),
    ]
    let roots = kinds.map { (cascades.roots($0.0).count, $0.1) }.filter { $0.0 > 0 }
    let told = roots.map { "\(grouped($0.0)) begun \($0.1)" }.joined(separator: ", ")
    return "\(counted(cascades.count, "cascade")) of \(counted(cascades.memberCount, "member"))"
      + (told.isEmpty ? "" : ": \(told)")
  }

  /// Defects of given trees: kept, cut or counted, never hidden.
  private var defects: [Diagnostic] {
    let tally = cascades.tally
    var found: [Diagnostic] = []
    if tally.earlierThanParents > 0 {
      found.append(
        Diagnostic(
          "W458",
          "\(counted(tally.earlierThanParents, "member")) of \(grouped(cascades.memberCount)) came before the one followed:"
            + " kept, and counted as members", severity: .warning,
          help: "times of different clocks, or parents that were guessed, do that"))
    }
    if tally.selfFollowing + tally.rings > 0 {
      found.append(
        Diagnostic(
          "W459",
          "\(counted(tally.selfFollowing, "row")) in which someone follows themselves, "
            + "\(counted(tally.rings, "ring")) of people who follow each other: cut, so that each became a start",
          severity: .warning))
    }
    return found
  }
}
