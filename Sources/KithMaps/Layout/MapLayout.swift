import KithFoundation

/// Where everyone stands: each component by forces, communities seeded apart, components packed.
struct MapLayout {
  var seed: UInt64
  /// Width over height wanted.
  var aspect: Double
  /// Steps of the force layout for graphs of up to 3,000 nodes; fewer beyond.
  var iterations = 400

  /// Positions with about one unit of area a node, centred on the origin.
  func positions(
    count: Int, edges: [MapSelection.Edge], group: [Int], execution: Execution
  ) throws -> [Point] {
    let springs = merged(edges)
    let components = components(count: count, springs: springs)
    var points: [[Point]] = []
    for component in components {
      points.append(
        try place(component, group: component.nodes.map { group[$0] }, execution: execution))
    }
    let packing = ComponentPacking(aspect: aspect, cell: 1)
    let shifts = packing.shifts(
      points: points, links: components.map { $0.springs.map { ($0.a, $0.b) } })
    var result = [Point](repeating: .zero, count: count)
    for (index, component) in components.enumerated() {
      for (position, node) in component.nodes.enumerated() { result[node] = points[index][position] + shifts[index] }
    }
    let middle = Box(around: result).center
    return result.map { $0 - middle }
  }

  /// Both directions of a relation as one spring; strength grows with the root of the weight, mean 1.
  private func merged(_ edges: [MapSelection.Edge]) -> [ForceLayout.Spring] {
    let pairs = edges.map { (a: min($0.source, $0.target), b: max($0.source, $0.target), weight: Double($0.weight)) }
      .sorted { ($0.a, $0.b, $0.weight) < ($1.a, $1.b, $1.weight) }
    var springs: [ForceLayout.Spring] = []
    for pair in pairs {
      if let last = springs.last, last.a == pair.a, last.b == pair.b {
        springs[springs.count - 1].weight += pair.weight
      } else {
        springs.append(ForceLayout.Spring(a: pair.a, b: pair.b, weight: pair.weight))
      }
    }
    let roots = springs.map { $0.weight > 0 ? min($0.weight, 1e12).squareRoot() : 0 }
    let mean = roots.reduce(0, +) / Double(max(1, roots.count))
    for index in springs.indices {
      springs[index].weight = mean > 0 ? min(max(roots[index] / mean, 0.25), 4) : 1
    }
    return springs
  }

  private struct Component {
    var nodes: [Int] = []
    /// Ends are positions in `nodes`.
    var springs: [ForceLayout.Spring] = []
  }

  /// Connected components, largest first, ties by the smallest node.
  private func components(count: Int, springs: [ForceLayout.Spring]) -> [Component] {
    var sets = DisjointSets(count: count)
    for spring in springs { _ = sets.union(spring.a, spring.b) }
    var slot = [Int](repeating: -1, count: count)
    var position = slot
    var components: [Component] = []
    for node in 0..<count {
      let root = sets.root(node)
      if slot[root] < 0 {
        slot[root] = components.count
        components.append(Component())
      }
      position[node] = components[slot[root]].nodes.count
      components[slot[root]].nodes.append(node)
    }
    for spring in springs {
      components[slot[sets.root(spring.a)]].springs.append(
        ForceLayout.Spring(a: position[spring.a], b: position[spring.b], weight: spring.weight))
    }
    return components.sorted {
      $0.nodes.count != $1.nodes.count ? $0.nodes.count > $1.nodes.count : $0.nodes[0] < $1.nodes[0]
    }
  }

  /// One component, its long axis level, with unit area a node.
  private func place(_ component: Component, group: [Int], execution: Execution) throws -> [Point] {
    let n = component.nodes.count
    if n == 1 { return [.zero] }
    if n == 2 { return [Point(x: -0.5, y: 0.25), Point(x: 0.5, y: -0.25)] }
    let start = try seeded(component, group: group, execution: execution)
    let steps = max(60, min(iterations, iterations * 3_000 / n))
    // Many people need their communities told apart; few read better with their bridges short.
    let between = min(max((20 / Double(n)).squareRoot(), 0.08), 0.35)
    let points = try ForceLayout(iterations: steps, betweenGroups: between).positions(
      from: start, springs: component.springs, group: group, execution: execution)
    return normalised(levelled(evened(points)))
  }

  /// Communities placed by their mutual relations, members in a sunflower round the middle of each.
  private func seeded(_ component: Component, group: [Int], execution: Execution) throws -> [Point] {
    var members: [Int: [Int]] = [:]
    for (node, label) in group.enumerated() { members[label, default: []].append(node) }
    let labels = members.keys.sorted {
      members[$0]!.count != members[$1]!.count ? members[$0]!.count > members[$1]!.count : $0 < $1
    }
    var degree = [Int](repeating: 0, count: group.count)
    for spring in component.springs {
      degree[spring.a] += 1
      degree[spring.b] += 1
    }
    var centers = [Point.zero]
    if labels.count > 1 {
      let index = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
      var between: [Int: Double] = [:]
      for spring in component.springs where group[spring.a] != group[spring.b] {
        let (a, b) = (index[group[spring.a]] ?? 0, index[group[spring.b]] ?? 0)
        between[min(a, b) * labels.count + max(a, b), default: 0] += spring.weight
      }
      let springs = between.keys.sorted().map {
        ForceLayout.Spring(a: $0 / labels.count, b: $0 % labels.count, weight: (between[$0] ?? 0).squareRoot())
      }
      let spiral = sunflower(labels.count, radius: 4 * Double(labels.count).squareRoot())
      centers = try ForceLayout(iterations: 200, attraction: 0.5).positions(
        from: spiral, springs: springs, group: Array(0..<labels.count), execution: execution)
      // The middles spread over the disc that all members need.
      let reach = centers.map(\.length).max() ?? 0
      let wanted = 12 * Double(group.count).squareRoot()
      if reach > 0 { centers = centers.map { $0 * (wanted / reach) } }
    }
    var points = [Point](repeating: .zero, count: group.count)
    for (index, label) in labels.enumerated() {
      let order = (members[label] ?? []).sorted { degree[$0] != degree[$1] ? degree[$0] > degree[$1] : $0 < $1 }
      let places = sunflower(order.count, radius: 3 * Double(order.count).squareRoot())
      for (node, place) in zip(order, places) { points[node] = centers[index] + place }
    }
    // A breath of noise, so that no symmetry is a trap.
    var noise = RandomStream(seed: seed, purpose: "map-layout")
    return points.map { $0 + Point(x: noise.unit() - 0.5, y: noise.unit() - 0.5) }
  }

  /// `count` points evenly over a disc: point k turned by the golden angle, at √k.
  private func sunflower(_ count: Int, radius: Double) -> [Point] {
    let (cosine, sine) = (-0.7373688780783197, 0.6754902942615238)
    var direction = Point(x: 1, y: 0)
    return (0..<count).map { k in
      let reach = radius * ((Double(k) + 0.5) / Double(count)).squareRoot()
      let point = direction * reach
      direction = Point(
        x: direction.x * cosine - direction.y * sine, y: direction.x * sine + direction.y * cosine)
      return point
    }
  }

  /// Crowded middles opened and long arms drawn in: each distance from the middle moves two thirds of the way to
  /// the one it would have if people stood evenly over a disc. Directions and order stay.
  private func evened(_ points: [Point]) -> [Point] {
    let n = points.count
    if n < 12 { return points }
    let middle = points.reduce(.zero, +) * (1 / Double(n))
    let reaches = points.map { ($0 - middle).length }
    let order = reaches.indices.sorted { reaches[$0] != reaches[$1] ? reaches[$0] < reaches[$1] : $0 < $1 }
    let mean = reaches.reduce(0, +) / Double(n)
    var result = points
    for (rank, index) in order.enumerated() where reaches[index] > 0 {
      // The mean distance from the middle of a disc is two thirds of its radius.
      let even = 1.5 * mean * ((Double(rank) + 0.5) / Double(n)).squareRoot()
      let reach = 0.35 * reaches[index] + 0.65 * even
      result[index] = middle + (points[index] - middle) * (reach / reaches[index])
    }
    return result
  }

  /// Turned so that the longest extent lies along x.
  private func levelled(_ points: [Point]) -> [Point] {
    let n = Double(points.count)
    let mean = points.reduce(.zero, +) * (1 / n)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      let d = point - mean
      xx += d.x * d.x
      xy += d.x * d.y
      yy += d.y * d.y
    }
    let half = (xx - yy) / 2
    let root = (half * half + xy * xy).squareRoot()
    var axis = half >= 0 ? Point(x: half + root, y: xy) : Point(x: xy, y: root - half)
    let length = axis.length
    if length < 1e-12 { return points.map { $0 - mean } }
    axis = axis * (1 / length)
    return points.map { point in
      let d = point - mean
      return Point(x: d.x * axis.x + d.y * axis.y, y: d.y * axis.x - d.x * axis.y)
    }
  }

  /// Scaled to a box of one unit of area a node.
  private func normalised(_ points: [Point]) -> [Point] {
    let box = Box(around: points)
    let area = max(box.width, box.height * 0.25) * max(box.height, box.width * 0.25)
    if area < 1e-12 { return points.enumerated().map { Point(x: Double($0.offset), y: 0) } }
    let scale = (Double(points.count) / area).squareRoot() * 1.2
    return points.map { ($0 - box.center) * scale }
  }
}
