import Glibc
import KithFoundation
import KithGraph
import KithStatistics

/// Who acts next: people whom several contacts have shown something and who have not acted yet.
///
///     let model = try NextAdopters(period: 86_400_000).model(of: actions, on: graph.influence)
///     model.evaluation.contactsHelp
///     model.candidates(for: item, at: now)[0].probability     // within the next day
///
/// A case is a person, an item and a moment, at which `contacts` of those who influence the person have acted within the
/// last `memory` periods and the person has not. Moments lie a period apart. The chance to act within the next period
/// follows from how many contacts acted, which share of all that is, how strong and how recent they are, and from what
/// is known without contacts: how popular the item is, how active the person, and attributes (logistic regression: a
/// hazard in discrete time; Allison 1982, doi 10.2307/270718).
///
/// It is tried on the last part of the time, of which it knows nothing, against the same regression without contacts
/// and against giving everyone the rate of the past; the candidates come from a fit of all the time. A network made of
/// the same log holds relations that came of the very actions to foretell: give one of before `from`.
/// O(Σ over actions of the contacts reached · log + cases · columns² · iterations).
public struct NextAdopters: Sendable, Codable, Equatable {
  /// Something known of each person, as a number.
  public struct Attribute: Sendable, Codable, Equatable {
    public var name: String
    /// By person.
    public var values: [Double]

    public init(_ name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// Contacts who must have acted, at least.
  public var contacts: Int
  /// Milliseconds: how far ahead a chance looks.
  public var period: Int64
  /// For how many periods a contact's action counts.
  public var memory: Int
  /// Of the time, at its end.
  public var testShare: Double
  public var attributes: [Attribute]
  /// Of more cases, some people and items are left out by chance.
  public var mostCases: Int
  public var seed: UInt64

  public init(
    contacts: Int = 2, period: Int64 = 86_400_000, memory: Int = 7, testShare: Double = 0.3,
    attributes: [Attribute] = [], mostCases: Int = 2_000_000, seed: UInt64 = 1
  ) {
    self.contacts = contacts
    self.period = period
    self.memory = memory
    self.testShare = testShare
    self.attributes = attributes
    self.mostCases = mostCases
    self.seed = seed
  }

  /// Fitted on cases from a moment on, milliseconds; nil for all.
  ///
  /// Errors: E720 for options out of range; E453 for a network or attributes of other people; E405 (exit 1) where no
  /// action has a time, or too few of those exposed acted.
  public func model(
    of actions: ActionLog, on influence: Graph, from earliest: Int64? = nil, execution: Execution = .serial
  ) throws -> NextAdopterModel {
    try check(people: actions.people.count)
    var cases = try ExposureCases(self, actions, influence)
    let found = try collect(&cases, from: max(earliest ?? cases.origin, cases.origin), execution)
    let split = split(cases, from: found.map(\.moment).min() ?? cases.origin)
    // A case's period ends before the test begins.
    let past = found.filter { $0.moment + period <= split }
    let test = found.filter { $0.moment >= split }
    let columns = ExposureColumns(cases)
    let evaluation = try evaluation(past, test, columns, execution)
    let fit = try LogisticRegression().fit(columns.data(of: found, usesContacts: true), execution: execution)
    return NextAdopterModel(options: self, evaluation: evaluation, fit: fit, cases: cases, columns: columns)
  }

  /// Someone exposed who has not acted.
  public struct Exposed: Sendable, Equatable, Codable {
    public var person: Int
    /// Contacts who acted and are remembered.
    public var contacts: Int
    /// When the last of them acted, milliseconds.
    public var latest: Int64
  }

  /// Everyone exposed to an item who had not acted by a moment, milliseconds, without a chance: for logs too short to
  /// learn from. Those of most contacts first, then of the latest, then by person.
  ///
  /// Errors as for `model`. O(contacts reached · log).
  public func exposed(
    to item: Int, in actions: ActionLog, on influence: Graph, at moment: Int64? = nil
  ) throws -> [Exposed] {
    try check(people: actions.people.count)
    var cases = try ExposureCases(self, actions, influence)
    return try cases.checkedCases(of: item, at: moment).map {
      Exposed(person: $0.person, contacts: $0.contacts, latest: $0.latest)
    }.sorted { ($0.contacts, $0.latest, $1.person) > ($1.contacts, $1.latest, $0.person) }
  }

  /// When the test begins.
  private func split(_ cases: ExposureCases, from first: Int64) -> Int64 {
    let periods = (cases.end - first) / period
    return first + Int64(((1 - testShare) * Double(periods)).rounded()) * period
  }

  private func collect(
    _ cases: inout ExposureCases, from earliest: Int64, _ execution: Execution
  ) throws -> [ExposureCase] {
    let items = cases.actions.items.count
    let people = UInt64(cases.actions.people.count)
    var share = 1.0
    var found: [ExposureCase] = []
    // More than fit are counted first, then drawn from.
    for isCounting in [true, false] {
      var count = 0
      for item in 0..<items {
        if item % 64 == 0 {
          try execution.checkCancellation()
          execution.report("finding who was exposed", done: item, of: items, unit: "items")
        }
        cases.forEachCase(of: item, from: earliest) { one in
          count += 1
          if isCounting { return }
          if share < 1 {
            var random = RandomStream(
              seed: seed, purpose: "next adopters", index: UInt64(item) &* people &+ UInt64(one.person))
            if random.unit() >= share { return }
          }
          found.append(one)
        }
      }
      if isCounting { share = min(1, Double(mostCases) / Double(max(1, count))) }
    }
    return found
  }

  private func evaluation(
    _ past: [ExposureCase], _ test: [ExposureCase], _ columns: ExposureColumns, _ execution: Execution
  ) throws -> NextAdopterEvaluation {
    let (acted, tested) = (past.count { $0.acted }, test.count { $0.acted })
    if acted < Self.leastActed || tested < 1 {
      throw DiffusionError.unanswerable(
        "too few of those whom \(contacts) contacts or more had shown something acted next: \(acted) to learn from, "
          + "\(tested) to test; \(Self.leastActed) and 1 are needed",
        help: "give a longer log, a longer period, a longer memory or fewer contacts")
    }
    let happened = test.map(\.acted)
    func chances(usesContacts: Bool) throws -> [Double] {
      let fit = try LogisticRegression()
        .fit(columns.data(of: past, usesContacts: usesContacts), execution: execution)
      return fit.chances(of: columns.data(of: test, usesContacts: usesContacts), execution)
    }
    let full = try chances(usesContacts: true)
    let plain = try chances(usesContacts: false)
    let rate = Double(acted) / Double(past.count)
    return NextAdopterEvaluation(
      trained: past.count, trainedActed: acted, tested: test.count, testedActed: tested,
      model: ProbabilityScores(of: full, happened: happened),
      withoutContacts: ProbabilityScores(of: plain, happened: happened),
      baseRate: ProbabilityScores(of: [Double](repeating: rate, count: test.count), happened: happened),
      gain: gain(of: full, over: plain, test))
  }

  static let leastActed = 10

  /// What contacts tell, in log loss a case, and its error, cases of one person together.
  private func gain(of full: [Double], over plain: [Double], _ test: [ExposureCase]) -> NextAdopterEvaluation.Gain {
    let count = Double(test.count)
    var sums: [Int: (gain: Double, cases: Double)] = [:]
    var total = 0.0
    for (index, one) in test.enumerated() {
      let gain = ProbabilityScores.loss(plain[index], one.acted) - ProbabilityScores.loss(full[index], one.acted)
      total += gain
      sums[one.person, default: (0, 0)].gain += gain
      sums[one.person, default: (0, 0)].cases += 1
    }
    let mean = total / count
    let squares = sums.keys.sorted().reduce(0.0) { sum, person in
      let residual = sums[person]!.gain - mean * sums[person]!.cases
      return sum + residual * residual
    }
    let people = Double(sums.count)
    let error = people > 1 ? (squares * people / (people - 1)).squareRoot() / count : 0
    return NextAdopterEvaluation.Gain(mean: mean, standardError: error, people: sums.count)
  }

  private func check(people: Int) throws {
    if contacts < 1 { throw KithError.option("the number of contacts", contacts, choose: "1 or more") }
    let (memoryLength, isOver) = period.multipliedReportingOverflow(by: Int64(memory))
    if period < 1 || isOver || memory < 1 || memoryLength > Int64.max / 4 {
      throw KithError.option(
        "the period", "\(period) ms with a memory of \(memory)", choose: "1 ms or more, and 1 period or more")
    }
    if !(testShare > 0 && testShare < 1) {
      throw KithError.option("the share to test on", testShare, choose: "a share above 0 and below 1")
    }
    if mostCases < 1 { throw KithError.option("the number of cases", mostCases, choose: "1 or more") }
    let reserved = Set(ExposureColumns.contactNames + ExposureColumns.otherNames)
    for (index, attribute) in attributes.enumerated() {
      if attribute.values.count != people {
        throw KithError.values(
          "attribute \(attribute.name)", "\(attribute.values.count) values for \(people) people",
          help: "give one value a person")
      }
      if reserved.contains(attribute.name) || attributes[..<index].contains(where: { $0.name == attribute.name }) {
        throw KithError.values(
          "attribute \(attribute.name)", "its name is taken", help: "give each attribute a name of its own")
      }
    }
  }
}

extension LogisticFit {
  func chances(of data: LogisticData, _ execution: Execution) -> [Double] {
    let logOdds = predictors(of: data, execution: execution)
    return withExtendedLifetime(logOdds) { logOdds.buffer.map { 1 / (1 + exp(-$0)) } }
  }
}
