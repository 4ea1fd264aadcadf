import KithFoundation
import KithGraph

/// A seeded method whose answer differs a little from seed to seed, and which tells how much.
///
///     let found = try Leiden(seed: 1).runs(of: graph, count: 20, execution: Execution(threads: 2))
public protocol RepeatableCommunityMethod: CommunityMethod {
  /// Independent runs in order, not just the best of them; run i depends on the seed and i alone.
  ///
  /// Throws as `communities(in:execution:)` does, and for a count below 1.
  func runs(of graph: Graph, count: Int, execution: Execution) throws -> [Communities]
}
