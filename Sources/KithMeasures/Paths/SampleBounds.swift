import Glibc

/// Bounds that hold for every node at once when sources are sampled.
enum SampleBounds {
  /// Hoeffding (1963, doi 10.1080/01621459.1963.10500830), which holds without replacement too: how far the
  /// mean of `samples` values between 0 and `range` may lie from the mean of all, for `nodes` nodes at once,
  /// but for a chance of `delta`.
  static func mean(range: Double, nodes: Int, samples: Int, delta: Double) -> Double {
    range * (log(2 * Double(max(1, nodes)) / delta) / (2 * Double(max(1, samples)))).squareRoot()
  }
}

extension MeasureInfo {
  /// Throws E720 (usage) for a number of sources that no sample can have.
  func checkSources(_ sources: Int?) throws {
    guard let sources, sources < 1 else { return }
    throw optionError("number of sources", sources, choose: "at least 1; 256 is usual")
  }

  /// Throws E720 (usage) for a chance that no bound can fail with.
  func checkDelta(_ delta: Double) throws {
    if delta > 0 && delta < 1 { return }
    throw optionError("delta", delta, choose: "above 0 and below 1; 0.1 is usual")
  }
}
