import ArgumentParser
import KithFoundation
import KithGraph
import KithInfluence
import KithInput
import KithMeasures
import KithOutput
import KithReport

struct InfluenceVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "influence",
    abstract: "Birds of a feather, contagion, or cannot tell: did company move people, or are friends merely alike?",
    discussion: Example.text(
      [
        Example("The verdict.", "kith influence comments.csv --actions actions.csv --attributes people.csv"),
        Example("Are friends alike?", "kith influence comments.csv --attributes people.csv --homophily"),
        Example("How far company carried people.", "kith influence comments.csv --funnel --within 1d"),
        Example("Do they act soon after a friend did?", "kith influence comments.csv --following --within 12h"),
        Example("Period by period.", "kith influence comments.csv --exposure --period 12h"),
      ],
      """
      Try it on `kith sample campaign`, whose truth is known. The log says who is in touch with whom (whoever addressed someone may be moved by them); --actions says who did
      what and when, and without it the log's own rows about items do; --attributes says what is known of people.
      Where the data cannot answer, the command says which question and why, and ends with 1.
      """))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Beside the log") var actions: ActionsArguments
  @OptionGroup var attributes: PeopleArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: NetworkArguments
  @OptionGroup(title: "What people take up") var adopting: AdoptionArguments
  @OptionGroup(title: "Form") var forms: InfluenceForms

  @Option(help: "Only the first so many rows. (default: all; 20 on a terminal)")
  var top: Int?

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if forms.infer != nil, attributes.attributes == nil {
      throw ValidationError("--infer is about a column of --attributes")
    }
    if forms.infer != nil, adopting.traits != nil { throw ValidationError("--infer names its trait: give no --traits") }
    if adopting.traits != nil, attributes.attributes == nil {
      throw ValidationError("--traits are columns of --attributes")
    }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self)
    let destination = output.destination
    try destination.check(
      inputs: source.options.sources + [actions.actions, attributes.attributes].compactMap { $0 })
    let data = try InfluenceData(source, actions, attributes, adopting, infer: forms.infer, network, session)
    if forms.asked.isEmpty { return try judge(data, destination, session) }
    if !forms.isOfPeopleOnly, let obstacle = data.obstacle { throw obstacle }
    try destination.write(told(data, session).prefix(top ?? .max), session: session, atMost: top ?? 20)
    return data.exitCode
  }

  /// The verdict; 1 where the data cannot tell whether people move each other.
  private func judge(
    _ data: InfluenceData, _ destination: Destination, _ session: Session
  ) throws -> KithFoundation.ExitCode {
    let adoption = data.obstacle == nil ? try Adoption(adopting, data.actions, zone: window.zone()) : nil
    let inquiry = InfluenceInquiry(draws: forms.draws ?? 999, seed: session.seed)
    let verdict = try inquiry.verdict(
      on: data.graph, times: adoption?.times, why: data.obstacle ?? .noActions, traits: data.traits,
      communities: data.communities(session), execution: session.execution)
    if destination.effectiveFormat == .table {
      let sheet = VerdictSheet(
        verdict: verdict, adoption: adoption?.summary, isColored: Talk.usesColor(on: 1, choice: run.color),
        width: Terminal.width(of: 1) ?? 100)
      try session.write(sheet.text())
    } else {
      if let adoption { session.talk.note(adoption.summary) }
      try destination.write(VerdictTable(verdict).table.prefix(top ?? .max), session: session)
    }
    guard verdict.finding == .unanswerable else { return data.exitCode }
    session.talk.show(
      verdict.unanswered.map { question in
        Diagnostic(
          "E405", "cannot be answered: \(question.sentence)", help: question.reason.remedy)
      })
    return .answerIsNo
  }

  private func told(_ data: InfluenceData, _ session: Session) throws -> Table {
    let (graph, names, execution) = (data.graph, data.names, session.execution)
    if forms.following || forms.followingTies {
      let found = try Following(
        within: try forms.windowToFollow(), draws: forms.draws ?? 999, seed: session.seed
      ).measure(data.actions, over: graph, execution: execution)
      return forms.following ? FollowingTables.overall(found) : FollowingTables.ties(found, names)
    }
    if forms.funnel || forms.funnelCommunities {
      let communities = forms.funnelCommunities ? try data.communities(session) : nil
      let found = try StageFunnel(within: try forms.windowToFollow()).measure(
        data.actions, over: graph, communities: communities, execution: execution)
      session.talk.note(
        "\(grouped(found.unprompted)) acted on their own, before any friend did; "
          + "\(grouped(found.open)) were exposed so late that they may yet follow")
      return forms.funnel ? FollowingTables.funnel(found) : FollowingTables.communities(found)
    }
    if forms.infer != nil {
      guard let trait = data.traits.first else { throw Unanswerable.noTraits }
      let found = try InferenceTable(trait, over: graph, names, seed: session.seed, execution)
      session.talk.note(found.proof)
      return found.table
    }
    if forms.homophily {
      if data.traits.isEmpty { throw Unanswerable.noTraits }
      let report = try Homophily(null: .labels(LabelPermutation(draws: forms.draws ?? 999, seed: session.seed)))
        .report(of: data.traits, over: graph, communities: data.communities(session), execution: execution)
      return HomophilyTable(report).table
    }
    let adoption = try Adoption(adopting, data.actions, zone: window.zone())
    session.talk.note(adoption.summary)
    if forms.exposure { return try ExposureTables.periods(adoption, over: graph, session) }
    if forms.thresholds { return try ExposureTables.people(adoption, over: graph, names, session) }
    if forms.ahead {
      let series = ActivitySeries(
        data.actions, width: adoption.width, start: adoption.start, periods: adoption.times.count)
      let found = try TieCorrelation(lags: forms.lags ?? 1, draws: forms.draws ?? 199, seed: session.seed).test(
        series, over: graph, execution: execution)
      session.talk.note(
        "\(counted(found.ties.count, "tie")) tested by \(counted(found.turns, "turn")); \(grouped(found.untested)) "
          + "cannot be: an end of theirs never changes")
      return FollowingTables.ahead(found, lags: forms.lags ?? 1, names)
    }
    let curve = try DoseResponse(draws: forms.draws ?? 199, seed: session.seed).curve(
      on: graph, times: adoption.times, execution: execution)
    return ExposureTables.doses(curve)
  }
}
