import KithFoundation
import KithOutput

/// The largest cascades' members so far over time, with the moments when half and nine tenths had joined.
///
/// Drawn twice, for wide and for narrow pages, so that its letters keep their size on a phone.
struct GrowthPlot {
  let model: JSONValue
  let formatting: ValueFormatting
  let phrases: Phrases

  var markup: SafeMarkup {
    var svg = SafeMarkup()
    draw(into: &svg, width: 900, labels: 8, name: "wide")
    draw(into: &svg, width: 420, labels: 4, name: "narrow")
    return svg
  }

  private struct Curve {
    var name: String
    var counts: [Double]
    var marks: [(after: Double, members: Double)]
  }

  /// Where a moment stands.
  private struct Moments {
    let frame: PlotFrame
    let until: Double

    func x(_ after: Double) -> Double { frame.left + (frame.width - frame.left - frame.right) * after / until }
    func point(_ after: Double, _ members: Double) -> String {
      coordinate(x(after)) + " " + coordinate(frame.y(members))
    }
  }

  private func draw(into svg: inout SafeMarkup, width: Double, labels: Int, name: String) {
    let curves = self.curves
    let until = number("cascades.growth.until")
    guard let highest = curves.flatMap(\.counts).max(), highest > 0, until > 0 else { return }
    let legend = PlotLegend(curves.map(\.name), left: 8, key: 44, width: width)
    let top = 14 + 20 * Double(legend.rows.count + 1)
    let frame = PlotFrame(
      left: 58, right: 14, top: top, bottom: 46, width: width, height: top + 270, scale: PlotScale(reaching: highest))
    let moments = Moments(frame: frame, until: until)
    frame.open("growth-\(name)", class: name, title: phrases[.growthTitle], description: description, into: &svg)
    draw(legend, into: &svg)
    frame.grid(into: &svg)
    durations(moments, labels: labels, into: &svg)
    let step = number("cascades.growth.step")
    // The largest last, on top.
    for (index, curve) in curves.enumerated().reversed() {
      let points = curve.counts.enumerated().map { moments.point(Double($0) * step, $1) }
      svg.empty("path", ["d": "M" + points.joined(separator: "L"), "class": "curve\(index % 5)"])
    }
    for (index, curve) in curves.enumerated().reversed() {
      for (place, mark) in curve.marks.enumerated() where mark.after <= until * 1.0001 {
        svg.empty(
          "circle",
          [
            "cx": coordinate(moments.x(mark.after)), "cy": coordinate(frame.y(mark.members)), "r": "4.5",
            "class": place == 0 ? "s\(index % 5)" : "open curve\(index % 5)",
          ])
      }
    }
    svg.close("svg")
  }

  private func number(_ path: String) -> Double { model.value(at: path)?.numberValue ?? 0 }

  private var curves: [Curve] {
    (model.value(at: "cascades.growth.curves")?.arrayValue ?? []).map { curve in
      let mark = { (name: String) in
        (after: curve[name]?["after"]?.numberValue ?? 0, members: curve[name]?["members"]?.numberValue ?? 0)
      }
      let names = [curve["root"]?.stringValue, curve["item"]?.stringValue].compactMap { $0 }
        .map { VisibleText.shortened(VisibleText.of($0), to: 18) }
      return Curve(
        name: names.joined(separator: " · "), counts: curve["counts"]?.arrayValue?.map { $0.numberValue ?? 0 } ?? [],
        marks: [mark("half"), mark("nineTenths")])
    }
  }

  /// When half and nine tenths of each had joined.
  private var description: String {
    curves.map { curve in
      let marks = zip([Phrase.growthHalf, .growthNineTenths], curve.marks).map { phrase, mark in
        "\(phrases[phrase]) \(formatting.duration(seconds: mark.after))"
      }
      return curve.name + ": " + marks.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  private func draw(_ legend: PlotLegend, into svg: inout SafeMarkup) {
    for (line, row) in legend.rows.enumerated() {
      let y = 12 + 20 * Double(line)
      for entry in row {
        svg.empty("path", ["d": "M\(coordinate(entry.x)) \(coordinate(y))h20", "class": "curve\(entry.index % 5)"])
        svg.element(
          "text", ["x": coordinate(entry.x + 26), "y": coordinate(y + 4.5), "class": "label"], text: entry.name)
      }
    }
    let y = 12 + 20 * Double(legend.rows.count)
    svg.empty("circle", ["cx": "18", "cy": coordinate(y), "r": "4.5", "class": "s5"])
    svg.element("text", ["x": "34", "y": coordinate(y + 4.5), "class": "tick"], text: phrases[.growthHalf])
    let next = 58 + 7.5 * Double(TextWidth.columns(of: phrases[.growthHalf]))
    svg.empty("circle", ["cx": coordinate(next), "cy": coordinate(y), "r": "4.5", "class": "open curve5"])
    svg.element(
      "text", ["x": coordinate(next + 16), "y": coordinate(y + 4.5), "class": "tick"],
      text: phrases[.growthNineTenths])
  }

  private func durations(_ moments: Moments, labels: Int, into svg: inout SafeMarkup) {
    let frame = moments.frame
    let floor = frame.height - frame.bottom
    for after in Self.ticks(until: moments.until, atMost: labels) {
      let x = moments.x(after)
      frame.tick(at: x, into: &svg)
      // The last label must not run over the edge.
      let label = formatting.duration(seconds: after, like: moments.until)
      let half = 3.8 * Double(TextWidth.columns(of: label))
      svg.element(
        "text",
        [
          "x": coordinate(min(x, frame.width - half)), "y": coordinate(floor + 18), "class": "tick",
          "text-anchor": "middle",
        ], text: label)
    }
    svg.element(
      "text",
      [
        "x": coordinate((frame.left + frame.width - frame.right) / 2), "y": coordinate(frame.height - 6),
        "class": "tick", "text-anchor": "middle",
      ], text: phrases[.growthX])
  }

  /// Round durations in seconds from 0 on.
  static func ticks(until: Double, atMost count: Int) -> [Double] {
    let steps: [Double] = [
      1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600, 604_800,
      1_209_600, 2_592_000, 7_776_000, 15_552_000, 31_104_000,
    ]
    var step = steps.first { until / $0 <= Double(count) } ?? 31_104_000
    while until / step > Double(count) { step *= 2 }
    return Array(stride(from: 0, through: until, by: step))
  }
}
