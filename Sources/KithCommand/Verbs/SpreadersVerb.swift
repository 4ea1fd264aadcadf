import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct SpreadersVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "spreaders",
    abstract: "Choose the people who together start the furthest spread, judge a list, or find whom to hold back.",
    discussion: Example.text(
      [
        Example("Three people to tell, so that most hear of it.", "kith spreaders comments.csv -k 3"),
        Example("The same within two steps.", "kith spreaders comments.csv -k 3 --deadline 2"),
        Example(
          "Not more than one of each community.", "kith spreaders comments.csv -k 3 --group communities --quota 1"),
        Example("By trying everyone, as the network is small.", "kith spreaders comments.csv -k 2 --method celf"),
        Example("What are these two worth?", "kith spreaders comments.csv --evaluate mina,하늘"),
        Example("Something starts at mina: whom to hold back?", "kith spreaders comments.csv -k 1 --contain mina"),
      ],
      """
      Word runs from the addressed to those who address them. The spread told comes from samples that had no part in
      the choice; opimc and imm also prove how good the choice is. Where the table of people has a column may_contact,
      only those who say yes are chosen.
      """))

  enum Model: String, CaseIterable, ExpressibleByArgument { case ic, lt }

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  @Option(
    name: [.customShort("k"), .long],
    help: "How many people to choose. (default: 10; with a budget, as many as it buys)")
  var count: Int?

  @Option(help: "ic: everyone reached tries once with each contact; lt: a person follows once enough weight has.")
  var model: Model = .ic
  @OptionGroup(title: "Model") var chances: ProbabilityArguments
  @OptionGroup(title: "Model") var ending: StepArguments

  @Option(
    help: "opimc: as few samples as prove the choice good enough; imm: as many as theory asks for; celf: simulates.")
  var method: SpreaderSelection.Method = .opimc
  @Option(help: "How far the proof may stay below 1 − 1/e of the best.")
  var epsilon = 0.1
  @Option(help: "The chance that the proof fails. (default: 1/people, at most 0.01)")
  var delta: Double?
  @Option(help: "opimc: samples to choose from at least; more choose a little better. (default: 262144)")
  var samples: Int?
  @Option(help: "Simulations of celf and --contain. (default: 1000)")
  var runs: Int?

  @OptionGroup(title: "Choice") var choice: ChoiceArguments

  @Option(
    help: ArgumentHelp(
      "Judge these people instead of choosing: ids separated by commas, or a file of them.", valueName: "people"))
  var evaluate: [String] = []

  @Option(
    help: ArgumentHelp(
      "Choose whom to hold back so that least spreads from these people: they neither hear of it nor pass it on.",
      valueName: "people"))
  var contain: [String] = []

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  private var isEvaluation: Bool { !evaluate.isEmpty }
  private var isContainment: Bool { !contain.isEmpty }

  func validate() throws {
    if let count, count < 1 { throw ValidationError("-k must be at least 1, not \(count)") }
    if let runs, runs < 2 || runs > 100_000_000 {
      throw ValidationError("--runs must be between 2 and 100000000, not \(runs)")
    }
    if isEvaluation && isContainment { throw ValidationError("choose one of --evaluate and --contain") }
    if isEvaluation, count != nil { throw ValidationError("--evaluate takes the list as it is: not with -k") }
    if isContainment {
      if ending.deadline != nil { throw ValidationError("--contain counts without end: not with --deadline") }
      if let other = choice.weighing { throw ValidationError("--contain counts people alike: not with \(other)") }
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    let tables = evaluate + contain + choice.files + [chances.probabilityTable].compactMap { $0 }
    try destination.check(inputs: source.options.sources + tables)
    if estimate {
      let threads = session.execution.threads
      let estimate = try MemoryEstimate(
        source, [], MeasureSettings(), network, session, job: { [memory(of: $1, threads: threads)] })
      try estimate.write(to: destination, session)
      return .success
    }
    let reading = try source.read(session)
    let names = reading.log.people
    let attention = try network.graph(reading.log, session)
    let found = try chances.network(attention, names, session)
    let deadline = try ending.steps(ending.deadline, reading.log, session.talk)
    let diffusion: DiffusionModel =
      model == .ic
      ? .cascade(found.probabilities, deadline: deadline) : .threshold(found.probabilities, deadline: deadline)
    let table: Table
    if isContainment {
      table = try containment(diffusion, found.influence, names, session)
    } else {
      let count = count ?? (choice.budget == nil ? 10 : .max)
      let rules = try ChoiceRules(choice, count: count, of: names, in: attention, session)
      let isShort = destination.effectiveFormat == .table
      table =
        isEvaluation
        ? try evaluation(diffusion, found.influence, rules, names, isShort, session)
        : try plan(count, diffusion, found.influence, rules, names, isShort, session)
    }
    session.talk.note(diffusion.convention)
    try destination.write(table, session: session)
    return source.exitCode(after: reading)
  }

  private func selection(_ count: Int, _ model: DiffusionModel, _ rules: ChoiceRules, seed: UInt64) -> SpreaderSelection
  {
    SpreaderSelection(
      count: count, model: model, method: method, epsilon: epsilon, delta: delta, candidates: rules.candidates,
      excluded: rules.excluded, costs: rules.costs, budget: rules.budget, groups: rules.groups, quotas: rules.quotas,
      benefit: rules.benefit, samples: samples ?? 1 << 18, simulations: runs ?? 1000, seed: seed)
  }

  private func memory(of size: GraphSize, threads: Int) -> MemoryEstimate.Part {
    let diffusion = model == .ic ? DiffusionModel.weightedCascade : .threshold(.weightedCascade)
    if isContainment {
      let job = Containment(count: count ?? 10, model: diffusion, simulations: runs ?? 1000)
      return MemoryEstimate.Part(name: "choice", bytes: job.memory(for: size, threads: threads))
    }
    if isEvaluation {
      let job = SpreaderEvaluation(model: diffusion)
      return MemoryEstimate.Part(name: "evaluation", bytes: job.memory(for: size, count: 1000, threads: threads))
    }
    return SpreadMemory.choice(
      SpreaderSelection(
        count: count ?? 10, model: diffusion, method: method, epsilon: epsilon, delta: delta,
        samples: samples ?? 1 << 18, simulations: runs ?? 1000), of: size, threads: threads)
  }

  private func plan(
    _ count: Int, _ model: DiffusionModel, _ influence: Graph, _ rules: ChoiceRules, _ names: NameTable,
    _ isShort: Bool, _ session: Session
  ) throws -> Table {
    let plan = try selection(count, model, rules, seed: session.seed).plan(
      on: influence, execution: session.execution)
    if let warning = rules.warning(chosen: plan.nodes.count, of: count) { session.talk.show(warning) }
    session.talk.note(Self.summary(plan.spread, of: influence.nodeCount, rules))
    if let lower = plan.lowerBound, let ratio = plan.certifiedRatio, let sure = plan.confidence {
      session.talk.note(
        "proven, but for a chance of \(TerminalLayout.real(1 - sure)): at least \(TerminalLayout.real(lower)), and at "
          + "least \(TerminalLayout.real(ratio)) of what the best possible choice reaches")
    }
    return SpreaderTables.plan(plan, rules, names, isShort: isShort)
  }

  private static func summary(_ spread: SpreadEstimate, of people: Int, _ rules: ChoiceRules) -> String {
    let whole =
      rules.benefit.map { "a benefit of \(TerminalLayout.real($0.reduce(0, +)))" }
      ?? counted(people, "person", "people")
    let number = TerminalLayout.real(spread.mean)
    if spread.method == .enumeration {
      return
        "together they reach exactly \(number) of \(whole) on average: all \(grouped(spread.samples)) outcomes were "
        + "weighed"
    }
    return "together they reach \(number) of \(whole) on average (95% interval "
      + "\(SimulationTables.interval(spread.interval)), by \(counted(spread.samples, "fresh sample")))"
  }

  private func evaluation(
    _ model: DiffusionModel, _ influence: Graph, _ rules: ChoiceRules, _ names: NameTable, _ isShort: Bool,
    _ session: Session
  ) throws -> Table {
    let list = try ListedPeople.nodes(evaluate, in: names, session.execution)
    let report = try SpreaderEvaluation(model: model, seed: session.seed).report(
      on: list, in: influence, benefit: rules.benefit, execution: session.execution)
    if let unwilling = rules.unwilling.map({ gone in list.filter(gone.contains) }), !unwilling.isEmpty {
      session.talk.show(
        Diagnostic(
          "W455",
          "\(unwilling.prefix(5).map { names[$0] }.joined(separator: ", "))"
            + (unwilling.count > 5 ? " and \(unwilling.count - 5) more" : "") + " of the list may not be contacted",
          severity: .warning, help: "choose others in their place"))
    }
    session.talk.note(Self.summary(report.spread, of: influence.nodeCount, rules))
    session.talk.note(
      "what each reaches alone sums to \(TerminalLayout.real(report.overlap)) more than that: it overlaps")
    return SpreaderTables.evaluation(report, rules, names, isShort: isShort)
  }

  private func containment(
    _ model: DiffusionModel, _ influence: Graph, _ names: NameTable, _ session: Session
  ) throws -> Table {
    let starters = try ListedPeople.nodes(contain, in: names, session.execution)
    // Consent is about being asked to speak, not about being kept out: it plays no part.
    let candidates =
      choice.candidates.isEmpty ? nil : try ListedPeople.nodes(choice.candidates, in: names, session.execution)
    let excluded = try ListedPeople.nodes(choice.exclude, in: names, session.execution)
    let job = Containment(
      count: count ?? 10, model: model, candidates: candidates, excluded: excluded, simulations: runs ?? 1000,
      seed: session.seed)
    let plan = try job.plan(against: starters, on: influence, execution: session.execution)
    let before = SpreadScenario(spreaders: starters)
    let comparison = SpreadComparison(model: model, simulations: max(runs ?? 1000, 1000), seed: ~session.seed)
    let effects = try plan.blocked.indices.map { place in
      try comparison.difference(
        of: before, and: before.without(Array(plan.blocked[...place])), on: influence, execution: session.execution)
    }
    let effect = plan.effect
    session.talk.note(
      plan.blocked.isEmpty
        ? "holding back anybody saves nobody: it reaches \(TerminalLayout.real(effect.first.mean)) people"
        : "held back, it reaches \(TerminalLayout.real(effect.second.mean)) people on average instead of "
          + "\(TerminalLayout.real(effect.first.mean)): \(TerminalLayout.real(effect.mean)) fewer "
          + (effect.standardError == 0
            ? "(exact)" : "(95% interval \(SimulationTables.interval(effect.interval)), fresh runs)"))
    return SpreaderTables.containment(plan.blocked, effects, names)
  }
}

extension SpreaderSelection.Method: ExpressibleByArgument {}
