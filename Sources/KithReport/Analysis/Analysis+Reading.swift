import KithFoundation
import KithInput
import KithOutput

extension Analysis {
  /// The analysis of what a reader read.
  public init(
    reading: LogReading, options: ReportOptions = ReportOptions(), execution: Execution = .serial
  ) throws {
    try self.init(
      log: reading.log,
      losses: RowLosses(
        badRows: reading.summary.badRows, otherKinds: reading.summary.filteredByKind,
        outsideWindow: reading.summary.filteredByWindow),
      options: options, execution: execution)
  }
}

extension RunManifest.Input {
  /// One source as it was read; the digest comes from the reader's tap.
  public init(_ facts: ReadingSummary.FileFacts, digest: SHA256Digest) {
    self.init(
      path: facts.path, bytes: digest.byteCount, sha256: digest.hexadecimal, encoding: facts.encoding,
      format: facts.format.rawValue, rows: facts.rows)
  }
}
