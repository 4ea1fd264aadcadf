import KithFoundation
import KithGraph
import KithMeasures

/// How catching something must be before it lives on by itself, on a given network.
///
///     let threshold = try EpidemicThreshold(of: graph.influence)
///     threshold.spectral.value              // karate club: 0.1487
///     threshold.meanField.value             // 0.1477
///
/// The chance that a contact catches it, over all the time that someone has it, compared with one of two critical
/// values: one over the largest eigenvalue of who influences whom (Wang, Chakrabarti, Wang & Faloutsos 2003,
/// doi 10.1109/RELDIS.2003.1238052), and ⟨k⟩ / (⟨k²⟩ − ⟨k⟩) of the out-degrees of a network that is random but for
/// them (Pastor-Satorras & Vespignani 2001, doi 10.1103/PhysRevLett.86.3200; Newman 2002,
/// doi 10.1103/PhysRevE.66.016128). Below them it dies out. Weights are ignored: every edge counts 1.
public struct EpidemicThreshold: Sendable, Equatable, Codable {
  /// 1 / λ₁; undefined where nothing returns to its start: there everything dies out.
  public var spectral: DiffusionValue
  /// ⟨k⟩ / (⟨k²⟩ − ⟨k⟩); undefined where nobody influences more than one person.
  public var meanField: DiffusionValue

  /// Throws what `SpectralRadius` does. O(edges) an iteration.
  public init(of influence: Graph, execution: Execution = .serial) throws {
    let radius = try SpectralRadius(usesWeights: false).value(of: influence, execution: execution).value ?? 0
    spectral =
      radius > 0
      ? DiffusionValue(1 / radius) : DiffusionValue(undefined: "nothing returns to where it started: all dies out")
    var (sum, squares) = (0.0, 0.0)
    for node in 0..<influence.nodeCount {
      let degree = Double(influence.out.degree(node))
      sum += degree
      squares += degree * degree
    }
    meanField =
      squares > sum
      ? DiffusionValue(sum / (squares - sum)) : DiffusionValue(undefined: "nobody influences more than one person")
  }
}
