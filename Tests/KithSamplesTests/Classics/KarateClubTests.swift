import Testing

@testable import KithSamples

@Suite struct KarateClubTests {
  let edges = readTable("edges.csv", of: .karate)
  let people = readTable("people.csv", of: .karate)

  @Test func countsAreThePublishedOnes() {
    #expect(people.count == 34 && edges.count == 78)
    #expect(edges.compactMap { $0["weight"].flatMap { Int($0) } }.reduce(0, +) == 231)
    #expect(people.count { $0["club"] == "Mr. Hi" } == 17)
    #expect(Set(edges.map { [$0["from"], $0["to"]] }).count == 78)
    #expect(edges.allSatisfy { Int($0["from"] ?? "") ?? 99 < Int($0["to"] ?? "") ?? 0 })
  }

  @Test func degreesOfTheTwoLeaders() {
    func degree(_ id: String) -> Int { edges.count { $0["from"] == id || $0["to"] == id } }
    #expect(degree("34") == 17)
    #expect(degree("1") == 16)
    #expect(degree("12") == 1)
  }

  @Test func sixtySevenEdgesStayInOneClub() {
    let club = Dictionary(people.map { ($0["id"], $0["club"]) }, uniquingKeysWith: { first, _ in first })
    #expect(edges.count { club[$0["from"]] == club[$0["to"]] } == 67)
  }
}
