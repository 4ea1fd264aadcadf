/// A kind of picture Graphviz makes of a map.
public enum MapFormat: String, Sendable, Codable, CaseIterable {
  case svg, png, pdf
}
