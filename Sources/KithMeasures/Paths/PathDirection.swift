import KithFoundation
import KithGraph

/// Which way paths follow the edges.
public enum PathDirection: String, Sendable, Codable, CaseIterable {
  /// Along them: whom someone reaches by addressing.
  case outgoing
  /// Against them: who reaches someone.
  case incoming
  /// Either way, whoever addressed whom.
  case both
}

extension Graph {
  /// The rows a path in this direction follows, and the rows it would follow backwards.
  func rows(_ direction: PathDirection, execution: Execution = .serial) -> (along: Adjacency, against: Adjacency) {
    switch direction {
    case .outgoing: return (out, self.in)
    case .incoming: return (self.in, out)
    case .both:
      let undirected = undirected(execution: execution)
      return (undirected.out, undirected.out)
    }
  }
}
