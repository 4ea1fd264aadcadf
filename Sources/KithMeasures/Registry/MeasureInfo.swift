/// A measure described once; `kith measures`, the docs table, report footnotes and completions read it.
public struct MeasureInfo: Sendable, Equatable {
  /// What a measure returns.
  public enum Result: String, Sendable, Codable, CaseIterable {
    /// A value for every person.
    case nodes
    /// A value for every relation.
    case edges
    /// One value for the whole network.
    case graph
    /// A group for every person.
    case communities
    /// Something of its own, told in the convention.
    case other
  }

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
  public var result: Result
  /// What the data must hold for an answer, and what happens where it does not.
  public var needs: String

  public init(
    name: String, title: String, question: String, convention: String, complexity: String, citation: String,
    result: Result = .nodes, needs: String = "Nothing: without relations every value is 0."
  ) {
    self.name = name
    self.title = title
    self.question = question
    self.convention = convention
    self.complexity = complexity
    self.citation = citation
    self.result = result
    self.needs = needs
  }
}
