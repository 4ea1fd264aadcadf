import ArgumentParser
import KithFoundation
import KithOutput
import KithSamples

struct SampleVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "List the built-in samples, or write one into a folder.",
    discussion: Example.text([
      Example("What samples are there?", "kith sample"),
      Example("A brand campaign with planted truth, to see whether Kith finds it.", "kith sample campaign -o campaign"),
      Example("Another such campaign.", "kith sample campaign --seed 7 -o campaign-7"),
      Example(
        "People who are alike but never move each other, to see whether Kith says so.",
        "kith sample world --homophily 0.9 --influence 0 -o alike"),
    ]))

  @Argument(help: "The sample to write; none lists them.", completion: .list(Sample.all.map(\.name)))
  var name: String?

  @Option(name: [.short, .long], help: "The folder to make. (default: the sample's name)", completion: .directory)
  var output: String?

  @Option(name: [.short, .long], help: "How the list is written.")
  var format: OutputArguments.Format?

  @Flag(help: "Replace the folder if it holds nothing but an earlier copy of the sample.")
  var force = false

  @OptionGroup(title: "World") var world: WorldArguments
  @OptionGroup(title: "Run") var run: RunArguments

  var speaksJSON: Bool { format == .json || format == .jsonl }

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    guard let name else {
      if output != nil { throw ValidationError("-o needs the name of a sample: \(Self.names)") }
      if let option = world.given { throw ValidationError("\(option) goes with the sample world") }
      let destination = Destination(format: format)
      if destination.effectiveFormat == .table {
        let table = TerminalTable(header: ["sample", "what it is"], rows: Sample.all.map { [$0.name, $0.title] })
        try session.write(table.lines(width: Terminal.width(of: 1)).map { $0 + "\n" }.joined())
      } else {
        try destination.write(Self.list, session: session)
      }
      if session.talk.isTerminal {
        session.talk.note("next: kith sample \(Sample.all[0].name) -o \(Sample.all[0].name)")
      }
      return .success
    }
    guard let named = Sample.named(name) else {
      let near = Suggestion.nearest(to: name, in: Sample.all.map(\.name))
      throw KithError(
        .usage,
        Diagnostic(
          "E703", "there is no sample \"\(name)\"",
          help: near.map { "did you mean \($0)?" } ?? "the samples are \(Self.names)"))
    }
    let sample = try world.applied(to: named)
    let path = output ?? sample.name
    let files = try sample.files(seed: run.seed)
    let folder = try OutputDirectory(path, overwriting: force, owned: Set(files.map(\.name)))
    for file in files { try folder.write(file.bytes, to: file.name) }
    try folder.commit()
    try session.write(files.map { "\(path)/\($0.name)\n" }.joined())
    return .success
  }

  private static var names: String { Sample.all.map(\.name).joined(separator: ", ") }

  private static var list: Table {
    Table(
      schema: "kith.samples/1",
      columns: [
        Table.Column("name", .text(Sample.all.map(\.name))), Table.Column("title", .text(Sample.all.map(\.title))),
        Table.Column("summary", .text(Sample.all.map(\.summary))),
      ])
  }
}
