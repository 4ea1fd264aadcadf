import Testing

@testable import KithFoundation

struct SuggestionTests {
  @Test(arguments: [
    ("pagernak", "pagerank"), ("PageRank", "pagerank"), ("indegree", "in-degree"), ("page", "pagerank"), ("xyz", nil),
    ("", nil), ("out-degre", "out-degree"),
  ])
  func nearest(typed: String, meant: String?) {
    #expect(Suggestion.nearest(to: typed, in: ["pagerank", "in-degree", "out-degree"]) == meant)
  }

  @Test(arguments: [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)])
  func distance(a: String, b: String, edits: Int) {
    #expect(Suggestion.distance(Array(a), Array(b)) == edits)
    #expect(Suggestion.distance(Array(b), Array(a)) == edits)
  }
}
