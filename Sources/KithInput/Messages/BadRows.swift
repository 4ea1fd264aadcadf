import KithFoundation

/// Rows that could not be read, handled as the options ask.
struct BadRows {
  let policy: BadRowPolicy
  private(set) var count = 0
  private(set) var rejects: [RejectedRow] = []

  init(_ policy: BadRowPolicy) { self.policy = policy }

  /// Counts the row, or throws its error when the first bad row stops the reading.
  mutating func add(_ error: KithError, record: UnsafeRawBufferPointer) throws {
    // A limit protects the machine, a wrong command line concerns every row: neither is the row's fault.
    guard policy != .fail, error.exitCode == .badData else { throw error }
    count += 1
    if policy == .collect || rejects.count < ReadingSummary.rejectsShown {
      rejects.append(RejectedRow(diagnostic: error.diagnostic, record: Array(record)))
    }
  }

  /// Takes over what another reader counted and kept.
  mutating func add(count: Int, rejects: [RejectedRow]) {
    self.count += count
    let room = policy == .collect ? rejects.count : max(0, ReadingSummary.rejectsShown - self.rejects.count)
    self.rejects += rejects.prefix(room)
  }
}
