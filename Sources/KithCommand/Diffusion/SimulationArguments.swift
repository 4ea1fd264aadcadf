import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph

/// By which model something spreads, and its parameters.
struct SimulationArguments: ParsableArguments {
  enum Model: String, CaseIterable, ExpressibleByArgument { case ic, lt, sir, sis, seir, threshold, hawkes, bass }

  @Option(
    help: """
      ic: everyone reached tries once with each contact; lt: a person follows once enough weight has; sir, sis, seir: \
      tries in every step until recovered; threshold: follows once --contacts or a --share have; hawkes: acts in time \
      that set each other off; bass: adoption of a whole market, without a network.
      """)
  var model: Model = .ic

  @OptionGroup var chances: ProbabilityArguments
  @OptionGroup var ending: StepArguments

  @Option(help: "Random runs. (default: 10000 for ic and lt, 1000 for sir, sis, seir and hawkes)")
  var runs: Int?

  @Option(help: "sir, sis, seir: the same chance to infect a contact in a step for all, instead of --probabilities.")
  var beta: Double?
  @Option(help: "sir, sis, seir: the chance to recover in a step.")
  var gamma: Double?
  @Option(help: "seir: the chance that the incubation ends in a step.")
  var sigma: Double?

  @Option(help: "threshold: how many contacts must have followed. (default: 2)")
  var contacts: Int?
  @Option(help: "threshold: which share of the contacts must have followed: 0.25.")
  var share: Double?

  @Option(
    help: ArgumentHelp(
      "hawkes: how long after an act its effects come on average; then --probabilities say how many they are. "
        + "(default: both learned from the log)",
      valueName: "width"))
  var meanDelay: String?

  @Option(help: "bass: the rate at which people adopt by themselves, a period. (default: fitted to the log)")
  var innovation: Double?
  @Option(help: "bass: the rate added once everyone has adopted, a period.")
  var imitation: Double?
  @Option(help: "bass: everyone who ever adopts.")
  var market: Double?
  @Option(help: "bass: how long a period is. (default: 1d)")
  var period: String?
  @Option(help: "bass: how many periods the curve has. (default: those observed; 30 with given rates)")
  var periods: Int?
  @Option(help: ArgumentHelp("bass: count first acts about this item alone.", valueName: "item"))
  var adopted: String?

  func validate() throws {
    if let runs, runs < 2 || runs > 100_000_000 {
      throw ValidationError("--runs must be between 2 and 100000000, not \(runs)")
    }
    let epidemics: [Model] = [.sir, .sis, .seir]
    let owned: [(String, Bool, [Model])] = [
      ("--beta", beta != nil, epidemics), ("--gamma", gamma != nil, epidemics), ("--sigma", sigma != nil, [.seir]),
      ("--contacts", contacts != nil, [.threshold]), ("--share", share != nil, [.threshold]),
      ("--mean-delay", meanDelay != nil, [.hawkes]), ("--innovation", innovation != nil, [.bass]),
      ("--imitation", imitation != nil, [.bass]), ("--market", market != nil, [.bass]),
      ("--period", period != nil, [.bass]), ("--periods", periods != nil, [.bass]),
      ("--adopted", adopted != nil, [.bass]),
      ("--runs", runs != nil, [.ic, .lt, .hawkes] + epidemics),
      ("--probabilities", chances.probabilities != nil, [.ic, .lt, .hawkes] + epidemics),
      ("--probability-table", chances.probabilityTable != nil, [.ic, .lt, .hawkes] + epidemics),
      ("--deadline", ending.deadline != nil, [.ic, .lt, .hawkes, .threshold] + epidemics),
      ("--step-lasts", ending.stepLasts != nil, [.ic, .lt, .threshold] + epidemics),
    ]
    if let stranger = owned.first(where: { $0.1 && !$0.2.contains(model) }) {
      let models = stranger.2.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(stranger.0) goes with --model \(models), not \(model.rawValue)")
    }
    if beta != nil, chances.probabilities != nil || chances.probabilityTable != nil {
      throw ValidationError("--beta gives the probabilities: not with --probabilities or --probability-table")
    }
    if contacts != nil, share != nil { throw ValidationError("choose one of --contacts and --share") }
    if epidemics.contains(model), gamma == nil {
      throw ValidationError("--model \(model.rawValue) needs --gamma: the chance to recover in a step, such as 0.2")
    }
    if model == .seir, sigma == nil {
      throw ValidationError("--model seir needs --sigma: the chance that the incubation ends in a step, such as 0.5")
    }
    for (name, text) in [("--mean-delay", meanDelay), ("--period", period)] {
      if let text { _ = try Stretch(text, option: name) }
    }
    if let periods, periods < 1 || periods > 100_000 {
      throw ValidationError("--periods must be between 1 and 100000, not \(periods)")
    }
    let given = [innovation, imitation, market].compactMap { $0 }.count
    if given > 0 && given < 3 { throw ValidationError("give --innovation, --imitation and --market together, or none") }
    if given > 0, adopted != nil { throw ValidationError("--adopted counts in the log: not with given rates") }
  }

  /// The model on the network of a log; says what was learned.
  func simulation(of log: InteractionLog, on attention: Graph, _ session: Session) throws -> Simulation {
    let network = try chances.network(attention, log.people, session)
    let probabilities = beta.map { EdgeProbabilities.constant($0) } ?? network.probabilities
    let engine: Simulation.Engine
    switch model {
    case .ic, .lt:
      let deadline = try ending.steps(ending.deadline, log, session.talk)
      engine = .steps(
        model == .ic ? .cascade(probabilities, deadline: deadline) : .threshold(probabilities, deadline: deadline),
        runs: runs ?? 10_000)
    case .sir, .sis, .seir:
      let kind: Epidemic.Kind = model == .sir ? .sir : model == .sis ? .sis : .seir
      let steps = try ending.steps(ending.deadline, log, session.talk)
      engine = .epidemic(
        Epidemic(
          kind, infection: probabilities, recovery: gamma ?? 1, incubation: sigma ?? 1, steps: steps ?? 100,
          simulations: runs ?? 1000, seed: session.seed))
    case .threshold:
      let deadline = try ending.steps(ending.deadline, log, session.talk)
      engine = .contagion(
        ComplexContagion(share.map { .share($0) } ?? .number(contacts ?? 2), deadline: deadline))
    case .hawkes, .bass: engine = try hawkes(log, network, session)
    }
    return Simulation(engine: engine, network: network.influence, seed: session.seed)
  }

  private func hawkes(
    _ log: InteractionLog, _ network: InfluenceNetwork, _ session: Session
  ) throws -> Simulation.Engine {
    let hour = 3_600_000.0
    let end: Double
    switch ending.deadline {
    case nil: end = 7 * 24
    case .time(let time): end = Double(time.milliseconds) / hour
    case .steps: throw ValidationError("--deadline takes a time with --model hawkes: 48h")
    }
    if let meanDelay {
      let delay = Double(try Stretch(meanDelay, option: "--mean-delay").milliseconds) / hour
      return .hawkes(
        HawkesProcess(rate: 0, influence: network.probabilities, decay: 1 / delay, seed: session.seed), hours: end,
        runs: runs ?? 1000)
    }
    let (events, hours) = try Self.events(of: log)
    let found = try HawkesEstimate(
      of: events, until: hours, influence: network.probabilities, on: network.influence, seed: session.seed,
      execution: session.execution)
    let delay = StepArguments.text(max(1, Int64(min(1e15, hour / found.process.decay))))
    session.talk.note(
      "learned from \(counted(events.count, "act")): \(grouped(Int(found.caused.rounded()))) were set off by others; "
        + "an act sets off \(TerminalLayout.real(found.caused / Double(events.count))) others, after \(delay) on "
        + "average")
    return .hawkes(found.process, hours: end, runs: runs ?? 1000)
  }

  /// Acts by time in hours from the first; E412 (exit 1) for a log without times, or with one moment only.
  static func events(of log: InteractionLog) throws -> (events: [HawkesProcess.Event], hours: Double) {
    guard let times = log.times, let period = log.period, period.lowerBound < period.upperBound else {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E412", "there are not two moments in the log to learn from",
          help: "name the column of the time with --at, or give --mean-delay and --probabilities"))
    }
    let start = period.lowerBound.milliseconds
    let rows = (0..<log.count).filter { times[$0] != Timestamp.missing && log.actors[$0] != InteractionLog.none }
      .sorted { (times[$0], log.actors[$0], $0) < (times[$1], log.actors[$1], $1) }
    let events = rows.map { row in
      HawkesProcess.Event(time: Double(times[row] - start) / 3_600_000, node: Int(log.actors[row]))
    }
    return (events, Double(period.upperBound.milliseconds - start) / 3_600_000)
  }
}
