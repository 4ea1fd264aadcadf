extension MeasureRegistry {
  static let cohesion: [MeasureEntry] = [
    MeasureEntry(WeakComponents.info, .communities { _ in WeakComponents() }),
    MeasureEntry(CoreNumber.info, .nodes { _ in CoreNumber() }),
    MeasureEntry(OnionLayer.info, .nodes { _ in OnionLayer() }),
    MeasureEntry(Triangles.info, .nodes { _ in Triangles() }),
  ]
}
