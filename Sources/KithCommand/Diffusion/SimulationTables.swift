import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// What plans come to, as tables and as sentences.
struct SimulationTables {
  let simulation: Simulation
  let plans: [Simulation.Plan]

  /// A row a plan; the differences are each other plan's spread less the first one's.
  func spreads(_ spreads: [SpreadEstimate], _ differences: [SpreadDifference]) -> Table {
    let real = { (values: [Double?]) in Table.Values.reals(values.map { $0 ?? .nan }) }
    let convention = simulation.convention(of: spreads[0])
    var columns = [
      Table.Column("plan", .text(plans.map(\.name))),
      Table.Column("starting", .integers(plans.map { Self.starting($0.scenario) }), unit: "people"),
      Table.Column(
        "spread", real(spreads.map(\.mean)), unit: "people",
        note: "expected number of people reached, those who start included; \(convention)"),
      Table.Column("low", real(spreads.map(\.interval.lowerBound)), note: "of the 95% interval of the spread"),
      Table.Column("high", real(spreads.map(\.interval.upperBound)), note: "of the 95% interval of the spread"),
      Table.Column(
        "share",
        real(spreads.map { simulation.network.nodeCount > 0 ? $0.mean / Double(simulation.network.nodeCount) : nil }),
        note: "of all people of the network"),
      Table.Column("method", .text(spreads.map(\.method.rawValue)), note: "enumeration is exact"),
      Table.Column("runs", .integers(spreads.map(\.samples)), note: "simulated; outcomes weighed where exact"),
    ]
    if !differences.isEmpty {
      let none = "the plan itself"
      columns += [
        Table.Column(
          "difference", real([nil] + differences.map { 0 - $0.mean }), unit: "people",
          note: "to the plan, in the same runs", missing: none),
        Table.Column(
          "difference_low", real([nil] + differences.map { 0 - $0.interval.upperBound }),
          note: "of the 95% interval of the difference", missing: none),
        Table.Column(
          "difference_high", real([nil] + differences.map { 0 - $0.interval.lowerBound }),
          note: "of the 95% interval of the difference", missing: none),
        Table.Column("verdict", .text([nil] + zip(plans.dropFirst(), differences).map(Self.verdict)), missing: none),
      ]
    }
    return Table(schema: "kith.spread/1", columns: columns)
  }

  /// A row a plan and step.
  func curves(_ courses: [Simulation.Course]) -> Table {
    var (names, times, reached, new) = ([String](), [Double](), [Double](), [Double]())
    var states = [[Double]](repeating: [], count: 4)
    for (plan, course) in zip(plans, courses) {
      for place in course.times.indices {
        names.append(plan.name)
        times.append(course.times[place])
        reached.append(course.reached[place])
        new.append(course.reached[place] - (place > 0 ? course.reached[place - 1] : 0))
        for state in states.indices { if let all = course.states { states[state].append(all[state][place]) } }
      }
    }
    var columns = [
      Table.Column("plan", .text(names)),
      simulation.isInHours
        ? Table.Column("hours", .reals(times), unit: "hours", note: "since the start")
        : Table.Column("step", .integers(times.map { Int($0) }), note: "0 is the start"),
      Table.Column(
        "reached", .reals(reached), unit: "people",
        note: "by then, on average; \(simulation.convention(of: courses[0].spread))"),
      Table.Column("new", .reals(new), unit: "people", note: "since the row before"),
    ]
    if courses.allSatisfy({ $0.states != nil }) {
      for (name, values) in zip(["susceptible", "exposed", "infectious", "recovered"], states) {
        columns.append(Table.Column(name, .reals(values), unit: "people"))
      }
    }
    return Table(schema: "kith.spread_curve/1", columns: columns)
  }

  /// A row a person whom some plan may reach, the likeliest first.
  func people(_ courses: [Simulation.Course], _ names: NameTable) -> Table {
    let first = courses[0].reachProbability
    let rows = first.indices.filter { node in courses.contains { $0.reachProbability[node] > 0 } }
      .sorted { (-first[$0], $0) < (-first[$1], $1) }
    let starters = Set(plans[0].scenario.spreaders)
    var columns = [
      Table.Column("id", .names(names, codes: rows.map { UInt32($0) })),
      Table.Column(
        "probability", .reals(rows.map { first[$0] }),
        note: "the chance to be reached; \(simulation.convention(of: courses[0].spread))"),
      Table.Column("starts", .text(rows.map { starters.contains($0) ? "yes" : "no" })),
    ]
    for (plan, course) in zip(plans, courses).dropFirst() {
      columns.append(
        Table.Column(
          plan.name, .reals(rows.map { course.reachProbability[$0] }), note: "the same under that plan"))
    }
    return Table(schema: "kith.spread_people/1", columns: columns)
  }

  /// `on average 12.3 of 400 people are reached (95% interval 12.1 to 12.5; 10,000 runs)`.
  func summary(_ spread: SpreadEstimate) -> String {
    let people = counted(simulation.network.nodeCount, "person", "people")
    let number = TerminalLayout.real(spread.mean)
    if spread.method == .enumeration {
      let basis =
        spread.samples == 1 ? "nothing is left to chance" : "all \(grouped(spread.samples)) outcomes were weighed"
      return "exactly \(number) of \(people) are reached on average: \(basis)"
    }
    return "on average \(number) of \(people) are reached (95% interval \(Self.interval(spread.interval)); "
      + "\(counted(spread.samples, "run")))"
  }

  private static func starting(_ plan: SpreadScenario) -> Int {
    Set(plan.spreaders).subtracting(plan.blocked).count
  }

  static func interval(_ interval: ClosedRange<Double>) -> String {
    "\(TerminalLayout.real(interval.lowerBound)) to \(TerminalLayout.real(interval.upperBound))"
  }

  /// Whether another plan reaches fewer or more, and whether that is sure.
  static func verdict(_ plan: Simulation.Plan, _ difference: SpreadDifference) -> String {
    let words = plan.words
    if difference.mean == 0 && difference.standardError == 0 { return "\(words): no difference" }
    let isFewer = difference.mean > 0
    let size = people(difference.mean.magnitude)
    if difference.standardError == 0 { return "\(words): exactly \(size) \(isFewer ? "fewer" : "more")" }
    let range = difference.interval
    if range.contains(0) {
      let change = 0 - range.upperBound...0 - range.lowerBound
      return "\(words): no difference can be told (95% interval of the change \(interval(change)) people); more --runs "
        + "narrow it"
    }
    let sizes = isFewer ? range : 0 - range.upperBound...0 - range.lowerBound
    return "\(words): \(size) \(isFewer ? "fewer" : "more") (95% interval \(interval(sizes)))"
  }

  private static func people(_ number: Double) -> String {
    "\(TerminalLayout.real(number)) \(number == 1 ? "person" : "people")"
  }
}
