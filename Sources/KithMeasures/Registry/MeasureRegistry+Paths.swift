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
    MeasureEntry(ShortestPaths.info),
    MeasureEntry(EgoNetwork.info),
  ]
}
