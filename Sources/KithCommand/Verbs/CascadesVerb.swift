import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

struct CascadesVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "cascades",
    abstract: "Follow what spread: who set it off, who followed whom, how far and how fast.",
    discussion: Example.text(
      [
        Example("How each post spread, the largest first.", "kith cascades comments.csv"),
        Example("How large and fast each product spread.", "kith cascades --actions actions.csv --infer none --items"),
        Example("Who set off most, and which rows show it.", "kith cascades comments.csv --triggers"),
        Example("Was it the campaign, or the customers?", "kith cascades comments.csv --source --brand mina"),
        Example("Who followed whom.", "kith cascades comments.csv --members -o members.csv"),
        Example("Is it still growing?", "kith cascades comments.csv --over-time --step 1d"),
        Example("What each community caused.", "kith cascades comments.csv --credit community"),
        Example("Purchases that followed friends' purchases.", "kith cascades comments.csv --actions actions.csv"),
        Example(
          "How likely each influences each other.", "kith cascades comments.csv --learn bernoulli -o learned.csv"),
      ],
      """
      Someone follows whom their row addresses, if that person acted on the same item before; at one moment nobody
      follows anybody. With --actions a second table says who did what, and the log only who is in touch with whom: then
      whoever is followed is the contact who acted last before. Influence runs from the addressed to those who address
      them. With --actions and --infer none no log is needed: how large and fast each item's spread was, not who followed
      whom.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Actions") var actions: ActionsArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments
  @OptionGroup(title: "Who followed whom") var tracing: TracingArguments
  @OptionGroup(title: "Form") var forms: CascadeForms
  @OptionGroup(title: "Learning") var learning: LearnArguments

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    try learning.validate(with: forms, tracing)
    if tracing.trees {
      if actions.isGiven { throw ValidationError("--trees takes who followed whom from the log: not with --actions") }
      let lacks = !forms.needsCascades || forms.evidence != nil || forms.asksForCommunities
      if let form = forms.asked.first, lacks {
        throw ValidationError("--trees tells who followed whom, not what else there is: not with \(form)")
      }
      if estimate { throw ValidationError("--estimate needs a log: not with --trees") }
    }
    if forms.evidence != nil, actions.isGiven {
      throw ValidationError("--evidence lists rows of the log: not with --actions")
    }
    if tracing.parentKinds != nil, actions.isGiven {
      throw ValidationError("--parent-kinds is about rows of the log: not with --actions")
    }
    if forms.credit == .channel, actions.isGiven {
      throw ValidationError("actions have no channel: not with --actions")
    }
    if !forms.needsCascades {
      let idle = [
        ("--infer", tracing.infer != nil), ("--parent-kinds", tracing.parentKinds != nil),
        ("--repeats", tracing.repeats), ("--brand", !tracing.brand.isEmpty),
        ("--within", tracing.within != nil && forms.learn == nil),
      ].first(where: \.1)
      if let idle { throw ValidationError("\(idle.0) is about who followed whom: not with \(forms.asked[0])") }
    }
    let decays = tracing.infer == .likeliest || forms.split == .decayed && !forms.carried || forms.learn != nil
    if tracing.decay != nil, !decays {
      throw ValidationError("--decay goes with --infer likeliest, --split decayed or --learn")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  /// Who followed whom is not asked, so that nobody needs to be in touch with anybody.
  private var isOfActionsAlone: Bool {
    actions.isGiven && input.inputs.isEmpty && tracing.infer == TracingArguments.Inference.none
  }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self, isRead: !isOfActionsAlone)
    let destination = output.destination
    try destination.check(inputs: source.options.sources + (actions.actions.map { [$0] } ?? []))
    if estimate {
      if isOfActionsAlone { throw ValidationError("--estimate needs a log: not with --actions alone") }
      let communities = try forms.asksForCommunities ? [MeasureRequest.entry("leiden")] : []
      let job = forms.needsCascades ? SpreadData.memory : SpreadData.memoryOfLearning
      try MemoryEstimate(source, communities, MeasureSettings(), network, session, job: job)
        .write(to: destination, session)
      return .success
    }
    let data = try SpreadData(source, actions, tracing, network, session)
    let table = try forms.needsCascades ? told(data, session) : learned(data, session)
    try destination.write(table.prefix(top ?? .max), session: session, atMost: top ?? 20)
    return data.exitCode
  }

  /// What the cascades say.
  private func told(_ data: SpreadData, _ session: Session) throws -> Table {
    let person = try forms.evidence.map { try PersonArgument.node(of: $0, in: data.log.people) }
    let cascades = try data.cascades(tracing)
    let log = data.given == nil && !tracing.trees ? data.log : nil
    let tables = CascadeTables(cascades, minSize: forms.minSize ?? 1)
    if forms.items { return tables.items() }
    if forms.members { return tables.members(log) }
    if forms.generations { return GrowthTables.generations(of: cascades, among: tables.order) }
    if forms.overTime {
      let step = try Stretch(forms.step ?? "1d", option: "--step").milliseconds
      let horizon = try forms.horizon.map { try Stretch($0, option: "--horizon").milliseconds }
      return try GrowthTables.periods(of: cascades, step: step, horizon: horizon ?? step)
    }
    if let kind = forms.reach {
      let influence = try data.influence()
      let communities = try forms.communities(of: influence, session)
      let reach = try CascadeReach(of: cascades, over: influence, communities: communities)
      return kind == .community ? ReachTables.communities(reach) : ReachTables.all(reach, of: cascades)
    }
    if !forms.asksForLedger { return try tables.list(session.execution) }
    let ledger = try CreditLedger(cascades, split: try forms.ledgerSplit(tracing))
    let credit = CreditTables(ledger: ledger, log: log)
    if let person { return credit.evidence(for: person, in: data.log) }
    if forms.triggers { return credit.triggers(first: top ?? .max) }
    if forms.source {
      if let note = credit.sourceNote() { session.talk.note(note) }
      return credit.source()
    }
    if forms.credit == .community {
      return try credit.accounts(by: forms.communities(of: data.influence(), session))
    }
    return credit.accounts(by: forms.credit ?? .person)
  }

  /// What the actions say without cascades.
  private func learned(_ data: SpreadData, _ session: Session) throws -> Table {
    let influence = try data.influence()
    let people = data.log.people
    if forms.origins {
      return try OriginTables.guesses(
        of: data.log, or: data.given, on: influence, minSize: forms.minSize ?? 2, session.execution)
    }
    let actions = try data.actions()
    guard let method = forms.learn else {
      let split: CreditDistribution.Split = forms.split == .decayed ? .decayed : .equal
      return LearnTables.carried(
        try CreditDistribution(actions, on: influence, split: split, execution: session.execution), people)
    }
    let learnings = try learning.learnings(method, tracing)
    if let share = learning.holdout {
      return LearnTables.fits(
        try learnings.map { one in
          (
            one.method,
            try InfluenceFit(
              of: one, to: actions, on: influence, holdingBack: share, seed: session.seed,
              execution: session.execution)
          )
        })
    }
    let found = try learnings[0].learned(from: actions, on: influence, execution: session.execution)
    session.talk.note(
      "\(method.rawValue): \(counted(actions.count, "action")), \(counted(influence.edgeCount, "relation")); "
        + "source influences target, who addressed them")
    return LearnTables.edges(found, people)
  }
}

extension CascadeForms {
  /// By Leiden, as `kith communities` finds them.
  func communities(of graph: Graph, _ session: Session) throws -> Partition {
    let found = try Leiden(resolution: resolution ?? 1, seed: session.seed)
      .communities(in: graph, execution: session.execution)
    session.talk.note(
      "\(counted(found.partition.count, "community", "communities")) by Leiden, modularity "
        + TerminalLayout.real(found.modularity))
    return found.partition
  }

  func ledgerSplit(_ tracing: TracingArguments) throws -> CreditLedger.Split {
    switch split ?? .parent {
    case .parent: .parent
    case .equal: .equal
    case .decayed: .decayed(try tracing.decayMilliseconds() ?? Double(TimeWindow.day))
    case .probability: .probability
    }
  }
}
