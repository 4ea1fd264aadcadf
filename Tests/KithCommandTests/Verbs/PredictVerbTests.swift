import Foundation
import KithFoundation
import Testing

struct PredictVerbTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "log.csv")
    return bench
  }

  /// Friends, and what they did over 24 days: by themselves now and then, and the likelier the more friends did.
  private func world() throws -> Workbench {
    var random = RandomStream(seed: 4, purpose: "world of the command")
    let people = 120
    var (ties, contacts) = ("from,to\n", [[Int]](repeating: [], count: people))
    for person in 0..<people {
      for _ in 0..<5 {
        let other = random.below(people)
        if other == person || contacts[person].contains(other) { continue }
        contacts[person].append(other)
        ties += "p\(person),p\(other)\n"
      }
    }
    var actions = "person,item,time\n"
    for item in 0..<12 {
      var acted = [Bool](repeating: false, count: people)
      for day in random.below(10)..<24 {
        let before = acted
        for person in 0..<people where !before[person] {
          if random.unit() < 0.01 + 0.1 * Double(contacts[person].count { before[$0] }) {
            acted[person] = true
            let time = Timestamp(milliseconds: Int64(day) * 86_400_000 + Int64(random.below(86_400_000)))
            actions += "p\(person),thing \(item),\(time.iso8601)\n"
          }
        }
      }
    }
    let bench = try Workbench()
    try bench.put(ties, "friends.csv")
    try bench.put(actions, "actions.csv")
    return bench
  }

  @Test func sizesOfASmallLog() throws {
    let outcome = try bench().kith("predict", "log.csv", "--size")
    let lines = outcome.out.split(separator: "\n")
    #expect(outcome.status == 0 && lines[0] == "item,started,shares,infectiousness,final,low,high,reason")
    #expect(lines.count == 5)
    #expect(lines.contains("p1,2026-06-01T00:00:00Z,3,,3,,,taken to have ended: older than 1 d"))
    #expect(lines.contains { $0.hasPrefix("p3,2026-06-04T00:00:00Z,0,,,,,nobody is known to have seen it") })
    #expect(outcome.err.contains("no intervals: too few cascades have ended"), "\(outcome.err)")
    let longer = try bench().kith("predict", "log.csv", "--size", "--horizon", "7d", "--expected-reach", "0.5")
    let first = try #require(longer.out.split(separator: "\n").first { $0.hasPrefix("p1,") }).split(separator: ",")
    let final = try #require(Double(first[4]))
    #expect(final > 3 && final < 30)
    let endless = try bench().kith("predict", "log.csv", "--size", "--horizon", "7d", "--expected-reach", "50")
    #expect(endless.out.contains("supercritical: ") && !endless.out.contains("nan") && !endless.out.contains("inf,"))
  }

  @Test func reachComesFromATableOfPeople() throws {
    let bench = try bench()
    try bench.put("id,followers\nmina,2000\njun,150\nsora,80\nyuna,\n", "people.csv")
    let outcome = try bench.kith(
      "predict", "log.csv", "--size", "--horizon", "7d", "--attributes", "people.csv", "--reach", "followers")
    #expect(outcome.status == 0 && outcome.err.contains("have no followers: taken as 0"), "\(outcome.err)")
    let first = try #require(outcome.out.split(separator: "\n").first { $0.hasPrefix("p1,") }).split(separator: ",")
    #expect(try #require(Double(first[3])) < 0.1)
    try bench.put("id,followers\nmina,many\n", "bad.csv")
    let bad = try bench.kith("predict", "log.csv", "--size", "--attributes", "bad.csv", "--reach", "followers")
    #expect(bad.status == 65 && bad.err.contains("is no number of people"))
  }

  @Test func nothingLaterThanTheMomentCounts() throws {
    let bench = try bench()
    let lines = Fixtures.comments.split(separator: "\n")
    try bench.put(
      lines.filter { !$0.hasPrefix("2026-06-03") && !$0.hasPrefix("2026-06-04") }.joined(separator: "\n"), "cut.csv")
    let known = try bench.kith("predict", "cut.csv", "--size", "--now", "2026-06-02T20:00")
    let all = try bench.kith("predict", "log.csv", "--size", "--now", "2026-06-02T20:00")
    #expect(known.out == all.out && known.out.split(separator: "\n").count == 3)
    let early = try bench.kith("predict", "log.csv", "--size", "--now", "2020-01-01")
    #expect(early.status == 1 && early.err.contains("nothing had happened"))
  }

  @Test func nextAdoptersWithChancesTriedOnWhatCameLater() throws {
    let bench = try world()
    let outcome = try bench.kith(
      "predict", "friends.csv", "--actions", "actions.csv", "--next", "thing 3", "--memory", "30", "--now", "1970-01-18"
    )
    #expect(outcome.status == 0, "\(outcome.err)")
    let lines = outcome.out.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines[0].joined(separator: ",") == "id,probability,contacts,latest" && lines.count > 3)
    let chances = lines.dropFirst().compactMap { Double($0[1]) }
    #expect(
      chances.count == lines.count - 1 && chances == chances.sorted(by: >) && chances.allSatisfy { $0 > 0 && $0 < 1 })
    for word in ["tried on the last", "log loss", "Brier score", "what contacts did", " acted"] {
      #expect(outcome.err.contains(word), "\(outcome.err)")
    }
    #expect(outcome.err.contains("what contacts did helps"), "\(outcome.err)")
    let again = try bench.kith(
      "predict", "friends.csv", "--actions", "actions.csv", "--next", "thing 3", "--memory", "30", "--now",
      "1970-01-18",
      "--threads", "2")
    #expect(again.out == outcome.out)
    let sizes = try bench.kith("predict", "friends.csv", "--actions", "actions.csv", "--size", "--format", "json")
    #expect(sizes.status == 0 && sizes.out.contains("kith.size_forecasts/1"))
  }

  @Test func tooShortALogNamesTheExposedWithoutChances() throws {
    let outcome = try bench().kith("predict", "log.csv", "--next", "p2", "--contacts", "1")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.contains("no chances: too few of those"))
    #expect(outcome.out.hasPrefix("id,probability,contacts,latest\n"))
    #expect(outcome.out.split(separator: "\n").dropFirst().allSatisfy { $0.contains(",,") })
  }

  @Test(arguments: [
    ("--size --next p1", "choose one of --size and --next"), ("", "choose one of --size and --next"),
    ("--size --contacts 2", "--contacts goes with --next"), ("--next p1 --horizon 3d", "--horizon goes with --size"),
    ("--next p1 --contacts 0", "--contacts must be at least 1"), ("--next p1 --within soon", "--within takes a width"),
    ("--size --expected-reach -1", "--expected-reach"), ("--size --now later", "--now takes a time"),
    ("--size --reach followers", "--reach COLUMN and --attributes FILE go together"),
    ("--size --top 0", "--top must be at least 1"), ("--next p1 --memory 0", "--memory must be"),
  ])
  func wrongRequestsEndWith64(arguments: String, message: String) throws {
    let outcome = try bench().shell("kith predict log.csv " + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }

  @Test func whatTheLogCannotAnswerEndsWith1() throws {
    let bench = try bench()
    let unknown = try bench.kith("predict", "log.csv", "--next", "p9")
    #expect(unknown.status == 1 && unknown.err.contains("no action is about \"p9\""))
    try bench.put(Fixtures.edges, "edges.csv")
    let itemless = try bench.kith("predict", "edges.csv", "--size")
    #expect(itemless.status == 1 && itemless.err.contains("no row names an item"))
  }
}
