import ArgumentParser
import Foundation
import KithFoundation

/// How a verb runs and talks: the same in every verb.
struct RunArguments: ParsableArguments {
  @Option(name: [.short, .long], help: "Seed of everything random.")
  var seed: UInt64 = 1

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "Threads; results do not depend on it. (default: KITH_THREADS, else all processors)")
  var threads: Int?

  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say what is being done.")
  var verbose = false

  @Flag(help: "Show no progress line.")
  var noProgress = false

  @Option(help: "When to colour; NO_COLOR and CLICOLOR_FORCE are honoured.")
  var color: Talk.ColorChoice = .auto

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads must be between 1 and 1024, not \(threads)")
    }
  }

  var talk: Talk {
    var talk = Talk(color: color)
    talk.isQuiet = quiet
    talk.isVerbose = verbose
    return talk
  }

  func threadCount() throws -> Int {
    if let threads { return threads }
    guard let text = ProcessInfo.processInfo.environment["KITH_THREADS"], !text.isEmpty else {
      return Machine.processors
    }
    guard let count = Int(text), (1...1024).contains(count) else {
      throw KithError(
        .configuration,
        Diagnostic(
          "E781", "KITH_THREADS is \"\(text)\"; it must be a number between 1 and 1024",
          help: "unset it or use --threads"))
    }
    return count
  }
}

extension Talk.ColorChoice: ExpressibleByArgument {}
