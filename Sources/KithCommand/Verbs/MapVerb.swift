import ArgumentParser
import Foundation
import KithFoundation
import KithMaps
import KithReport

struct MapVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw the spread map: dots are people, lines relations, size attention, colour community.",
    discussion: Example.text(
      [
        Example("A picture for a page.", "kith map comments.csv -o map.svg"),
        Example("A picture for slides, with a headline.", "kith map comments.csv --title \"June campaign\" -o map.png"),
        Example(
          "Who followed whom in the largest cascade, as a tree.", "kith map comments.csv --cascade largest -o tree.svg"),
        Example(
          "The largest cascade about p1 over time.", "kith map comments.csv --cascade p1 --timeline -o p1.svg"),
        Example("The drawing itself, for Graphviz; needs no Graphviz here.", "kith map comments.csv -o map.dot"),
      ],
      """
      The most important people are drawn, up to --max-nodes, or of a cascade the largest branches, up to --max-members;
      the caption says what was left out.
      """))

  enum Format: String, CaseIterable, ExpressibleByArgument { case svg, png, pdf, dot }

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Window") var window: WindowArguments
  @OptionGroup(title: "Network") var network: StrengthArguments

  @Option(
    name: [.short, .long], help: "The picture's file; - is standard output.",
    completion: .file(extensions: ["svg", "png", "pdf", "dot"]))
  var output: String?

  @Option(name: [.short, .long], help: "svg, png, pdf or dot. (default: by the extension of -o)")
  var format: Format?

  @Flag(help: "Replace the picture if it exists.")
  var force = false

  @OptionGroup(title: "Map") var mapping: MapArguments
  @OptionGroup(title: "Cascade") var cascades: CascadeMapArguments
  @OptionGroup(title: "Run") var run: RunArguments

  func execute(_ session: Session) throws -> KithFoundation.ExitCode {
    let format = try chosenFormat()
    let source = try LogInput(input, window, for: Self.self)
    let destination = Destination(output: output, isOverwriting: force, isPicture: true)
    try destination.check(inputs: source.options.sources)
    let picture = MapFormat(rawValue: format.rawValue)
    let renderer = picture == nil ? nil : try GraphvizHelper.renderer()

    let reading = try source.read(session)
    let options = ReportOptions(
      title: mapping.title, strength: network.strength, seed: session.seed, core: mapping.core,
      brand: try PersonArgument.ids(cascades.brand, in: reading.log.people),
      utcOffsetMinutes: offset(try window.zone(), at: reading.log.period?.lowerBound))
    let analysis = try Analysis(reading: reading, options: options, execution: session.execution)
    if cascades.isAsked {
      let drawing = try cascades.drawing(analysis, title: mapping.title)
      try write(drawing, picture, renderer, to: destination, session)
      session.talk.detail(
        "\(grouped(drawing.membersShown)) of \(counted(drawing.membersTotal, "member")) drawn")
      return source.exitCode(after: reading)
    }
    let drawing = try analysis.map(options: mapping.options(seed: session.seed)).drawing(execution: session.execution)
    try write(drawing, picture, renderer, to: destination, session)
    session.talk.detail(
      "\(grouped(drawing.nodesShown)) of \(counted(drawing.nodesTotal, "person", "people")), "
        + "\(grouped(drawing.edgesShown)) of \(counted(drawing.edgesTotal, "relation")) drawn")
    return source.exitCode(after: reading)
  }

  /// The picture, or its DOT text where no picture is asked for.
  private func write(
    _ drawing: some GraphvizPicture, _ picture: MapFormat?, _ renderer: GraphvizRenderer?, to destination: Destination,
    _ session: Session
  ) throws {
    var bytes = Array(drawing.dot.utf8)
    if let renderer, let picture { bytes = try renderer.render(drawing, as: picture, execution: session.execution) }
    try destination.write(bytes, session: session)
  }

  private func chosenFormat() throws -> Format {
    if let format { return format }
    guard let output, output != "-" else {
      if CheckedOutput.standard.isTerminal {
        throw ValidationError("name the picture: -o map.svg (or .png, .pdf, .dot)")
      }
      return .svg
    }
    guard let format = Destination.ending(of: output).flatMap(Format.init(rawValue:)) else {
      throw ValidationError("\(output) does not end in .svg, .png, .pdf or .dot; name the format with --format")
    }
    return format
  }
}
