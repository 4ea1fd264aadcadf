import Foundation
import KithFoundation
import KithTestSupport
import Testing

struct EvaluateVerbTests {
  /// 160 people in circles of eight friends. Everyone takes five of twenty items, one a day: those of their circle, or
  /// of a circle drawn blindly.
  private struct World {
    var actions: [String] = []
    var friends: [String] = []

    init(isSocial: Bool, seed: UInt64 = 1) {
      var random = RandomStream(seed: seed, purpose: "evaluate")
      for user in 0..<160 {
        let circle = isSocial ? user / 8 : random.below(20)
        for (place, item) in (0..<20).shuffled(using: &random).prefix(5).enumerated() {
          actions.append("사람\(user),c\(circle)-\(item),2026-06-0\(place + 1)T0\(user % 8):00:00Z")
        }
        for friend in (user / 8 * 8)..<user { friends.append("사람\(user),사람\(friend),2026-05-30") }
      }
    }

    func bench() throws -> Workbench {
      let bench = try Workbench()
      try bench.put("person,item,time\n" + actions.joined(separator: "\n") + "\n", "a.csv")
      try bench.put("from,to,time\n" + friends.joined(separator: "\n") + "\n", "f.csv")
      return bench
    }
  }

  private func evaluate(_ bench: Workbench, _ arguments: String) throws -> Workbench.Outcome {
    try bench.shell("kith evaluate \(arguments)")
  }

  private func rows(_ out: String) -> [[String: String]] {
    let lines = out.split(separator: "\n").map { line -> [String] in
      line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { row in
      var cells: [String: String] = [:]
      for (name, cell) in zip(header, row) { cells[name] = cell }
      return cells
    }
  }

  @Test func friendsOfOneTasteHelp() throws {
    let bench = try World(isSocial: true).bench()
    let one = try evaluate(bench, "--actions a.csv --friends f.csv --base popularity,item-knn --draws 200 --threads 1")
    #expect(one.status == 0, "\(one.err)")
    #expect(one.err.contains("cut at 2026-06-05 00:00 UTC") && one.err.contains("Friends help popularity: yes."))
    #expect(one.err.contains("640 pairs of person and item to learn from, 160 to foretell, of 160 people"))
    let found = rows(one.out)
    // Two bases, five groups, four lists, two lengths.
    #expect(found.count == 80)
    let told = found.filter { $0["base"] == "popularity" && $0["people"] == "all" && $0["at"] == "20" }
    #expect(told.map { $0["list"] } == ["alone", "friends", "shuffled", "popularity"])
    #expect(told.map { $0["friends_help"] } == ["", "yes", "", ""])
    #expect(Double(told[1]["gain_low"] ?? "") ?? 0 > 0.1 && Double(told[1]["over_shuffled_low"] ?? "") ?? 0 > 0.1)
    #expect(Double(told[1]["lambda"] ?? "") ?? 0 > Double(told[2]["lambda"] ?? "") ?? 1)
    #expect(told[0]["gain"] == "" && told[3]["gain"] == "0" && told[0]["lambda"] == "")
    let lonely = found.filter { $0["people"] == "no friends" }
    #expect(lonely.allSatisfy { $0["tested"] == "0" && $0["recall"] == "" && $0["gain"] == "" })
    #expect(lonely.contains { $0["friends_help"] == "cannot tell" })
    #expect(one.out.firstMatch(of: /\b(nan|NaN|inf)\b/) == nil)
  }

  @Test func neitherThreadsNorTheOrderOfRowsMatter() throws {
    var world = World(isSocial: true)
    let options = "--actions a.csv --friends f.csv --base als,ease --ties taste --draws 100"
    let first = try evaluate(try world.bench(), options + " --threads 1")
    #expect(first.status == 0, "\(first.err)")
    var random = RandomStream(seed: 9, purpose: "shuffle")
    world.actions.shuffle(using: &random)
    world.friends.shuffle(using: &random)
    #expect(try evaluate(try world.bench(), options + " --threads 2").out == first.out)
  }

  @Test func friendsOfAnyTasteAreNotSaidToHelp() throws {
    for seed in 1...2 {
      let bench = try World(isSocial: false, seed: UInt64(seed)).bench()
      let outcome = try evaluate(bench, "--actions a.csv --friends f.csv --base popularity --draws 200")
      #expect(outcome.status == 0 && !outcome.err.contains(": yes."), "seed \(seed): \(outcome.err)")
    }
  }

  @Test func aSheetForPeople() throws {
    let bench = try World(isSocial: true).bench()
    let outcome = try evaluate(bench, "--actions a.csv --friends f.csv --base popularity --draws 100 --format table")
    let lines = outcome.out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "Friends help popularity: yes.")
    #expect(lines[1].hasPrefix("NDCG@20 goes from ") && lines.contains("How well each list foretells"))
    #expect(lines.contains { $0.hasPrefix("By group: yes for ") } && lines.contains("Whom friends help, by NDCG@20"))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func withoutFriendsOnlyTheBaseIsJudged() throws {
    let bench = try World(isSocial: true).bench()
    let outcome = try evaluate(bench, "--actions a.csv --base item-knn --at 5 --draws 100")
    let found = rows(outcome.out)
    #expect(found.map { $0["list"] } == ["alone", "popularity", "alone", "popularity"])
    #expect(found.allSatisfy { $0["lambda"] == "" && $0["friends_help"] == "" && $0["at"] == "5" })
    #expect(outcome.err.contains("over popularity") && !outcome.err.contains("λ is chosen"))
    let json = try evaluate(bench, "--actions a.csv --base item-knn --at 5 --draws 100 --format json").out
    #expect(json.contains("\"kith.evaluation/1\""))
  }

  @Test func demandsDecideTheExitCode() throws {
    let bench = try World(isSocial: true).bench()
    let options = "--actions a.csv --friends f.csv --base popularity --draws 100 "
    #expect(try evaluate(bench, options + "--min recall@10=0.2 --min coverage=0.1").status == 0)
    let missed = try evaluate(bench, options + "--min recall@10=0.2 --min hit-rate@20=1.01")
    #expect(missed.status == 1 && missed.err.contains("E475") && missed.err.contains("popularity: hit-rate@20 is "))
    // The lists with friends are meant, not the base's own.
    #expect(try evaluate(bench, "--actions a.csv --base popularity --draws 100 --min recall@10=0.2").status == 1)
  }

  @Test func aSampleOfPeopleIsTested() throws {
    let bench = try World(isSocial: true).bench()
    let options = "--actions a.csv --friends f.csv --base popularity --draws 100 "
    let some = try evaluate(bench, options + "--test-people 50")
    #expect(some.err.contains("50 of 160 people drawn to be tested") && some.err.contains(": yes."), "\(some.err)")
    #expect(rows(some.out).first?["tested"] == "50")
    #expect(try evaluate(bench, options + "--test-people 50 --seed 2").out != some.out)
    #expect(try evaluate(bench, options + "--test-people 500").out == evaluate(bench, options).out)
  }

  @Test func whoeverDoesNotAgreeIsLeftOut() throws {
    let world = World(isSocial: true)
    let bench = try world.bench()
    let agrees = { (user: Int) in user % 4 != 0 }
    try bench.put(
      "id,consent,may_contact\n"
        + (0..<160).map { "사람\($0),\(agrees($0) ? "yes" : "no"),\($0 < 80 ? "yes" : "no")\n" }
        .joined(), "people.csv")
    let options = "--friends f.csv --base popularity --draws 100 "
    let asked = try evaluate(bench, options + "--actions a.csv --attributes people.csv")
    #expect(asked.status == 0 && self.rows(asked.out).first?["tested"] == "60", "\(asked.err)")
    #expect(asked.err.contains("40 of 160 people have not said yes to consent: what they took is not used"))
    // What they took makes no difference, as long as the same items are known.
    var rows = world.actions.map { $0.split(separator: ",").map { String($0) } }
    let silent = rows.indices.filter { !agrees(Int(rows[$0][0].dropFirst(2)) ?? 0) }
    let items = silent.map { rows[$0][1] }
    for (place, row) in silent.enumerated() { rows[row][1] = items[(place + 7) % items.count] }
    try bench.put("person,item,time\n" + rows.map { $0.joined(separator: ",") }.joined(separator: "\n"), "b.csv")
    #expect(try evaluate(bench, options + "--actions b.csv --attributes people.csv").out == asked.out)
    #expect(try evaluate(bench, options + "--actions b.csv").out != evaluate(bench, options + "--actions a.csv").out)
    try bench.put("id,consent\n사람0,no\n", "nobody.csv")
    let nobody = try evaluate(bench, options + "--actions a.csv --attributes nobody.csv")
    #expect(nobody.status == 1 && nobody.err.contains("nobody who took anything agreed"), "\(nobody.err)")
  }

  /// Everybody took one thing: nothing is there to choose λ by.
  @Test func whereNothingCanBeChosenItIsSaid() throws {
    let bench = try Workbench()
    let takings = { (day: String) in
      "person,item,time\n" + (0..<30).map { "p\($0),\(day == "01" ? "x" : "y")\($0 / 5),2026-06-\(day)\n" }.joined()
    }
    try bench.put(takings("01"), "train.csv")
    try bench.put(takings("02"), "test.csv")
    try bench.put("from,to\n" + (1..<30).map { "p\($0),p\($0 - 1)\n" }.joined(), "f.csv")
    let outcome = try evaluate(
      bench, "--train train.csv --test test.csv --friends f.csv --base popularity --draws 100")
    #expect(outcome.status == 0 && outcome.err.contains("W474"), "\(outcome.err)")
    #expect(rows(outcome.out).first { $0["list"] == "friends" }?["lambda"] == "0.1")
  }

  @Test func otherSplits() throws {
    let bench = try World(isSocial: true).bench()
    let options = "--actions a.csv --friends f.csv --base popularity --draws 100 --split "
    let last = try evaluate(bench, options + "leave-last:1")
    #expect(last.status == 0 && last.err.contains("640 pairs of person and item to learn from, 160 to foretell"))
    let random = try evaluate(bench, options + "random:0.4")
    #expect(random.status == 0 && random.err.contains("480 pairs of person and item to learn from, 320 to foretell"))
    #expect(try evaluate(bench, options + "random:0.4 --seed 2").out != random.out)
    let untimed = try bench.shell(
      "cut -d, -f1,2 a.csv > u.csv; kith evaluate --actions u.csv --friends f.csv --base popularity")
    #expect(untimed.status == 1 && untimed.out == "" && untimed.err.contains("--split random:0.2"))
    let blind = try bench.shell(
      "kith evaluate --actions u.csv --friends f.csv --base popularity --split random --draws 100")
    #expect(blind.status == 0)
  }

  /// What is known at the cut does not depend on what came later: ties, tastes, the training part.
  @Test func theFutureIsNotSeen() throws {
    var world = World(isSocial: true)
    let options = "--actions a.csv --friends f.csv --ties strength --base popularity --draws 100"
    let before = try evaluate(try world.bench(), options)
    world.friends += (0..<40).map { "사람\($0),사람\(159 - $0),2026-06-05T12:00:00Z" }
    let after = try evaluate(try world.bench(), options)
    #expect(after.out == before.out)
    #expect(after.err.contains("40 of 600 rows of the friends are not before the cut: left out"), "\(after.err)")
  }

  @Test func givenTablesAreTakenAsTheyAre() throws {
    let world = World(isSocial: true)
    let bench = try world.bench()
    let late = world.actions.filter { $0.contains("-06-05") }
    let early = world.actions.filter { !$0.contains("-06-05") }
    try bench.put("person,item,time\n" + early.joined(separator: "\n"), "train.csv")
    try bench.put("person,item,time\n" + late.joined(separator: "\n"), "test.csv")
    let options = "--friends f.csv --base popularity --draws 100 "
    let split = try evaluate(bench, options + "--actions a.csv --lambda 0.5")
    let given = try evaluate(bench, options + "--train train.csv --test test.csv --lambda 0.5")
    #expect(given.status == 0 && given.out == split.out && !given.err.contains("W47"), "\(given.err)")
    #expect(try evaluate(bench, options + "--actions train.csv --test test.csv --lambda 0.5").out == given.out)

    // Overlap, the future, a validation table that holds test pairs.
    try bench.put(
      "person,item,time\n"
        + (late + early.prefix(3) + ["새사람,c0-1,2026-06-09", "사람1,새것,2026-06-09"])
        .joined(separator: "\n"), "test.csv")
    try bench.put("person,item,time\n" + (late.prefix(4) + ["사람0,c1-1,2026-06-04"]).joined(separator: "\n"), "v.csv")
    let mixed = try evaluate(bench, options + "--train train.csv --test test.csv --validation v.csv")
    #expect(mixed.status == 0, "\(mixed.err)")
    #expect(
      mixed.err.contains("W471") && mixed.err.contains("3 of 165 pairs of test.csv are in train.csv too: left out"))
    #expect(mixed.err.contains("4 of 5 pairs of v.csv are in test.csv too: left out"))
    #expect(mixed.err.contains("W472") && mixed.err.contains(" of 640 actions of train.csv are not before"))
    #expect(mixed.err.contains("1 of the people tested took nothing before"), "\(mixed.err)")
    #expect(mixed.err.contains("taken by nobody before"))
    try bench.put("person,item\nnobody,c0-1\n", "test.csv")
    let strangers = try evaluate(bench, options + "--train train.csv --test test.csv")
    #expect(strangers.err.contains("W473") && strangers.err.contains("no person of test.csv"))
    let same = try evaluate(bench, options + "--train train.csv --test train.csv")
    #expect(same.status == 1 && same.err.contains("every pair of train.csv is in train.csv too"))
  }

  @Test func friendsWhoTellNothing() throws {
    let bench = try World(isSocial: true).bench()
    let options = "--actions a.csv --base popularity --draws 100 --friends "
    let alone = rows(try evaluate(bench, "--actions a.csv --base popularity --draws 100").out)
    try bench.put("from,to\n", "empty.csv")
    try bench.put("from,to\nx,y\ny,z\n", "strangers.csv")
    for (file, code) in [("empty.csv", "W461"), ("strangers.csv", "W462")] {
      let outcome = try evaluate(bench, options + file)
      #expect(outcome.status == 0 && outcome.err.contains(code), "\(outcome.err)")
      #expect(outcome.err.contains("cannot tell. None of the 160 people tested has friends."), "\(outcome.err)")
      let found = rows(outcome.out).filter { $0["people"] == "all" }
      #expect(found.filter { $0["list"] == "friends" }.allSatisfy { $0["gain"] == "0" && $0["lambda"] == "0" })
      let own = found.filter { $0["list"] == "friends" }.map { $0["ndcg"] }
      #expect(own == alone.filter { $0["people"] == "all" && $0["list"] == "alone" }.map { $0["ndcg"] })
    }
  }

  @Test(arguments: [
    ("--friends f.csv", 64, "name the table of who took what"),
    ("--actions a.csv --base easy", 64, "did you mean ease?"),
    ("--actions a.csv --base als,", 64, "there is no \"\""),
    ("--actions a.csv --split tme:0.2", 64, "did you mean time?"),
    ("--actions a.csv --split time:1", 64, "above 0 and below 1"),
    ("--actions a.csv --split leave-last:0", 64, "1 or more"),
    ("--actions a.csv --at 0", 64, "numbers from 1 to 10000"),
    ("--actions a.csv --min recal@10=0.1", 64, "did you mean \"recall\"?"),
    ("--actions a.csv --min recall@7=0.1", 64, "judged --at 10,20"),
    ("--actions a.csv --min recall", 64, "such as recall@10=0.2"),
    ("--actions a.csv --lambda 0.1", 64, "--lambda is about friends"),
    ("--actions a.csv --friends f.csv --lambda=-1", 64, "between 0 and 1000"),
    ("--actions a.csv --train a.csv --test a.csv", 64, "one of --train and --actions"),
    ("--train a.csv", 64, "--train goes with --test"), ("--validation a.csv --actions a.csv", 64, "goes with --test"),
    ("--actions a.csv --test a.csv --split time", 64, "give no --split"),
    ("--actions a.csv --factors 8 --base ease", 64, "--factors goes with --base als"),
    ("--actions a.csv --base ease --friend-columns 0.3", 64, "--friend-columns is about friends"),
    ("--actions a.csv --test-people 0", 64, "at least 1"), ("--actions a.csv --factors 0", 64, "number of factors"),
    ("--actions a.csv --draws 3", 64, "--draws"),
    ("--actions a.csv --base ease --memory-limit 1KB", 75, "E406"), ("--actions none.csv", 66, "none.csv"),
    ("--actions empty.csv", 1, "E405"), ("--actions one.csv", 1, "nothing can be tested"),
  ])
  func refusals(arguments: String, status: Int32, message: String) throws {
    let bench = try World(isSocial: true).bench()
    try bench.put("person,item,time\n", "empty.csv")
    try bench.put("person,item,time\na,x,2026-06-01\n", "one.csv")
    let outcome = try evaluate(bench, arguments)
    #expect(outcome.status == status && outcome.out == "", "\(arguments): \(outcome.status) \(outcome.err)")
    #expect(outcome.err.contains(message), "\(arguments): \(outcome.err)")
  }

  @Test func skippedRowsAndEstimates() throws {
    let bench = try World(isSocial: true).bench()
    try bench.shell("echo '사람1,c0-1,soon' >> a.csv")
    let options = "--actions a.csv --base popularity --draws 100"
    #expect(try evaluate(bench, options).status == 65)
    let skipped = try evaluate(bench, options + " --on-bad-row skip")
    #expect(skipped.status == 2 && skipped.err.contains("1 bad row"), "\(skipped.err)")
    #expect(try evaluate(bench, options + " --on-bad-row skip --allow-skips").status == 0)
    let estimate = try evaluate(try World(isSocial: true).bench(), "--actions a.csv --base ease,als --estimate")
    let parts = estimate.out.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
    #expect(estimate.status == 0)
    #expect(parts == ["tables", "friends", "als", "scoring", "lists", "total", "available"])
  }

  // MARK: Real and made-up data

  /// In the made-up campaign friends move people: who buys what depends on whom they follow.
  @Test func friendsHelpInTheCampaign() throws {
    let bench = try Workbench()
    let outcome = try bench.shell(
      "kith sample campaign -o s -q >/dev/null; kith evaluate --actions s/actions.csv --friends s/friends.csv "
        + "--base popularity --at 5,10 --draws 200")
    #expect(outcome.status == 0 && outcome.err.contains("Friends help popularity: yes."), "\(outcome.err)")
  }

  private static let ratings = "data/filmtrust/ratings.txt.xz"

  @Test(
    .enabled(
      if: sharedData(ratings) != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/xz"),
      "../shared or xz is absent"))
  func filmTrust() throws {
    let bench = try Workbench()
    let path = try #require(sharedData(Self.ratings))
    let trust = path.replacing("ratings", with: "trust")
    let outcome = try bench.shell(
      "xz -dc \(path) > r.txt; xz -dc \(trust) > t.txt; kith evaluate --actions r.txt --actions-columns from,item,_ "
        + "--friends t.txt --friends-columns from,to,_ --split random:0.2 --base popularity --at 20 --draws 200")
    #expect(outcome.status == 0, "\(outcome.err)")
    let own = rows(outcome.out).first { $0["people"] == "all" && $0["list"] == "alone" }
    // 0.8104 and 0.6071 with a fifth held out that is rounded down.
    #expect(abs((Double(own?["recall"] ?? "") ?? 0) - 0.81) < 0.03)
    #expect(abs((Double(own?["ndcg"] ?? "") ?? 0) - 0.607) < 0.03)
    #expect(!outcome.err.contains("Friends help popularity: yes."))
  }
}
