import Foundation
import Testing

@testable import KithCommand

struct FeaturesVerbTests {
  private static let ties = "from,to,weight\nmina,jun,2\njun,sora,1\nsora,jun,3\n도토리,mina,1\n하늘,하늘,1\n"
  private static let list = "user,item,score\nmina,tart,0.9\nmina,pie,0.5\n바다,cake,1\nghost,cake,2\n"

  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    try bench.put(Fixtures.actions, "actions.csv")
    try bench.put(Fixtures.people, "people.csv")
    try bench.put(Self.ties, "ties.csv")
    try bench.put(Self.list, "list.csv")
    return bench
  }

  private func contents(_ bench: Workbench, _ folder: String) -> [String: Data] {
    let path = bench.folder.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, (try? Data(contentsOf: path.appendingPathComponent($0))) ?? Data()) })
  }

  /// A file's rows by their column names; for cells without quotes.
  private func rows(_ bench: Workbench, _ name: String, separator: Character = ",") throws -> [[String: String]] {
    let lines = try #require(bench.text(name), "\(name)").split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { $0.split(separator: separator, omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func theFolderHoldsWhatIsPromisedTheSameEveryTime() throws {
    let bench = try bench()
    let arguments = ["--actions actions.csv --friends comments.csv --candidates list.csv --attributes people.csv"]
    let first = try bench.shell("kith features \(arguments[0]) -o one -j 1")
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out == "one/README.md\n")
    let files = contents(bench, "one")
    #expect(
      Set(files.keys) == [
        "README.md", "run.json", "dictionary.csv", "interactions.csv", "ties.csv", "users.csv", "candidates.csv",
      ])
    #expect(try bench.shell("kith features \(arguments[0]) -o two -j 3 -q").status == 0)
    #expect(contents(bench, "two") == files)
    let lines = Fixtures.actions.split(separator: "\n")
    try bench.put(([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n", "actions.csv")
    let comments = Fixtures.comments.split(separator: "\n")
    try bench.put(([comments[0]] + comments.dropFirst().reversed()).joined(separator: "\n") + "\n", "comments.csv")
    #expect(try bench.shell("kith features \(arguments[0]) -o three -q").status == 0)
    let shuffled = contents(bench, "three")
    for name in files.keys where name != "run.json" { #expect(shuffled[name] == files[name], "\(name)") }
    #expect(!files.values.contains { String(decoding: $0, as: UTF8.self).lowercased().contains(",nan") })
  }

  @Test func scoresAreThoseOfTheOtherVerbs() throws {
    let bench = try bench()
    #expect(try bench.kith("features", "--actions", "actions.csv", "--friends", "comments.csv", "-o", "f").status == 0)
    let users = try rows(bench, "f/users.csv")
    let measures = ["in-degree", "out-degree", "in-strength", "out-strength", "pagerank", "core-number", "betweenness"]
    try bench.put(
      try bench.kith("scores", "comments.csv", "--measure", measures.joined(separator: ",")).out, "scores.csv")
    let scores = try rows(bench, "scores.csv")
    #expect(users.count == 7 && scores.count == 7)
    for score in scores {
      let user = try #require(users.first { $0["user"] == score["id"] })
      for measure in measures {
        let column = measure.replacing("-", with: "_")
        #expect(user[column] == score[column], "\(column) of \(score["id"] ?? "")")
      }
    }
  }

  @Test func whatFriendsSayAboutAList() throws {
    let bench = try bench()
    let outcome = try bench.kith(
      "features", "--actions", "actions.csv", "--friends", "ties.csv", "--candidates", "list.csv", "--lately", "2d",
      "-o", "f")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.contains("of 3 people in list.csv, 1 took nothing and 2 have no friends"), "\(outcome.err)")
    #expect(outcome.err.contains("of 3 items, nobody took 1"))
    for line in ["candidates.csv: 4 rows", "interactions.csv: 7 rows", "ties.csv: 6 rows", "users.csv: 8 rows"] {
      #expect(outcome.err.contains(line), "\(outcome.err)")
    }
    let found = try rows(bench, "f/candidates.csv")
    #expect(found.map { $0["user"]! } == ["ghost", "mina", "mina", "바다"])
    let (tart, pie) = (found[1], found[2])
    #expect(tart["item"] == "tart" && tart["base_rank"] == "1" && tart["base_score"] == "0.9" && tart["taken"] == "1")
    // Of mina's friends, jun and 도토리, 도토리 took the tart a day before the last action.
    #expect(tart["friends_who_took"] == "1" && tart["friends_who_took_lately"] == "1" && tart["popularity"] == "4")
    #expect(tart["days_since_friend"] == "1")
    #expect(pie["friends_who_took"] == "0" && pie["friend_signal"] == "0" && pie["popularity"] == "0")
    #expect(pie["taste_similarity"] == "" && pie["days_since_friend"] == "")
    #expect(found[3]["friends_who_took"] == "0" && found[0]["base_score"] == "2")
  }

  @Test func tiesInEveryWay() throws {
    let bench = try bench()
    #expect(
      try bench.kith(
        "features", "--actions", "actions.csv", "--friends", "ties.csv", "--ties", "strength", "-o", "f"
      ).status == 0)
    let ties = try rows(bench, "f/ties.csv")
    let tie = { (a: String, b: String) in try #require(ties.first { $0["source"] == a && $0["target"] == b }) }
    #expect(ties.count == 6 && ties.allSatisfy { $0["weight"] == $0["strength"] })
    let one = try tie("jun", "mina")
    #expect(one["uniform"] == "0.5" && one["interactions"] == "0" && one["interactions_back"] == "2")
    #expect(abs(Double(one["strength"]!)! - 1.0 / 3) < 1e-6 && one["given"] == "0")
    let other = try tie("jun", "sora")
    #expect(other["given"] == "1" && other["interactions"] == "1" && other["interactions_back"] == "3")
    for person in Set(ties.map { $0["source"]! }) {
      for kind in ["uniform", "strength", "taste"] {
        let sum = ties.filter { $0["source"] == person }.reduce(0.0) { $0 + Double($1[kind]!)! }
        #expect(abs(sum - 1) < 1e-6)
      }
    }
  }

  @Test func learnedInfluenceIsAKindOfTie() throws {
    let bench = try bench()
    try bench.put("source,target,probability\nmina,jun,0.3\nsora,jun,0.1\nghost,mina,0.5\n", "learned.csv")
    let outcome = try bench.kith(
      "features", "--actions", "actions.csv", "--friends", "ties.csv", "--learned", "learned.csv", "-o", "f/")
    #expect(outcome.status == 0 && outcome.out == "f/README.md\n", "\(outcome.err)")
    #expect(outcome.err.components(separatedBy: "learned.csv").count == 2, "told once: \(outcome.err)")
    // jun heeds whom jun is moved by: mina three times as much as sora.
    let ties = try rows(bench, "f/ties.csv")
    #expect(ties.map { $0["source"]! + " " + $0["target"]! } == ["jun mina", "jun sora"])
    #expect(abs(Double(ties[0]["weight"]!)! - 0.75) < 1e-6 && ties[0]["influence"] == ties[0]["weight"])
  }

  @Test func aPipeIsToldAsSuch() throws {
    let bench = try bench()
    let outcome = try bench.kith(
      "features", "--actions", "-", "--friends", "ties.csv", "-o", "f", input: Fixtures.actions)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(try #require(bench.text("f/README.md")).contains("- standard input\n- ties.csv"))
    #expect(try rows(bench, "f/interactions.csv").count == 7)
  }

  @Test func withoutAListFriendsOfferWhatThePersonLacks() throws {
    let bench = try bench()
    #expect(
      try bench.kith("features", "--actions", "actions.csv", "--friends", "ties.csv", "--top", "1", "-o", "f").status
        == 0)
    let found = try rows(bench, "f/candidates.csv")
    // mina took both; jun and sora lack the tart that mina took, 도토리 the cake.
    #expect(found.map { $0["user"]! + " " + $0["item"]! } == ["jun tart", "sora tart", "도토리 cake"])
    #expect(found.allSatisfy { Double($0["friend_signal"]!)! > 0 && $0["taken"] == nil })
    #expect(try #require(bench.text("f/README.md")).contains("at most 1 a person"))
  }

  @Test func nothingAfterUntilIsSeen() throws {
    let bench = try bench()
    let cut = try bench.kith(
      "features", "--actions", "actions.csv", "--friends", "ties.csv", "--until", "2026-06-02T20:00", "-o", "cut")
    #expect(cut.status == 0 && cut.err.contains("--since and --until do not cut them"), "\(cut.err)")
    #expect(try rows(bench, "cut/interactions.csv").map { $0["item"] } == ["cake", "cake", "cake"])
    #expect(try rows(bench, "cut/ties.csv").count == 6)
    let guide = try #require(bench.text("cut/README.md"))
    #expect(guide.contains("Nothing after `--until 2026-06-02T20:00` was read"))
    #expect(guide.contains("2026-06-02T03:00:00Z"))
    // Friends' rows with times are cut too.
    #expect(
      try bench.kith(
        "features", "--actions", "actions.csv", "--friends", "comments.csv", "--until", "2026-06-01T20:00", "-o", "log"
      ).status == 0)
    #expect(try rows(bench, "log/ties.csv").allSatisfy { $0["source"] != "하늘" })
  }

  @Test func whoSaidNoIsLeftOut() throws {
    let bench = try bench()
    try bench.put(
      "id,consent,may_contact\nmina,yes,yes\njun,no,no\nsora,yes,no\n도토리,yes,yes\n하늘,yes,yes\n바다,yes,yes\n",
      "wishes.csv")
    let outcome = try bench.kith(
      "features", "--actions", "actions.csv", "--friends", "ties.csv", "--attributes", "wishes.csv", "--ids", "numbers",
      "-o", "f")
    #expect(outcome.status == 0, "\(outcome.err)")
    let names = try rows(bench, "f/user_ids.csv").map { $0["user"]! }
    // yuna is not in the table: whoever was not asked said no.
    #expect(names == ["mina", "sora", "도토리", "바다", "하늘"])
    let users = try rows(bench, "f/users.csv")
    #expect(users.count == 5)
    #expect(try rows(bench, "f/ties.csv").map { $0["source"]! + " " + $0["target"]! } == ["1 4", "4 1"])
    // Of the cake, only mina's and sora's takings may be used; sora may not be contacted.
    #expect(try rows(bench, "f/interactions.csv").count == 5)
    #expect(try rows(bench, "f/candidates.csv").map { $0["user"]! + " " + $0["popularity"]! } == ["4 2"])
    for file in contents(bench, "f") {
      let text = String(decoding: file.value, as: UTF8.self)
      #expect(!text.contains("jun") && !text.contains("yuna"), "\(file.key)")
    }
    #expect(try #require(bench.text("f/README.md")).contains("2 people who have not said yes"))
  }

  @Test func recBoleFilesAreReadBack() throws {
    let bench = try bench()
    #expect(
      try bench.kith(
        "features", "--actions", "actions.csv", "--friends", "ties.csv", "--layout", "recbole", "-o", "shop", "-q"
      ).status == 0)
    for (name, header) in [
      ("inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"),
      ("net", "source_id:token\ttarget_id:token\tweight:float\tuniform:float\t"),
      ("user", "user_id:token\tin_degree:float\t"), ("candidates", "user_id:token\titem_id:token\t"),
    ] {
      #expect(bench.text("shop/shop.\(name)")?.hasPrefix(header) == true)
    }
    // Once more through Kith: the same people, items, times and ties.
    let again = try bench.kith(
      "features", "--actions", "shop/shop.inter", "--actions-columns", "from,item,_,at", "--friends", "shop/shop.net",
      "--friends-columns", "from,to", "--layout", "recbole", "-o", "again/shop", "-q")
    #expect(again.status == 73)
    #expect(
      try bench.shell(
        "mkdir again; kith features --actions shop/shop.inter --actions-columns from,item,_,at "
          + "--friends shop/shop.net --friends-columns from,to --layout recbole -o again/shop -q"
      ).status == 0)
    #expect(bench.text("again/shop/shop.inter") == bench.text("shop/shop.inter"))
    let uniform = { (name: String) in
      try self.rows(bench, name, separator: "\t").map {
        [$0["source_id:token"], $0["target_id:token"], $0["uniform:float"]]
      }
    }
    #expect(try uniform("again/shop/shop.net") == uniform("shop/shop.net"))
  }

  @Test func libRecTriplesAreReadBack() throws {
    let bench = try bench()
    #expect(
      try bench.kith(
        "features", "--actions", "actions.csv", "--friends", "ties.csv", "--layout", "librec", "-o", "f", "-q"
      ).status == 0)
    #expect(bench.names.contains("f") && bench.text("f/users.csv") == nil)
    let ratings = try #require(bench.text("f/ratings.txt")).split(separator: "\n")
    #expect(ratings.count == 7 && ratings[0] == "jun cake 1")
    #expect(try #require(bench.text("f/trust.txt")).split(separator: "\n").count == 6)
    #expect(
      try bench.kith(
        "features", "--actions", "f/ratings.txt", "--actions-columns", "from,item,_", "--friends", "f/trust.txt",
        "--friends-columns", "from,to,weight", "--layout", "librec", "-o", "g", "-q"
      ).status == 0)
    #expect(bench.text("g/ratings.txt") == bench.text("f/ratings.txt"))
  }

  @Test func namesThatAPeerCannotReadAreRefusedOrNumbered() throws {
    let bench = try bench()
    try bench.put("person,item\nmina,\"cheese cake\"\njun,\"tab\there\"\n", "odd.csv")
    let refused = try bench.kith(
      "features", "--actions", "odd.csv", "--friends", "ties.csv", "--layout", "recbole", "-o", "f")
    #expect(refused.status == 65, "\(refused.err)")
    #expect(refused.err.contains("E609") && refused.err.contains("--ids numbers"), "\(refused.err)")
    #expect(!bench.names.contains("f"))
    for layout in ["recbole", "librec", "csv"] {
      #expect(
        try bench.kith(
          "features", "--actions", "odd.csv", "--friends", "ties.csv", "--layout", layout, "--ids", "numbers", "-o",
          "f-\(layout)"
        ).status == 0)
      #expect(bench.text("f-\(layout)/item_ids.csv") == "number,item\n0,cheese cake\n1,tab\there\n")
    }
    #expect(bench.text("f-librec/ratings.txt") == "0 1 1\n1 0 1\n")
    #expect(try #require(bench.text("f-csv/README.md")).contains("numbers from 0"))
  }

  @Test func theNetworkAloneIsEnough() throws {
    let bench = try bench()
    let outcome = try bench.kith("features", "--friends", "comments.csv", "--attributes", "people.csv", "-o", "f")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(Set(contents(bench, "f").keys) == ["README.md", "run.json", "dictionary.csv", "ties.csv", "users.csv"])
    let users = try rows(bench, "f/users.csv")
    #expect(users[0]["attribute_taste"] == "sweet" && users[0]["items"] == nil && users[0]["friends"] == "2")
    #expect(try rows(bench, "f/ties.csv")[0]["taste"] == nil)
  }

  @Test func everyColumnIsInTheDictionary() throws {
    let bench = try bench()
    for layout in ["csv", "recbole"] {
      #expect(
        try bench.kith(
          "features", "--actions", "actions.csv", "--friends", "comments.csv", "--attributes", "people.csv", "--layout",
          layout, "-o", layout, "-q"
        ).status == 0)
      let told = Set(
        try #require(bench.text("\(layout)/dictionary.csv")).split(separator: "\n").dropFirst().map {
          $0.split(separator: ",").prefix(2).joined(separator: " ")
        })
      var written: Set<String> = []
      for name in contents(bench, layout).keys where !["README.md", "run.json", "dictionary.csv"].contains(name) {
        let header = try #require(bench.text("\(layout)/\(name)")).prefix { $0 != "\n" }
        for field in header.split(whereSeparator: { $0 == "," || $0 == "\t" }) {
          written.insert("\(name) \(field.prefix { $0 != ":" })")
        }
      }
      #expect(told == written)
    }
  }

  @Test func onlyEarlierFeaturesAreReplaced() throws {
    let bench = try bench()
    let make = "kith features --actions actions.csv --friends ties.csv -q -o f"
    #expect(try bench.shell(make).status == 0)
    #expect(try bench.shell(make).status == 73)
    #expect(try bench.shell(make + " --force --layout librec").status == 0)
    #expect(bench.text("f/users.csv") == nil)
    try bench.put("mine", "f/notes.txt")
    let kept = try bench.shell(make + " --force")
    #expect(kept.status == 73 && kept.err.contains("notes.txt"))
    #expect(bench.text("f/notes.txt") == "mine")
  }

  @Test func withoutTimesNothingIsRecent() throws {
    let bench = try bench()
    try bench.put("person,item\nmina,cake\njun,pie\njun,pie\n", "untimed.csv")
    #expect(try bench.kith("features", "--actions", "untimed.csv", "--friends", "ties.csv", "-o", "f").status == 0)
    #expect(bench.text("f/interactions.csv") == "user,item,times\njun,pie,2\nmina,cake,1\n")
    let found = try rows(bench, "f/candidates.csv")
    #expect(!found.isEmpty && found.allSatisfy { $0["friends_who_took_lately"] == "" && $0["days_since_friend"] == "" })
    #expect(try #require(bench.text("f/README.md")).contains("No action has a time"))
  }

  @Test(arguments: [
    ("--actions actions.csv", 64, "--friends"), ("--friends ties.csv --candidates list.csv", 64, "goes with --actions"),
    ("--friends ties.csv --layout recbole", 64, "needs --actions"),
    ("--friends ties.csv --ties taste", 64, "needs --actions"),
    ("--actions actions.csv --friends ties.csv --layout librec --candidates list.csv", 64, "no place for candidates"),
    ("--actions actions.csv --friends ties.csv --traits taste", 64, "columns of --attributes"),
    ("--actions actions.csv --friends ties.csv --attributes people.csv --traits tast", 64, "did you mean \"taste\""),
    ("--actions actions.csv --friends ties.csv --top 0", 64, "--top must be at least 1"),
    ("--actions actions.csv --friends ties.csv --sources 0", 64, "--sources must be at least 1"),
    ("--actions actions.csv --friends ties.csv --lately soon", 64, "--lately takes a width"),
    ("--actions - --friends -", 64, "only once"), ("--friends ties.csv --attributes -", 64, "must be a file"),
    ("--actions absent.csv --friends ties.csv", 66, "absent.csv"),
    ("--actions actions.csv --friends ties.csv --candidates comments.csv", 65, "no column holds the"),
  ])
  func requestsWithoutAnAnswer(arguments: String, status: Int32, message: String) throws {
    let bench = try bench()
    let outcome = try bench.shell("kith features \(arguments) -o f")
    #expect(outcome.status == status, "\(outcome.err)")
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(!bench.names.contains { $0 == "f" || $0.contains(".kith-") })
  }

  @Test func adviceNamesTheOptionsOfItsOwnTable() throws {
    let bench = try bench()
    try bench.put("1 2 1\n2 3 1\n", "trust.txt")
    try bench.put("1 7 4\n3 7 5\n", "ratings.txt")
    let outcome = try bench.kith("features", "--actions", "ratings.txt", "--friends", "trust.txt", "-o", "f")
    #expect(outcome.status == 0 && outcome.err.contains("--actions-columns from,item"), "\(outcome.err)")
    #expect(outcome.err.contains("--friends-columns from,to") && !outcome.err.contains(" --columns"))
  }

  @Test func noTieAtAllIsToldNotRefused() throws {
    let bench = try bench()
    try bench.put("from,to\nmina,mina\n", "alone.csv")
    let outcome = try bench.kith("features", "--actions", "actions.csv", "--friends", "alone.csv", "-o", "f")
    #expect(outcome.status == 0 && outcome.err.contains("W461"), "\(outcome.err)")
    #expect(try rows(bench, "f/ties.csv").isEmpty && rows(bench, "f/candidates.csv").isEmpty)
    #expect(try rows(bench, "f/users.csv").count == 6)
  }
}
