/// A number, or why there is none.
///
///     metrics.structuralVirality.value        // nil for a cascade of one
///     metrics.structuralVirality.undefined    // "a cascade of one member has no distances"
public struct DiffusionValue: Sendable, Equatable, Codable {
  /// Always finite.
  public let value: Double?
  /// Nil when there is a value.
  public let undefined: String?

  public init(_ value: Double) {
    precondition(value.isFinite)
    self.value = value
    undefined = nil
  }

  public init(undefined: String) {
    value = nil
    self.undefined = undefined
  }
}
