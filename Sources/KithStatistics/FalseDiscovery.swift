/// Adjusts p-values of many tests so that few of those called significant are false alarms.
///
///     FalseDiscovery.adjusted([0.01, 0.04, 0.03])      // [0.03, 0.04, 0.04]
///
/// The Benjamini–Hochberg step-up: q of the k-th smallest of n p-values is the least of p·n/rank over ranks k and
/// above, at most 1. Calling significant what has q ≤ 0.05 keeps the expected share of false alarms among the called
/// at 5 percent when tests are independent or positively dependent. In the order given; O(n log n).
/// Benjamini & Hochberg 1995, doi 10.1111/j.2517-6161.1995.tb02031.x.
public enum FalseDiscovery {
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    var least = 1.0
    for (position, index) in order.enumerated().reversed() {
      least = min(least, pValues[index] * Double(pValues.count) / Double(position + 1))
      adjusted[index] = least
    }
    return adjusted
  }
}
