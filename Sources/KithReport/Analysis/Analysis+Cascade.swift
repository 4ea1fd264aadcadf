import KithDiffusion
import KithMaps

extension Analysis {
  /// The largest cascade, for drawing; nil without cascades. With a map, communities have the colours they have there.
  public func cascadeMap(beside map: MapDrawing? = nil) -> CascadeMap? {
    guard let found = cascades, let largest = found.followed.first else { return nil }
    return cascadeMap(of: found.cascades, at: largest.index, coloring: coloring(beside: map))
  }

  /// One cascade of a log, for drawing, in the report's words and time.
  public func cascadeMap(
    of cascades: CascadeSet, at index: Int, coloring: CascadeColoring, title: String? = nil, showsTimes: Bool = false
  ) -> CascadeMap {
    let phrases = Phrases(language: options.language)
    return CascadeMap(
      cascades: cascades, index: index, coloring: coloring,
      facts: CascadeFacts(
        title: title, followMeaning: self.cascades.flatMap { phrases.followMeaning(kinds: $0.kinds.map(\.name)) },
        utcOffsetMinutes: options.utcOffsetMinutes, showsTimes: showsTimes,
        language: options.language == .korean ? .korean : .english))
  }

  /// Communities as the report numbers them.
  public func coloring(beside map: MapDrawing? = nil) -> CascadeColoring {
    var names: [Int: String] = [:]
    let words = mapFacts
    for summary in summaries { names[summary.index] = words.communityNames[summary.index] }
    var colors: [Int: String] = [:]
    for community in map?.communities ?? [] { colors[community.index] = community.color }
    return .community(communities.partition, names: names, colors: colors)
  }
}
