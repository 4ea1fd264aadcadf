import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import Testing

@testable import KithMaps

struct CascadeColoringTests {
  private let phrases = CascadePhrases(language: .english)

  @Test func generationsDeepenToALastGroup() throws {
    let groups = CascadeGroups(
      try makeCascade((0..<9).map { $0 - 1 }), of: 0, by: .generation, phrases: phrases)
    #expect(groups.group == [0, 1, 2, 3, 4, 5, 5, 5, 5])
    #expect(groups.groups.map(\.members) == [1, 1, 1, 1, 1, 4])
    #expect(groups.groups.map(\.name) == ["the start", "1 step", "2 steps", "3 steps", "4 steps", "5 steps or more"])
    #expect(Set(groups.groups.map(\.color)).count == 6)
  }

  @Test func communitiesKeepTheirColoursAndTheRestIsGrey() throws {
    let labels = (0..<60).map { (person: Int) -> UInt32 in person < 20 ? 0 : UInt32(1 + (person - 20) / 4) }
    let groups = CascadeGroups(
      try makeCascade((0..<60).map { $0 == 0 ? -1 : 0 }), of: 0,
      by: .community(Partition(labels: labels), names: [0: "bakers"], colors: [0: "#2a9d8f"]), phrases: phrases)
    #expect(groups.groups.count == 9)
    #expect(groups.groups[0] == .init(name: "bakers", color: "#2a9d8f", members: 20))
    #expect(groups.groups[1].name == "Community 2")
    #expect(groups.groups.last == .init(name: "other communities", color: Palette.rest, members: 12))
    #expect(Set(groups.groups.map(\.color)).count == 9)
    #expect(groups.group[0] == 0 && groups.group[59] == 8)
  }

  @Test func unknownChannelsAreTheRest() throws {
    var builder = InteractionLogBuilder(file: "memory")
    let rows: [(actor: String, target: String?, channel: String?)] = [
      ("a", nil, "feed"), ("b", "a", "feed"), ("c", "a", nil), ("d", "b", "cafe"),
    ]
    for (index, row) in rows.enumerated() {
      builder.append(
        actor: row.actor, target: row.target, time: Timestamp(milliseconds: Int64(index) * 1000), channel: row.channel,
        line: index + 1)
    }
    let cascades = try CascadeReconstruction().cascades(in: builder.finish())
    let groups = CascadeGroups(cascades, of: 0, by: .channel, phrases: phrases)
    #expect(groups.groups.map(\.name) == ["feed", "cafe", "other or unknown"])
    #expect(groups.groups.map(\.members) == [2, 1, 1])
    #expect(CascadeGroups(try makeCascade([-1, 0]), of: 0, by: .channel, phrases: phrases).groups.count == 1)
  }
}
