/// Finds a place for each name beside its dot: not over another name, a large dot or the edge of the map.
///
/// Names come best first and are placed greedily at the cheapest place round the dot,
/// nearest and to the right first; small dots may be covered at a cost. A name without room there
/// goes across its own dot, is tried shorter, and in the end left out. O(labels · places · (labels + dots)).
struct LabelPlacement {
  struct Disc {
    var center: Point
    var radius: Double
    /// Must stay visible whole.
    var isSolid: Bool
  }

  struct Request {
    var disc: Int
    var text: String
    var size: Double
    var isBold: Bool
  }

  struct Label: Equatable {
    /// Index of the request.
    var request: Int
    var text: String
    /// What the text covers.
    var box: Box
  }

  var bounds: Box
  var discs: [Disc]

  func labels(_ requests: [Request]) -> [Label] {
    var placed: [Label] = []
    for (index, request) in requests.enumerated() {
      for limit in [16.0, 9.0, 5.0] {
        let text = TextAdvance.truncated(request.text, toEms: limit, bold: request.isBold)
        if let box = place(text, request, avoiding: placed) {
          placed.append(Label(request: index, text: text, box: box))
          break
        }
      }
    }
    return placed
  }

  private func place(_ text: String, _ request: Request, avoiding placed: [Label]) -> Box? {
    let width = TextAdvance.ems(text, bold: request.isBold) * request.size + 4
    let height = request.size * 1.25
    let disc = discs[request.disc]
    var best: (cost: Double, box: Box)?
    for (rank, side) in Self.sides.enumerated() {
      for slack in side.pull == 0 ? [0] : [2.0, 6, 12] {
        let reach = (disc.radius + slack) * side.pull
        let center = Point(
          x: disc.center.x + side.x * (reach + width / 2), y: disc.center.y + side.y * (reach + height / 2))
        let box = Box(
          minX: center.x - width / 2, minY: center.y - height / 2, maxX: center.x + width / 2,
          maxY: center.y + height / 2)
        guard bounds.contains(box), !placed.contains(where: { $0.box.inset(by: -1.5).intersects(box) }),
          let covered = covered(box, except: request.disc)
        else { continue }
        let cost = (side.pull == 0 ? 100 : Double(rank) * 1.2) + slack * 0.6 + covered
        if best.map({ cost < $0.cost }) ?? true { best = (cost, box) }
      }
    }
    return best?.box
  }

  /// The cost of the dots under a box; nil if one of them must stay visible.
  private func covered(_ box: Box, except own: Int) -> Double? {
    var cost = 0.0
    for (index, disc) in discs.enumerated() where box.intersects(center: disc.center, radius: disc.radius) {
      if index == own { continue }
      if disc.isSolid { return nil }
      cost += 0.5 + disc.radius
    }
    return cost
  }

  /// Directions from the dot; corners pull in, since a box meets a disc there earlier.
  private static let sides: [(x: Double, y: Double, pull: Double)] = [
    (1, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1), (1, 1, 0.72), (1, -1, 0.72), (-1, 1, 0.72), (-1, -1, 0.72),
    // The last resort is across the dot.
    (0, 0, 0),
  ]
}
