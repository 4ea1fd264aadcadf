import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithOutput
import KithRecommend

struct RerankVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rerank",
    abstract: "Re-weight anyone's recommendations by what each person's friends did.",
    discussion: Example.text(
      [
        Example(
          "A list of any recommender, re-weighted by friends.",
          "kith rerank recommendations.csv --actions actions.csv --friends friends.csv"),
        Example(
          "Five each, without what they have, and why.",
          "kith rerank recommendations.csv --actions actions.csv --friends friends.csv --drop-taken --top 5 --explain"),
        Example(
          "How much friends count, chosen on what people took later.",
          "kith rerank recommendations.csv --actions actions.csv --friends friends.csv --tune later.csv -o social.csv"),
        Example(
          "Friends by how often they were in touch; no item to more than two people.",
          "kith rerank recommendations.csv --actions actions.csv --friends comments.csv --ties strength --per-item 2"),
      ],
      """
      score = z(base) + λ z(friends) over each person's list. friends: what friends took, and friends of friends for
      --second-hop of that. Whoever has no friends, or friends who took nothing of the list, keeps the base's order and
      scores as they are. Equal scores of the base stand in the order of its file.
      """))

  @OptionGroup(title: "Input") var base: BaseArguments
  @OptionGroup(title: "Input") var taste: TasteArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Friends") var ties: TiesArguments
  @OptionGroup(title: "Friends") var weight: FriendWeightArguments

  @Option(
    help: ArgumentHelp(
      "Choose λ on what people took later, a table of user and item: the best by NDCG, and 0 unless it is beyond chance.",
      valueName: "file"), completion: .file())
  var tune: String?

  @OptionGroup(title: "People") var rules: PeopleRuleArguments

  @Option(
    help: ArgumentHelp(
      "Each item to so many people at most: those whose lists it leads; the others get their next one.", valueName: "n")
  )
  var perItem: Int?

  @Option(help: "Only the first so many items a person. (default: all)")
  var top: Int?

  @OptionGroup(title: "Explanation") var explanation: ExplanationArguments
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if taste.actions == nil { throw ValidationError("name the table of who took what: --actions actions.csv") }
    if taste.friends.isEmpty, ties.learned == nil {
      throw ValidationError("name who is in touch with whom: --friends friends.csv")
    }
    if tune != nil, weight.lambda != nil { throw ValidationError("--tune chooses λ: not with --lambda") }
    for (name, value) in [("--top", top), ("--per-item", perItem)] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1, not \(value)") }
    }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("only one input can be standard input, -") }
  }

  private var files: [String] {
    base.files + taste.sources + rules.files + [ties.learned, tune].compactMap { $0 }
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let (destination, execution) = (output.destination, session.execution)
    try destination.check(inputs: files)
    try explanation.check()
    let table = try base.read(taste, session)
    let excluded = try base.readExclusions(taste, session)
    let later = try tune.map { try taste.readPairs($0, needsUsers: true, session) }
    let further = [excluded, later].compactMap { $0 }
    var data = try TasteData(
      taste, window, furtherPeople: [table.users] + further.map(\.users),
      furtherItems: [table.items] + further.map(\.items), session)
    let own = data.taken
    let rules = try PeopleRules(rules, among: data.people, session)
    rules.apply(to: &data)
    let friends = FriendSignal(data.taken, try data.weights(ties, session), secondHop: ties.secondHop)
    let lists = BaseLists(
      table, personCodes: data.personCodes[0], itemCodes: data.itemCodes[0], own: own, dropsTaken: base.dropTaken,
      exclusions: Exclusions(
        excluded, personCodes: data.personCodes.dropFirst().first ?? [],
        itemCodes: data.itemCodes.dropFirst().first ?? [], items: data.items.count),
      mayBeContacted: rules.mayBeContacted)
    let words = RerankWords(talk: session.talk, data: data, base: lists, own: own)
    words.tellMatches(friends.weights)
    words.tellDropped(base, excluded)
    if lists.lists.count == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nothing is left to recommend", help: "see above what was left out, and keep some of it"))
    }
    let counts = (0..<own.userCount).map { own.items(of: $0).count }
    let rule = try weight(later, lists, friends, own, counts, data, words, session)
    let result = try SocialReranking(weight: rule).rerank(
      lists.lists, friends: friends, itemCounts: counts, execution: execution)
    words.tellResult(result, friends.weights, rule)
    let shown = RerankTable(
      data: data, base: lists, result: result, places: places(in: result, session.talk),
      lambda: { rule.lambda(items: counts[$0]) })
    var because: [String?]?
    if let sentence = try explanation.sentence(for: data, rules) {
      let items = shown.items
      because = try ListReasons(
        items, whole: { index in lists.lists.lists[items[index].user].map(\.item) }, weight: rule, friends: friends,
        sentence, execution
      ).becauseCells(items.map(\.items.count))
    }
    try destination.write(shown.table(because: because), session: session, atMost: 20)
    return data.exitCode(
      taste, badRowsElsewhere: table.badRows + further.reduce(0) { $0 + $1.badRows })
  }

  /// λ as asked for, or chosen on what people took later.
  private func weight(
    _ later: PairTable?, _ lists: BaseLists, _ friends: FriendSignal, _ own: UserItems, _ counts: [Int],
    _ data: TasteData, _ words: RerankWords, _ session: Session
  ) throws -> FriendWeight {
    guard let later, let tune, let people = data.personCodes.last, let items = data.itemCodes.last else {
      return weight.weight
    }
    let held = HeldOutPairs(later, personCodes: people, itemCodes: items, own: own, lists: lists.lists)
    held.tell(tune, of: later.count, session.talk)
    let tuning = ListTuning(isLargerForFewItems: weight.fewItems)
    let choice = try tuning.tune(
      lists.lists, friends: friends, held: held.pairs, itemCounts: counts, execution: session.execution)
    words.tellChoice(choice, tuning, tune)
    return FriendWeight(choice.lambda, isLargerForFewItems: weight.fewItems)
  }

  /// By person: which places of the list are shown; nil: all.
  private func places(in result: SocialReranking.Result, _ talk: Talk) -> [[Int]]? {
    if let perItem {
      let places = ItemLimit(people: perItem, top: top).places(in: result)
      let unlimited = result.lists.reduce(0) { $0 + min($1.count, top ?? .max) }
      let kept = places.reduce(0) { $0 + $1.count }
      let short = result.lists.indices.count { places[$0].count < min(result.lists[$0].count, top ?? .max) }
      talk.note(
        "--per-item \(perItem): \(grouped(kept)) of \(counted(unlimited, "place")) filled; "
          + "\(counted(short, "person", "people")) have fewer than they would without")
      return places
    }
    return top.map { top in result.lists.map { Array($0.indices.prefix(top)) } }
  }
}
