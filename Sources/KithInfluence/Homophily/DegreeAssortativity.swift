import KithDiffusion
import KithGraph

/// Whether people of many edges are joined to people of many: the correlation of degrees over edges.
///
///     try DegreeAssortativity().estimate(over: graph).value                                 // −0.4756 for karate
///     try DegreeAssortativity(source: .inward, target: .inward).estimate(over: graph)       // popular to popular
///
/// A directed graph has four: the degree that counts at the source and at the target of each edge; outward to inward
/// is the usual one. An undirected graph has one. With weights degrees are strengths (sums of weights) and edges count
/// by weight. Undefined without edges and where a degree does not vary over edges. O(people + edges).
/// Newman 2003, doi 10.1103/PhysRevE.67.026126; Foster et al. 2010, doi 10.1073/pnas.0912671107.
public struct DegreeAssortativity: Sendable, Codable, Equatable {
  public enum Direction: String, Sendable, Codable, CaseIterable { case outward, inward }

  public var source: Direction
  public var target: Direction
  public var usesWeights: Bool

  public init(source: Direction = .outward, target: Direction = .inward, usesWeights: Bool = false) {
    self.source = source
    self.target = target
    self.usesWeights = usesWeights
  }

  /// Throws E402 for weights below zero.
  public func estimate(over graph: Graph) throws -> AssortativityEstimate {
    let edges = try KnownEdges(graph, usesWeights: usesWeights) { _ in true }
    if edges.total == 0 { return AssortativityEstimate(edges, undefined: "there are no edges") }
    let degrees = { (direction: Direction) in
      let strengths = direction == .outward ? edges.outStrength : edges.inStrength
      let mean = strengths.reduce(0, +) / Double(strengths.count)
      return strengths.map { $0 - mean }
    }
    let (x, y) = (degrees(source), degrees(target))
    return NumericAssortativity.estimate(edges, ValueSums(edges, source: x, target: y), source: x, target: y)
  }
}
