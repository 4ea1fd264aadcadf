import Foundation

/// Makes the three standard streams safe to use before anything else is opened.
enum StandardStreams {
  /// A stream that was closed before the start would lend its number to the next file opened, and
  /// results meant for standard output would land in that file. Standard output is filled
  /// with a read-only descriptor, so that the first write to it fails and is reported.
  static func protect() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
  }
}
