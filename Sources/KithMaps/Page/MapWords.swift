import KithFoundation
import KithMeasures

/// What the map says in words; every number comes from the selection.
struct MapWords {
  let subtitle: String
  /// Sentences, one a line.
  let caption: [String]
  let altText: String

  init(map: SpreadMap, selection: MapSelection, communities: [MapCommunity]) {
    let (people, relations) = (map.graph.nodeCount, map.graph.edgeCount)
    let facts = map.facts
    let period = facts.period.map { VisibleText.of($0) }
    var head = period.map { [$0] } ?? []
    head += [counted(people, "person", "people"), counted(relations, "relation")]
    if let interactions = facts.interactions { head.append("\(grouped(interactions)) interactions") }
    subtitle = head.joined(separator: "  ·  ")

    let shown = selection.nodes.count
    let left = relations - selection.edges.count
    var counts: String
    if shown == people && left == 0 {
      counts = "Showing all \(counted(people, "person", "people")) and \(counted(relations, "relation"))."
      if people == 0 { counts = "There is no one to show." }
    } else {
      counts =
        "Showing \(grouped(shown)) of \(counted(people, "person", "people")) and "
        + "\(grouped(selection.edges.count)) of \(counted(relations, "relation")), "
        + "grown from the core by \(Self.measure(map)). Left out: "
      var parts: [String] = []
      if people > shown {
        parts.append("\(counted(people - shown, "person", "people")) with lower scores or further from the core")
      }
      let outside = relations - selection.edgesAmong
      if outside > 0 { parts.append("their \(counted(outside, "relation"))") }
      let weak = selection.edgesAmong - selection.edges.count
      if weak > 0 { parts.append("the \(grouped(weak)) weakest relations among those shown") }
      counts += parts.joined(separator: ", ") + "."
    }
    var caption = [counts]
    if !selection.edges.isEmpty {
      var meaning = VisibleText.of(facts.edgeMeaning)
      if let first = meaning.first { meaning = first.uppercased() + meaning.dropFirst() }
      caption.append(
        meaning
          + (map.graph.isDirected
            ? "; it bends to the right as seen from the one who addressed and has that person's colour"
            : "; it has the colour of one of the two")
          + (map.graph.isWeighted ? ", and is wider the stronger the relation." : "."))
    }
    caption += facts.notes.map { VisibleText.of($0) }
    self.caption = caption

    let names = selection.core.prefix(5).map {
      VisibleText.isolated(TextAdvance.truncated(map.name(of: $0), toEms: 24))
    }
    var alt = "\(VisibleText.of(facts.title)). A map of people as dots and relations as lines"
    if let period { alt += ", \(period)" }
    alt += ". " + caption.joined(separator: " ")
    if !communities.isEmpty { alt += " Colours mark \(counted(communities.count, "community", "communities"))." }
    if !names.isEmpty {
      alt += " At the core: \(names.joined(separator: ", "))\(selection.core.count > 5 ? " and others" : "")."
    }
    altText = alt
  }

  static func measure(_ map: SpreadMap) -> String {
    map.facts.sizeMeaning.map { VisibleText.of($0) } ?? map.scores.measure.title
  }
}
