import ArgumentParser
import KithFoundation

struct InspectVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what is in a log, which questions it can answer, and what column would open the rest.",
    discussion: Example.text([
      Example("What is this file?", "kith inspect comments.csv"),
      Example("The rows behind one person, with file and line.", "kith inspect comments.csv --who mina"),
      Example("For a script.", "kith inspect comments.csv --format json"),
    ]))

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: StrengthArguments
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Run") var run: RunArguments

  @Option(help: ArgumentHelp("List the rows in which this person acts or is addressed.", valueName: "id"))
  var who: String?

  var speaksJSON: Bool { output.speaksJSON }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let source = try LogInput(input, window, for: Self.self, keepsText: who != nil)
    let destination = output.destination
    try destination.check(inputs: source.options.sources)
    let reading = try source.read(session)
    if let who {
      try destination.write(PersonRows(of: who, in: reading.log).table, session: session, atMost: 50)
      return source.exitCode(after: reading)
    }
    let inspection = Inspection(reading, strength: network.strength, session: session)
    switch destination.effectiveFormat {
    case .table:
      let sheet = InspectionSheet(
        inspection: inspection, colored: Talk.usesColor(on: 1, choice: run.color),
        width: Terminal.width(of: 1) ?? 100)
      try session.write(sheet.text())
    case .json: try destination.write(inspection.json.bytes(.pretty), session: session)
    default: try destination.write(inspection.table, session: session)
    }
    if session.talk.isTerminal, inspection.relations > 0, let first = source.options.sources.first, first != "-" {
      session.talk.note("next: kith report \(source.options.sources.joined(separator: " ")) -o report")
    }
    return source.exitCode(after: reading)
  }
}
