/// A measure's description and how to make it from settings.
public struct MeasureEntry: Sendable {
  public enum Make: Sendable {
    case nodes(@Sendable (MeasureSettings) throws -> any NodeMeasure)
    case edges(@Sendable (MeasureSettings) throws -> any EdgeMeasure)
    case graph(@Sendable (MeasureSettings) throws -> any GraphMeasure)
    case communities(@Sendable (MeasureSettings) throws -> any CommunityMethod)
    /// Described here, computed by a verb of its own.
    case described
  }

  public let info: MeasureInfo
  public let make: Make

  public init(_ info: MeasureInfo, _ make: Make = .described) {
    self.info = info
    self.make = make
  }

  public var name: String { info.name }
}

/// Every measure Kith computes, described once.
///
///     for entry in MeasureRegistry.entries { print(entry.name, entry.info.question) }
///     if case .nodes(let make)? = MeasureRegistry.entry("katz")?.make { … }
///
/// To add a measure, add it to its area's list.
public enum MeasureRegistry {
  /// In the order people meet them: who stands out, what holds together, which groups, how unequal.
  public static let entries: [MeasureEntry] = centrality + paths + cohesion + communities + backbone + sets

  /// The descriptions of `entries`.
  public static let all: [MeasureInfo] = entries.map(\.info)

  /// The description of a name, or nil.
  public static subscript(name name: String) -> MeasureInfo? { entry(name)?.info }

  public static func entry(_ name: String) -> MeasureEntry? { entries.first { $0.name == name } }
}
