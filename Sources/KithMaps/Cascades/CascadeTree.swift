import KithFoundation

/// Writes the tree of a cascade as DOT for the engine `dot`: the root at the left, who followed to the right.
///
/// Attributes come from this closed list; text enters through `DOTEscaper` only. Boxes have a size of their own,
/// so that the layout does not hang on the fonts of a machine.
struct CascadeTree {
  let scene: CascadeScene

  /// Members further from the root are counted, not drawn: the picture would grow too wide to read.
  static let deepest = 12
  /// Of those who followed one member of a large cascade, so many are drawn; fewer of those whom nobody followed.
  static let fan = 20
  static let leaves = 12
  private static let fontSize = 10.0
  private static let lineHeight = 12.5
  private static let nameEms = 11.0
  private static let captionSize = 9.0
  /// Between two steps, in points.
  private static let gap = 27.0

  private struct Box {
    var lines: [String]
    var width: Double
    var height: Double

    init(_ lines: [String], bold: Bool = false) {
      self.lines = lines
      let ems = lines.map { TextAdvance.ems($0, bold: bold) }.max() ?? 0
      width = max(24, ems * CascadeTree.fontSize * 1.04 + 11)
      height = Double(lines.count) * CascadeTree.lineHeight + 5
    }

    var size: String {
      "width=\(DOTEscaper.number(width / 72, places: 4)), height=\(DOTEscaper.number(height / 72, places: 4))"
    }
  }

  func drawing() -> CascadeDrawing {
    let boxes = scene.shown.map(box)
    let hidden = hiddenBelow
    let caption = captionLines(hidden: hidden)
    let room = captionWidth(boxes)
    let title = TextAdvance.wrapped(scene.title, toEms: room / 18, bold: true)
    var lines = [
      "digraph cascade {",
      "  graph [layout=dot, rankdir=LR, ordering=out, splines=true, nodesep=0.08, "
        + "ranksep=\(DOTEscaper.number(Self.gap / 72, places: 4)), nslimit=2, nslimit1=2, mclimit=1, "
        + "bgcolor=\"#ffffff\", pad=0.3, fontname=\"\(DOTWriter.family)\"];",
      "  node [shape=box, style=\"rounded,filled\", fixedsize=true, fontname=\"\(DOTWriter.family)\", "
        + "fontsize=\(DOTEscaper.number(Self.fontSize)), fontcolor=\"\(Palette.ink)\", penwidth=1.1, margin=0];",
      "  edge [color=\"#9aa5b1\", penwidth=0.9, arrowsize=0.5];",
      "  subgraph cluster_title {",
      "    " + label(title.count > 2 ? [title[0], title[1] + "…"] : title, size: 18, color: Palette.ink, bold: true),
      "    subgraph cluster_head {",
      "      "
        + label(TextAdvance.wrapped(scene.subtitle, toEms: room / 11.5), size: 11, color: Palette.quiet, bold: false),
    ]
    lines += legend
    for (member, box) in zip(scene.shown, boxes) { lines.append(node(member, box)) }
    // Where nobody after a member is drawn, the number under its name says it all.
    let open = scene.shown.filter { hidden[$0] > 0 && hidden[$0] < scene.branch[$0] - 1 }
    for member in open { lines.append(rest(of: member, hidden[member])) }
    lines += ["    }", "  }"]
    // Drawn from left to right, those first in the text stand lowest: the earliest come last, so that time runs down.
    for member in open {
      lines.append("  m\(member) -> r\(member) [arrowhead=none, color=\"\(Palette.rule)\"];")
    }
    for member in scene.shown.dropFirst().reversed() { lines.append("  m\(scene.parents[member]) -> m\(member);") }
    let wrapped = caption.flatMap { TextAdvance.wrapped($0, toEms: 0.96 * room / Self.captionSize) }
    lines.append("  " + label(wrapped, size: Self.captionSize, color: Palette.quiet, bold: false, isBelow: true))
    lines += ["}", ""]
    return CascadeDrawing(
      dot: lines.joined(separator: "\n"), engine: .dot, title: scene.title, membersShown: scene.shown.count,
      membersTotal: scene.count, caption: caption, altText: scene.altText(scene.phrases.treeKind, caption: caption))
  }

  /// By member: how many after it are not drawn, those below drawn members aside.
  private var hiddenBelow: [Int] {
    var hidden = scene.branch.map { $0 - 1 }
    for member in scene.shown.dropFirst() { hidden[scene.parents[member]] -= scene.branch[member] }
    return hidden
  }

  /// Whether some were left out because others follow the same member.
  private var hasFullFan: Bool {
    var drawn = [Int](repeating: 0, count: scene.count)
    for member in scene.shown.dropFirst() { drawn[scene.parents[member]] += 1 }
    return drawn.contains { $0 == Self.fan }
  }

  private func box(_ member: Int) -> Box {
    let isRoot = member == 0
    var lines = [VisibleText.isolated(scene.name(of: member, ems: Self.nameEms))]
    if scene.branch[member] > 1 { lines.append(scene.phrases.setOff(scene.branch[member] - 1)) }
    if scene.map.facts.showsTimes, let time = scene.time(of: member) { lines.append(scene.clock.short(time)) }
    return Box(lines, bold: isRoot)
  }

  private func node(_ member: Int, _ box: Box) -> String {
    let color = scene.color(of: member)
    return "      m\(member) [label=\(DOTEscaper.quoted(box.lines, suffix: "\\n")), \(box.size), "
      + "color=\"\(color)\", fillcolor=\"\(Palette.translucent(color, member == 0 ? 0.34 : 0.16))\""
      + (member == 0 ? ", penwidth=2.6, fontname=\"\(DOTWriter.boldFamily)\"" : "") + "];"
  }

  /// The leaf that counts what was left out.
  private func rest(of member: Int, _ count: Int) -> String {
    let box = Box([scene.phrases.more(count)])
    return "      r\(member) [shape=plaintext, style=solid, label=\(DOTEscaper.quoted(box.lines, suffix: "\\n")), "
      + "\(box.size), fontcolor=\"\(Palette.quiet)\"];"
  }

  private var legend: [String] {
    var lines = [
      "      subgraph cluster_legend {",
      "        "
        + label([scene.groups.heading], size: 9, color: Palette.text, bold: true, frame: Palette.rule),
    ]
    var used = [Bool](repeating: false, count: scene.groups.groups.count)
    for member in scene.shown { used[scene.groups.group[member]] = true }
    for (index, group) in scene.groups.groups.enumerated() where used[index] {
      let box = Box([TextAdvance.truncated(group.name, toEms: 15)])
      lines.append(
        "        l\(index) [label=\(DOTEscaper.quoted(box.lines, suffix: "\\n")), \(box.size), "
          + "color=\"\(group.color)\", fillcolor=\"\(Palette.translucent(group.color, 0.16))\"];")
    }
    let root = Box([scene.phrases.root], bold: true)
    lines.append(
      "        start [label=\(DOTEscaper.quoted(root.lines, suffix: "\\n")), \(root.size), color=\"\(Palette.quiet)\", "
        + "fillcolor=\"\(Palette.ground)\", penwidth=2.6, fontname=\"\(DOTWriter.boldFamily)\"];")
    return lines + ["      }"]
  }

  private func label(
    _ lines: [String], size: Double, color: String, bold: Bool, isBelow: Bool = false, frame: String = "transparent"
  ) -> String {
    "graph [label=\(DOTEscaper.quoted(lines, suffix: "\\l")), labelloc=\(isBelow ? "b" : "t"), labeljust=l, margin=\(frame == "transparent" ? 0 : 7), "
      + "fontsize=\(DOTEscaper.number(size)), fontcolor=\"\(color)\", pencolor=\"\(frame)\", "
      + "fontname=\"\(bold ? DOTWriter.boldFamily : DOTWriter.family)\"];"
  }

  /// About as wide as the tree.
  private func captionWidth(_ boxes: [Box]) -> Double {
    var widths = [Double](repeating: 0, count: (scene.shown.map { scene.steps[$0] }.max() ?? 0) + 1)
    for (member, box) in zip(scene.shown, boxes) {
      widths[scene.steps[member]] = max(widths[scene.steps[member]], box.width)
    }
    return max(420, widths.reduce(0) { $0 + $1 + Self.gap })
  }

  private func captionLines(hidden: [Int]) -> [String] {
    let phrases = scene.phrases
    let left = scene.count - scene.shown.count
    var first = left == 0 ? phrases.everyone(scene.count) : phrases.shown(scene.shown.count, of: scene.count)
    if left > 0 { first += " " + phrases.collapsed(left) }
    if left > 0, hasFullFan { first += " " + phrases.beside(Self.fan) }
    if left > 0, scene.steps.contains(where: { $0 > Self.deepest }) { first += " " + phrases.belowDepth(Self.deepest) }
    var caption = [first]
    if scene.shown.count > 1 {
      caption.append(
        [
          phrases.follows(scene.map.facts.followMeaning.map { VisibleText.of($0) }, arrow: true), phrases.counts,
          phrases.order,
        ].joined(separator: " "))
    }
    return caption + scene.rootNote + scene.map.facts.notes.map { VisibleText.of($0) }
  }
}
