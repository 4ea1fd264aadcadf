import Glibc
import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

/// What the regressions of peer influence share: who was at risk when, with how much company, and what else is known.
///
///     let study = try AdoptionStudy(times, over: graph, traits: [taste], communities: groups)
///     let hazard = try Hazard().result(of: study)
///     let control = try LeadLag().result(of: study)
///
/// Person i's exposure aᵢ(t) counts those i addressed (`graph.out`) who adopted before period t. People of whom a
/// trait is unknown are company to others but have no rows of their own; `leftOut` counts them. Built once in
/// O(people · periods + edges); `memory` bounds what a study and its regressions hold.
public struct AdoptionStudy: Sendable {
  /// How exposure is counted and what is held constant.
  public struct Design: Sendable, Codable, Equatable {
    /// How company enters the log-odds.
    public enum Exposure: String, Sendable, Codable, CaseIterable {
      /// ln(1 + a): the first adopter among one's contacts weighs most.
      case logCount = "log-count"
      /// a over all one addresses; 0 for whoever addresses nobody.
      case share
    }

    public var exposure: Exposure
    /// Count edges by weight rather than by one.
    public var usesWeights: Bool
    /// Company must have adopted at least this many periods before; at least 1.
    public var lag: Int
    /// The first period that counts; whoever adopted before it was there from the start.
    public var first: Int
    /// Hold ln(1 + degree) constant, outward and inward.
    public var usesDegrees: Bool
    /// Hold squares of numeric traits constant too.
    public var usesSquares: Bool
    /// Classes of a nominal trait told apart, beside the commonest; rarer ones count as one class.
    public var maxClasses: Int

    public init(
      exposure: Exposure = .logCount, usesWeights: Bool = false, lag: Int = 1, first: Int = 1,
      usesDegrees: Bool = true, usesSquares: Bool = true, maxClasses: Int = 20
    ) {
      (self.exposure, self.usesWeights, self.lag, self.first) = (exposure, usesWeights, lag, first)
      (self.usesDegrees, self.usesSquares, self.maxClasses) = (usesDegrees, usesSquares, maxClasses)
    }
  }

  public let times: AdoptionTimes
  public let graph: Graph
  public let traits: [Trait]
  /// Nil where none were given, or one holds everybody.
  public let communities: Partition?
  public let design: Design
  public let rows: PersonPeriods
  /// People without rows because a trait of theirs is unknown.
  public let leftOut: Int
  /// aᵢ(t) by row: counts, or weights where the design says so.
  let amounts: Scratch<Double>
  /// Whom each person addresses, counted or weighed like `amounts`.
  private let contacts: Scratch<Double>
  /// Answers, periods as groups, people as clusters.
  let base: LogisticData
  let degrees: [LogisticData.Column]
  /// The columns of each trait.
  let traitColumns: [[LogisticData.Column]]
  /// Share of one's community at risk in the period that adopted in it, oneself left out.
  let communityRate: LogisticData.Column?

  /// - Parameters:
  ///   - times: by node of `graph`.
  ///   - graph: who addressed whom (attention).
  ///   - traits: known before anything spread, by node.
  ///   - communities: of the same nodes.
  /// Throws `Unanswerable` (E405, exit 1) where nobody adopted, all at once, nobody had company or all always the
  /// same; E453 for values of other people, E402 for bad weights where they count, E720 for a design out of range.
  public init(
    _ times: AdoptionTimes, over graph: Graph, traits: [Trait] = [], communities: Partition? = nil,
    design: Design = Design(), execution: Execution = .serial
  ) throws {
    try design.check()
    try Self.checkFit(times, graph, traits, communities)
    if design.usesWeights { try Self.checkWeights(graph) }
    (self.times, self.graph, self.traits, self.design) = (times, graph, traits, design)
    self.communities = communities.flatMap { $0.count > 1 ? $0 : nil }
    let included = traits.isEmpty ? nil : (0..<graph.nodeCount).map { node in traits.allSatisfy { $0.isKnown(node) } }
    leftOut = included?.count { !$0 } ?? 0
    rows = PersonPeriods(times, first: design.first, included: included)
    try Self.checkAnswerable(times, graph, rows, design)

    base = rows.regression()
    amounts = rows.exposure(
      to: graph.out, .past(lag: design.lag), usesWeights: design.usesWeights, execution: execution)
    if (1..<rows.count).allSatisfy({ [amounts] in amounts.base[$0] == amounts.base[0] }) {
      throw Unanswerable.companyNeverVaries
    }
    contacts = Scratch(repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        contacts.base[node] += design.usesWeights ? Double(graph.out.weight(at: edge)) : 1
      }
    }
    var names = ColumnNames()
    degrees = !design.usesDegrees ? [] : Self.degreeColumns(graph, &names)
    communityRate = self.communities.map { [rows] in
      LogisticData.Column(names.unique("community's adoption rate"), rows: rows.rates(in: $0))
    }
    traitColumns = traits.map { trait in
      trait.columns(
        included: included, squares: design.usesSquares, maxClasses: design.maxClasses, names: &names)
    }
  }

  /// At most how many bytes a study and one of its regressions at a time take, beside the graph. O(people).
  public static func memory(_ times: AdoptionTimes, traits: [Trait] = [], design: Design = Design()) -> Int {
    let rows = PersonPeriods(times, first: max(0, design.first)).count
    let columns = traits.reduce(2) { sum, trait in
      if case .nominal(let column) = trait.values {
        sum + min(column.names.count, design.maxClasses + 1)
      } else {
        sum + 2
      }
    }
    return 160 * rows + (64 + 16 * columns) * times.periods.count + (1 << 20)
  }

  private static func degreeColumns(_ graph: Graph, _ names: inout ColumnNames) -> [LogisticData.Column] {
    func column(_ name: String, _ rows: Adjacency) -> LogisticData.Column {
      .init(names.unique(name), clusters: (0..<rows.nodeCount).map { log1p(Double(rows.degree($0))) })
    }
    if !graph.isDirected { return [column("ln(1 + contacts)", graph.out)] }
    return [column("ln(1 + people addressed)", graph.out), column("ln(1 + people addressing)", graph.in)]
  }

  /// What enters the log-odds for an amount of company of a person.
  func dose(_ amount: Double, of person: Int) -> Double {
    switch design.exposure {
    case .logCount: return log1p(amount)
    case .share:
      return contacts.base[person] > 0 ? amount / contacts.base[person] : 0
    }
  }

  /// The dose of the first contact to adopt, or, for shares, of all of them.
  var unitDose: Double { design.exposure == .logCount ? log1p(1) : 1 }

  /// The column of doses of some amounts.
  func exposureColumn(_ name: String, _ amounts: Scratch<Double>) -> LogisticData.Column {
    LogisticData.Column(name, rowCount: rows.count) { doses in
      for person in 0..<rows.people {
        for row in rows.rows(of: person) { doses[row] = dose(amounts.base[row], of: person) }
      }
    }
  }

  /// Rows with the controls of a stage and further columns.
  func regression(_ controls: AdoptionControls, _ columns: [LogisticData.Column]) -> LogisticData {
    var data = base
    if controls < .periods { data.groups = nil } else { data.columns += degrees }
    if controls >= .traits { data.columns += traitColumns.joined() }
    if controls >= .communities, let communityRate { data.columns.append(communityRate) }
    data.columns += columns
    return data
  }

  /// The richest controls that the data allow.
  var allControls: AdoptionControls { communities != nil ? .communities : traits.isEmpty ? .periods : .traits }
}

/// What is held constant when the effect of company is weighed; each holds what those before it do.
public enum AdoptionControls: String, Sendable, Codable, CaseIterable, Comparable {
  /// Nothing.
  case none
  /// When it was, and how many people someone addresses and is addressed by.
  case periods
  /// What is known of each person.
  case traits
  /// How many of one's community adopt in the same period.
  case communities

  public static func < (a: Self, b: Self) -> Bool { a.order < b.order }
  private var order: Int { Self.allCases.firstIndex(of: self)! }
}
