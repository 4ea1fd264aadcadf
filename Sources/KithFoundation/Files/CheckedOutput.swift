import Glibc

/// A stream whose every write is checked: standard output for results.
///
///     let output = CheckedOutput.standard
///     try output.write("id,score\n")
///
/// Writes go straight to write(2) in the order given. A full device or a closed stream is
/// `KithError` 74; a reader that went away is `ClosedPipe`, which ends a run quietly.
public struct CheckedOutput: Sendable {
  public let descriptor: Int32
  public let name: String

  public static let standard = CheckedOutput(descriptor: 1, name: "standard output")

  public init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    switch writeAll(bytes, to: descriptor) {
    case 0: return
    case EPIPE: throw ClosedPipe()
    case EBADF:
      throw KithError(.ioError, Diagnostic("E608", "\(name) is closed", help: "use -o FILE to write to a file"))
    case let code: throw SystemError.output(name, code)
    }
  }

  public func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }
  public func write(_ text: String) throws { try write(Array(text.utf8)) }

  public var isTerminal: Bool { isatty(descriptor) == 1 }
}

/// The reader of a pipe went away: not an error, there is nobody left to tell.
public struct ClosedPipe: Error, Sendable { public init() {} }
