import Glibc
import KithFoundation

/// Runs a program in a process group of its own: input and both outputs move at once, each bounded,
/// until it ends or the time is up; then the whole group is killed.
///
/// The pipes are socket pairs: they close on exec from birth, so that no other child started at
/// the same moment holds them open, and writing to a child that is gone is an error, not a signal.
struct ChildProcess {
  var executable: String
  var arguments: [String]
  /// `NAME=value`; nothing is inherited.
  var environment: [String]
  /// Wall-clock seconds.
  var timeLimit: Double
  /// Most bytes taken from standard output; more ends the child.
  var outputLimit: Int

  struct Result {
    var output: [UInt8]
    /// The first 64 KiB of standard error.
    var errors: [UInt8]
    var end: End
  }

  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    case flooded
  }

  enum Failure: Error { case cannotStart(Int32) }

  private static let errorLimit = 64 << 10

  /// Throws `Failure` when the program cannot be started, `CancellationError` when cancelled.
  func run(input: [UInt8], execution: Execution) throws -> Result {
    var pipes = try Pipes()
    defer { pipes.closeAll() }
    let child = try spawn(pipes)
    Unfinished.shared.add(child: child)
    defer { Unfinished.shared.remove(child: child) }
    pipes.closeChildEnds()
    var result = Result(output: [], errors: [], end: .exited(0))
    var sent = 0
    let deadline = Self.now() + timeLimit
    do {
      while pipes.output >= 0 || pipes.errors >= 0 {
        if execution.isCancelled() { throw CancellationError() }
        if Self.now() >= deadline { return ended(child, .timedOut, result) }
        if pipes.input >= 0 && sent == input.count { pipes.closeInput() }
        pipes.wait(milliseconds: 50)
        pipes.send(input, from: &sent)
        Pipes.receive(&pipes.output, into: &result.output, keeping: outputLimit + 1)
        Pipes.receive(&pipes.errors, into: &result.errors, keeping: Self.errorLimit)
        if result.output.count > outputLimit { return ended(child, .flooded, result) }
      }
      // It closed its outputs; it should end now.
      while true {
        if let end = Self.ending(of: child, wait: false) {
          // Whatever it left running goes with it.
          kill(-child, SIGKILL)
          result.end = end
          return result
        }
        if execution.isCancelled() { throw CancellationError() }
        if Self.now() >= deadline { return ended(child, .timedOut, result) }
        usleep(1_000)
      }
    } catch {
      _ = ended(child, .timedOut, result)
      throw error
    }
  }

  /// Kills the group and reaps the child.
  private func ended(_ child: pid_t, _ end: End, _ result: Result) -> Result {
    kill(-child, SIGKILL)
    kill(child, SIGKILL)
    _ = Self.ending(of: child, wait: true)
    var result = result
    result.end = end
    return result
  }

  private static func ending(of child: pid_t, wait: Bool) -> End? {
    var status: Int32 = 0
    while true {
      let reaped = waitpid(child, &status, wait ? 0 : WNOHANG)
      if reaped < 0 && errno == EINTR { continue }
      if reaped == 0 { return nil }
      // Reaped elsewhere: nothing is known but that it ended.
      if reaped < 0 { return .exited(-1) }
      let signal = status & 0x7f
      return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
    }
  }

  private func spawn(_ pipes: borrowing Pipes) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let ends = [
      (STDIN_FILENO, pipes.childInput), (STDOUT_FILENO, pipes.childOutput), (STDERR_FILENO, pipes.childErrors),
    ]
    for (descriptor, end) in ends {
      posix_spawn_file_actions_adddup2(&actions, end, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The child starts with default signals whatever the caller blocks or ignores.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    var code: Int32 = 0
    for _ in 0..<50 {
      code = Self.withCStrings([executable] + arguments) { arguments in
        Self.withCStrings(environment) { environment in
          posix_spawn(&child, executable, &actions, &attributes, arguments, environment)
        }
      }
      // A program just written may still be open for writing in a process about to exec; that passes.
      if code != ETXTBSY { break }
      usleep(10_000)
    }
    if code != 0 { throw Failure.cannotStart(code) }
    return child
  }

  private static func withCStrings<R>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
  ) -> R {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Three channels to a child; -1 once closed.
private struct Pipes: ~Copyable {
  private(set) var input: Int32 = -1
  var output: Int32 = -1
  var errors: Int32 = -1
  private(set) var childInput: Int32 = -1
  private(set) var childOutput: Int32 = -1
  private(set) var childErrors: Int32 = -1

  init() throws {
    do {
      (input, childInput) = try Self.pair()
      (output, childOutput) = try Self.pair()
      (errors, childErrors) = try Self.pair()
    } catch {
      closeAll()
      throw error
    }
  }

  private static func pair() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    if socketpair(AF_UNIX, type, 0, &ends) != 0 { throw ChildProcess.Failure.cannotStart(errno) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  mutating func closeChildEnds() {
    Self.close(&childInput)
    Self.close(&childOutput)
    Self.close(&childErrors)
  }

  mutating func closeInput() { Self.close(&input) }

  mutating func closeAll() {
    closeChildEnds()
    Self.close(&input)
    Self.close(&output)
    Self.close(&errors)
  }

  private static func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    descriptor = -1
  }

  /// Until something can move.
  func wait(milliseconds: Int32) {
    var polls = [(input, POLLOUT), (output, POLLIN), (errors, POLLIN)].filter { $0.0 >= 0 }
      .map { pollfd(fd: $0.0, events: Int16($0.1), revents: 0) }
    _ = poll(&polls, nfds_t(polls.count), milliseconds)
  }

  mutating func send(_ bytes: [UInt8], from sent: inout Int) {
    while input >= 0 && sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        sent += count
      } else if count < 0 && errno == EINTR {
        continue
      } else if count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) {
        return
      } else {
        // The child reads no more; its end says why.
        closeInput()
      }
    }
  }

  /// Takes what is there, once; keeps up to `limit` bytes in all and drops the rest. Closes at the end.
  static func receive(_ descriptor: inout Int32, into bytes: inout [UInt8], keeping limit: Int) {
    if descriptor < 0 { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 {
      bytes += buffer[..<min(count, max(0, limit - bytes.count))]
    } else if count == 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
      close(&descriptor)
    }
  }
}
