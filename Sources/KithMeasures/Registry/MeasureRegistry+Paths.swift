extension MeasureRegistry {
  static let paths: [MeasureEntry] = [
    MeasureEntry(
      Betweenness.info,
      .nodes {
        Betweenness(
          usesWeights: $0.usesWeights ?? false, sources: $0.sources, epsilon: $0.epsilon, delta: $0.delta ?? 0.1,
          seed: $0.seed)
      }),
    MeasureEntry(
      EdgeBetweenness.info,
      .edges { EdgeBetweenness(usesWeights: $0.usesWeights ?? false, sources: $0.sources, seed: $0.seed) }),
    MeasureEntry(
      Closeness.info,
      .nodes {
        Closeness(
          isIncoming: $0.isIncoming ?? true, usesWeights: $0.usesWeights ?? false, sources: $0.sources,
          delta: $0.delta ?? 0.1, seed: $0.seed)
      }),
    MeasureEntry(
      Harmonic.info,
      .nodes {
        Harmonic(
          isIncoming: $0.isIncoming ?? true, usesWeights: $0.usesWeights ?? false, sources: $0.sources,
          delta: $0.delta ?? 0.1, seed: $0.seed)
      }),
    MeasureEntry(
      Eccentricity.info,
      .nodes { Eccentricity(isIncoming: $0.isIncoming ?? false, usesWeights: $0.usesWeights ?? false) }),
    MeasureEntry(Diameter.info, .graph { Diameter(usesWeights: $0.usesWeights ?? false, seed: $0.seed) }),
    MeasureEntry(
      MeanDistance.info,
      .graph { MeanDistance(usesWeights: $0.usesWeights ?? false, sources: $0.sources, seed: $0.seed) }),
    MeasureEntry(ShortestPaths.info),
    MeasureEntry(EgoNetwork.info),
    MeasureEntry(TimeRespectingReach.info),
  ]
}
