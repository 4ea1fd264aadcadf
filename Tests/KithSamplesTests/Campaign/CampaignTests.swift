import Testing

@testable import KithSamples

@Suite struct CampaignTests {
  let comments = readTable("comments.csv", of: .campaign)
  let causes = readTable("causes.csv", of: .campaign)
  let truth = readTable("truth.csv", of: .campaign)

  @Test func aFewThousandMessagesByAboutAThousandPeople() {
    #expect((3000...8000).contains(comments.count))
    #expect((900...1001).contains(Set(comments.map { $0["author"] }).count))
    #expect(Set(comments.map { $0["channel"] }) == ["피드", "카페", "영상"])
    #expect(Set(comments.map { $0["kind"] }) == ["post", "comment", "reply", "share"])
    #expect(comments.allSatisfy { $0["created_at"]?.hasPrefix("2022-12-") == true })
    #expect(comments.allSatisfy { $0["created_at"]?.hasSuffix("+09:00") == true })
  }

  @Test func idsAreUniqueAndParentsComeEarlier() throws {
    var times: [String: String] = [:]
    for row in comments {
      let id = try #require(row["id"])
      let time = try #require(row["created_at"])
      #expect(times[id] == nil)
      times[id] = time
      if row["kind"] == "post" {
        #expect(row["parent_id"] == "" && row["post"] == id)
      } else {
        let parent = try #require(times[row["parent_id"] ?? ""])
        #expect(parent < time)
        #expect(times[row["post"] ?? ""] != nil)
      }
    }
  }

  @Test func awkwardNamesAndEveryoneElseAreKnown() {
    let people = Set(truth.compactMap { $0["id"] })
    #expect(people.count == truth.count)
    #expect(comments.allSatisfy { people.contains($0["author"] ?? "") })
    let authors = Set(comments.compactMap { $0["author"] })
    #expect(Handles.awkward.filter(authors.contains).count >= 6)
    #expect(Handles.awkward.contains { $0.unicodeScalars.contains("\u{1112}") })
  }

  @Test func mentionsNameRealPeople() {
    let people = Set(truth.compactMap { $0["id"] })
    var mentions = 0
    for row in comments {
      for part in (row["text"] ?? "").split(separator: " ") where part.hasPrefix("@") {
        mentions += 1
        #expect(people.contains(String(part.dropFirst())), "\(part)")
      }
    }
    #expect(mentions > 300)
  }

  @Test func someAnswerThemselves() {
    let author = Dictionary(comments.map { ($0["id"], $0["author"]) }, uniquingKeysWith: { first, _ in first })
    #expect((20...200).contains(comments.count { author[$0["parent_id"]] == $0["author"] }))
  }

  @Test func startedCountsTheChainsOfCauses() throws {
    let author = Dictionary(
      comments.map { ($0["id"] ?? "", $0["author"] ?? "") }, uniquingKeysWith: { first, _ in first })
    let cause = Dictionary(causes.map { ($0["id"] ?? "", $0["cause"] ?? "") }, uniquingKeysWith: { first, _ in first })
    var started: [String: Int] = [:]
    for row in causes {
      var id = try #require(row["id"])
      while let next = cause[id], !next.isEmpty { id = next }
      let root = try #require(author[id])
      #expect(row["root_author"] == root)
      if root != author[row["id"] ?? ""] { started[root, default: 0] += 1 }
    }
    for row in truth { #expect(row["started"] == "\(started[row["id"] ?? ""] ?? 0)") }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func triggersSetOffMoreThanAnybodyElse(seed: UInt64) {
    let truth = readTable("truth.csv", of: .campaign, seed: seed)
    let ranked = truth.sorted { Int($0["started"] ?? "") ?? 0 > Int($1["started"] ?? "") ?? 0 }
    #expect(ranked.prefix(5).allSatisfy { $0["role"] == "trigger" })
  }

  @Test func mostFriendsShareTheCommunityAndMoreThanByChanceTheTaste() throws {
    let community = Dictionary(truth.map { ($0["id"], $0["community"]) }, uniquingKeysWith: { first, _ in first })
    let taste = Dictionary(
      readTable("people.csv", of: .campaign).map { ($0["id"], $0["taste"]) }, uniquingKeysWith: { first, _ in first })
    let friends = readTable("friends.csv", of: .campaign)
    #expect((6000...16_000).contains(friends.count))
    let inside = friends.filter { community[$0["from"]] == community[$0["to"]] }
    #expect(Double(inside.count) > 0.8 * Double(friends.count))
    // Within the communities, against pairs that forget who follows whom.
    let same = Double(inside.count { taste[$0["from"]] == taste[$0["to"]] }) / Double(inside.count)
    var expected = 0.0
    for group in Topic.all {
      let members = truth.filter { $0["community"] == group.name }.compactMap { taste[$0["id"]] }
      let sweet = Double(members.count { $0 == "단맛" }) / Double(members.count)
      let edges = Double(inside.count { community[$0["from"]] == group.name }) / Double(inside.count)
      expected += edges * (sweet * sweet + (1 - sweet) * (1 - sweet))
    }
    #expect(same > expected + 0.08, "same taste \(same), by chance \(expected)")
  }

  @Test func noContactWithoutConsent() {
    let people = readTable("people.csv", of: .campaign)
    #expect(people.allSatisfy { $0["consent"] == "yes" || $0["may_contact"] == "no" })
    #expect((600...720).contains(people.count { $0["may_contact"] == "yes" }))
  }
}
