import KithMaps
import KithOutput

extension Analysis {
  /// The map of this analysis: size is PageRank, colour community.
  public func map(options: MapOptions = MapOptions()) -> SpreadMap {
    SpreadMap(
      graph: graph, scores: pageRank, partition: communities.partition, facts: mapFacts, options: options)
  }

  /// What the map says in words, in the report's language.
  public var mapFacts: MapFacts {
    let phrases = Phrases(language: options.language)
    let formatting = ValueFormatting(language: options.language, unit: nil)
    var facts = MapFacts(
      title: options.title ?? phrases[.title],
      edgeMeaning: phrases.edgeMeaning(kinds: facts.addressingKinds.map(\.name)),
      sizeMeaning: phrases[.columnPageRank] + " (PageRank)", isShare: true, interactions: leftOut.addressing,
      language: options.language == .korean ? .korean : .english)
    facts.language = options.language == .korean ? .korean : .english
    // The numbers of the report's communities, so that legend and text speak of the same ones.
    for summary in summaries {
      let leaders = summary.leaders.prefix(2).map { log.people[$0] }
      facts.communityNames[summary.index] = "\(summary.index + 1) · " + leaders.joined(separator: ", ")
    }
    if let period = log.period {
      let days = [period.lowerBound, period.upperBound].map { bound in
        formatting.text(.string(clock.iso8601(bound.milliseconds)), .day) ?? ""
      }
      facts.period = days[0] == days[1] ? days[0] : days.joined(separator: " – ")
    }
    return facts
  }
}
