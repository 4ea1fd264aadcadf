import Glibc

/// How well one list of items foretold what a user took.
///
///     let found = RankingMetrics(list: [4, 9, 2], relevant: [9, 7], at: 3)
///     found.recall; found.ndcg                     // 0.5, 0.387
///
/// With K places and R relevant items: recall = hits / R; NDCG = DCG over the best DCG of min(R, K) items, a hit at
/// place k (from 1) worth 1 / log2(k + 1); reciprocal rank = 1 / place of the first hit; average precision = sum over
/// hits of precision there / min(R, K); all 0 without a hit.
/// Järvelin & Kekäläinen 2002, doi 10.1145/582415.582418.
public struct RankingMetrics: Sendable, Codable, Equatable {
  public var recall = 0.0
  public var ndcg = 0.0
  public var reciprocalRank = 0.0
  public var averagePrecision = 0.0
  /// 1 with any hit.
  public var hit = 0.0

  /// The first `places` of `list`, best first; `relevant` ascending and not empty.
  public init(list: some Collection<UInt32>, relevant: ArraySlice<UInt32>, at places: Int) {
    var hits = 0
    var gain = 0.0
    for (place, item) in list.prefix(places).enumerated() where relevant.holds(item) {
      hits += 1
      gain += 1 / log2(Double(place + 2))
      averagePrecision += Double(hits) / Double(place + 1)
      if hits == 1 { reciprocalRank = 1 / Double(place + 1) }
    }
    if hits == 0 { return }
    let possible = min(relevant.count, places)
    let best = (0..<possible).reduce(0.0) { $0 + 1 / log2(Double($1 + 2)) }
    recall = Double(hits) / Double(relevant.count)
    ndcg = gain / best
    averagePrecision /= Double(possible)
    hit = 1
  }
}

extension ArraySlice where Element == UInt32 {
  /// Whether an ascending slice holds a value. O(log n).
  func holds(_ value: UInt32) -> Bool {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == value
  }
}
