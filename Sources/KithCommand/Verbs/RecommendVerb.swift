import ArgumentParser
import KithFoundation
import KithGraph
import KithInput
import KithOutput
import KithRecommend

struct RecommendVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Recommend to each person what suits them, from who took what and from what their friends took.",
    discussion: Example.text(
      [
        Example("Ten items for everybody.", "kith recommend --actions actions.csv --friends comments.csv"),
        Example("The same, and why.", "kith recommend --actions actions.csv --friends comments.csv --explain"),
        Example(
          "What most people took, for jun.", "kith recommend --actions actions.csv --base popularity --person jun"),
        Example("jun asks for a tart.", "kith recommend --actions actions.csv --person jun --query tart"),
        Example(
          "Only to people who said yes to contact.", "kith recommend --actions actions.csv --attributes people.csv"),
      ],
      """
      A base recommender scores every item a person has not taken; friends re-weight it: z(base) + λ z(friends), where
      the friends' part counts who took an item among friends and, for less, friends of friends. Whoever has no friends
      keeps the base's list. Whoever the base knows nothing of gets what most people took. `kith evaluate` proves
      whether friends help; `kith rerank` re-weights the list of another recommender.
      """))

  @OptionGroup(title: "Input") var taste: TasteArguments
  @OptionGroup(title: "Window") var window: WindowArguments

  @Option(
    help: ArgumentHelp(
      "What recommends: popularity, item-knn, item-knn-bm25, user-knn, rp3beta, als or ease.", valueName: "name"))
  var base = "als"
  @OptionGroup(title: "Base") var settings: BaseSettings

  @OptionGroup(title: "Friends") var ties: TiesArguments
  @OptionGroup(title: "Friends") var friendWeight: FriendWeightArguments
  @OptionGroup(title: "Why") var explanation: ExplanationArguments

  @Option(
    help: ArgumentHelp("Only for this person. Repeat it for more.", valueName: "id"))
  var person: [String] = []

  @Option(help: ArgumentHelp("Only for these people: a file of ids.", valueName: "file"), completion: .file())
  var people: String?

  @OptionGroup(title: "People") var wishes: PeopleRuleArguments
  @OptionGroup(title: "Items") var catalog: CatalogArguments

  @Flag(help: "Recommend what the person has taken already, too.")
  var keepTaken = false

  @Option(help: "How many items for each person.")
  var top = 10

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    let method = try BaseMethod(named: base)
    try settings.check(for: [method])
    if top < 1 || top > 10_000 { throw ValidationError("--top must be between 1 and 10000, not \(top)") }
    if !hasFriends,
      let idle = friendWeight.given ?? ties.given ?? (explanation.explain ? "--explain" : nil)
        ?? (settings.friendColumns.map { $0 > 0 } ?? false ? "--friend-columns" : nil)
    {
      throw ValidationError("\(idle) is about friends: name who is whose friend, --friends comments.csv")
    }
    if keepTaken, method == .ease {
      throw ValidationError("--base ease says nothing of items already taken: not with --keep-taken")
    }
  }

  private var hasFriends: Bool { !taste.friends.isEmpty || ties.learned != nil }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    try explanation.check()
    let method = try BaseMethod(named: base)
    let destination = output.destination
    let tables = wishes.files + catalog.files + [people, ties.learned].compactMap { $0 }
    try destination.check(inputs: taste.sources + tables)
    let table = try catalog.read(session)
    var data = try TasteData(taste, window, furtherItems: (table?.names).map { [$0] } ?? [], session)
    if estimate {
      try memory(of: method, data, session).write(to: destination, session)
      return data.exitCode(taste)
    }
    let rules = try PeopleRules(wishes, among: data.people, session)
    let users = try receivers(data.people, rules, session)
    let own = data.taken
    rules.apply(to: &data)
    let lists = try RecommendedLists(
      method, settings, data, own: keepTaken ? nil : own, for: users, top: top,
      isAllowed: isAllowed(table, data, session.talk),
      friends: hasFriends ? (data.weights(ties, session), ties.secondHop, friendWeight.weight) : nil,
      session)
    let result = try lists.table(data, explaining: explanation.sentence(for: data, rules), session)
    if result.rowCount == 0 {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E473", "there is nothing to recommend: everybody asked has taken all of it",
          help: "--keep-taken recommends it again; or look for other items"))
    }
    try destination.write(result, session: session, atMost: 2 * top)
    return data.exitCode(taste)
  }

  /// Who gets a list, ascending.
  private func receivers(_ names: NameTable, _ rules: PeopleRules, _ session: Session) throws -> [Int] {
    var asked = Array(names.indices)
    if !person.isEmpty || people != nil {
      let ids = try PersonArgument.ids(person, in: names).map { try PersonArgument.node(of: $0, in: names) }
      let listed = try ListedPeople.nodes([people].compactMap { $0 }, in: names, session.execution)
      asked = Set(ids + listed).sorted()
    }
    if asked.isEmpty {
      throw KithError(
        .answerIsNo,
        Diagnostic("E472", "\(people ?? "") names nobody to recommend anything to", help: "write one id a line"))
    }
    let users = rules.contactable(asked)
    if users.isEmpty {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E472",
          "nobody can be recommended anything: none of \(counted(asked.count, "person", "people")) has said yes",
          help: "ask other people, or name the column of contact, --may-contact"))
    }
    if users.count < asked.count, asked.count < names.count {
      session.talk.note(
        "\(grouped(asked.count - users.count)) of \(counted(asked.count, "person", "people")) asked for get no list")
    }
    return users
  }

  /// What is looked for; where nothing is, all that somebody took: of the rest there is nothing to say.
  private func isAllowed(_ table: ItemTable?, _ data: TasteData, _ talk: Talk) throws -> [Bool] {
    let isTaken = data.items.indices.map { !data.taken.users(of: $0).isEmpty }
    if !isTaken.contains(true) {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "there is nothing to learn from: nobody who took anything has said yes to its use",
          help: "check the column of consent, --consent"))
    }
    if !catalog.isSearch { return isTaken }
    let found = try catalog.matches(table, among: data.items)
    let unknown = found.indices.count { found[$0] && !isTaken[$0] }
    talk.note(
      "\(grouped(found.count { $0 })) of \(counted(found.count, "item")) match"
        + (unknown > 0 ? "; nobody took \(grouped(unknown)) of them: they score as the base leaves them" : ""))
    return found
  }

  private func memory(of method: BaseMethod, _ data: TasteData, _ session: Session) -> MemoryEstimate {
    let (users, items, pairs) = (data.people.count, data.items.count, data.taken.count)
    let rows = data.actions.count + (data.friends?.count ?? 0)
    return MemoryEstimate(
      [
        MemoryEstimate.Part(name: "tables", bytes: rows * MemoryEstimate.bytesPerRow),
        MemoryEstimate.Part(name: "who took what", bytes: 8 * (pairs + users + items)),
        MemoryEstimate.Part(name: method.rawValue, bytes: settings.memory(method, data.taken)),
        MemoryEstimate.Part(name: "scoring", bytes: session.execution.threads * 33 * 4 * items),
        MemoryEstimate.Part(name: "lists", bytes: 64 * users * min(top, items)),
      ],
      basis: "\(counted(data.actions.count, "action")) of \(counted(users, "person", "people")) and "
        + counted(items, "item"))
  }
}
