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

  @Test("Equal scores share the smaller rank")
  func ranks() {
    #expect(scores.ranks == [4, 2, 4, 1, 2, 6])
    #expect(NodeScores(measure: PageRank.info, values: []).ranks == [])
  }
}
