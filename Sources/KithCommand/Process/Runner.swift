import ArgumentParser
import Foundation
import KithFoundation

/// Parses the command line, runs the verb, and ends the process with the exit code it deserves.
enum Runner {
  static func main(_ arguments: [String]) -> Never {
    StandardStreams.protect()
    exit(run(arguments).rawValue)
  }

  private static func run(_ arguments: [String]) -> KithFoundation.ExitCode {
    var talk = Talk(arguments: arguments)
    do {
      var command = try KithCommand.parseAsRoot(arguments)
      guard let verb = command as? any Verb else {
        try command.run()  // help and version
        return .success
      }
      let session = try Session(verb.run, speaksJSON: verb.speaksJSON)
      talk = session.talk
      Interruption.watch(session)
      defer { session.progress.stop() }
      return try verb.execute(session)
    } catch {
      return report(error, arguments: arguments, on: talk)
    }
  }

  /// Says what went wrong and returns the exit code.
  private static func report(_ error: any Error, arguments: [String], on talk: Talk) -> KithFoundation.ExitCode {
    if Interruption.isRequested { Interruption.awaitEnd() }
    switch error {
    case is ClosedPipe: return .success
    case let error as any DiagnosticError:
      talk.show(error.diagnostic)
      return error.exitCode
    case let error as MissingInput:
      talk.write(error.help + "\n\n")
      talk.show(Diagnostic("E704", "nothing to read", help: "name a file, or pipe one in"))
      return .usage
    default: break
    }
    if KithCommand.exitCode(for: error) == .success {
      do {
        try CheckedOutput.standard.write(KithCommand.fullMessage(for: error) + "\n")
        return .success
      } catch { return report(error, arguments: arguments, on: talk) }
    }
    guard KithCommand.exitCode(for: error) == .validationFailure else {
      talk.show(
        Diagnostic(
          "E799", "internal error: \(error)",
          help: "this is a defect in kith \(KithCommand.version); please report it with the command you ran"))
      return .internalError
    }
    // The parser lists values on lines of their own; an error's sentence is one line.
    let message = KithCommand.message(for: error).split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    talk.show(usage(message, arguments))
    return .usage
  }

  private static func usage(_ message: String, _ arguments: [String]) -> Diagnostic {
    let verbs = KithCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let first = arguments.first, !first.hasPrefix("-"), !verbs.contains(first) else {
      let verb = arguments.first.map { verbs.contains($0) ? $0 + " " : "" } ?? ""
      return Diagnostic("E701", message, help: "`kith \(verb)--help` shows how it is used")
    }
    let near = Suggestion.nearest(to: first, in: verbs).map { "did you mean `kith \($0)`?" }
    return Diagnostic(
      "E707", "there is no verb \"\(first)\"", help: near ?? "the verbs are \(verbs.joined(separator: ", "))")
  }
}

/// A verb of the command line.
protocol Verb: ParsableCommand {
  var run: RunArguments { get }
  /// Messages as JSON objects: so that a program that asked for JSON results can read them too.
  var speaksJSON: Bool { get }
  func execute(_ session: Session) throws -> KithFoundation.ExitCode
}

extension Verb {
  var speaksJSON: Bool { false }

  // ParsableCommand asks for `run()`; the runner calls `execute` instead.
  mutating func run() throws { throw CleanExit.helpRequest(self) }
}
