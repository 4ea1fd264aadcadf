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

  /// Where a bin stands.
  private struct Bins {
    let frame: PlotFrame
    let count: Int

    var slot: Double { (frame.width - frame.left - frame.right) / Double(count) }
    func x(_ bin: Int) -> Double { frame.left + Double(bin) * slot }
    func y(_ value: Double) -> Double { frame.y(value) }
  }

  private func draw(into svg: inout SafeMarkup, width: Double, labels: Int, name: String) {
    let totals = numbers("timeline.totals")
    guard let highest = totals.max(), highest > 0 else { return }
    let series = stacked(totals)
    let legend = PlotLegend(series.map(\.name), left: 52, key: 36, width: width - 52)
    let frame = PlotFrame(
      left: 52, right: 12, top: 34 + 20 * Double(legend.rows.count), bottom: 28, width: width, height: 280,
      scale: PlotScale(reaching: highest))
    let bins = Bins(frame: frame, count: totals.count)
    frame.open("activity-\(name)", class: name, title: phrases[.activityTitle], description: description, into: &svg)
    draw(legend, into: &svg)
    frame.grid(into: &svg)
    times(bins, labels: labels, into: &svg)
    bars(series, bins, into: &svg)
    marks(totals, bins, into: &svg)
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

  private func draw(_ legend: PlotLegend, into svg: inout SafeMarkup) {
    for (line, row) in legend.rows.enumerated() {
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

  private func times(_ bins: Bins, labels: Int, into svg: inout SafeMarkup) {
    let frame = bins.frame
    let ticks = TimeTicks(
      starts: model.value(at: "timeline.starts")?.arrayValue?.map { $0.stringValue ?? "" } ?? [],
      unit: formatting.unit, language: formatting.language
    ).ticks(atMost: labels)
    for tick in ticks {
      let x = bins.x(tick.bin)
      frame.tick(at: x, into: &svg)
      // The last labels must not run over the edge.
      let length = 7.5 * Double(TextWidth.columns(of: tick.label))
      let start = min(x, frame.width - length)
      svg.element(
        "text", ["x": coordinate(start), "y": coordinate(frame.height - 6), "class": "tick"], text: tick.label)
    }
  }

  private func bars(_ series: [(name: String?, counts: [Double])], _ bins: Bins, into svg: inout SafeMarkup) {
    let gap = bins.slot > 4 ? 1.0 : 0
    var below = [Double](repeating: 0, count: bins.count)
    for (index, one) in series.enumerated() {
      var path = ""
      for bin in 0..<bins.count where one.counts[bin] > 0 {
        let (low, high) = (bins.y(below[bin]), bins.y(below[bin] + one.counts[bin]))
        path += "M\(coordinate(bins.x(bin))) \(coordinate(low))V\(coordinate(high))"
        path += "H\(coordinate(bins.x(bin) + bins.slot - gap))V\(coordinate(low))Z"
        below[bin] += one.counts[bin]
      }
      svg.empty("path", ["d": path, "class": "s\(index % 7)"])
    }
  }

  /// The peaks' dates above their bars, kept apart.
  private func marks(_ totals: [Double], _ bins: Bins, into svg: inout SafeMarkup) {
    let starts = model.value(at: "timeline.starts")?.arrayValue?.map { $0.stringValue ?? "" } ?? []
    let peaks = model.value(at: "timeline.peaks")?.arrayValue ?? []
    let ticks = TimeTicks(starts: starts, unit: formatting.unit, language: formatting.language)
    var taken: [(x: ClosedRange<Double>, y: Double)] = []
    for peak in peaks.sorted(by: { ($1["count"]?.intValue ?? 0) < ($0["count"]?.intValue ?? 0) }) {
      guard let start = peak["start"]?.stringValue, let bin = starts.firstIndex(of: start) else { continue }
      let label = ticks.label(start) + " · " + grouped(Int(totals[bin]))
      let half = 3.9 * Double(TextWidth.columns(of: label))
      let center = min(
        max(bins.x(bin) + bins.slot / 2, bins.frame.left + half), bins.frame.width - bins.frame.right - half)
      let span = center - half - 6...center + half + 6
      let y = bins.y(totals[bin]) - 7
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
