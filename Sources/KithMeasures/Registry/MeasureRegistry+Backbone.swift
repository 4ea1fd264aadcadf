extension MeasureRegistry {
  static let backbone: [MeasureEntry] = [
    MeasureEntry(DisparityFilter.info, .edges { _ in DisparityFilter() }),
    MeasureEntry(MaximumSpanningTree.info, .edges { _ in MaximumSpanningTree() }),
    MeasureEntry(KCoreBackbone.info),
  ]
}
