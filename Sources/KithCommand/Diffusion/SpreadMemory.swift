import KithDiffusion
import KithFoundation
import KithMeasures

/// What simulating and choosing would take in memory beside the log and the network.
enum SpreadMemory {
  static func simulation(_ arguments: SimulationArguments, of size: GraphSize, threads: Int) -> MemoryEstimate.Part {
    let bytes: Int
    switch arguments.model {
    case .ic, .lt:
      bytes = DiffusionModel.courseMemory(for: size, simulations: arguments.runs ?? 10_000, threads: threads)
    case .sir, .sis, .seir:
      bytes = Epidemic(.sir, infection: .weightedCascade, recovery: 1, simulations: arguments.runs ?? 1000)
        .memory(for: size, threads: threads)
    case .threshold, .bass: bytes = ComplexContagion(.number(2)).memory(for: size)
    case .hawkes:
      bytes = HawkesProcess(rate: 0, influence: .weightedCascade, decay: 1)
        .courseMemory(for: size, simulations: arguments.runs ?? 1000, threads: threads)
    }
    return MemoryEstimate.Part(name: "simulation", bytes: bytes)
  }

  /// With the samples that are drawn anyway; those that a hard proof asks for come on top.
  static func choice(_ selection: SpreaderSelection, of size: GraphSize, threads: Int) -> MemoryEstimate.Part {
    let (members, isOver) = (selection.samples ?? 1).multipliedReportingOverflow(by: size.nodes)
    let drawn = selection.method == .celf ? 0 : 8 * (isOver ? 1 << 27 : min(members, 1 << 27))
    return MemoryEstimate.Part(
      name: "choice, at most", bytes: selection.memory(for: size, threads: threads) + drawn)
  }
}
