import Foundation

/// Which file a path leads to, whatever the path looks like.
struct FileIdentity: Equatable {
  let device: UInt64
  let number: UInt64

  /// Nil when there is no file.
  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    device = UInt64(facts.st_dev)
    number = UInt64(facts.st_ino)
  }
}
