import ArgumentParser
import KithDiffusion
import KithFoundation
import KithGraph
import KithMaps
import KithReport

/// A picture of one cascade instead of the map.
struct CascadeMapArguments: ParsableArguments {
  enum Coloring: String, CaseIterable, ExpressibleByArgument { case community, channel, generation }

  @Option(
    help: ArgumentHelp(
      "Draw instead who followed whom in one cascade: the largest, the largest about an item, or begun by a person.",
      valueName: "largest|item|id"))
  var cascade: String?

  @Flag(help: "Draw the cascade over time, each member at its moment. (default: a tree)")
  var timeline = false

  @Option(help: "What colours stand for in a cascade. (default: community)")
  var colorBy: Coloring?

  @Flag(help: "Write into a tree when each member joined.")
  var times = false

  @Option(help: "Most members drawn. (default: 60 in a tree, 1500 over time)")
  var maxMembers: Int?

  @Option(
    help: ArgumentHelp(
      "The brand's own accounts, separated by commas: what they do is always a start.", valueName: "ids"))
  var brand: [String] = []

  var isAsked: Bool { cascade != nil || timeline }

  func validate() throws {
    let most = timeline ? 20_000 : 500
    if let maxMembers, !(1...most).contains(maxMembers) {
      throw ValidationError("--max-members must be between 1 and \(grouped(most)) here, not \(maxMembers)")
    }
    if timeline, times {
      throw ValidationError("--times goes with a tree: over time every member stands at its moment")
    }
    if isAsked { return }
    let idle = [
      ("--color-by", colorBy != nil), ("--times", times), ("--max-members", maxMembers != nil),
      ("--brand", !brand.isEmpty),
    ].first(where: \.1)
    if let idle { throw ValidationError("\(idle.0) goes with --cascade or --timeline") }
  }

  /// The picture; E405 where nobody can be told to have followed, E411 where no cascade fits.
  func drawing(_ analysis: Analysis, title: String?) throws -> CascadeDrawing {
    guard let found = analysis.cascades else {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "there is no cascade to draw: \(analysis.cascadesUndefined ?? "nobody followed anybody")",
          help: "`kith inspect` shows which columns were found"))
    }
    let coloring: CascadeColoring =
      switch colorBy ?? .community {
      case .community: analysis.coloring()
      case .channel: .channel
      case .generation: .generation
      }
    let map = analysis.cascadeMap(
      of: found.cascades, at: try index(in: found), coloring: coloring, title: title, showsTimes: times)
    return timeline ? map.timeline(limit: maxMembers ?? 1_500) : map.tree(limit: maxMembers ?? 60)
  }

  /// The largest cascade that was asked for: of all, about an item, or begun by somebody.
  private func index(in found: CascadeFindings) throws -> Int {
    let cascades = found.cascades
    let item = cascade.flatMap { cascades.items?.index(of: $0) }
    guard let cascade, cascade != "largest" || item != nil else { return found.followed[0].index }
    let person = cascades.people.index(of: cascade)
    let fitting = cascades.indices.filter { index in
      item.map { cascades.itemCodes[index] == $0 } ?? (cascades[index].root == person)
    }
    if let best = fitting.max(by: { (cascades[$0].size, $1) < (cascades[$1].size, $0) }) { return best }
    throw KithError(
      .answerIsNo,
      Diagnostic(
        "E411",
        person == nil && item == nil
          ? "\"\(cascade)\" is neither an item nor a person of this log" : "no cascade begins with \"\(cascade)\"",
        help: "--cascade largest draws the largest; a report's cascades.csv lists them all"))
  }
}
