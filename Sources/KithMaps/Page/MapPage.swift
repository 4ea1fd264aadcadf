import KithFoundation
import KithGraph
import KithMeasures

/// Composes the page: title above, map on the left, legend on the right, caption below.
struct MapPage {
  let map: SpreadMap
  let selection: MapSelection
  let words: MapWords
  let communities: [MapCommunity]
  /// Colour of each person shown.
  let colors: [String]
  let page: Box
  /// Where the map goes.
  let frame: Box
  private let titleLines: [String]
  private let captionLines: [String]

  private static let width = 1_000.0
  private static let mapHeight = 600.0
  private static let margin = 34.0
  private static let panelWidth = 196.0
  private static let titleSize = 22.0
  private static let captionSize = 9.0
  private static let captionStep = 13.0

  init(map: SpreadMap, selection: MapSelection) {
    self.map = map
    self.selection = selection
    let communities = Self.communities(map, selection)
    self.communities = communities
    var color: [Int: String] = [:]
    for community in communities { color[community.index] = community.color }
    colors = selection.nodes.map { color[map.partition[$0]] ?? Palette.rest }
    words = MapWords(map: map, selection: selection, communities: communities)
    let inner = Self.width - 2 * Self.margin
    let title = TextAdvance.wrapped(VisibleText.of(map.facts.title), toEms: inner / Self.titleSize - 1, bold: true)
    titleLines = title.count > 2 ? [title[0], title[1] + "…"] : title
    // Small text runs wider where glyphs are fitted to pixels.
    captionLines = words.caption.flatMap { TextAdvance.wrapped($0, toEms: 0.96 * inner / Self.captionSize) }
    let bottom = Self.margin + Double(captionLines.count) * Self.captionStep + 18
    let top = Self.margin + Double(titleLines.count) * Self.titleSize * 1.25 + 34
    page = Box(minX: 0, minY: 0, maxX: Self.width, maxY: bottom + Self.mapHeight + top)
    frame = Box(
      minX: Self.margin, minY: bottom, maxX: Self.width - Self.margin - Self.panelWidth - 28,
      maxY: bottom + Self.mapHeight)
  }

  /// Communities of core people and the largest others shown: two people at least, and one in a hundred.
  private static func communities(_ map: SpreadMap, _ selection: MapSelection) -> [MapCommunity] {
    var shown = [Int](repeating: 0, count: map.partition.count)
    for node in selection.nodes { shown[map.partition[node]] += 1 }
    let limit = min(max(0, map.options.colors), Palette.communities.count)
    let ofCore = Set(selection.core.map { map.partition[$0] })
    let bySize = shown.indices.filter {
      shown[$0] > 1 && (ofCore.contains($0) || shown[$0] * 100 >= selection.nodes.count)
    }.sorted {
      shown[$0] != shown[$1] ? shown[$0] > shown[$1] : $0 < $1
    }
    let chosen = Set((bySize.filter(ofCore.contains) + bySize.filter { !ofCore.contains($0) }).prefix(limit))
    let largest = bySize.filter(chosen.contains)
    var leaders: [Int: [Int]] = [:]
    let values = map.scores.values
    for node in selection.nodes.sorted(by: { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }) {
      if leaders[map.partition[node], default: []].count < 3 { leaders[map.partition[node], default: []].append(node) }
    }
    return largest.enumerated().map { rank, index in
      MapCommunity(
        index: index, color: Palette.communities[rank], nodesShown: shown[index],
        nodesTotal: map.partition.sizes[index], leaders: leaders[index] ?? [])
    }
  }

  func drawing(at positions: [Point]) -> MapDrawing {
    let values = selection.nodes.map { map.scores[$0] }
    let isCore = Set(selection.core)
    let geometry = MapGeometry(
      positions: positions, values: values,
      rims: selection.nodes.map { isCore.contains($0) ? Self.ringGap + 0.7 : 0 }, frame: frame.inset(by: 10))
    var writer = DOTWriter(page: page)
    drawCurves(geometry, &writer)
    drawDots(geometry, &writer)
    let labelled = drawLabels(geometry, &writer)
    drawTitle(&writer)
    MapLegend(page: self, geometry: geometry).draw(
      in: Box(
        minX: Self.width - Self.margin - Self.panelWidth, minY: frame.minY, maxX: Self.width - Self.margin,
        maxY: frame.maxY), &writer)
    for (index, line) in captionLines.enumerated() {
      let y = Self.margin + (Double(captionLines.count - 1 - index) + 0.5) * Self.captionStep
      writer.text(line, at: Point(x: Self.margin, y: y), size: Self.captionSize, color: Palette.quiet)
    }
    return MapDrawing(
      dot: writer.finished(), title: VisibleText.of(map.facts.title), nodesShown: selection.nodes.count,
      nodesTotal: map.graph.nodeCount,
      edgesShown: selection.edges.count, edgesTotal: map.graph.edgeCount, caption: words.caption,
      altText: words.altText, core: selection.core, labelled: labelled, communities: communities,
      dots: selection.nodes.indices.map {
        MapDot(
          node: selection.nodes[$0], x: geometry.centers[$0].x, y: geometry.centers[$0].y, radius: geometry.radii[$0],
          color: colors[$0])
      })
  }

  /// Weak relations first. Each bends to the right as seen from the one who addressed, in that person's colour.
  private func drawCurves(_ geometry: MapGeometry, _ writer: inout DOTWriter) {
    let strongest = Double(selection.edges.first?.weight ?? 1)
    let crowd = min(1, (400 / Double(max(1, selection.edges.count))).squareRoot())
    for edge in selection.edges.reversed() {
      let (a, b) = (geometry.centers[edge.source], geometry.centers[edge.target])
      let way = b - a
      let bend = map.graph.isDirected ? 0.16 : 0
      let control = a + way * 0.5 + Point(x: way.y, y: -way.x) * bend
      let strength = strongest > 0 && edge.weight > 0 ? (Double(edge.weight) / strongest).squareRoot() : 0
      // Relations between communities step back behind those within.
      let isInner = colors[edge.source] == colors[edge.target]
      let opacity = (0.12 + 0.30 * crowd + 0.2 * strength) * (isInner ? 1 : 0.6)
      writer.curve(
        from: edge.source, to: edge.target,
        points: [a, a + (control - a) * (2.0 / 3), b + (control - b) * (2.0 / 3), b],
        color: Palette.translucent(colors[edge.source], opacity), width: 0.35 + 0.45 * crowd + 2 * strength)
    }
  }

  /// Small dots first, so that large ones and the core lie on top.
  private func drawDots(_ geometry: MapGeometry, _ writer: inout DOTWriter) {
    let isCore = Set(selection.core)
    let order = selection.nodes.indices.sorted {
      geometry.radii[$0] != geometry.radii[$1] ? geometry.radii[$0] < geometry.radii[$1] : $0 < $1
    }
    for index in order {
      let radius = geometry.radii[index]
      if isCore.contains(selection.nodes[index]) {
        writer.circle(
          at: geometry.centers[index], radius: radius + Self.ringGap, fill: Palette.ground, line: Palette.ink,
          width: 1.3)
      }
      writer.dot(
        index, at: geometry.centers[index], radius: radius, fill: colors[index], rim: min(1, 0.25 + radius * 0.08),
        name: map.name(of: selection.nodes[index]))
    }
  }

  static let ringGap = 2.6

  /// Names of the best people; returns those placed.
  private func drawLabels(_ geometry: MapGeometry, _ writer: inout DOTWriter) -> [Int] {
    let isCore = Set(selection.core)
    let values = map.scores.values
    let best = selection.nodes.indices.sorted {
      let (a, b) = (values[selection.nodes[$0]], values[selection.nodes[$1]])
      return a != b ? a > b : $0 < $1
    }.prefix(selection.isFlat && selection.nodes.count > map.options.labels ? 0 : max(0, map.options.labels))
    let solid = Set(best)
    let placement = LabelPlacement(
      bounds: frame.inset(by: -12),
      discs: selection.nodes.indices.map {
        LabelPlacement.Disc(
          center: geometry.centers[$0],
          radius: geometry.radii[$0] + (isCore.contains(selection.nodes[$0]) ? Self.ringGap + 1 : 0),
          isSolid: solid.contains($0) || geometry.radii[$0] > 7)
      })
    let requests = best.map { index in
      LabelPlacement.Request(
        disc: index, text: map.name(of: selection.nodes[index]),
        size: 9.5 + 5 * (geometry.radii[index] / max(geometry.largest, 1)),
        isBold: isCore.contains(selection.nodes[index]))
    }
    let labels = placement.labels(requests)
    for label in labels {
      writer.rectangle(label.box, fill: Palette.translucent(Palette.ground, 0.78), isRounded: true)
    }
    for label in labels {
      let request = requests[label.request]
      writer.text(
        label.text, at: label.box.center, size: request.size, color: Palette.ink, bold: request.isBold, align: .middle)
    }
    return labels.map { selection.nodes[requests[$0.request].disc] }
  }

  private func drawTitle(_ writer: inout DOTWriter) {
    var y = page.maxY - Self.margin - Self.titleSize * 0.6
    for line in titleLines {
      writer.text(line, at: Point(x: Self.margin, y: y), size: Self.titleSize, color: Palette.ink, bold: true)
      y -= Self.titleSize * 1.25
    }
    writer.text(
      TextAdvance.truncated(words.subtitle, toEms: (Self.width - 2 * Self.margin) / 12),
      at: Point(x: Self.margin, y: y + 3), size: 12, color: Palette.quiet)
  }
}
