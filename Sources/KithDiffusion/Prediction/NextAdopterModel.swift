import KithFoundation
import KithGraph
import KithStatistics

/// Chances to act next, learned from a log, and how good they were.
public struct NextAdopterModel: Sendable {
  /// What a case's chance follows from.
  public struct Weight: Sendable, Equatable, Codable {
    public var name: String
    /// Change of the log-odds by one unit.
    public var estimate: Double
    /// By errors clustered by person.
    public var standardError: Double
  }

  /// Someone who may act.
  public struct Candidate: Sendable, Equatable, Codable {
    public var person: Int
    /// Contacts who acted and are remembered.
    public var contacts: Int
    /// When the last of them acted, milliseconds.
    public var latest: Int64
    /// To act within a period from the moment on.
    public var probability: Double
  }

  public let options: NextAdopters
  public let evaluation: NextAdopterEvaluation
  private let fit: LogisticFit
  private let cases: ExposureCases
  private let columns: ExposureColumns

  init(
    options: NextAdopters, evaluation: NextAdopterEvaluation, fit: LogisticFit, cases: ExposureCases,
    columns: ExposureColumns
  ) {
    self.options = options
    self.evaluation = evaluation
    self.fit = fit
    self.cases = cases
    self.columns = columns
  }

  public var weights: [Weight] {
    fit.names.map { name in
      Weight(name: name, estimate: fit.estimate(name) ?? 0, standardError: fit.test(name)?.error ?? 0)
    }
  }

  /// What could not be weighed, and why.
  public var omissions: [LogisticFit.Omission] { fit.omitted }

  /// Everyone exposed to an item who had not acted by a moment (milliseconds; nil for the last of the actions), by
  /// probability, highest first, ties by person.
  ///
  /// `influence` says who is in touch now, where that is more than was known to learn from. O(contacts reached · log).
  public func candidates(for item: Int, at moment: Int64? = nil, on influence: Graph? = nil) throws -> [Candidate] {
    var cases = cases
    var columns = columns
    if let influence {
      cases = try ExposureCases(options, cases.actions, influence)
      columns = ExposureColumns(cases)
    }
    let exposed = try cases.checkedCases(of: item, at: moment)
    if exposed.isEmpty { return [] }
    let chances = fit.chances(of: columns.data(of: exposed, usesContacts: true), .serial)
    return zip(exposed, chances).map { one, chance in
      Candidate(person: one.person, contacts: one.contacts, latest: one.latest, probability: chance)
    }.sorted { ($0.probability, $1.person) > ($1.probability, $0.person) }
  }
}

/// How good the chances were, on a time nothing was learned from.
public struct NextAdopterEvaluation: Sendable, Equatable, Codable {
  /// What contacts tell: log loss without them less log loss with them, a case.
  public struct Gain: Sendable, Equatable, Codable {
    /// Above 0 where contacts help.
    public var mean: Double
    /// Cases of one person counted together.
    public var standardError: Double
    public var people: Int

    public var interval: ClosedRange<Double> { mean - normal95 * standardError...mean + normal95 * standardError }
  }

  public var trained: Int
  public var trainedActed: Int
  public var tested: Int
  public var testedActed: Int
  public var model: ProbabilityScores
  /// The same regression by popularity, activity and attributes alone.
  public var withoutContacts: ProbabilityScores
  /// Everyone the rate of the past.
  public var baseRate: ProbabilityScores
  public var gain: Gain

  /// Whether what contacts did foretells more than all else does, with 95 % confidence.
  public var contactsHelp: Bool { gain.people > 1 && gain.interval.lowerBound > 0 }
}
