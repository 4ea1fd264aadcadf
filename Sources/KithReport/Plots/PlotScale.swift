/// A linear axis with ticks at round numbers.
struct PlotScale {
  let top: Double
  let ticks: [Double]

  /// From 0 to at least `value`, with about `count` steps of 1, 2 or 5 times a power of ten.
  init(reaching value: Double, steps count: Int = 4) {
    var step = 1.0
    search: while true {
      for factor in [1.0, 2, 5] where step * factor * Double(count) >= value {
        step *= factor
        break search
      }
      step *= 10
    }
    let steps = max(1, Int((value / step).rounded(.up)))
    ticks = (0...steps).map { Double($0) * step }
    top = Double(steps) * step
  }
}

/// Coordinates with one decimal are exact enough and keep files small.
func coordinate(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
