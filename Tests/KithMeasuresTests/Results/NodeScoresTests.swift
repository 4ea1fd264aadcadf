import KithFoundation
import KithMeasures
import Testing

@Suite("Scores by node")
struct NodeScoresTests {
  private let scores = NodeScores(measure: PageRank.info, values: [2, 5, 2, 7, 5, 0])

  @Test("Best first, ties by node")
  func order() {
    #expect(scores.order == [3, 1, 4, 0, 2, 5])
    #expect(scores.top(2) == [3, 1])
    #expect(scores.top(99).count == 6 && scores.top(0) == [])
  }

  @Test("The top is the beginning of the order", arguments: 0..<20)
  func topOfMany(seed: Int) {
    var random = RandomStream(seed: UInt64(seed), purpose: "scores")
    let values = (0..<1000).map { Double(random.below(60)) + Double($0 * seed) / 1000 }
    let scores = NodeScores(measure: PageRank.info, values: values)
    for count in [1, 2, 7, 64, 65, 500, 999, 1000] {
      #expect(scores.top(count) == Array(scores.order.prefix(count)), "seed \(seed), top \(count)")
    }
  }

  @Test("Equal scores share the smaller rank")
  func ranks() {
    #expect(scores.ranks == [4, 2, 4, 1, 2, 6])
    #expect(NodeScores(measure: PageRank.info, values: []).ranks == [])
  }
}
