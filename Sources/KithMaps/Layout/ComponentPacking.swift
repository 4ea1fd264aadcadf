/// Sets the drawings of separate components side by side: the largest in the middle, the others in
/// the free places nearest to it, following its outline.
///
/// Each drawing is rastered to the squares it covers; a component goes to the free place with the
/// smallest distance from the middle, width counted less than height so that the whole comes out
/// as wide as the page (polyomino packing: Freivalds, Doğrusöz & Kikusts 2002,
/// doi 10.1007/3-540-45848-4_30). Deterministic.
struct ComponentPacking {
  /// Width over height wanted.
  var aspect: Double
  /// Side of a square.
  var cell: Double

  /// The shift of each component. `points[c]` are its nodes, `links[c]` its relations as index pairs;
  /// components come largest first.
  func shifts(points: [[Point]], links: [[(Int, Int)]]) -> [Point] {
    var taken = Set<Square>()
    var shifts: [Point] = []
    let places = Places(aspect: aspect)
    /// Where the search for a small component of this many nodes left off: places before are mostly full.
    var firstFree: [Int: Int] = [:]
    for (component, nodes) in points.enumerated() {
      let center = Box(around: nodes).center
      let squares = covered(nodes.map { $0 - center }, links[component])
      var index = nodes.count <= 6 ? firstFree[nodes.count] ?? 0 : 0
      while !fits(squares, places[index], taken) { index += 1 }
      firstFree[nodes.count] = index
      let place = places[index]
      for square in squares {
        // A rim of one square keeps components apart.
        for dx in -1...1 { for dy in -1...1 { taken.insert(square + place + Square(x: Int32(dx), y: Int32(dy))) } }
      }
      shifts.append(Point(x: Double(place.x) * cell, y: Double(place.y) * cell) - center)
    }
    return shifts
  }

  private func fits(_ squares: Set<Square>, _ place: Square, _ taken: Set<Square>) -> Bool {
    squares.allSatisfy { !taken.contains($0 + place) }
  }

  /// The squares under nodes and relations.
  private func covered(_ nodes: [Point], _ links: [(Int, Int)]) -> Set<Square> {
    let square = { (point: Point) in
      Square(x: Int32((point.x / cell).rounded()), y: Int32((point.y / cell).rounded()))
    }
    var squares = Set(nodes.map(square))
    for (a, b) in links {
      let steps = max(1, Int((nodes[b] - nodes[a]).length / cell * 2))
      if steps > 400 { continue }
      for step in 0...steps {
        squares.insert(square(nodes[a] + (nodes[b] - nodes[a]) * (Double(step) / Double(steps))))
      }
    }
    return squares
  }
}

private struct Square: Hashable {
  var x: Int32
  var y: Int32
  static func + (a: Square, b: Square) -> Square { Square(x: a.x + b.x, y: a.y + b.y) }
}

/// All squares of the plane in order of distance from the middle, made as needed.
private final class Places {
  private let aspect: Double
  private var places: [Square] = []
  private var reach = 0

  init(aspect: Double) { self.aspect = aspect }

  subscript(index: Int) -> Square {
    while index >= places.count { grow() }
    return places[index]
  }

  /// Adds the ring of squares whose distance lies between `reach` and twice that.
  private func grow() {
    let next = max(8, reach * 2)
    let (inner, outer) = (Double(reach * reach), Double(next * next))
    let width = Int32(Double(next) * aspect) + 1
    var ring: [(distance: Double, place: Square)] = []
    for x in -width...width {
      for y in -Int32(next)...Int32(next) {
        let (across, up) = (Double(x) / aspect, Double(y))
        let distance = across * across + up * up
        if distance < outer && (distance >= inner) { ring.append((distance, Square(x: x, y: y))) }
      }
    }
    ring.sort { ($0.distance, $0.place.y, $0.place.x) < ($1.distance, $1.place.y, $1.place.x) }
    places += ring.map(\.place)
    reach = next
  }
}
