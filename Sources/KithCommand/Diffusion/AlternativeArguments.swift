import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph

/// What a plan is compared with.
struct AlternativeArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare: what if these people neither started, nor heard of it, nor passed it on?", valueName: "people"))
  var without: [String] = []

  @Option(help: ArgumentHelp("Compare: what if these people started instead?", valueName: "people"))
  var instead: [String] = []

  @Option(
    help: ArgumentHelp(
      "Compare: what if nothing spread any more after so many steps, or a time such as 1h (say, the brand has answered "
        + "by then)?",
      valueName: "when"))
  var stopAt: StepArguments.Until?

  /// The options given.
  var given: [String] {
    [
      ("--without", !without.isEmpty), ("--instead", !instead.isEmpty), ("--stop-at", stopAt != nil),
    ].filter(\.1).map(\.0)
  }

  /// The plans asked for, each a change of the first.
  func plans(
    besides plan: Simulation.Plan, of log: InteractionLog, by simulation: Simulation, _ ending: StepArguments,
    _ session: Session
  ) throws -> [Simulation.Plan] {
    var plans: [Simulation.Plan] = []
    let names = log.people
    if !without.isEmpty {
      let gone = try ListedPeople.nodes(without, in: names, session.execution)
      plans.append(
        Simulation.Plan(
          name: "without", words: "without " + Self.list(gone, names), scenario: plan.scenario.without(gone)))
    }
    if !instead.isEmpty {
      let others = try ListedPeople.nodes(instead, in: names, session.execution)
      plans.append(
        Simulation.Plan(
          name: "instead", words: "with \(Self.list(others, names)) instead",
          scenario: SpreadScenario(spreaders: others)))
    }
    switch stopAt {
    case nil: break
    case .time(let time) where simulation.isInHours:
      plans.append(
        Simulation.Plan(
          name: "stopped", words: "stopped after \(time.text)", scenario: plan.scenario,
          stop: Double(time.milliseconds) / 3_600_000))
    case .steps, .time:
      let steps = try ending.steps(stopAt, log, session.talk) ?? 0
      plans.append(
        Simulation.Plan(
          name: "stopped", words: "stopped after \(counted(steps, "step"))",
          scenario: plan.scenario.stopped(after: steps)))
    }
    return plans
  }

  /// `mina and jun`, `mina, jun and 3 others`.
  private static func list(_ nodes: [Int], _ names: NameTable) -> String {
    let shown = nodes.prefix(3).map { names[$0] }
    if nodes.count > 3 { return shown.joined(separator: ", ") + " and " + counted(nodes.count - 3, "other") }
    return shown.count < 2
      ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1]
  }
}
