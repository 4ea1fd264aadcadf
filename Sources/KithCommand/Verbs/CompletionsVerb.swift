import ArgumentParser
import KithFoundation

struct CompletionsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completion script of a shell.",
    discussion: Example.text(
      [
        Example("bash", "kith completions bash > kith.bash"),
        Example("zsh", "kith completions zsh > _kith"),
        Example("fish", "kith completions fish > kith.fish"),
      ],
      """
      Put the script where the shell looks for it: ~/.local/share/bash-completion/completions/kith, a folder of
      $fpath, ~/.config/fish/completions/kith.fish.
      """))

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  @OptionGroup(title: "Run") var run: RunArguments

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let shells: [Shell: CompletionShell] = [.bash: .bash, .zsh: .zsh, .fish: .fish]
    try session.write(KithCommand.completionScript(for: shells[shell] ?? .bash))
    return .success
  }
}
