import ArgumentParser
import KithDiffusion

/// What `kith cascades` tells; the list of cascades unless another form is asked for.
struct CascadeForms: ParsableArguments {
  enum Account: String, CaseIterable, ExpressibleByArgument { case person, community, channel, item }
  enum Reach: String, CaseIterable, ExpressibleByArgument { case all, community }
  enum Split: String, CaseIterable, ExpressibleByArgument { case parent, equal, decayed, probability }

  @Flag(help: "List items instead: how many took each up, in how many cascades, and how fast.")
  var items = false

  @Flag(help: "List every member instead: who followed whom, when, in which generation.")
  var members = false

  @Flag(help: "Tell instead how many each generation has, and how many followers each of its members found (R).")
  var generations = false

  @Flag(help: "Tell instead who joined when, and R of those who joined in each period.")
  var overTime = false

  @Flag(help: "Rank instead those at a start by what they set off, with rows of the log as evidence.")
  var triggers = false

  @Option(help: ArgumentHelp("List instead the rows in which others followed this person.", valueName: "id"))
  var evidence: String?

  @Option(help: ArgumentHelp("Tell instead what each of these caused.", valueName: "whom"))
  var credit: Account?

  @Flag(help: "Was it the campaign or the customers? Where it came from instead, and how few set off most of it.")
  var source = false

  @Option(
    help: ArgumentHelp(
      "Tell instead whom it reached, and who took it up: all together, or by community.", valueName: "of"))
  var reach: Reach?

  @Option(
    help: ArgumentHelp(
      "Learn instead how likely each is to influence each other: \(LearnMethod.list).", valueName: "method"))
  var learn: LearnMethod?

  @Flag(help: "Rank instead people by how many others they carry along, by the credit the log gives them.")
  var carried = false

  @Flag(help: "Guess instead where each item started, from who has it by now and who is in touch with whom.")
  var origins = false

  @Option(help: "Only cascades of so many members or more. (default: 1; with --origins groups, 2)")
  var minSize: Int?

  @Option(help: ArgumentHelp("With --over-time: how long a period is. (default: 1d)", valueName: "width"))
  var step: String?

  @Option(
    help: ArgumentHelp(
      "With --over-time: how long one may take to find followers. (default: the step)", valueName: "width"))
  var horizon: String?

  @Option(
    help: """
      How credit for someone is split: to the one followed, or among all who may have been, equally, by delay or by \
      probability. (default: parent; with --carried equal)
      """)
  var split: Split?

  @Option(help: "Of the communities: above 1 more and smaller ones. (default: 1)")
  var resolution: Double?

  func validate() throws {
    if asked.count > 1 { throw ValidationError("choose one of \(asked.joined(separator: " and "))") }
    for (name, text) in [("--step", step), ("--horizon", horizon)] {
      if let text { _ = try Stretch(text, option: name) }
      if text != nil, !overTime { throw ValidationError("\(name) goes with --over-time") }
    }
    if let minSize, minSize < 1 { throw ValidationError("--min-size must be at least 1, not \(minSize)") }
    if minSize != nil, !asked.isEmpty, !members, !generations, !origins {
      throw ValidationError("--min-size goes with the cascades, --members, --generations or --origins")
    }
    if split != nil, !asksForLedger, !carried {
      throw ValidationError("--split goes with --triggers, --evidence, --credit, --source or --carried")
    }
    if carried, let split, split != .equal && split != .decayed {
      throw ValidationError("--carried splits credit equal or decayed, not \(split.rawValue)")
    }
    if let resolution, !(resolution > 0 && resolution.isFinite) {
      throw ValidationError("--resolution must be above 0, not \(resolution)")
    }
    if resolution != nil, credit != .community, reach != .community {
      throw ValidationError("--resolution goes with --credit community or --reach community")
    }
  }

  /// The forms asked for, as typed.
  var asked: [String] {
    [
      ("--items", items), ("--members", members), ("--generations", generations), ("--over-time", overTime),
      ("--triggers", triggers),
      ("--evidence", evidence != nil), ("--credit", credit != nil), ("--source", source), ("--reach", reach != nil),
      ("--learn", learn != nil), ("--carried", carried), ("--origins", origins),
    ].filter(\.1).map(\.0)
  }

  var asksForCommunities: Bool { credit == .community || reach != nil }
  var asksForLedger: Bool { triggers || evidence != nil || credit != nil || source }

  /// Whether the answer rests on cascades, and not on the actions alone.
  var needsCascades: Bool { learn == nil && !carried && !origins }
}
