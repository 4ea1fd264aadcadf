import KithMaps

extension Analysis {
  /// The map of this analysis: size is PageRank, colour community.
  public func map(options: MapOptions = MapOptions()) -> SpreadMap {
    SpreadMap(
      graph: graph, scores: pageRank, partition: communities.partition, facts: mapFacts, options: options)
  }

  /// What the map says in words.
  public var mapFacts: MapFacts {
    MapFacts(title: options.title ?? "Spread map", interactions: leftOut.addressing)
  }
}
