/// How Graphviz places what it draws.
public enum GraphvizEngine: String, Sendable, Codable {
  /// Everything has its place already.
  case nop2
  /// In layers, parents before children: trees.
  case dot
}

/// A finished picture in the DOT language, with what it says to those who cannot see it.
public protocol GraphvizPicture: Sendable {
  var dot: String { get }
  var title: String { get }
  var altText: String { get }
  /// What `dot` was written for.
  var engine: GraphvizEngine { get }
}

extension MapDrawing: GraphvizPicture {
  public var engine: GraphvizEngine { .nop2 }
}
