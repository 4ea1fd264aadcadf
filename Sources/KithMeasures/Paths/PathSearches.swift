import KithFoundation
import KithGraph

/// Searches from many sources, one a thread.
final class PathSearches: @unchecked Sendable {
  private let searches: [PathSearch]

  init(_ rows: Adjacency.Pointers, nodeCount: Int, isWeighted: Bool, count: Int) {
    searches = (0..<count).map { _ in PathSearch(rows, nodeCount: nodeCount, isWeighted: isWeighted) }
  }

  /// `body` is called on any thread with a finished search and the place of its source.
  func forEach(
    _ sources: [Int], _ execution: Execution, _ body: @Sendable (_ search: PathSearch, _ place: Int) -> Void
  ) throws {
    try execution.inRounds(of: sources.count, width: searches.count, "distances") { round in
      execution.forEachChunk(of: round.count, grain: 1) { worker, _ in
        let place = round.lowerBound + worker
        searches[worker].search(from: sources[place])
        body(searches[worker], place)
      }
    }
  }

  /// `body` is called with each finished search in the order of the sources.
  func forEachInOrder(_ sources: [Int], _ execution: Execution, _ body: (PathSearch) -> Void) throws {
    try execution.inRounds(of: sources.count, width: searches.count, "distances") { round in
      execution.forEachChunk(of: round.count, grain: 1) { worker, _ in
        searches[worker].search(from: sources[round.lowerBound + worker])
      }
      for worker in 0..<round.count { body(searches[worker]) }
    }
  }
}
