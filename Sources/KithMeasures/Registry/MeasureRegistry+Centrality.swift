extension MeasureRegistry {
  static let centrality: [MeasureEntry] =
    [
      MeasureEntry(
        PageRank.info, .nodes { PageRank(damping: $0.damping ?? 0.85, usesWeights: $0.usesWeights ?? true) }),
      MeasureEntry(
        PersonalizedPageRank.info,
        .nodes {
          PersonalizedPageRank(
            restart: $0.restart, damping: $0.damping ?? 0.85, usesWeights: $0.usesWeights ?? true)
        }),
      MeasureEntry(
        EigenvectorCentrality.info, .nodes { EigenvectorCentrality(usesWeights: $0.usesWeights ?? true) }),
      MeasureEntry(Katz.info, .nodes { Katz(alpha: $0.alpha, usesWeights: $0.usesWeights ?? true) }),
    ]
    + HITS.Role.allCases.map { role in
      MeasureEntry(HITS(role).info, .nodes { HITS(role, usesWeights: $0.usesWeights ?? true) })
    }
    + DegreeCentrality.allCases.map { measure in MeasureEntry(measure.info, .nodes { _ in measure }) }
    + [
      MeasureEntry(BurtConstraint.info, .nodes { BurtConstraint(usesWeights: $0.usesWeights ?? true) }),
      MeasureEntry(EffectiveSize.info, .nodes { EffectiveSize(usesWeights: $0.usesWeights ?? true) }),
      MeasureEntry(VoteRank.info, .nodes { VoteRank(count: $0.count) }),
      MeasureEntry(SubgraphCentrality.info, .nodes { _ in SubgraphCentrality() }),
      MeasureEntry(
        CurrentFlowBetweenness.info, .nodes { CurrentFlowBetweenness(usesWeights: $0.usesWeights ?? true) }),
      MeasureEntry(
        InformationCentrality.info, .nodes { InformationCentrality(usesWeights: $0.usesWeights ?? true) }),
      MeasureEntry(SpectralRadius.info, .graph { SpectralRadius(usesWeights: $0.usesWeights ?? true) }),
    ]
}
