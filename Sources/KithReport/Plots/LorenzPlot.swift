import KithOutput

/// The Lorenz curves of attention and activity against the line of equal shares.
struct LorenzPlot {
  let model: JSONValue
  let phrases: Phrases

  private static let size = 400.0
  private static let left = 48.0
  private static let bottom = 44.0
  private static let top = 12.0
  private static var side: Double { size - left - 12 }

  private func x(_ share: Double) -> Double { Self.left + Self.side * share }
  private func y(_ share: Double) -> Double { Self.top + Self.side * (1 - share) }
  private func point(_ a: Double, _ b: Double) -> String { coordinate(x(a)) + " " + coordinate(y(b)) }

  var markup: SafeMarkup {
    var svg = SafeMarkup()
    let height = Self.top + Self.side + Self.bottom
    svg.open(
      "svg",
      [
        "viewBox": "0 0 \(coordinate(Self.size)) \(coordinate(height))", "class": "plot square", "role": "img",
        "aria-labelledby": "lorenz-title lorenz-text",
      ])
    svg.element("title", ["id": "lorenz-title"], text: phrases[.lorenzTitle])
    svg.element("desc", ["id": "lorenz-text"], text: phrases[.lorenzCaption])
    for share in [0, 0.2, 0.4, 0.6, 0.8, 1] {
      let percent = "\(Int((share * 100).rounded()))%"
      svg.empty("path", ["d": "M\(point(0, share))H\(coordinate(x(1)))", "class": "grid"])
      svg.empty("path", ["d": "M\(point(share, 0))V\(coordinate(y(1)))", "class": "grid"])
      svg.element(
        "text",
        ["x": coordinate(x(0) - 8), "y": coordinate(y(share) + 4), "class": "tick", "text-anchor": "end"], text: percent
      )
      svg.element(
        "text",
        ["x": coordinate(x(share)), "y": coordinate(y(0) + 18), "class": "tick", "text-anchor": "middle"], text: percent
      )
    }
    svg.empty("path", ["d": "M\(point(0, 0))L\(point(1, 1))", "class": "equal"])
    curve("concentration.attention.lorenz", style: "line0", into: &svg)
    curve("concentration.activity.lorenz", style: "line1", into: &svg)
    svg.element(
      "text",
      ["x": coordinate(x(0.5)), "y": coordinate(height - 6), "class": "label", "text-anchor": "middle"],
      text: phrases[.lorenzX])
    let entries: [(String, String)] = [
      (phrases[.columnAttention], "line0"), (phrases[.columnActivity], "line1"), (phrases[.lorenzEqual], "equal"),
    ]
    for (row, entry) in entries.enumerated() {
      let line = y(0.95) + 20 * Double(row)
      svg.empty("path", ["d": "M\(coordinate(x(0.04))) \(coordinate(line))h22", "class": entry.1])
      svg.element(
        "text", ["x": coordinate(x(0.04) + 30), "y": coordinate(line + 4), "class": "label"], text: entry.0)
    }
    svg.close("svg")
    return svg
  }

  private func curve(_ path: String, style: String, into svg: inout SafeMarkup) {
    guard let shares = model.value(at: path)?.arrayValue, shares.count > 1 else { return }
    let points = shares.enumerated().map { point(Double($0) / Double(shares.count - 1), $1.numberValue ?? 0) }
    svg.empty("path", ["d": "M" + points.joined(separator: "L"), "class": style])
  }
}
