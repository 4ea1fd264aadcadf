/// Rows that reading left out before there was a log.
public struct RowLosses: Sendable, Codable, Equatable {
  /// Rows that could not be read and were skipped by request.
  public var badRows: Int
  /// Rows of kinds that were not asked for.
  public var otherKinds: Int
  /// Rows before or after the window asked for.
  public var outsideWindow: Int

  public init(badRows: Int = 0, otherKinds: Int = 0, outsideWindow: Int = 0) {
    self.badRows = badRows
    self.otherKinds = otherKinds
    self.outsideWindow = outsideWindow
  }
}
