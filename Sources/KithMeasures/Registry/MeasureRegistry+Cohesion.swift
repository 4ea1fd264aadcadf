extension MeasureRegistry {
  static let cohesion: [MeasureEntry] = [
    MeasureEntry(WeakComponents.info, .communities { _ in WeakComponents() })
  ]
}
