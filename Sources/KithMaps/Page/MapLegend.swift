import KithMeasures

/// The legend: what colour, size, ring and line mean.
struct MapLegend {
  let page: MapPage
  let geometry: MapGeometry

  func draw(in box: Box, _ writer: inout DOTWriter) {
    if page.selection.nodes.isEmpty { return }
    var y = box.maxY
    communities(box, &y, &writer)
    sizes(box, &y, &writer)
    marks(box, &y, &writer)
  }

  private func heading(_ text: String, _ box: Box, _ y: inout Double, _ writer: inout DOTWriter) {
    writer.text(text, at: Point(x: box.minX, y: y - 6), size: 9.5, color: Palette.ink, bold: true)
    writer.rectangle(
      Box(minX: box.minX, minY: y - 16.6, maxX: box.maxX, maxY: y - 16), fill: Palette.rule)
    y -= 28
  }

  private func communities(_ box: Box, _ y: inout Double, _ writer: inout DOTWriter) {
    if page.communities.isEmpty { return }
    heading(page.words.phrases.community, box, &y, &writer)
    let room = box.width - 18
    for community in page.communities {
      writer.circle(at: Point(x: box.minX + 5.5, y: y), radius: 5, fill: community.color, line: nil)
      writer.text(
        TextAdvance.truncated(name(of: community), toEms: room / 10.5), at: Point(x: box.minX + 18, y: y), size: 10.5,
        color: Palette.text)
      let size = page.words.phrases.people(community.nodesShown, of: community.nodesTotal)
      writer.text(size, at: Point(x: box.minX + 18, y: y - 13), size: 8.5, color: Palette.quiet)
      y -= 31
    }
    let colored = page.communities.reduce(0) { $0 + $1.nodesShown }
    let rest = page.selection.nodes.count - colored
    if rest > 0 {
      writer.circle(at: Point(x: box.minX + 5.5, y: y), radius: 5, fill: Palette.rest, line: nil)
      writer.text(
        page.words.phrases.others(rest), at: Point(x: box.minX + 18, y: y), size: 10.5,
        color: Palette.text)
      y -= 20
    }
    y -= 8
  }

  private func name(of community: MapCommunity) -> String {
    if let name = page.map.facts.communityNames[community.index] { return VisibleText.of(name) }
    return community.leaders.prefix(2).map {
      VisibleText.isolated(TextAdvance.truncated(page.map.name(of: $0), toEms: 9))
    }
    .joined(separator: ", ")
  }

  /// Three dots standing on one line, with the scores they stand for.
  private func sizes(_ box: Box, _ y: inout Double, _ writer: inout DOTWriter) {
    let top = page.selection.nodes.map { page.map.scores[$0] }.max() ?? 0
    if top <= 0 || page.selection.isFlat { return }
    heading(
      TextAdvance.truncated(page.words.phrases.area(MapWords.measure(page.map)), toEms: box.width / 9.5, bold: true),
      box, &y,
      &writer)
    let base = y - 2 * geometry.largest + 8
    for (index, share) in [1.0, 0.25, 0.05].enumerated() {
      let radius = max(geometry.floor, geometry.largest * share.squareRoot())
      let x = box.minX + geometry.largest + Double(index) * (box.width - 2 * geometry.largest) / 2.4
      writer.circle(at: Point(x: x, y: base + radius), radius: radius, fill: "#c9d0d8", line: nil)
      writer.text(
        ScoreText.of(top * share, isShare: page.map.facts.isShare), at: Point(x: x, y: base - 10), size: 8.5,
        color: Palette.quiet, align: .middle)
    }
    y = base - 36
  }

  private func marks(_ box: Box, _ y: inout Double, _ writer: inout DOTWriter) {
    let core = page.selection.core.count
    if core == 0 { return }
    let center = Point(x: box.minX + 8.5, y: y)
    writer.circle(at: center, radius: 5 + MapPage.ringGap, fill: Palette.ground, line: Palette.ink, width: 1.3)
    writer.circle(at: center, radius: 5, fill: "#c9d0d8", line: nil)
    writer.text(
      page.words.phrases.core(core),
      at: Point(x: box.minX + 24, y: y), size: 10, color: Palette.text)
    y -= 24
  }
}
