extension MeasureRegistry {
  static let backbone: [MeasureEntry] = []
}
