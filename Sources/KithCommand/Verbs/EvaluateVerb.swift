import ArgumentParser
import KithFoundation
import KithOutput
import KithRecommend
import KithStatistics

struct EvaluateVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Tell how well recommenders foretell what people take next, and whether friends help them.",
    discussion: Example.text(
      [
        Example("Do friends help?", "kith evaluate --actions actions.csv --friends comments.csv"),
        Example("Which recommender?", "kith evaluate --actions actions.csv --friends comments.csv --base all --at 2"),
        Example(
          "Without times: a part of each person's.",
          "kith evaluate --actions actions.csv --friends comments.csv --split random:0.5"),
        Example(
          "A check that ends with 1 when missed.",
          "kith evaluate --actions actions.csv --base popularity --min recall=0.3"),
      ],
      """
      A part of the actions is held out; every item that a person has not taken competes for their list (full ranking).
      Friends help (yes) when lists re-weighted by them are better than the base's own and than those of as many friends
      drawn blindly, both beyond chance; no when λ comes out 0 on validation actions or the gain is below a 200th;
      otherwise, and of fewer than 20 people, it cannot be told. With a split by time only what came before the cut is
      known, friends' ties and likeness of taste too. A split made elsewhere: --train, --test and --validation.
      """))

  @OptionGroup(title: "Input") var taste: TasteArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Proof") var given: EvaluationArguments
  @OptionGroup(title: "Friends") var ties: TiesArguments
  @OptionGroup(title: "People") var wishes: PeopleRuleArguments

  @Option(
    help: ArgumentHelp(
      "Which recommenders, separated by commas, or all: \(BaseMethod.names.joined(separator: ", ")).",
      valueName: "names"))
  var base = "als"
  @OptionGroup(title: "Recommenders") var settings: BaseSettings

  @Flag(help: "Tell the memory it would take, and compute nothing.")
  var estimate = false

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func validate() throws {
    if given.train != nil, taste.actions != nil { throw ValidationError("give one of --train and --actions") }
    try settings.check(for: try methods())
    if !hasFriends {
      let lone = [
        ("--ties", ties.ties != nil), ("--lambda", given.lambda != nil), ("--few-items", given.fewItems),
        ("--validation", given.validation != nil), ("--friend-columns", settings.friendColumns != nil),
      ].first { $0.1 }
      if let lone { throw ValidationError("\(lone.0) is about friends: give --friends") }
    }
  }

  private var hasFriends: Bool { !taste.friends.isEmpty || ties.learned != nil }

  private func methods() throws -> [BaseMethod] {
    if base == "all" { return BaseMethod.allCases }
    var methods: [BaseMethod] = []
    for name in base.split(separator: ",", omittingEmptySubsequences: false) {
      let method = try BaseMethod(named: String(name.trimmingPrefix { $0 == " " }))
      if !methods.contains(method) { methods.append(method) }
    }
    return methods
  }

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    var taste = taste
    if let train = given.train { taste.actions = train }
    let destination = output.destination
    try destination.check(
      inputs: taste.sources + wishes.files + [given.test, given.validation, ties.learned].compactMap { $0 })
    let data = try EvaluationData(taste, given, window, ties, wishes, session)
    let methods = try methods()
    if estimate {
      try memory(of: methods, data, session).write(to: destination, session)
      return .success
    }
    let found = try prove(methods, data, session)
    if destination.effectiveFormat == .table {
      let sheet = EvaluationSheet(
        found: found, isColored: Talk.usesColor(on: 1, choice: run.color), width: Terminal.width(of: 1) ?? 100)
      try session.write(sheet.text())
    } else {
      for method in methods {
        if !hasFriends {
          session.talk.note(EvaluationVerdict.alone(found, method))
          continue
        }
        let verdict = EvaluationVerdict(found, method)
        session.talk.note(([verdict.headline] + verdict.sentences).joined(separator: " "))
      }
      try destination.write(EvaluationTable.table(found), session: session)
    }
    let missed = found.missed(try given.demands())
    for miss in missed {
      session.talk.show(
        Diagnostic(
          "E475",
          "\(miss.base.rawValue): \(miss.floor.name) is \(EvaluationVerdict.figure(miss.value)), "
            + "below the \(EvaluationVerdict.figure(miss.floor.least)) asked for"))
    }
    return missed.isEmpty ? data.taste.exitCode(taste, badRowsElsewhere: data.badRowsElsewhere) : .answerIsNo
  }

  private func prove(
    _ methods: [BaseMethod], _ data: EvaluationData, _ session: Session
  ) throws -> EvaluationRows {
    var evaluation = try given.evaluation(
      secondHop: ties.secondHop, choosesWeight: data.choosesWeight, seed: session.seed)
    if !hasFriends { evaluation.grid = [0] }
    let bases = try methods.map { method in
      session.talk.detail("evaluating \(method.rawValue)")
      return EvaluatedBase(
        method: method,
        proof: try evaluation.evaluate(data.trial, tuning: data.tuning, execution: session.execution) {
          taken, execution in
          try settings.scorer(
            method, taken: taken, actions: data.actions.of(taken), ties: data.trial.friends, seed: session.seed,
            execution)
        })
    }
    return EvaluationRows(
      bases, hasFriends: hasFriends, isSilent: data.testedWithFriends == 0, bootstrap: evaluation.bootstrap,
      session.execution)
  }

  private func memory(of methods: [BaseMethod], _ data: EvaluationData, _ session: Session) throws -> MemoryEstimate {
    let (train, threads) = (data.trial.train, session.execution.threads)
    let rows = data.taste.actions.count + (data.taste.friends?.count ?? 0)
    let weights = given.lambda == nil ? FriendWeight.grid.count : 1
    // One after another: the largest counts.
    let largest = methods.map { (method: $0, bytes: settings.memory($0, train)) }.max { $0.bytes < $1.bytes }
    return MemoryEstimate(
      [
        MemoryEstimate.Part(name: "tables", bytes: rows * MemoryEstimate.bytesPerRow),
        MemoryEstimate.Part(name: "friends", bytes: 4 * 8 * data.trial.friends.weights.count),
        MemoryEstimate.Part(name: largest?.method.rawValue ?? "", bytes: largest?.bytes ?? 0),
        MemoryEstimate.Part(name: "scoring", bytes: threads * 33 * 4 * train.itemCount),
        MemoryEstimate.Part(name: "lists", bytes: data.tested * weights * (try given.cutoffs().last ?? 0) * 8),
      ],
      basis: "\(counted(rows, "row")) read: \(counted(train.userCount, "person", "people")), "
        + counted(train.itemCount, "item"))
  }
}
