/// A measure described once; `kith measures`, the docs table, report footnotes and completions read it.
public struct MeasureInfo: Sendable, Equatable {
  /// The name on the command line and in files: `pagerank`, `in-degree`.
  public var name: String
  public var title: String
  /// The question it answers, in plain words.
  public var question: String
  /// Direction, weights, normalisation, dangling nodes: what a number means.
  public var convention: String
  public var complexity: String
  /// Author, year, DOI.
  public var citation: String

  public init(
    name: String, title: String, question: String, convention: String, complexity: String, citation: String
  ) {
    self.name = name
    self.title = title
    self.question = question
    self.convention = convention
    self.complexity = complexity
    self.citation = citation
  }
}
