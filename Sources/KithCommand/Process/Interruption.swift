import Foundation
import KithFoundation
import Synchronization

/// SIGINT, SIGTERM and SIGHUP: children are killed, half-written outputs removed, one line said, and
/// the process ends at once. A second signal ends it even if the clean-up hangs.
enum Interruption {
  /// Long loops poll this through `Execution.isCancelled`.
  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  static func watch(_ session: Session) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    bell.store(ends[1], ordering: .sequentiallyConsistent)
    received.store(0, ordering: .sequentiallyConsistent)
    let waiting = ends[0]
    Thread.detachNewThread {
      var number: UInt8 = 0
      while read(waiting, &number, 1) != 1 {}
      end(session, by: Int32(number))
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      // A signal that was ignored when the process started (nohup, a background job) stays ignored.
      sigaction(number, nil, &action)
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      action = sigaction()
      action.__sigaction_handler.sa_handler = ring
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
  }

  /// Work that stops because of a signal leaves the last word to the thread that ends the process.
  static func awaitEnd() -> Never { while true { sleep(1) } }

  private static func end(_ session: Session, by number: Int32) -> Never {
    Unfinished.shared.abandon()
    session.progress.stop()
    let word = number == SIGINT ? "interrupted" : "stopped"
    let written = Unfinished.shared.finished
    if !written.isEmpty {
      session.talk.say("\(word); written before that: \(written.joined(separator: ", "))")
    } else if session.hasWrittenToOutput {
      session.talk.say("\(word); the output is incomplete")
    } else {
      session.talk.say("\(word); nothing written")
    }
    _exit(128 + number)
  }
}

private let received = Atomic<Int32>(0)
private let bell = Atomic<Int32>(-1)

/// Runs in the signal handler: only calls that are safe there.
private func ring(_ number: Int32) {
  if received.exchange(number, ordering: .sequentiallyConsistent) != 0 { _exit(128 + number) }
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(bell.load(ordering: .relaxed), &byte, 1)
}
