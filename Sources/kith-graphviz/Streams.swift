import Glibc

/// Everything on standard input; nil on an error or beyond the limit.
func readAll(limit: Int) -> [CChar]? {
  var bytes: [CChar] = []
  var buffer = [CChar](repeating: 0, count: 1 << 16)
  while true {
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    if count < 0 || bytes.count + count > limit { return nil }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

func writeAll(_ bytes: [UInt8]) -> Bool {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    if count <= 0 { return false }
    done += count
  }
  return true
}

func fail(_ code: Int32, _ text: String) -> Never {
  let line = text + "\n"
  line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
  exit(code)
}
