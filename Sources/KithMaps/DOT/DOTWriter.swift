/// Writes the marks of a picture as DOT for `neato -n2`: everything has its place, Graphviz only draws.
///
/// Attributes come from this closed list; text enters through `DOTEscaper` only. Marks are drawn in
/// the order written, relations beneath everything else (Graphviz stacks nodes by first mention, so
/// relations come last in the text).
struct DOTWriter {
  /// In points; the origin is the lower left corner.
  let page: Box
  private var lines: [String] = []
  private var curves: [String] = []
  private var marks = 0

  static let family = "Noto Sans CJK KR,Noto Sans KR,Apple SD Gothic Neo,Malgun Gothic,Segoe UI,Arial,sans-serif"
  static let boldFamily = family + " Bold"

  init(page: Box) {
    self.page = page
    lines = [
      "digraph map {",
      "  graph [layout=nop2, outputorder=edgesfirst, splines=line, overlap=true, bgcolor=\"#ffffff\", pad=0];",
      "  node [shape=circle, style=filled, fixedsize=shape, label=\"\", fontname=\"\(Self.family)\", fontsize=1, "
        + "fontcolor=transparent, color=\"#ffffff\", penwidth=0.6, margin=0];",
      "  edge [arrowhead=none];",
      "  page [shape=box, style=invis, fixedsize=true, pos=\(Self.position(page.center)), "
        + "width=\(Self.inches(page.width)), height=\(Self.inches(page.height))];",
    ]
  }

  /// A person's dot; the name is carried along unseen.
  mutating func dot(_ index: Int, at center: Point, radius: Double, fill: String, rim: Double, name: String) {
    lines.append(
      "  n\(index) [pos=\(Self.position(center)), width=\(Self.inches(2 * radius)), fillcolor=\"\(fill)\", "
        + "penwidth=\(DOTEscaper.number(rim)), label=\(DOTEscaper.quoted(name))];")
  }

  /// A relation as one cubic curve.
  mutating func curve(from a: Int, to b: Int, points: [Point], color: String, width: Double) {
    let route = points.map { "\(DOTEscaper.number($0.x)),\(DOTEscaper.number($0.y))" }.joined(separator: " ")
    curves.append(
      "  n\(a) -> n\(b) [pos=\"\(route)\", color=\"\(color)\", penwidth=\(DOTEscaper.number(width))];")
  }

  /// A circle: filled, or a ring when only `line` is given.
  mutating func circle(at center: Point, radius: Double, fill: String?, line: String?, width: Double = 1) {
    lines.append(
      "  \(mark()) [pos=\(Self.position(center)), width=\(Self.inches(2 * radius)), "
        + (fill.map { "fillcolor=\"\($0)\"" } ?? "style=solid") + ", color=\"\(line ?? "transparent")\", "
        + "penwidth=\(DOTEscaper.number(line == nil ? 0 : width))];")
  }

  /// A filled rectangle, for the ground of a text or a rule.
  mutating func rectangle(_ box: Box, fill: String, isRounded: Bool = false) {
    lines.append(
      "  \(mark()) [shape=box, style=\"\(isRounded ? "rounded,filled" : "filled")\", "
        + "pos=\(Self.position(box.center)), width=\(Self.inches(box.width)), height=\(Self.inches(box.height)), "
        + "fillcolor=\"\(fill)\", color=transparent, penwidth=0];")
  }

  /// One line of text; `at` is its start, middle or end on the line's middle height.
  mutating func text(
    _ text: String, at point: Point, size: Double, color: String, bold: Bool = false, align: TextAlign = .start
  ) {
    // All the room there is, so that the text starts at its place even where the font runs wider;
    // short of the page's edge, which a point of rounding would move.
    let room: Double =
      switch align {
      case .start: page.maxX - point.x
      case .middle: 2 * min(page.maxX - point.x, point.x - page.minX)
      case .end: point.x - page.minX
      }
    let width = max(room - 2, size)
    let shift: Double =
      switch align {
      case .start: width / 2
      case .middle: 0
      case .end: -width / 2
      }
    let suffix: StaticString =
      switch align {
      case .start: "\\l"
      case .middle: ""
      case .end: "\\r"
      }
    lines.append(
      "  \(mark()) [shape=plaintext, style=solid, fixedsize=true, pos=\(Self.position(point + Point(x: shift, y: 0))), "
        + "width=\(Self.inches(width)), height=\(Self.inches(size * 1.2)), fontsize=\(DOTEscaper.number(size)), "
        + "fontcolor=\"\(color)\"" + (bold ? ", fontname=\"\(Self.boldFamily)\"" : "")
        + ", label=\(DOTEscaper.quoted(text, suffix: suffix))];")
  }

  func finished() -> String { (lines + curves + ["}", ""]).joined(separator: "\n") }

  private mutating func mark() -> String {
    marks += 1
    return "m\(marks)"
  }

  private static func position(_ point: Point) -> String {
    "\"\(DOTEscaper.number(point.x)),\(DOTEscaper.number(point.y))\""
  }

  private static func inches(_ points: Double) -> String { DOTEscaper.number(points / 72, places: 4) }
}

enum TextAlign { case start, middle, end }
