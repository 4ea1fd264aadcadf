import KithFoundation
import KithMeasures

/// What jobs take in memory at their peak, in bytes beside the graph and the log: upper bounds for `--estimate`.
///
/// Each counts the arrays of its job at the sizes they can grow to, growing arrays at three times their content.
enum DiffusionMemory {
  /// Probabilities by target, with a copy on the way from one order of the edges to the other.
  static func probabilities(_ size: GraphSize) -> Int { 16 * size.entries + 8 * (size.nodes + 1) }

  /// Probabilities, and the edges laid out with their coins.
  static func liveEdges(_ size: GraphSize) -> Int { probabilities(size) + 12 * size.entries + 8 * (size.nodes + 1) }

  /// Everyone reached, and a bit for each.
  static func run(_ size: GraphSize) -> Int { 4 * size.nodes + size.nodes / 8 + 8 }

  /// The certain edges that are looked at before enumeration is given up.
  static func enumeration(_ size: GraphSize) -> Int { 160 * min(size.entries, 1 << 20) + 4096 }

  /// As far as numbers go.
  static func product(_ a: Int, _ b: Int) -> Int {
    let (product, isOver) = a.multipliedReportingOverflow(by: b)
    return isOver ? 1 << 60 : min(product, 1 << 60)
  }
}

extension GraphSize {
  /// Entries of the rows of one direction.
  var entries: Int { isDirected ? edges : 2 * edges }
}

extension CascadeReconstruction {
  /// Bytes for cascades of `rows` rows about `items` items by `people`, `influence` being the size of the network that
  /// parents are inferred in; an upper bound.
  ///
  ///     let bytes = CascadeReconstruction().memory(rows: log.count, people: log.people.count, items: 12)
  ///
  /// The candidates make the difference: at most one for each relation and item, and for each pair of actions.
  public func memory(rows: Int, people: Int, items: Int = 1, influence: GraphSize? = nil) -> Int {
    let members = addsUnlogged ? 2 * rows : rows
    var candidates = rows
    if inference != nil, let influence {
      // Someone's repeated actions each have candidates of their own.
      let perItem = keepsRepeats ? rows : max(1, items)
      let byRelation = DiffusionMemory.product(influence.entries, perItem)
      candidates += min(byRelation, DiffusionMemory.product(rows, min(people, rows)))
    }
    return 96 * rows + 17 * people + 260 * members + DiffusionMemory.product(candidates, 52)
  }
}

extension CreditLedger {
  /// Bytes for the accounts of `members` members in `cascades` with `candidates` candidates; an upper bound.
  public static func memory(members: Int, candidates: Int, people: Int, items: Int) -> Int {
    64 * members + 24 * candidates + 160 * (people + items)
  }
}

extension MonteCarloSpread {
  /// Bytes for an estimate under independent cascade or linear threshold; an upper bound.
  ///
  ///     let bytes = MonteCarloSpread().memory(for: graph.size, threads: 2)
  public func memory(for size: GraphSize, threads: Int) -> Int {
    DiffusionMemory.liveEdges(size) + DiffusionMemory.enumeration(size) + threads * DiffusionMemory.run(size)
      + 8 * simulations
  }
}

extension DiffusionModel {
  /// Bytes for the course of a plan, and for comparing it with another; an upper bound.
  public static func courseMemory(for size: GraphSize, simulations: Int, threads: Int) -> Int {
    SpreadComparison(simulations: simulations).memory(for: size, threads: threads) + (20 * threads + 24) * size.nodes
  }
}

extension SpreadComparison {
  /// Bytes for a comparison of two plans; an upper bound.
  public func memory(for size: GraphSize, threads: Int) -> Int {
    MonteCarloSpread(simulations: simulations).memory(for: size, threads: threads) + 16 * simulations
  }
}

extension Epidemic {
  /// Bytes for the course of SIR, SIS or SEIR; an upper bound.
  public func memory(for size: GraphSize, threads: Int) -> Int {
    DiffusionMemory.probabilities(size) + 8 * size.entries + threads * (21 * size.nodes + 40 * (steps + 1))
      + 8 * simulations + 80 * (steps + 1) + 8 * size.nodes
  }
}

extension ComplexContagion {
  /// Bytes for the course of a complex contagion; an upper bound.
  public func memory(for size: GraphSize) -> Int { 64 * size.nodes }
}

extension HawkesProcess {
  /// Bytes for a random log of at most `limit` events; an upper bound.
  public func memory(for size: GraphSize, limit: Int = 10_000_000) -> Int {
    DiffusionMemory.probabilities(size) + 8 * size.entries + DiffusionMemory.product(160, limit)
  }

  /// Bytes for cascades from given people, a million acts in each at most; an upper bound.
  public func courseMemory(for size: GraphSize, simulations: Int, threads: Int) -> Int {
    DiffusionMemory.probabilities(size) + 8 * size.entries + (21 * threads + 8) * size.nodes + 16 * simulations
      + threads * 72 << 20
  }
}

extension SpreaderSelection {
  /// Bytes for choosing spreaders, all but the samples; an upper bound.
  ///
  ///     let least = selection.memory(for: graph.size, threads: 2)
  ///     let most = least + selection.sampleMemory(for: graph.size, threads: 2)
  public func memory(for size: GraphSize, threads: Int) -> Int {
    let people = 48 * size.nodes + (benefit == nil ? 0 : 8 * size.nodes)
    let reported = threads * DiffusionMemory.run(size) + DiffusionMemory.enumeration(size)
    if method == .celf {
      let runs = MonteCarloSpread(simulations: simulations).memory(for: size, threads: threads)
      return runs + people + 24 * size.nodes + network(size)
    }
    return DiffusionMemory.probabilities(size) + network(size) + people + reported + threads * 5 * size.nodes
  }

  /// Bytes that the samples may grow to: they do until they prove the choice, which most often takes far less. 0 for
  /// CELF, which keeps none.
  public func sampleMemory(for size: GraphSize, threads: Int) -> Int {
    if method == .celf || size.nodes == 0 { return 0 }
    let sets = mostSets(people: size.nodes)
    let reached = DiffusionMemory.product(sets, size.nodes)
    // OPIM-C ends once the limit is passed: by as much again at most.
    let members = method == .opimc ? min(2 * OPIMC.largestSize, reached) : reached
    let drawing = threads * 8 * min(members, 64 * size.nodes)
    // Members, their sets by person, and the ends of the sets.
    return min(1 << 60, DiffusionMemory.product(8, members) + drawing + DiffusionMemory.product(24, sets))
  }

  /// As if everyone were a candidate, and as many chosen as asked for.
  private func mostSets(people: Int) -> Int {
    let count = max(1, min(count, people))
    let (total, least) = (Double(people), max(Double(count), 1e-6 * Double(people)))
    let delta = min(delta ?? min(0.01, 1 / total), 0.999)
    if method == .imm {
      let imm = IMM(epsilon: epsilon, delta: delta, seed: seed)
      let sets = imm.chosenFrom(logChoices: logBinomial(people, count), total: total, best: least)
      // The search before it draws about as many.
      return Int(min(4 * sets, 2 * IMM.largestCount))
    }
    let (start, rounds) = OPIMC(epsilon: epsilon, delta: delta, samples: samples, seed: seed)
      .schedule(candidates: people, count: count, total: total, leastBest: least)
    return Int(min(start * Double(sign: .plus, exponent: rounds - 1, significand: 1), 0x1p40))
  }

  private func network(_ size: GraphSize) -> Int { 16 * (size.nodes + 1) + 8 * size.entries }
}

extension SpreaderEvaluation {
  /// Bytes for the report on a list of `count` people; an upper bound.
  public func memory(for size: GraphSize, count: Int, threads: Int) -> Int {
    DiffusionMemory.probabilities(size) + 24 * (size.nodes + 1) + 8 * size.entries
      + DiffusionMemory.enumeration(size) + threads * DiffusionMemory.run(size) + 12 * size.nodes
      + DiffusionMemory.product(24 * count, samples / 1024 + 2)
  }
}

extension Containment {
  /// Bytes for choosing whom to hold back; an upper bound.
  public func memory(for size: GraphSize, threads: Int) -> Int {
    DiffusionMemory.liveEdges(size) + threads * (160 * size.nodes + 20 * size.entries + 64) + 24 * size.nodes
      + SpreadComparison(simulations: max(simulations, 1000)).memory(for: size, threads: threads)
  }
}
