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
    MeasureEntry(
      Infomap.info,
      .communities {
        Infomap(
          damping: $0.damping ?? 0.85, keepsDirection: $0.keepsDirection ?? true, seed: $0.seed, runs: $0.runs)
      }),
    MeasureEntry(KCoreCommunities.info, .communities { KCoreCommunities(k: $0.k ?? 2) }),
    MeasureEntry(Consensus.info),
    MeasureEntry(ConsensusCommunities.info),
    MeasureEntry(CommunityTracking.info),
    MeasureEntry(
      ParticipationCoefficient.info,
      .nodes { ParticipationCoefficient(communities: Leiden(resolution: $0.resolution ?? 1, seed: $0.seed)) }),
    MeasureEntry(
      WithinModuleZScore.info,
      .nodes { WithinModuleZScore(communities: Leiden(resolution: $0.resolution ?? 1, seed: $0.seed)) }),
  ]
}
