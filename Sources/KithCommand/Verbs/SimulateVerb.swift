import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct SimulateVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "How far would it spread from given people, and what would change that?",
    discussion: Example.text(
      [
        Example("How many would hear of it from mina?", "kith simulate comments.csv --from-person mina"),
        Example("From two people, step by step.", "kith simulate comments.csv --from-person mina,도토리 --curve"),
        Example("What is jun worth to it?", "kith simulate comments.csv --from-person mina --without jun"),
        Example(
          "What if it ends within an hour?",
          "kith simulate comments.csv --from-person mina --stop-at 1h --step-lasts 20m"
        ),
        Example(
          "Who follows once two contacts have?", "kith simulate comments.csv --from-person mina,sora --model threshold"),
        Example(
          "Something caught again and again.",
          "kith simulate comments.csv --from-person mina --model sir --gamma 0.5"),
        Example(
          "How a market adopts.", "kith simulate --model bass --innovation 0.03 --imitation 0.4 --market 1000"),
      ],
      """
      Word runs from the addressed to those who address them. Exact where at most 20 uncertain relations lie within
      reach, otherwise simulated. Plans are compared in the same runs: what chance they share cancels.
      Documentation/Diffusion.md defines the models and the probabilities.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  @Option(help: ArgumentHelp("Who starts: ids separated by commas, or a file of them.", valueName: "people"))
  var fromPerson: [String] = []

  @OptionGroup(title: "Model") var model: SimulationArguments
  @OptionGroup(title: "Comparison") var others: AlternativeArguments
  @OptionGroup(title: "Actions") var actions: ActionsArguments

  @Flag(help: "How many are reached by each step instead.")
  var curve = false

  @Flag(help: "How likely each person is reached instead.")
  var people = false

  @Option(help: "Only the first so many rows. (default: all; 40 on a terminal)")
  var top: Int?

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if curve, people { throw ValidationError("choose one of --curve and --people") }
    let isMarket = model.model == .bass
    if isMarket {
      let misplaced =
        [
          ("--from-person", !fromPerson.isEmpty), ("--people", people),
          ("--estimate", estimate),
        ].first(where: \.1)?.0 ?? others.given.first
      if let misplaced { throw ValidationError("\(misplaced) is about people: not with --model bass") }
    } else {
      if actions.isGiven { throw ValidationError("--actions goes with --model bass") }
      if fromPerson.isEmpty {
        throw ValidationError("say who starts: --from-person ID, or a file of ids")
      }
      if others.stopAt != nil, case .steps? = others.stopAt, model.model == .hawkes {
        throw ValidationError("--stop-at takes a time with --model hawkes: 1h")
      }
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let destination = output.destination
    let tables =
      fromPerson + others.without + others.instead
      + [model.chances.probabilityTable, actions.actions].compactMap { $0 }
    if model.model == .bass, model.market != nil, input.inputs.isEmpty {
      try destination.check()
      try write(try MarketAdoption(model, window.zone()), destination, session)
      return .success
    }
    let source = try LogInput(input, window, for: Self.self)
    try destination.check(inputs: source.options.sources + tables)
    if estimate {
      let threads = session.execution.threads
      let estimate = try MemoryEstimate(
        source, [], MeasureSettings(), network, session,
        job: { [SpreadMemory.simulation(model, of: $1, threads: threads)] })
      try estimate.write(to: destination, session)
      return .success
    }
    let reading = try source.read(session)
    if model.model == .bass {
      let acts = try actions.read(beside: source, among: reading.log.people, session)
      try write(try MarketAdoption(model, reading.log, acts?.actions, window.zone(), session), destination, session)
      return source.exitCode(after: reading, badRowsElsewhere: acts?.badRows ?? 0)
    }
    try write(reading, destination, session)
    return source.exitCode(after: reading)
  }

  private func write(_ market: MarketAdoption, _ destination: Destination, _ session: Session) throws {
    session.talk.note(market.summary)
    let table = curve ? market.curveTable : market.table
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 40)
  }

  private func write(_ reading: LogReading, _ destination: Destination, _ session: Session) throws {
    let names = reading.log.people
    let starters = try ListedPeople.nodes(fromPerson, in: names, session.execution)
    let graph = try network.graph(reading.log, session)
    let simulation = try model.simulation(of: reading.log, on: graph, session)
    let plan = Simulation.Plan(name: "plan", words: "as planned", scenario: SpreadScenario(spreaders: starters))
    let alternatives = try others.plans(besides: plan, of: reading.log, by: simulation, model.ending, session)
    let results = SimulationTables(simulation: simulation, plans: [plan] + alternatives)
    let courses =
      curve || people || alternatives.isEmpty
      ? try results.plans.map { try simulation.course(of: $0, session.execution) } : []
    let differences = try alternatives.map { try simulation.difference(of: plan, and: $0, session.execution) }
    let spreads =
      courses.isEmpty ? [differences[0].first] + differences.map(\.second) : courses.map(\.spread)
    session.talk.note(results.summary(spreads[0]))
    for (other, difference) in zip(alternatives, differences) {
      session.talk.note(SimulationTables.verdict(other, difference))
    }
    session.talk.note(simulation.convention(of: spreads[0]))
    let table =
      curve
      ? results.curves(courses) : people ? results.people(courses, names) : results.spreads(spreads, differences)
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 40)
  }
}
