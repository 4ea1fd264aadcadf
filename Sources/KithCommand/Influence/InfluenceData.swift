import KithFoundation
import KithGraph
import KithInfluence
import KithInput
import KithMeasures

/// What questions of influence are asked of: a network, actions of its people, and what is known of them.
struct InfluenceData {
  let names: NameTable
  /// Who addressed whom.
  let graph: Graph
  /// Empty where there are none.
  let actions: ActionLog
  /// Why there are none that can be told in time; nil where there are.
  let obstacle: Unanswerable?
  let traits: [Trait]
  /// 2 when rows were skipped anywhere and that was not allowed.
  let exitCode: KithFoundation.ExitCode

  init(
    _ source: LogInput, _ given: ActionsArguments, _ attributes: PeopleArguments, _ adopting: AdoptionArguments,
    infer: String?,
    _ network: NetworkArguments, _ session: Session
  ) throws {
    let reading = try source.read(session)
    names = reading.log.people
    graph = try network.graph(reading.log, session)
    let beside = try given.read(beside: source, among: names, session)
    let log = reading.log
    if beside == nil, log.items == nil || log.times == nil {
      actions = ActionLog(people: names, items: NameTable([]), persons: [], itemCodes: [], times: [])
      obstacle = log.items == nil ? .noActions : .noTimes
    } else {
      actions = try beside?.actions ?? ActionLog(log)
      obstacle = actions.count == 0 ? .noActions : actions.hasTimes ? nil : .noTimes
    }
    let table = try attributes.read(among: names, session)
    let chosen =
      infer.map { [$0] } ?? adopting.traits?.split(separator: ",").map { $0.trimmingPrefix { $0 == " " }.description }
    traits = try table?.traits(chosen, of: names) ?? []
    exitCode = source.exitCode(after: reading, badRowsElsewhere: beside?.badRows ?? 0)
  }

  /// Leiden's, of the network taken as mutual.
  func communities(_ session: Session) throws -> Partition {
    var settings = MeasureSettings()
    settings.seed = session.seed
    guard case .communities(let make) = try MeasureRequest.entry("leiden").make else {
      preconditionFailure("leiden finds communities")
    }
    return try make(settings).communities(in: graph, execution: session.execution).partition
  }
}
