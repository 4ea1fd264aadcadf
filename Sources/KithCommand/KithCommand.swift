import ArgumentParser
import Kith

@main
struct KithCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kith")
}
