import KithFoundation
import KithGraph

/// Something caught from contacts again and again while they have it: SIR, SIS and SEIR in discrete steps.
///
///     let model = Epidemic(.sir, infection: .constant(0.05), recovery: 0.2)
///     let course = try model.course(from: [12], on: graph.influence)
///     course.spread.mean; course.peakStep; course.infectious
///
/// In each step every infectious person infects each susceptible contact with the edge's probability; then each who
/// was infectious recovers with probability `recovery` (a geometric duration of 1/`recovery` steps on average). Who
/// is infected in a step is infectious from the next one on; under SEIR only after an incubation that ends with
/// probability `incubation` a step. SIR and SEIR end in immunity, SIS in being susceptible again. With a recovery of
/// 1, SIR is the independent cascade. Runs on the influence graph. Kermack & McKendrick 1927,
/// doi 10.1098/rspa.1927.0118; on networks Newman 2002, doi 10.1103/PhysRevE.66.016128.
public struct Epidemic: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable { case sir, sis, seir }

  public var kind: Kind
  /// The chance that an infectious person infects a contact in one step.
  public var infection: EdgeProbabilities
  /// The chance to recover in one step, above 0.
  public var recovery: Double
  /// SEIR: the chance that the incubation ends in one step, above 0.
  public var incubation: Double
  /// The last step.
  public var steps: Int
  public var simulations: Int
  public var seed: UInt64

  public init(
    _ kind: Kind, infection: EdgeProbabilities, recovery: Double, incubation: Double = 1, steps: Int = 100,
    simulations: Int = 1000, seed: UInt64 = 1
  ) {
    self.kind = kind
    self.infection = infection
    self.recovery = recovery
    self.incubation = incubation
    self.steps = steps
    self.simulations = simulations
    self.seed = seed
  }

  /// What the numbers mean, for outputs.
  public var convention: String {
    let incubation = kind == .seir ? ", incubation ends with \(incubation)" : ""
    return "\(kind.rawValue.uppercased()) on influence, in discrete steps: \(infection.convention) a step, "
      + "recovery with \(recovery)\(incubation); \(steps) steps; the first infected count"
  }

  /// Many runs from the same people; the blocked neither catch it nor pass it on.
  ///
  /// Errors: E720 for options out of range; E450, E452 for bad probabilities and people. Time O(steps · edges of the
  /// infectious) a run; memory 24 bytes a node and thread, 8 an edge.
  public func course(
    from infected: [Int], blocking blocked: [Int] = [], on influence: Graph, execution: Execution = .serial
  ) throws -> EpidemicCourse {
    try course(of: SpreadScenario(spreaders: infected, blocked: blocked), on: influence, execution: execution)
  }

  /// The same of a plan; its deadline is the last step where that is earlier.
  public func course(
    of plan: SpreadScenario, on influence: Graph, execution: Execution = .serial
  ) throws -> EpidemicCourse {
    try simulate(plan, on: influence, execution).course
  }

  /// How much further one plan reaches than another, in people ever infected; run i of the one beside run i of the
  /// other, which begin alike. A plan's deadline is its last step.
  ///
  /// Errors: as `course`.
  public func difference(
    of first: SpreadScenario, and second: SpreadScenario, on influence: Graph, execution: Execution = .serial
  ) throws -> SpreadDifference {
    let runs = try [first, second].map { try simulate($0, on: influence, execution) }
    return SpreadDifference(paired: runs[0].sizes, runs[1].sizes, runs.map(\.course.spread.convention))
  }

  /// The course of many runs of a plan, and how many each ever infected.
  private func simulate(
    _ plan: SpreadScenario, on influence: Graph, _ execution: Execution
  ) throws -> (course: EpidemicCourse, sizes: Scratch<Double>) {
    try checkOptions()
    var model = self
    model.steps = min(self.steps, plan.deadline ?? .max)
    let steps = model.steps
    let plan = try plan.checked(on: influence)
    let probabilities = try infection.inward(on: influence).outward(on: influence)
    let nodeCount = influence.nodeCount
    let sizes = Scratch<Double>(uninitialized: simulations)
    let pool = Pool { EpidemicRun(nodeCount: nodeCount, steps: steps) }
    let epidemic = model
    try influence.out.withPointers { rows in
      try probabilities.withUnsafeBufferPointer { probabilities in
        let chances = SharedPointer(
          UnsafeMutablePointer(mutating: probabilities.baseAddress ?? UnsafePointer(sizes.base)))
        execution.forEachChunk(of: simulations, grain: 8) { _, range in
          if execution.isCancelled() { return }
          execution.report("simulating", done: range.lowerBound, of: sizes.count, unit: "runs")
          pool.with { run in
            for simulation in range {
              var random = RandomStream(seed: epidemic.seed, purpose: "epidemic", index: UInt64(simulation))
              sizes.base[simulation] = Double(run.go(epidemic, plan, rows, chances.base, &random))
            }
          }
        }
        try execution.checkCancellation()
      }
    }
    let curve = { (part: KeyPath<EpidemicRun, Scratch<Int>>) in
      // Integers: the sum does not depend on which worker made which run.
      (0...steps).map { step in
        Double(pool.items.reduce(0) { $0 + $1[keyPath: part].base[step] }) / Double(simulations)
      }
    }
    let reach = (0..<nodeCount).map { node in
      Double(pool.items.reduce(0) { $0 + $1.reached.base[node] }) / Double(simulations)
    }
    let course = EpidemicCourse(
      spread: SpreadEstimate(of: sizes.buffer, method: .simulation, convention: epidemic.convention),
      susceptible: curve(\.susceptible), exposed: curve(\.exposed), infectious: curve(\.infectious),
      recovered: curve(\.recovered), reachedByStep: curve(\.ever), reachProbability: reach)
    return (course, sizes)
  }

  private func checkOptions() throws {
    if !(recovery > 0 && recovery <= 1) {
      throw KithError.option("the recovery", recovery, choose: "a probability above 0")
    }
    if !(incubation > 0 && incubation <= 1) {
      throw KithError.option("the incubation", incubation, choose: "a probability above 0")
    }
    if steps < 1 { throw KithError.option("the number of steps", steps, choose: "1 or more") }
    if simulations < 2 { throw KithError.option("the number of simulations", simulations, choose: "2 or more") }
  }
}

/// The mean course of many epidemics.
public struct EpidemicCourse: Sendable, Codable, Equatable {
  /// People ever infected by the last step.
  public var spread: SpreadEstimate
  /// Mean numbers by step, from step 0 on; they sum to everyone but the blocked in each step.
  public var susceptible: [Double]
  public var exposed: [Double]
  public var infectious: [Double]
  public var recovered: [Double]
  /// People ever infected by each step.
  public var reachedByStep: [Double]
  /// By node: the chance to be ever infected.
  public var reachProbability: [Double]

  /// When most were infectious; the first of equals.
  public var peakStep: Int {
    infectious.indices.reduce(0) { infectious[$1] > infectious[$0] ? $1 : $0 }
  }
}

extension InwardProbabilities {
  /// By entry of the `out` rows.
  func outward(on graph: Graph) -> [Double] {
    switch values {
    case .perTarget(let probabilities): graph.out.neighbors.map { probabilities[Int($0)] }
    case .perEntry(let probabilities): graph.in.transposed(probabilities, into: graph.out)
    }
  }
}

/// A worker's memory and the sums of its runs.
private final class EpidemicRun: Sendable {
  let susceptible: Scratch<Int>
  let exposed: Scratch<Int>
  let infectious: Scratch<Int>
  let recovered: Scratch<Int>
  /// By step: people ever infected.
  let ever: Scratch<Int>
  /// By node: runs that infected it.
  let reached: Scratch<Int>
  private let nodeCount: Int
  /// By node; all `free` between runs.
  private let state: Scratch<UInt8>
  private let ill: Scratch<UInt32>
  private let waiting: Scratch<UInt32>
  private let touched: Scratch<UInt32>
  private static let (free, wasFree, incubating, infecting, immune) =
    (0, 1, 2, 3, 4) as (UInt8, UInt8, UInt8, UInt8, UInt8)

  init(nodeCount: Int, steps: Int) {
    self.nodeCount = nodeCount
    state = Scratch(repeating: Self.free, count: nodeCount)
    ill = Scratch(uninitialized: nodeCount)
    waiting = Scratch(uninitialized: nodeCount)
    touched = Scratch(uninitialized: nodeCount)
    susceptible = Scratch(repeating: 0, count: steps + 1)
    exposed = Scratch(repeating: 0, count: steps + 1)
    infectious = Scratch(repeating: 0, count: steps + 1)
    recovered = Scratch(repeating: 0, count: steps + 1)
    ever = Scratch(repeating: 0, count: steps + 1)
    reached = Scratch(repeating: 0, count: nodeCount)
  }

  /// Returns how many were ever infected.
  func go(
    _ model: Epidemic, _ plan: SpreadScenario, _ rows: Adjacency.Pointers, _ chances: UnsafeMutablePointer<Double>,
    _ random: inout RandomStream
  ) -> Int {
    let (state, ill, waiting, touched) = (state.base, ill.base, waiting.base, touched.base)
    var (illCount, waitingCount, ever, immune) = (0, 0, 0, 0)
    for node in plan.blocked { state[node] = Self.immune }
    let others = nodeCount - plan.blocked.count
    for node in plan.spreaders where state[node] == Self.free {
      state[node] = Self.infecting
      ill[illCount] = UInt32(node)
      touched[ever] = UInt32(node)
      (illCount, ever) = (illCount + 1, ever + 1)
    }
    note(0, others, waitingCount, illCount, immune, ever)
    var step = 1
    while step <= model.steps && illCount + waitingCount > 0 {
      // Whoever waited before this step may become infectious after it; those infected in it wait at least until then.
      let waited = waitingCount
      for position in 0..<illCount {
        let source = Int(ill[position])
        for edge in rows.offsets.base[source]..<rows.offsets.base[source &+ 1] {
          let target = Int(rows.neighbors.base[edge])
          if state[target] > Self.wasFree || random.unit() >= chances[edge] { continue }
          if state[target] == Self.free {
            touched[ever] = UInt32(target)
            ever += 1
          }
          state[target] = Self.incubating
          waiting[waitingCount] = UInt32(target)
          waitingCount += 1
        }
      }
      var kept = 0
      for position in 0..<illCount {
        let node = Int(ill[position])
        if model.recovery < 1 && random.unit() >= model.recovery {
          ill[kept] = ill[position]
          kept += 1
        } else if model.kind == .sis {
          state[node] = Self.wasFree
        } else {
          state[node] = Self.immune
          immune += 1
        }
      }
      illCount = kept
      kept = 0
      for position in 0..<waitingCount {
        // Without incubation the newly infected are infectious at once, that is from the next step on.
        let isOver = model.kind != .seir || position < waited && random.unit() < model.incubation
        if isOver {
          state[Int(waiting[position])] = Self.infecting
          ill[illCount] = waiting[position]
          illCount += 1
        } else {
          waiting[kept] = waiting[position]
          kept += 1
        }
      }
      waitingCount = kept
      note(step, others, waitingCount, illCount, immune, ever)
      step += 1
    }
    while step <= model.steps {
      note(step, others, 0, 0, immune, ever)
      step += 1
    }
    for position in 0..<ever {
      state[Int(touched[position])] = Self.free
      reached.base[Int(touched[position])] += 1
    }
    for node in plan.blocked { state[node] = Self.free }
    return ever
  }

  private func note(_ step: Int, _ people: Int, _ waiting: Int, _ ill: Int, _ immune: Int, _ ever: Int) {
    self.ever.base[step] += ever
    susceptible.base[step] += people - waiting - ill - immune
    exposed.base[step] += waiting
    infectious.base[step] += ill
    recovered.base[step] += immune
  }
}
