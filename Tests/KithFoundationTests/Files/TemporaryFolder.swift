import Glibc
import Testing

@testable import KithFoundation

/// A folder of its own for one test, removed at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/kith-test-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit { removeTree(path) }

  subscript(name: String) -> String { path + "/" + name }
  var names: [String] { namesInFolder(path) ?? [] }

  func text(_ name: String) -> String? {
    guard let file = fopen(self[name], "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  func put(_ text: String, _ name: String) throws {
    let file = try #require(fopen(self[name], "w"))
    fputs(text, file)
    fclose(file)
  }
}

/// The exit code and diagnostic code an action fails with.
func failure(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch let error as KithError {
    return "\(error.exitCode.rawValue) \(error.diagnostic.code)"
  } catch { return "\(error)" }
}
