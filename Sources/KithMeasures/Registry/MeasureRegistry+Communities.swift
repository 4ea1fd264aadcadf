extension MeasureRegistry {
  static let communities: [MeasureEntry] = [
    MeasureEntry(
      Leiden.info, .communities { Leiden(resolution: $0.resolution ?? 1, seed: $0.seed, runs: $0.runs) })
  ]
}
