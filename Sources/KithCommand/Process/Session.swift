import Foundation
import KithFoundation
import Synchronization

/// One run of a verb: how it talks, how it works, where its results go.
final class Session: Sendable {
  let talk: Talk
  let progress: ProgressLine
  let execution: Execution
  let seed: UInt64
  private let wroteToOutput = Atomic<Bool>(false)

  init(_ run: RunArguments, speaksJSON: Bool) throws {
    var talk = run.talk
    talk.isJSON = speaksJSON
    let progress = ProgressLine(isShown: talk.isTerminal && !run.noProgress && !run.quiet && !speaksJSON)
    self.talk = talk
    self.progress = progress
    seed = run.seed
    execution = Execution(
      threads: try run.threadCount(), progress: { progress.update($0) }, isCancelled: { Interruption.isRequested })
  }

  /// Whether some results have gone to standard output.
  var hasWrittenToOutput: Bool { wroteToOutput.load(ordering: .relaxed) }

  /// Writes results to standard output.
  func write(_ bytes: [UInt8]) throws {
    progress.stop()
    wroteToOutput.store(true, ordering: .relaxed)
    try CheckedOutput.standard.write(bytes)
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }
}
