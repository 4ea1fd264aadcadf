extension MeasureRegistry {
  static let communities: [MeasureEntry] = [
    MeasureEntry(
      Leiden.info,
      .communities {
        Leiden(
          objective: $0.objective ?? .modularity, resolution: $0.resolution ?? 1,
          keepsDirection: $0.keepsDirection ?? false, seed: $0.seed, runs: $0.runs)
      }),
    MeasureEntry(
      Louvain.info,
      .communities {
        Louvain(
          objective: $0.objective ?? .modularity, resolution: $0.resolution ?? 1,
          keepsDirection: $0.keepsDirection ?? false, seed: $0.seed, runs: $0.runs)
      }),
    MeasureEntry(
      LabelPropagation.info, .communities { LabelPropagation(seed: $0.seed, runs: $0.runs ?? 1) }),
  ]
}
