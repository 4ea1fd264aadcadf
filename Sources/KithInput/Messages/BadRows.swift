import KithFoundation

/// Rows that could not be read, handled as the options ask.
struct BadRows {
  let policy: BadRowPolicy
  private(set) var count = 0
  private(set) var rejects: [RejectedRow] = []

  /// How many are shown when they are only counted.
  private static let shown = 10

  init(_ policy: BadRowPolicy) { self.policy = policy }

  /// Counts the row, or throws its error when the first bad row stops the reading.
  mutating func add(_ error: KithError, record: UnsafeRawBufferPointer) throws {
    // A limit protects the machine, a wrong command line concerns every row: neither is the row's fault.
    guard policy != .fail, error.exitCode == .badData else { throw error }
    count += 1
    if policy == .collect || rejects.count < Self.shown {
      rejects.append(RejectedRow(diagnostic: error.diagnostic, record: Array(record)))
    }
  }
}
