import KithFoundation
import KithOutput

/// Rows over time as bars, stacked by kind where there are several, the peaks marked.
///
/// Drawn twice, for wide and for narrow pages, so that its letters keep their size on a phone.
struct ActivityPlot {
  let model: JSONValue
  let formatting: ValueFormatting
  let phrases: Phrases

  var markup: SafeMarkup {
    var svg = SafeMarkup()
    draw(into: &svg, width: 900, labels: 9, name: "wide")
    draw(into: &svg, width: 420, labels: 4, name: "narrow")
    return svg
  }

  private struct Frame {
    let left = 52.0
    let right = 12.0
    let top: Double
    let bottom = 28.0
    let width: Double
    let height = 280.0
    let bins: Int
    let scale: PlotScale

    var slot: Double { (width - left - right) / Double(bins) }
    func x(_ bin: Int) -> Double { left + Double(bin) * slot }
    func y(_ value: Double) -> Double { height - bottom - (height - top - bottom) * value / scale.top }
  }

  private func draw(into svg: inout SafeMarkup, width: Double, labels: Int, name: String) {
    let totals = numbers("timeline.totals")
    guard let highest = totals.max(), highest > 0 else { return }
    let series = stacked(totals)
    let rows = legendRows(series, width: width)
    let frame = Frame(
      top: 34 + 20 * Double(rows.count), width: width, bins: totals.count, scale: PlotScale(reaching: highest))
    svg.open(
      "svg",
      [
        "viewBox": "0 0 \(coordinate(width)) \(coordinate(frame.height))", "class": "plot \(name)", "role": "img",
        "aria-labelledby": "activity-\(name)-title activity-\(name)-text",
      ])
    svg.element("title", ["id": "activity-\(name)-title"], text: phrases[.activityTitle])
    svg.element("desc", ["id": "activity-\(name)-text"], text: description)
    legend(rows, into: &svg)
    axes(frame, labels: labels, into: &svg)
    bars(series, frame, into: &svg)
    marks(totals, frame, into: &svg)
    svg.close("svg")
  }

  private var description: String {
    let count = model.value(at: "timeline.peaks")?.arrayValue?.count ?? 0
    return (0..<count).compactMap { index in
      let base = "timeline.peaks[\(index)]"
      guard let start = formatting.text(model.value(at: base + ".start"), .bin),
        let rows = formatting.text(model.value(at: base + ".count"), .number)
      else { return nil }
      return "\(start): \(rows)"
    }.joined(separator: "; ")
  }

  private func numbers(_ path: String) -> [Double] {
    model.value(at: path)?.arrayValue?.map { $0.numberValue ?? 0 } ?? []
  }

  /// The kinds' bins, bottom first; rows without kind come last; one series where there is one kind.
  private func stacked(_ totals: [Double]) -> [(name: String?, counts: [Double])] {
    let kinds = model.value(at: "timeline.kinds")?.arrayValue ?? []
    if kinds.count < 2 { return [(nil, totals)] }
    var series: [(name: String?, counts: [Double])] = kinds.enumerated().map { index, kind in
      let name = kind["name"]?.stringValue.map { VisibleText.shortened(VisibleText.of($0), to: 18) }
      return (name ?? phrases[.everythingElse], numbers("timeline.kinds[\(index)].counts"))
    }
    let rest = totals.indices.map { bin in totals[bin] - series.reduce(0) { $0 + $1.counts[bin] } }
    if rest.contains(where: { $0 > 0 }) { series.append((phrases[.none], rest)) }
    return series
  }

  private typealias LegendEntry = (index: Int, name: String, x: Double)

  /// Names in lines no wider than the plot.
  private func legendRows(_ series: [(name: String?, counts: [Double])], width: Double) -> [[LegendEntry]] {
    var rows: [[LegendEntry]] = []
    var x = 0.0
    for (index, one) in series.enumerated() {
      guard let name = one.name else { continue }
      let length = 36 + 8 * Double(TextWidth.columns(of: name))
      if rows.isEmpty || x + length > width - 52 {
        rows.append([])
        x = 52
      }
      rows[rows.count - 1].append((index, name, x))
      x += length
    }
    return rows
  }

  private func legend(_ rows: [[LegendEntry]], into svg: inout SafeMarkup) {
    for (line, row) in rows.enumerated() {
      let y = 6 + 20 * Double(line)
      for entry in row {
        svg.empty(
          "rect",
          [
            "x": coordinate(entry.x), "y": coordinate(y), "width": "12", "height": "12", "rx": "2",
            "class": "s\(entry.index % 7)",
          ])
        svg.element(
          "text", ["x": coordinate(entry.x + 18), "y": coordinate(y + 10.5), "class": "label"], text: entry.name)
      }
    }
  }

  private func axes(_ frame: Frame, labels: Int, into svg: inout SafeMarkup) {
    for tick in frame.scale.ticks {
      let y = coordinate(frame.y(tick))
      svg.empty(
        "line",
        ["x1": coordinate(frame.left), "x2": coordinate(frame.width - frame.right), "y1": y, "y2": y, "class": "grid"])
      svg.element(
        "text",
        ["x": coordinate(frame.left - 8), "y": coordinate(frame.y(tick) + 4), "class": "tick", "text-anchor": "end"],
        text: grouped(Int(tick)))
    }
    let ticks = TimeTicks(
      starts: model.value(at: "timeline.starts")?.arrayValue?.map { $0.stringValue ?? "" } ?? [],
      unit: formatting.unit, language: formatting.language
    ).ticks(atMost: labels)
    for tick in ticks {
      let x = frame.x(tick.bin)
      svg.empty(
        "line",
        [
          "x1": coordinate(x), "x2": coordinate(x), "y1": coordinate(frame.height - frame.bottom),
          "y2": coordinate(frame.height - frame.bottom + 5), "class": "axis",
        ])
      // The last labels must not run over the edge.
      let length = 7.5 * Double(TextWidth.columns(of: tick.label))
      let start = min(x, frame.width - length)
      svg.element(
        "text", ["x": coordinate(start), "y": coordinate(frame.height - 6), "class": "tick"], text: tick.label)
    }
  }

  private func bars(_ series: [(name: String?, counts: [Double])], _ frame: Frame, into svg: inout SafeMarkup) {
    let gap = frame.slot > 4 ? 1.0 : 0
    var below = [Double](repeating: 0, count: frame.bins)
    for (index, one) in series.enumerated() {
      var path = ""
      for bin in 0..<frame.bins where one.counts[bin] > 0 {
        let (low, high) = (frame.y(below[bin]), frame.y(below[bin] + one.counts[bin]))
        path += "M\(coordinate(frame.x(bin))) \(coordinate(low))V\(coordinate(high))"
        path += "H\(coordinate(frame.x(bin) + frame.slot - gap))V\(coordinate(low))Z"
        below[bin] += one.counts[bin]
      }
      svg.empty("path", ["d": path, "class": "s\(index % 7)"])
    }
  }

  /// The peaks' dates above their bars, kept apart.
  private func marks(_ totals: [Double], _ frame: Frame, into svg: inout SafeMarkup) {
    let starts = model.value(at: "timeline.starts")?.arrayValue?.map { $0.stringValue ?? "" } ?? []
    let peaks = model.value(at: "timeline.peaks")?.arrayValue ?? []
    let ticks = TimeTicks(starts: starts, unit: formatting.unit, language: formatting.language)
    var taken: [(x: ClosedRange<Double>, y: Double)] = []
    for peak in peaks.sorted(by: { ($1["count"]?.intValue ?? 0) < ($0["count"]?.intValue ?? 0) }) {
      guard let start = peak["start"]?.stringValue, let bin = starts.firstIndex(of: start) else { continue }
      let label = ticks.label(start) + " · " + grouped(Int(totals[bin]))
      let half = 3.9 * Double(TextWidth.columns(of: label))
      let center = min(max(frame.x(bin) + frame.slot / 2, frame.left + half), frame.width - frame.right - half)
      let span = center - half - 6...center + half + 6
      let y = frame.y(totals[bin]) - 7
      if taken.contains(where: { $0.x.overlaps(span) && abs($0.y - y) < 15 }) { continue }
      taken.append((span, y))
      svg.element(
        "text",
        [
          "x": coordinate(center), "y": coordinate(y), "class": "mark", "text-anchor": "middle",
        ], text: label)
    }
  }
}
