import Testing

@testable import KithInput

@Suite struct NearNameTests {
  @Test(arguments: [
    ("kitten", "sitting", 3), ("", "abc", 3), ("author", "autohr", 1), ("abc", "abc", 0), ("ca", "abc", 3),
  ])
  func distances(a: String, b: String, distance: Int) {
    #expect(NearName.editDistance(Array(a.utf8), Array(b.utf8)) == distance)
    #expect(NearName.editDistance(Array(b.utf8), Array(a.utf8)) == distance)
  }

  @Test func onlySlipsAreSuggested() {
    #expect(NearName.of("targt", among: ["weight", "target", "tags"]) == "target")
    #expect(NearName.of("x", among: ["weight", "target"]) == nil)
    #expect(NearName.of("AUTHOR", among: ["author"]) == "author")
  }
}
