import KithFoundation

extension Execution {
  /// Runs `body` for `width` of `count` things at a time, in order; before each round work may be cancelled,
  /// after each it is reported.
  func inRounds(
    of count: Int, width: Int, _ step: String, unit: String = "sources", _ body: (Range<Int>) throws -> Void
  ) throws {
    for start in stride(from: 0, to: count, by: width) {
      try checkCancellation()
      let end = min(count, start + width)
      try body(start..<end)
      report(step, done: end, of: count, unit: unit)
    }
  }
}
