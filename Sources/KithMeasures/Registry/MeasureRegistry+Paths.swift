extension MeasureRegistry {
  static let paths: [MeasureEntry] = []
}
