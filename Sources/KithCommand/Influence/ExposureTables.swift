import KithDiffusion
import KithFoundation
import KithGraph
import KithInfluence
import KithOutput

/// Exposure, hazard and thresholds as tables.
enum ExposureTables {
  /// A row a period.
  static func periods(_ adoption: Adoption, over graph: Graph, _ session: Session) throws -> Table {
    let hazard = AdoptionHazard(of: adoption.times).periods
    let exposure = try NetworkExposure().table(of: adoption.times, over: graph, execution: session.execution)
    let curve = bass(hazard, people: adoption.times.periods.count, session)
    return Table(
      schema: "kith.exposure/1",
      columns: [
        Table.Column("start", .times(hazard.indices.map(adoption.start(of:))), note: "of the period"),
        Table.Column("at_risk", .integers(hazard.map(\.atRisk)), unit: "people", note: "had not acted before"),
        Table.Column("adopters", .integers(hazard.map(\.adopters)), unit: "people"),
        Table.Column("cumulative", .integers(hazard.map(\.cumulative)), unit: "people"),
        Table.Column(
          "hazard", TieTables.reals(hazard.map(\.hazard)), note: "adopters / at_risk",
          missing: "everyone had acted before"),
        Table.Column(
          "exposure", TieTables.reals(hazard.indices.map { exposure.mean(in: $0) }), unit: "share of 1",
          note: "how much of their company had acted by the period before, by strength, on average",
          missing: "nobody was watched before the first period, or nobody addresses anybody"),
        Table.Column(
          "bass", .reals(hazard.indices.map { curve?.adopters(at: Double($0 + 1)) ?? .nan }), unit: "people",
          note: "cumulative by the Bass curve nearest; imitation in it is no evidence of influence",
          missing: "no Bass curve fits"),
      ])
  }

  private static func bass(_ hazard: [AdoptionHazard.Period], people: Int, _ session: Session) -> BassCurve? {
    do {
      let curve = try BassCurve(
        fittingShares: hazard.map { Double($0.cumulative) / Double(people) }, market: Double(people))
      session.talk.note(
        "Bass curve: innovation \(TerminalLayout.real(curve.innovation)), imitation "
          + "\(TerminalLayout.real(curve.imitation)) a period")
      return curve
    } catch {
      if let error = error as? KithError { session.talk.note(error.diagnostic.message) }
      return nil
    }
  }

  /// A row a person.
  static func people(_ adoption: Adoption, over graph: Graph, _ names: NameTable, _ session: Session) throws -> Table {
    let times = adoption.times
    let before = try AdoptionThresholds().of(times, over: graph)
    let now = try AdoptionThresholds(exposure: NetworkExposure(lag: 0)).of(times, over: graph)
    // By position everyone is compared with everyone.
    let position =
      names.count <= mostCompared
      ? try AdoptionThresholds(exposure: NetworkExposure(basis: .position)).of(times, over: graph) : nil
    let classes = AdopterClasses(of: times)
    let spread = try Infectiousness().of(times, over: graph)
    if let why = classes.undefined { session.talk.note("nobody is early or late: \(why)") }
    session.talk.note(told(before))
    var table = Table(
      schema: "kith.thresholds/1",
      columns: [
        Table.Column("id", .names(names)),
        Table.Column(
          "start",
          .times(times.periods.map { $0 == AdoptionTimes.never ? Timestamp.missing : adoption.start(of: Int($0)) }),
          note: "of the period of adoption", missing: "had not acted when the watch ended"),
        Table.Column(
          "class", .text(classes.of.map { $0.map(name) }), note: "by mean and standard deviation of the period",
          missing: "no classes can be told"),
        Table.Column(
          "threshold", TieTables.reals(before.values), unit: "share of 1",
          note: "how much of their company had acted by the period before theirs, by strength",
          missing: ScoreColumns.reasons(before.values.map(\.undefined))),
        Table.Column(
          "exposure", TieTables.reals(now.values), unit: "share of 1", note: "the same by their own period",
          missing: ScoreColumns.reasons(now.values.map(\.undefined))),
        Table.Column(
          "infectiousness", TieTables.reals(spread.infectiousness), unit: "share of 1",
          note: "of those who address them and were open, who acted in the next period",
          missing: ScoreColumns.reasons(spread.infectiousness.map(\.undefined))),
        Table.Column(
          "susceptibility", TieTables.reals(spread.susceptibility), unit: "share of 1",
          note: "of their company that had acted, who had in the period before",
          missing: ScoreColumns.reasons(spread.susceptibility.map(\.undefined))),
      ])
    if let position {
      table.columns.append(
        Table.Column(
          "threshold_position", TieTables.reals(position.values), unit: "share of 1",
          note: "as threshold, among those with like ties",
          missing: ScoreColumns.reasons(position.values.map(\.undefined))))
    }
    return table
  }

  /// People beyond which nobody is compared by position.
  private static let mostCompared = 20_000

  private static func told(_ found: AdoptionThresholds.Result) -> String {
    guard let mean = found.mean.value, let median = found.median.value else { return found.mean.undefined ?? "" }
    return
      "threshold: mean \(TerminalLayout.real(mean)), median \(TerminalLayout.real(median)) of "
      + "\(counted(found.count, "adopter")), \(grouped(found.atZero)) of them before anyone they address; "
      + "\(grouped(found.censored)) had not acted when the watch ended"
  }

  private static func name(_ one: AdopterClasses.Class) -> String {
    switch one {
    case .earlyAdopter: "early adopter"
    case .earlyMajority: "early majority"
    case .lateMajority: "late majority"
    case .laggard: "laggard"
    case .notYet: "not yet"
    }
  }

  /// A row an amount of company.
  static func doses(_ curve: ExposureCurve) -> Table {
    let all = [("friends", curve.byCount), ("share", curve.byShare), ("groups", curve.byGroups)].flatMap {
      kind, doses in
      doses.map { (kind: kind, dose: $0) }
    }
    return Table(
      schema: "kith.dose_response/1",
      columns: [
        Table.Column(
          "counted", .text(all.map(\.kind)),
          note: "friends who acted; their share; the groups they fall into"),
        Table.Column("k", .reals(all.map(\.dose.k)), note: "how many; for shares the upper end"),
        Table.Column("at_risk", .integers(all.map(\.dose.atRisk)), unit: "person-periods"),
        Table.Column("adoptions", .integers(all.map(\.dose.adoptions))),
        Table.Column("p", .reals(all.map(\.dose.share)), note: "adoptions / at_risk"),
        Table.Column("low", .reals(all.map(\.dose.interval.lowerBound)), note: "Wilson interval at 95 %"),
        Table.Column("high", .reals(all.map(\.dose.interval.upperBound))),
        Table.Column(
          "shuffled_low", .reals(all.map { $0.dose.shuffled?.lowerBound ?? .nan }),
          note: "95 of 100 shuffles of the times lie between", missing: "too few shuffles have anybody there"),
        Table.Column(
          "shuffled_high", .reals(all.map { $0.dose.shuffled?.upperBound ?? .nan }),
          missing: "too few shuffles have anybody there"),
      ])
  }
}
