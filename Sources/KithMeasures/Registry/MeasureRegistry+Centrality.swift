extension MeasureRegistry {
  static let centrality: [MeasureEntry] =
    [
      MeasureEntry(PageRank.info, .nodes { PageRank(damping: $0.damping ?? 0.85) })
    ]
    + DegreeCentrality.allCases.map { measure in MeasureEntry(measure.info, .nodes { _ in measure }) }
}
