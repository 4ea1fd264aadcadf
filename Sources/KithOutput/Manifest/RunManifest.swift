import KithFoundation

/// What was run, on what, with which result: `run.json`, schema `kith.run/1`.
///
/// Two runs of the same version on the same bytes with the same options give the same manifest:
/// it holds no clock, no host, no thread count and no output place. Leave options that cannot change
/// a result (`-o`, `--threads`, `--quiet`) out of `arguments`.
public struct RunManifest: Sendable {
  public static let schema = "kith.run/1"

  public var version: String
  /// "report", "scores", …
  public var command: String
  /// The arguments that determine the result, as typed.
  public var arguments: [String]
  /// Every option with its effective value, defaults included.
  public var options: JSONValue
  public var seed: UInt64
  public var inputs: [Input] = []
  /// Counts of the log and the graph.
  public var graph: JSONValue = .null
  public var measures: [Measure] = []
  public var outputs: [Output] = []
  public var warnings: [Diagnostic] = []

  public init(
    version: String, command: String, arguments: [String] = [], options: JSONValue = .object([]), seed: UInt64 = 1
  ) {
    self.version = version
    self.command = command
    self.arguments = arguments
    self.options = options
    self.seed = seed
  }

  public struct Input: Sendable {
    /// As given; `-` for standard input.
    public var path: String
    public var bytes: Int
    public var sha256: String
    public var encoding: String?
    public var format: String?
    public var rows: Int?
    public var skipped: Int?

    public init(
      path: String, bytes: Int, sha256: String, encoding: String? = nil, format: String? = nil, rows: Int? = nil,
      skipped: Int? = nil
    ) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
      self.encoding = encoding
      self.format = format
      self.rows = rows
      self.skipped = skipped
    }
  }

  public struct Measure: Sendable {
    public var name: String
    public var parameters: JSONValue
    /// Nil for measures in closed form.
    public var iterations: Int?
    public var residual: Double?

    public init(name: String, parameters: JSONValue = .object([]), iterations: Int? = nil, residual: Double? = nil) {
      self.name = name
      self.parameters = parameters
      self.iterations = iterations
      self.residual = residual
    }
  }

  public struct Output: Sendable {
    public var name: String
    public var bytes: Int
    public var sha256: String

    public init(name: String, bytes: Int, sha256: String) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
    }

    /// Describes a finished file.
    public init(name: String, content: [UInt8]) {
      self.init(name: name, bytes: content.count, sha256: SHA256Digest.of(content).hexadecimal)
    }
  }

  public var json: JSONValue {
    [
      "schema": .string(Self.schema),
      "version": .string(version),
      "command": .string(command),
      "arguments": .array(arguments.map { .string($0) }),
      "options": options,
      "seed": .integer(Int(clamping: seed)),
      "inputs": .array(
        inputs.map { input in
          [
            "path": .string(input.path), "bytes": .integer(input.bytes), "sha256": .string(input.sha256),
            "encoding": JSONValue(input.encoding), "format": JSONValue(input.format), "rows": JSONValue(input.rows),
            "skipped": JSONValue(input.skipped),
          ]
        }),
      "graph": graph,
      "measures": .array(
        measures.map { measure in
          [
            "name": .string(measure.name), "parameters": measure.parameters,
            "iterations": JSONValue(measure.iterations), "residual": JSONValue(measure.residual),
          ]
        }),
      "outputs": .array(
        outputs.map { ["name": .string($0.name), "bytes": .integer($0.bytes), "sha256": .string($0.sha256)] }),
      "warnings": .array(
        warnings.map { warning in
          [
            "code": .string(warning.code), "message": .string(warning.message),
            "place": JSONValue(warning.place?.description), "help": JSONValue(warning.help),
          ]
        }),
    ]
  }
}
