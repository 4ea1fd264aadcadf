import Glibc
import KithFoundation

/// The times at which members joined, ascending.
struct CascadeSpeed {
  let times: [Int64]
  private static let timeless = "no member has a time"

  init(_ times: [Int64]) { self.times = times }

  func time(until share: Double) -> DiffusionValue {
    guard let first = times.first else { return DiffusionValue(undefined: Self.timeless) }
    return DiffusionValue(Double(times[index(of: share)] - first))
  }

  var lifetime: DiffusionValue {
    guard let first = times.first, let last = times.last else { return DiffusionValue(undefined: Self.timeless) }
    return DiffusionValue(Double(last - first))
  }

  var doublingTime: DiffusionValue {
    guard let first = times.first else { return DiffusionValue(undefined: Self.timeless) }
    let end = times[index(of: 0.9)]
    var points: [(x: Double, y: Double)] = []
    for (index, time) in times.enumerated() where time <= end {
      if index + 1 == times.count || times[index + 1] != time {
        points.append((Double(time - first), log(Double(index + 1))))
      }
    }
    if points.count < 3 { return DiffusionValue(undefined: "members joined at fewer than three moments") }
    let count = Double(points.count)
    let (x, y) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
    let product = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    let square = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    return DiffusionValue(log(2) * square / product)
  }

  /// The member with whom the share is reached.
  private func index(of share: Double) -> Int {
    max(0, Int((share * Double(times.count) - 1e-9).rounded(.up)) - 1)
  }
}
