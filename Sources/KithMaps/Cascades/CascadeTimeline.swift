import KithFoundation

/// Draws a cascade over time: each member at the moment it joined, in the lane of its colour.
struct CascadeTimeline {
  let scene: CascadeScene

  private static let width = 1_000.0
  private static let margin = 34.0
  private static let laneName = 128.0
  private static let titleSize = 20.0
  private static let captionSize = 9.0
  private static let captionStep = 13.0
  private static let axisHeight = 34.0
  /// Room above and below a lane's dots.
  private static let lanePadding = 9.0
  /// Where members without a time stand, left of the axis.
  private static let gutter = 24.0
  private static let names = 24

  /// A lane with its members in order of time.
  private struct Lane {
    var group: Int
    /// Positions in the scene's `shown`.
    var members: [Int]
    var middle = 0.0
    var height = 0.0
  }

  func drawing() -> CascadeDrawing {
    let shown = scene.shown
    let radii = self.radii
    let times = shown.compactMap { scene.time(of: $0) }
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    let hasUntimed = times.count < shown.count
    let left = Self.margin + Self.laneName + (hasUntimed ? 2 * Self.gutter : 10)
    let right = Self.width - Self.margin - 16
    let x = shown.map { member -> Double in
      guard let time = scene.time(of: member) else { return left - Self.gutter - 4 }
      return last > first ? left + (right - left) * Double(time - first) / Double(last - first) : (left + right) / 2
    }
    var lanes = self.lanes
    let offsets = spread(&lanes, x: x, radii: radii)

    let phrases = scene.phrases
    let caption = captionLines(untimed: shown.count - times.count)
    let inner = Self.width - 2 * Self.margin
    let captionText = caption.flatMap { TextAdvance.wrapped($0, toEms: 0.96 * inner / Self.captionSize) }
    var title = TextAdvance.wrapped(scene.title, toEms: inner / Self.titleSize - 1, bold: true)
    if title.count > 2 { title = [title[0], title[1] + "…"] }
    let bottom = Self.margin + Double(captionText.count) * Self.captionStep + 16 + Self.axisHeight
    let top = bottom + lanes.reduce(0) { $0 + $1.height }
    let head = Double(title.count) * Self.titleSize * 1.25 + 58
    var writer = DOTWriter(page: Box(minX: 0, minY: 0, maxX: Self.width, maxY: top + head + Self.margin - 10))
    var y = top
    for index in lanes.indices {
      lanes[index].middle = y - lanes[index].height / 2
      y -= lanes[index].height
    }

    var centers = [Point](repeating: .zero, count: shown.count)
    for lane in lanes {
      for place in lane.members { centers[place] = Point(x: x[place], y: lane.middle + offsets[place]) }
    }
    drawHead(title, &writer)
    drawLanes(lanes, from: left - (hasUntimed ? 2 * Self.gutter : 10), bottom: bottom, top: top, &writer)
    if hasUntimed {
      writer.text(
        phrases.beforeTheLog, at: Point(x: left - Self.gutter - 4, y: bottom - 26), size: 8.5, color: Palette.quiet,
        align: .middle)
    }
    if !times.isEmpty {
      drawAxis(first: first, last: last, left: left, right: right, bottom: bottom, top: top, &writer)
    }
    drawLines(centers, &writer)
    drawDots(centers, radii, &writer)
    let frame = Box(minX: left - (hasUntimed ? 2 * Self.gutter : 6), minY: bottom, maxX: Self.width - 6, maxY: top + 8)
    drawNames(centers, radii, in: frame, &writer)
    for (index, line) in captionText.enumerated() {
      let y = Self.margin + (Double(captionText.count - 1 - index) + 0.5) * Self.captionStep
      writer.text(line, at: Point(x: Self.margin, y: y), size: Self.captionSize, color: Palette.quiet)
    }
    return CascadeDrawing(
      dot: writer.finished(), engine: .nop2, title: scene.title, membersShown: shown.count, membersTotal: scene.count,
      caption: caption, altText: scene.altText(phrases.timelineKind, caption: caption))
  }

  /// By position among those shown; a dot's area is what it set off, down to a least size.
  private var radii: [Double] {
    let crowd = min(1, (250 / Double(max(1, scene.shown.count))).squareRoot())
    let floor = 1.4 + 1.6 * crowd
    let largest = Double(scene.branch[0])
    return scene.shown.map { max(floor, 13 * (Double(scene.branch[$0]) / max(largest, 12)).squareRoot()) }
  }

  private var lanes: [Lane] {
    var members = [[Int]](repeating: [], count: scene.groups.groups.count)
    for (place, member) in scene.shown.enumerated() { members[scene.groups.group[member]].append(place) }
    return members.indices.filter { !members[$0].isEmpty }.map { group in
      let order = members[group].sorted { a, b in
        let (one, other) = (scene.time(of: scene.shown[a]) ?? .min, scene.time(of: scene.shown[b]) ?? .min)
        return (one, a) < (other, b)
      }
      return Lane(group: group, members: order)
    }
  }

  /// How far from its lane's middle each member stands, so that dots of one moment lie beside each other as far as
  /// there is room; sets the lanes' heights.
  private func spread(_ lanes: inout [Lane], x: [Double], radii: [Double]) -> [Double] {
    var offsets = [Double](repeating: 0, count: x.count)
    let room = max(30, 560 / Double(max(1, lanes.count)))
    for index in lanes.indices {
      // The last few placed may still be in the way; larger crowds overlap in any case.
      var near: [Int] = []
      var reach = 0.0
      for place in lanes[index].members {
        near = near.filter { x[place] - x[$0] < radii[place] + radii[$0] + 0.8 }.suffix(60)
        let step = radii[place] + 1
        var best = 0.0
        for attempt in 0..<80 {
          let side = attempt % 2 == 0 ? 1.0 : -1
          let offset = side * Double((attempt + 1) / 2) * step
          let isFree = near.allSatisfy { other in
            let away = Point(x: x[place] - x[other], y: offset - offsets[other]).length
            return away >= radii[place] + radii[other] + 0.6
          }
          best = offset
          if isFree { break }
        }
        offsets[place] = best
        near.append(place)
        reach = max(reach, abs(best) + radii[place])
      }
      // A crowd too high for its lane is pressed together.
      let most = room / 2 - Self.lanePadding
      if reach > most {
        let scale = most / reach
        for place in lanes[index].members { offsets[place] *= scale }
        reach = most
      }
      lanes[index].height = max(34, 2 * (reach + Self.lanePadding))
    }
    return offsets
  }

  private func drawHead(_ title: [String], _ writer: inout DOTWriter) {
    var y = writer.page.maxY - Self.margin - Self.titleSize * 0.3
    for line in title {
      writer.text(line, at: Point(x: Self.margin, y: y), size: Self.titleSize, color: Palette.ink, bold: true)
      y -= Self.titleSize * 1.25
    }
    writer.text(
      TextAdvance.truncated(scene.subtitle, toEms: (Self.width - 2 * Self.margin) / 11.5),
      at: Point(x: Self.margin, y: y + 4), size: 11.5, color: Palette.quiet)
    // What ring and colour mean, under the subtitle.
    y -= 18
    let ring = Point(x: Self.margin + 7, y: y)
    writer.circle(at: ring, radius: 6.5, fill: Palette.ground, line: Palette.ink, width: 1.3)
    writer.circle(at: ring, radius: 4, fill: "#c9d0d8", line: nil)
    writer.text(scene.phrases.root, at: Point(x: ring.x + 13, y: y), size: 9.5, color: Palette.text)
    let next = ring.x + 13 + TextAdvance.ems(scene.phrases.root) * 9.5 + 26
    writer.text(scene.groups.heading, at: Point(x: next, y: y), size: 9.5, color: Palette.text)
  }

  private func drawLanes(
    _ lanes: [Lane], from left: Double, bottom: Double, top: Double, _ writer: inout DOTWriter
  ) {
    for (index, lane) in lanes.enumerated() {
      let group = scene.groups.groups[lane.group]
      let (low, high) = (lane.middle - lane.height / 2, lane.middle + lane.height / 2)
      if index % 2 == 0 {
        writer.rectangle(
          Box(minX: Self.margin, minY: low, maxX: Self.width - Self.margin, maxY: high),
          fill: Palette.translucent(Palette.rest, 0.1))
      }
      writer.rectangle(Box(minX: Self.margin, minY: low + 2, maxX: Self.margin + 4, maxY: high - 2), fill: group.color)
      writer.text(
        TextAdvance.truncated(group.name, toEms: (Self.laneName - 16) / 10),
        at: Point(x: Self.margin + 10, y: lane.middle + 6),
        size: 10, color: Palette.ink)
      writer.text(
        scene.phrases.members(group.members), at: Point(x: Self.margin + 10, y: lane.middle - 7), size: 8.5,
        color: Palette.quiet)
    }
  }

  private func drawAxis(
    first: Int64, last: Int64, left: Double, right: Double, bottom: Double, top: Double, _ writer: inout DOTWriter
  ) {
    writer.rectangle(Box(minX: left, minY: bottom - 0.8, maxX: right, maxY: bottom), fill: Palette.quiet)
    let ticks =
      last > first
      ? TimeAxis(first: first, last: last, clock: scene.clock).ticks(atMost: 9) : [(first, scene.clock.short(first))]
    for (time, label) in ticks {
      let x =
        last > first ? left + (right - left) * Double(time - first) / Double(last - first) : (left + right) / 2
      writer.rectangle(Box(minX: x - 0.3, minY: bottom - 5, maxX: x + 0.3, maxY: top), fill: Palette.rule)
      writer.text(label, at: Point(x: x, y: bottom - 14), size: 9, color: Palette.text, align: .middle)
    }
  }

  /// From whom was followed to who followed, in the colour of the first.
  private func drawLines(_ centers: [Point], _ writer: inout DOTWriter) {
    var place = [Int](repeating: 0, count: scene.count)
    for (index, member) in scene.shown.enumerated() { place[member] = index }
    let crowd = min(1, 300 / Double(max(1, scene.shown.count)))
    for (index, member) in scene.shown.enumerated().dropFirst() {
      let parent = place[scene.parents[member]]
      let (a, b) = (centers[parent], centers[index])
      let bend = (b.x - a.x) * 0.5
      writer.curve(
        from: parent, to: index, points: [a, Point(x: a.x + bend, y: a.y), Point(x: b.x - bend, y: b.y), b],
        color: Palette.translucent(scene.color(of: scene.parents[member]), 0.08 + 0.46 * crowd),
        width: 0.4 + 0.6 * crowd)
    }
  }

  /// Small dots first, the root last.
  private func drawDots(_ centers: [Point], _ radii: [Double], _ writer: inout DOTWriter) {
    for place in scene.shown.indices.sorted(by: { (radii[$0], $1) < (radii[$1], $0) }) {
      let member = scene.shown[place]
      if member == 0 {
        writer.circle(
          at: centers[place], radius: radii[place] + MapPage.ringGap, fill: Palette.ground, line: Palette.ink,
          width: 1.3)
      }
      writer.dot(
        place, at: centers[place], radius: radii[place], fill: scene.color(of: member),
        rim: min(0.8, 0.2 + radii[place] * 0.08), name: scene.name(of: member, ems: 60))
    }
  }

  /// The names of those who set off most.
  private func drawNames(_ centers: [Point], _ radii: [Double], in frame: Box, _ writer: inout DOTWriter) {
    let best = scene.shown.indices.sorted { a, b in
      (scene.branch[scene.shown[b]], a) < (scene.branch[scene.shown[a]], b)
    }.filter { $0 == 0 || scene.branch[scene.shown[$0]] > 1 || scene.shown.count <= Self.names }.prefix(Self.names)
    let named = Set(best)
    let placement = LabelPlacement(
      bounds: frame,
      discs: scene.shown.indices.map { place in
        LabelPlacement.Disc(
          center: centers[place], radius: radii[place] + (place == 0 ? MapPage.ringGap + 1 : 0),
          isSolid: named.contains(place) || radii[place] > 6)
      })
    let requests = best.map { place in
      LabelPlacement.Request(
        disc: place, text: scene.name(of: scene.shown[place], ems: 24), size: place == 0 ? 11 : 9, isBold: place == 0)
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
  }

  private func captionLines(untimed: Int) -> [String] {
    let phrases = scene.phrases
    let left = scene.count - scene.shown.count
    var caption = [
      left == 0
        ? phrases.everyone(scene.count)
        : phrases.shown(scene.shown.count, of: scene.count) + " " + phrases.leftOut(left)
    ]
    var sentences = [phrases.sizes]
    if untimed > 0 { sentences.append(phrases.untimed(untimed)) }
    if scene.shown.count > 1 {
      sentences += [
        phrases.follows(scene.map.facts.followMeaning.map { VisibleText.of($0) }, arrow: false), phrases.order,
      ]
    }
    caption.append(sentences.joined(separator: " "))
    return caption + scene.rootNote + scene.map.facts.notes.map { VisibleText.of($0) }
  }
}
