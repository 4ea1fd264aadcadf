/// What a finished `kith` process tells its caller, after sysexits(3).
///
/// 0 to 2 are results; 64 and above are failures that wrote nothing.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Done. Also a reader that closed the pipe early.
  case success = 0
  /// Ran; the answer is "no", or the data cannot answer the question.
  case answerIsNo = 1
  /// Finished, with rows skipped or collected by request.
  case rowsSkipped = 2
  /// The command line is wrong.
  case usage = 64
  /// The input's content is wrong.
  case badData = 65
  /// The input is missing or unreadable.
  case noInput = 66
  /// A needed tool is absent, too old or died.
  case unavailable = 69
  /// A defect in Kith.
  case internalError = 70
  /// The output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed part-way.
  case ioError = 74
  /// A limit on time, memory or size was hit.
  case limit = 75
  /// An iteration did not converge.
  case notConverged = 76
  /// Refused by a privacy or safety rule.
  case refused = 77
  /// A configuration file or variable is wrong.
  case configuration = 78
  /// Stopped by SIGHUP.
  case hungUp = 129
  /// Stopped by SIGINT.
  case interrupted = 130
  /// Stopped by SIGTERM.
  case terminated = 143
}
