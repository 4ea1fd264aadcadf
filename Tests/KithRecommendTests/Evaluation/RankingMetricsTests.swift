import Glibc
import KithFoundation
import Testing

@testable import KithRecommend

@Suite("Ranking metrics")
struct RankingMetricsTests {
  @Test("By hand: hits at places 2 and 4 of five, of three relevant")
  func hand() {
    let found = RankingMetrics(list: [9, 3, 8, 5, 1], relevant: [3, 5, 7][...], at: 5)
    #expect(found.recall == 2.0 / 3 && found.reciprocalRank == 0.5 && found.hit == 1)
    let best = 1 + 1 / log2(3.0) + 1 / log2(4.0)
    #expect(abs(found.ndcg - (1 / log2(3.0) + 1 / log2(5.0)) / best) < 1e-12)
    #expect(abs(found.averagePrecision - (0.5 + 0.5) / 3) < 1e-12)
  }

  @Test func cutAndPerfect() {
    #expect(
      RankingMetrics(list: [9, 3], relevant: [3][...], at: 1) == RankingMetrics(list: [], relevant: [1][...], at: 5))
    // More relevant items than places: a full list is perfect but for recall.
    let full = RankingMetrics(list: [1, 2], relevant: [1, 2, 3, 4][...], at: 2)
    #expect(full.ndcg == 1 && full.averagePrecision == 1 && full.recall == 0.5)
  }

  @Test("The best items of a row equal sorting", arguments: 1...20)
  func top(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "top")
    let scores = (0..<random.below(40)).map { _ in Float(random.below(6)) }
    for count in [1, 5, 50] {
      var top = TopItems(count)
      for (item, score) in scores.enumerated() { top.offer(score, UInt32(item)) }
      let expected = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(count)
      #expect(top.sorted.map { Int($0.item) } == Array(expected), "seed \(seed)")
    }
  }
}
