import KithFoundation

/// The rows a reading keeps: some kinds, and a half-open window of time.
public struct RowFilter: Sendable, Equatable {
  /// Normalised; empty keeps all.
  public var kinds: Set<String>
  public var since: Timestamp?
  public var until: Timestamp?

  public init(kinds: Set<String> = [], since: Timestamp? = nil, until: Timestamp? = nil) {
    self.kinds = kinds
    self.since = since
    self.until = until
  }

  /// Whether a row of this time is inside; without time it is inside only when no window was asked for.
  func isInWindow(_ time: Int64) -> Bool {
    if since == nil, until == nil { return true }
    guard time != Timestamp.missing else { return false }
    return since.map { time >= $0.milliseconds } ?? true && until.map { time < $0.milliseconds } ?? true
  }
}
