/// Something worth telling the user: what, where, and how to mend it.
///
///     Diagnostic("E203", "weight is not a finite number: \"NaN\"",
///                at: Place(file: "follows.csv", line: 1841, column: 3, columnName: "weight"),
///                help: "use --on-bad-row skip to drop such rows")
///
/// Codes never change meaning: E1xx files and bytes, E2xx rows and fields, E3xx structured
/// formats, E4xx graphs and measures, E5xx drawing, E6xx outputs, E7xx usage; W… are warnings.
/// Texts may quote the user's data: a sink escapes them for its medium.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: String, Sendable { case error, warning, note }

  public var code: String
  public var severity: Severity
  public var message: String
  public var place: Place?
  /// The offending text, unescaped.
  public var excerpt: String?
  /// What to do about it.
  public var help: String?

  public init(
    _ code: String, _ message: String, severity: Severity = .error, at place: Place? = nil,
    excerpt: String? = nil, help: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.excerpt = excerpt
    self.help = help
  }
}

/// A position in an input: 1-based physical line and 1-based field number.
public struct Place: Sendable, Equatable {
  public var file: String
  /// The line where the record starts.
  public var line: Int?
  /// The field's number, or for JSON and XML the byte within the line.
  public var column: Int?
  public var columnName: String?

  public init(file: String, line: Int? = nil, column: Int? = nil, columnName: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
  }

  /// `file:line:column`, as far as known.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    return text
  }
}

/// An error that carries its diagnostic and the exit code it deserves.
public protocol DiagnosticError: Error, Sendable {
  var diagnostic: Diagnostic { get }
  var exitCode: ExitCode { get }
}

/// The failure every module below the command line throws.
public struct KithError: DiagnosticError {
  public let exitCode: ExitCode
  public let diagnostic: Diagnostic

  public init(_ exitCode: ExitCode, _ diagnostic: Diagnostic) {
    self.exitCode = exitCode
    self.diagnostic = diagnostic
  }
}

/// Work stopped because its `Execution` was cancelled.
public struct CancellationError: Error, Sendable { public init() {} }
