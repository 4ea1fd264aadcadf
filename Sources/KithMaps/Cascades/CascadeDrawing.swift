/// A finished picture of one cascade: its DOT text and what it shows.
public struct CascadeDrawing: GraphvizPicture, Equatable {
  /// The whole picture for Graphviz: `dot -Tsvg` for a tree, `neato -n2 -Tsvg` for a timeline.
  public var dot: String
  public var engine: GraphvizEngine
  public var title: String
  public var membersShown: Int
  public var membersTotal: Int
  public var membersLeftOut: Int { membersTotal - membersShown }
  /// The sentences under the picture, one a line.
  public var caption: [String]
  /// One paragraph for those who cannot see it.
  public var altText: String
}
