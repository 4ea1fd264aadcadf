import ArgumentParser
import Foundation
import KithFoundation
import KithGraph
import KithInfluence
import KithInput
import KithOutput

struct TiesVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ties",
    abstract: "Tell what is between two people, and which ties deepen, fade or fell asleep.",
    discussion: Example.text(
      [
        Example("Every tie, the strongest first.", "kith ties comments.csv"),
        Example("With whom is mina in touch, how, where and when?", "kith ties comments.csv --person mina"),
        Example("Everything between mina and jun.", "kith ties comments.csv --person mina --with jun"),
        Example("Which ties cool down?", "kith ties comments.csv --cooling --window 12h"),
        Example("What became of each tie.", "kith ties comments.csv --dynamics --window 12h -o ties.csv"),
      ],
      """
      A tie is two people of whom one addressed the other. Its strength counts their interactions, each worth half as
      much after every half-life, at the log's last moment. Classes: new (began lately), deepening, steady, fading (the
      trend of interactions a window), dormant (silent lately); lately means the last --recent windows.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments

  @Option(help: ArgumentHelp("Only the ties of this person, seen from theirs.", valueName: "id"))
  var person: String?

  @Option(help: ArgumentHelp("With --person: only the tie with this one, in full.", valueName: "id"))
  var with: String?

  @Flag(help: "The class of each tie instead, with its trend.")
  var dynamics = false

  @Flag(help: "Only fading and dormant ties, by how much they lost.")
  var cooling = false

  @Flag(help: "Only new and deepening ties, by how much they gained.")
  var heating = false

  @Option(
    help: ArgumentHelp("After how long an interaction is worth half: 7d, 12h. (default: 7d)", valueName: "width"))
  var halfLife: String?

  @Option(
    name: .customLong("window"),
    help: ArgumentHelp("Width of the windows of a trend: 7d, 12h. (default: 7d)", valueName: "width"))
  var width: String?

  @Option(help: ArgumentHelp("How many windows count as lately. (default: 2)", valueName: "n"))
  var recent: Int?

  @Option(
    help: ArgumentHelp(
      "The least trend that counts, as a share of the tie's mean a window. (default: 0.1)", valueName: "share"))
  var deadZone: Double?

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  private var asksForTrends: Bool { dynamics || cooling || heating }

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if with != nil, person == nil { throw ValidationError("--with goes with --person: --person mina --with jun") }
    if cooling, heating { throw ValidationError("choose one of --cooling and --heating") }
    if with != nil, asksForTrends { throw ValidationError("--with shows one tie in full: not with trends of many") }
    for (name, text) in [("--half-life", halfLife), ("--window", width)] {
      if let text { _ = try Stretch(text, option: name) }
    }
    if halfLife != nil, asksForTrends { throw ValidationError("--half-life is about strength: not with trends") }
    if !asksForTrends,
      let idle = [("--window", width != nil), ("--recent", recent != nil), ("--dead-zone", deadZone != nil)].first(
        where: \.1)
    {
      throw ValidationError("\(idle.0) goes with --dynamics, --cooling or --heating")
    }
    if let recent, !(1...100).contains(recent) {
      throw ValidationError("--recent must be between 1 and 100, not \(recent)")
    }
    if let deadZone, !(deadZone >= 0 && deadZone.isFinite) {
      throw ValidationError("--dead-zone must be 0 or more, not \(deadZone)")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    let people = reading.log.people
    let node = try person.map { try PersonArgument.node(of: $0, in: people) }
    let other = try with.map { try PersonArgument.node(of: $0, in: people) }
    let ties = TieIndex(reading.log)
    if ties.count == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic("E405", "there are no ties: nobody addressed anybody else", help: "name the column of targets, --to")
      )
    }
    if asksForTrends {
      try destination.write(
        trends(ties, of: node, session).prefix(top ?? .max), session: session, atMost: top ?? 20)
      return source.exitCode(after: reading)
    }
    let profiling = try profiling(reading.log)
    if let node, let other {
      guard let profile = try profiling.profile(of: node, with: other, in: ties) else {
        throw KithError(
          .answerIsNo,
          Diagnostic(
            "E405", "there is no tie: \(people[node]) and \(people[other]) never addressed each other",
            help: "`kith paths` tells how they hang together through others"))
      }
      let sheet = TieSheet(profile, people, clockOffset: profiling.clockOffset)
      if destination.effectiveFormat == .table {
        try session.write(sheet.text(width: Terminal.width(of: 1) ?? 100))
      } else {
        try destination.write(sheet.table, session: session)
      }
    } else {
      let profiles = try node.map { try profiling.profiles(of: $0, in: ties) } ?? profiling.profiles(in: ties)
      try destination.write(
        TieTables.profiles(profiles, people).prefix(top ?? .max), session: session, atMost: top ?? 20)
    }
    return source.exitCode(after: reading)
  }

  /// Hours and weekdays are told by the zone's clock as it stood when the log ended.
  private func profiling(_ log: InteractionLog) throws -> TieProfiling {
    let end = Double(log.period?.upperBound.milliseconds ?? 0) / 1000
    let offset = try window.zone().secondsFromGMT(for: Date(timeIntervalSince1970: end))
    return TieProfiling(
      halfLife: try Stretch(halfLife ?? "7d", option: "--half-life").milliseconds, clockOffset: Int64(offset) * 1000)
  }

  private func trends(_ ties: TieIndex, of node: Int?, _ session: Session) throws -> Table {
    let judging = TieDynamics(
      window: try Stretch(width ?? "7d", option: "--window").milliseconds, recent: recent ?? 2,
      deadZone: deadZone ?? 0.1)
    let found = try judging.classes(of: ties, execution: session.execution)
    let counts = TieDynamics.Class.allCases.map { "\(grouped(found.count($0))) \($0.rawValue)" }
    session.talk.note(
      "\(counted(found.ties.count, "tie")) over \(counted(found.windows, "window")): " + counts.joined(separator: ", ")
        + (found.untimed > 0 ? "; \(grouped(found.untimed)) without times left out" : ""))
    let all = cooling ? found.cooling : heating ? found.heating : found.ties
    let shown = node.map { node in
      all.filter { Int(ties.lows[$0.tie]) == node || Int(ties.highs[$0.tie]) == node }
    }
    return TieTables.dynamics(shown ?? all, ties, seenFrom: node)
  }
}
