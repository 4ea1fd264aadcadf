extension MeasureRegistry {
  static let cohesion: [MeasureEntry] =
    [
      MeasureEntry(WeakComponents.info, .communities { _ in WeakComponents() }),
      MeasureEntry(StrongComponents.info, .communities { _ in StrongComponents() }),
      MeasureEntry(CoreNumber.info, .nodes { _ in CoreNumber() }),
      MeasureEntry(OnionLayer.info, .nodes { _ in OnionLayer() }),
      MeasureEntry(Triangles.info, .nodes { _ in Triangles() }),
    ]
    + LocalClustering.Variant.allCases.map { variant in
      MeasureEntry(LocalClustering(variant).info, .nodes { _ in LocalClustering(variant) })
    }
    + NetworkSize.allCases.map { measure in MeasureEntry(measure.info, .graph { _ in measure }) }
    + [
      MeasureEntry(Reciprocity.info, .graph { Reciprocity(isWeighted: $0.usesWeights ?? false) }),
      MeasureEntry(Transitivity.info, .graph { _ in Transitivity() }),
      MeasureEntry(MeanClustering().info, .graph { MeanClustering($0.usesWeights == true ? .weighted : .unweighted) }),
      MeasureEntry(TriangleTotal.info, .graph { _ in TriangleTotal() }),
    ]
    + [false, true].map { isWeighted in
      MeasureEntry(
        DegreeDistribution(isWeighted: isWeighted).info,
        .graph { settings in
          DegreeDistribution(
            settings.isIncoming.map { $0 ? .in : .out } ?? .all, isWeighted: isWeighted,
            bootstraps: settings.runs ?? 100, seed: settings.seed)
        })
    }
}
