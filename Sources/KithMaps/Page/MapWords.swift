import KithFoundation
import KithMeasures

/// What the map says in words; every number comes from the selection.
struct MapWords {
  let phrases: MapPhrases
  let subtitle: String
  /// Sentences, one a line.
  let caption: [String]
  let altText: String

  init(map: SpreadMap, selection: MapSelection, communities: [MapCommunity]) {
    let phrases = MapPhrases(language: map.facts.language)
    let (people, relations) = (map.graph.nodeCount, map.graph.edgeCount)
    let facts = map.facts
    let period = facts.period.map { VisibleText.of($0) }
    var head = period.map { [$0] } ?? []
    head += [phrases.people(people), phrases.relations(relations)]
    if let interactions = facts.interactions { head.append(phrases.interactions(interactions)) }
    subtitle = head.joined(separator: "  ·  ")

    let (shown, drawn) = (selection.nodes.count, selection.edges.count)
    var caption: [String] = []
    if people == 0 {
      caption.append(phrases.nobody)
    } else if shown == people && drawn == relations {
      caption.append(phrases.allShown(people: people, relations: relations))
    } else {
      let counts = phrases.shown(people: shown, of: people, relations: drawn, of: relations)
      let rest = phrases.leftOut(
        people: people - shown, relations: relations - selection.edgesAmong, weak: selection.edgesAmong - drawn)
      caption.append(counts + " " + rest)
    }
    if drawn > 0 {
      caption.append(
        phrases.edge(
          meaning: VisibleText.of(facts.edgeMeaning), isDirected: map.graph.isDirected,
          isWeighted: map.graph.isWeighted))
    }
    caption += facts.notes.map { VisibleText.of($0) }
    self.caption = caption
    self.phrases = phrases
    altText = phrases.altText(
      title: VisibleText.of(facts.title), period: period, caption: caption, communities: communities.count,
      core: selection.core.prefix(5).map {
        VisibleText.isolated(TextAdvance.truncated(map.name(of: $0), toEms: 24))
      }, more: selection.core.count > 5)
  }

  static func measure(_ map: SpreadMap) -> String {
    map.facts.sizeMeaning.map { VisibleText.of($0) } ?? map.scores.measure.title
  }
}
