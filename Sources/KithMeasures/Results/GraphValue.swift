/// One number for a whole graph, or why there is none.
public struct GraphValue: Sendable {
  public let measure: MeasureInfo
  /// Nil where undefined; always finite.
  public let value: Double?
  /// Why there is no value; nil when there is one.
  public let undefined: String?
  /// Further numbers that belong to it, in reading order: `("xmin", 4)`.
  public let details: [Detail]
  public let error: ApproximationError?
  /// What the numbers say, in one clause; nil where the value says it.
  public let note: String?

  public struct Detail: Sendable, Equatable {
    /// Lower case with underscores.
    public var name: String
    public var value: Double
    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  public init(
    measure: MeasureInfo, value: Double, details: [Detail] = [], error: ApproximationError? = nil,
    note: String? = nil
  ) {
    self.measure = measure
    self.value = value
    undefined = nil
    self.details = details
    self.error = error
    self.note = note
  }

  public init(measure: MeasureInfo, undefined: String) {
    self.measure = measure
    value = nil
    self.undefined = undefined
    details = []
    error = nil
    note = nil
  }
}
