/// The slope of a line through points that a few odd ones cannot bend: the median of the slopes of all pairs.
///
///     TheilSen.slope(of: [1, 2, 3, 4, 100])        // 1: six of the ten pairs rise by 1
///
/// Values stand at x = 0, 1, 2, …; O(n² log n). Theil 1950; Sen 1968, doi 10.1080/01621459.1968.10480934.
public enum TheilSen {
  /// Nil for fewer than two values.
  public static func slope(of values: [Double]) -> Double? {
    if values.count < 2 { return nil }
    var slopes: [Double] = []
    slopes.reserveCapacity(values.count * (values.count - 1) / 2)
    for i in values.indices {
      for j in (i + 1)..<values.count { slopes.append((values[j] - values[i]) / Double(j - i)) }
    }
    slopes.sort()
    return (slopes[(slopes.count - 1) / 2] + slopes[slopes.count / 2]) / 2
  }
}
