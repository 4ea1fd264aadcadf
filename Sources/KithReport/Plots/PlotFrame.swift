import KithFoundation
import KithOutput

/// The field of a plot within its picture, its heights by a scale.
struct PlotFrame {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let width: Double
  let height: Double
  let scale: PlotScale

  func y(_ value: Double) -> Double { height - bottom - (height - top - bottom) * value / scale.top }

  /// Opens the picture, with what screen readers say of it; `name` is unique on the page.
  func open(_ name: String, class kind: String, title: String, description: String, into svg: inout SafeMarkup) {
    svg.open(
      "svg",
      [
        "viewBox": "0 0 \(coordinate(width)) \(coordinate(height))", "class": "plot \(kind)", "role": "img",
        "aria-labelledby": "\(name)-title \(name)-text",
      ])
    svg.element("title", ["id": "\(name)-title"], text: title)
    svg.element("desc", ["id": "\(name)-text"], text: description)
  }

  /// A line and a number at each step of the scale.
  func grid(into svg: inout SafeMarkup) {
    for step in scale.ticks {
      let y = y(step)
      svg.empty(
        "line",
        [
          "x1": coordinate(left), "x2": coordinate(width - right), "y1": coordinate(y), "y2": coordinate(y),
          "class": "grid",
        ])
      svg.element(
        "text", ["x": coordinate(left - 8), "y": coordinate(y + 4), "class": "tick", "text-anchor": "end"],
        text: grouped(Int(step)))
    }
  }

  /// A mark below the field.
  func tick(at x: Double, into svg: inout SafeMarkup) {
    let floor = height - bottom
    svg.empty(
      "line",
      [
        "x1": coordinate(x), "x2": coordinate(x), "y1": coordinate(floor), "y2": coordinate(floor + 5),
        "class": "axis",
      ])
  }
}

/// The names of series in lines no wider than the plot.
struct PlotLegend {
  struct Entry {
    let index: Int
    let name: String
    let x: Double
  }

  private(set) var rows: [[Entry]] = []

  /// Series without a name have none in the legend. `key` is the room beside a name; lines begin at `left`.
  init(_ names: [String?], left: Double, key: Double, width: Double) {
    var x = 0.0
    for (index, name) in names.enumerated() {
      guard let name else { continue }
      let length = key + 8 * Double(TextWidth.columns(of: name))
      if rows.isEmpty || x + length > width {
        rows.append([])
        x = left
      }
      rows[rows.count - 1].append(Entry(index: index, name: name, x: x))
      x += length
    }
  }
}
