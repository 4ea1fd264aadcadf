import Foundation
import Testing

struct RecommendVerbTests {
  /// u has five friends; a, b and c took jazz, c long ago. new has friends and took nothing, ghost has neither.
  private static let actions = """
    person,item,time
    u,rock,2026-03-01
    a,jazz,2026-05-20
    b,jazz,2026-05-30
    c,jazz,2026-01-05
    d,rock,2026-05-01
    e,pop,2026-05-02
    lone,rock,2026-05-03
    lone,pop,2026-05-04
    lone,folk,2026-06-01

    """
  private static let friends = "from,to\nu,a\nu,b\nc,u\nu,d\ne,u\nnew,a\nnew,b\nnew,c\nghost,ghost\n"
  private static let people = """
    id,consent,may_contact
    u,yes,yes
    a,yes,no
    b,yes,yes
    c,no,no
    d,yes,no
    e,yes,
    new,yes,yes
    lone,yes,yes

    """
  private static let items = "item,genre,price\njazz,music,3\npop,music,8\nfolk,Music,9\nrock,noise,3\nnovel,book,4\n"

  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Self.actions, "actions.csv")
    try bench.put(Self.friends, "friends.csv")
    try bench.put(Self.people, "people.csv")
    try bench.put(Self.items, "items.csv")
    return bench
  }

  private func run(_ arguments: String, _ bench: Workbench? = nil) throws -> Workbench.Outcome {
    try (bench ?? self.bench()).shell("kith recommend --actions actions.csv " + arguments)
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// By hand: friends' part 0.6, 0.2 and 0 of jazz, pop and folk; popularity 3, 2 and 1.
  @Test func friendsReweightPopularity() throws {
    let outcome = try run("--friends friends.csv --base popularity --person u")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.hasPrefix("user,item,score,rank,change\n"))
    let found = rows(outcome.out)
    #expect(found.map { $0[1] } == ["jazz", "pop", "folk"] && found.map { $0[3] } == ["1", "2", "3"])
    let deviation = (0.56 / 9).squareRoot()
    for (row, (z, told)) in zip(found, [(1.5.squareRoot(), 0.6), (0, 0.2), (-1.5.squareRoot(), 0)]) {
      let change = 0.1 * (told - 0.8 / 3) / deviation
      #expect(abs(Double(row[4])! - change) < 1e-6 && abs(Double(row[2])! - z - change) < 1e-6, "\(row)")
    }
    #expect(outcome.err.contains("λ 0.1: friends re-weighted the lists of 1 person"))
  }

  @Test func whoeverHasNoFriendsKeepsTheBasesList() throws {
    let bench = try bench()
    for base in ["popularity", "item-knn", "item-knn-bm25", "user-knn", "rp3beta", "als", "ease"] {
      let alone = try run("--base \(base) --friends friends.csv --lambda 0 --person lone", bench)
      let social = try run("--base \(base) --friends friends.csv --lambda 5 --person lone", bench)
      #expect(alone.status == 0 && social.status == 0, "\(base): \(alone.err) \(social.err)")
      #expect(social.out == alone.out, "\(base)")
      #expect(rows(social.out).allSatisfy { $0[0] == "lone" && $0[1] == "jazz" && $0[4] == "" }, "\(base)")
    }
  }

  @Test func whoeverNothingIsKnownOfGetsWhatIsPopular() throws {
    let outcome = try run("--friends friends.csv --base item-knn --few-items")
    #expect(outcome.status == 0, "\(outcome.err)")
    let found = rows(outcome.out)
    let list = { (user: String) in found.filter { $0[0] == user }.map { $0[1] } }
    // jazz and rock as popular: by name.
    #expect(list("ghost") == ["jazz", "rock", "pop", "folk"] && list("new").first == "jazz")
    #expect(found.filter { $0[0] == "ghost" }.map { $0[2] } == ["3", "3", "2", "1"])
    // a, b and c took only what nobody else took.
    #expect(outcome.err.contains("nothing is known of the taste of 5 people: they get what most people took"))
    #expect(Set(found.map { $0[0] }).count == 9)
  }

  @Test func reasonsAreSentences() throws {
    let outcome = try run("--friends friends.csv --base popularity --person u --explain --second-hop 0")
    #expect(
      outcome.out.contains(",3 of your 5 friends took this\n"), "\(outcome.out)")
    let two = try run(
      "--friends friends.csv --base popularity --person u --explain --second-hop 0 --least-friends 2")
    #expect(two.out.contains(",\"3 of your 5 friends took this, 2 of them in the last 30 days\"\n"), "\(two.out)")
    #expect(rows(outcome.out)[1].last == "")
    let bought = try run("--friends friends.csv --base popularity --person u --explain --did bought --lately 52w")
    #expect(bought.out.contains("\"3 of your 5 friends bought this, all of them in the last 52 weeks"), "\(bought.out)")
  }

  @Test func wishesAreKept() throws {
    let social = "--friends friends.csv --base popularity --attributes people.csv "
    let outcome = try run(social + "--explain")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(Set(rows(outcome.out).map { $0[0] }) == ["u", "b", "new", "lone"])
    #expect(outcome.err.contains("2 of 9 people have not said yes to consent: what they took is not used"))
    #expect(outcome.err.contains("5 of 9 people have not said yes to may_contact: they get no list"))
    // Without c, two friends took jazz: too few to be told.
    #expect(!outcome.out.contains("friends took this"))
    let named = try run(social + "--explain --least-friends 2 --name-friends --person u")
    #expect(
      named.out.contains("2 of your 5 friends took this, all of them in the last 30 days; among them a and b"),
      "\(named.out)")
    // What was not used for others is not offered again either.
    let own = try run(social + "--consent may_contact --may-contact consent --person a")
    #expect(own.out.contains("a,rock") && !own.out.contains("a,jazz"), "\(own.out)")
    let nobody = try run(social + "--person a")
    #expect(nobody.status == 1 && nobody.err.contains("E472"), "\(nobody.err)")
    let empty = try run("--people empty.csv", bench().with("id\n", "empty.csv"))
    #expect(empty.status == 1 && empty.err.contains("empty.csv names nobody"), "\(empty.err)")
    let plain = try run("--attributes plain.csv", bench().with("id,x\nu,1\n", "plain.csv"))
    #expect(plain.err.contains("plain.csv has no column consent or may_contact"))
  }

  @Test func itemsAreLookedFor() throws {
    let bench = try bench()
    func found(_ arguments: String) throws -> [String] {
      let outcome = try run("--base popularity --person u --items items.csv " + arguments, bench)
      #expect(outcome.status == 0, "\(outcome.err)")
      return rows(outcome.out).map { $0[1] }
    }
    #expect(try found("--filter genre=music") == ["jazz", "pop", "folk"])
    #expect(try found("--filter genre=music --filter 'price>=8'") == ["pop", "folk"])
    #expect(try found("--filter genre=noise --keep-taken") == ["rock"])
    #expect(try found("--query 'MUSIC po'") == ["pop"])
    // Nobody took the novel yet; whoever looks for it finds it.
    #expect(try found("--query book") == ["novel"])
    let all = try run("--base popularity --person u", bench)
    #expect(!all.out.contains("novel"))
    for (arguments, message) in [
      ("--filter genre=musik", "no item is genre=musik\n  help: did you mean \"music\"?"),
      ("--filter 'price>20'", "price runs from 3 to 9"), ("--query jaz7", "did you mean \"jazz\"?"),
      ("--query metal", "words are looked for in the ids of items and their attributes"),
      ("--filter genre=book --query jazz", "genre=book leaves 1, the word \"jazz\" leaves 1"),
      ("--filter genre=noise", "everybody asked has taken all of it"),
    ] {
      let outcome = try run("--base popularity --person u --items items.csv " + arguments, bench)
      #expect(outcome.status == 1 && outcome.out == "", "\(arguments): \(outcome.status) \(outcome.err)")
      #expect(outcome.err.contains(message), "\(arguments): \(outcome.err)")
    }
  }

  @Test func neitherThreadsNorTheOrderOfRowsMatter() throws {
    let bench = try bench()
    let turned = { (text: String) in
      let lines = text.split(separator: "\n")
      return ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    }
    try bench.put(turned(Self.actions), "turned.csv")
    try bench.put(turned(Self.friends), "turned-friends.csv")
    for base in ["als --regularization 1", "user-knn", "ease --friend-columns 0.5"] {
      let first = try run("--friends friends.csv --base \(base) --explain -j 1 -q", bench)
      #expect(first.status == 0 && rows(first.out).count > 10, "\(first.err)")
      #expect(try run("--friends friends.csv --base \(base) --explain -j 2 -q", bench).out == first.out)
      let other = try bench.shell(
        "kith recommend --actions turned.csv --friends turned-friends.csv --base \(base) --explain -q")
      #expect(other.out == first.out)
    }
    let seeds = try ["1", "2"].map { try run("--regularization 1 --seed \($0) -q", bench).out }
    #expect(seeds[0] != seeds[1] && !seeds[0].isEmpty)
  }

  @Test func aFaintModelIsSaidToBeFaint() throws {
    let outcome = try run("")
    #expect(outcome.status == 0 && outcome.err.contains("warning[W476]"), "\(outcome.err)")
    #expect(try !run("--regularization 0.5").err.contains("W476"))
  }

  @Test func memoryIsToldAndLimited() throws {
    let estimate = try run("--base ease --estimate --format csv")
    #expect(estimate.status == 0 && estimate.out.contains("\nease,"), "\(estimate.out)")
    let refused = try run("--base ease --memory-limit 10B")
    #expect(refused.status == 75 && refused.err.contains("E406") && refused.out == "", "\(refused.err)")
  }

  @Test(arguments: [
    ("--friends - --attributes -", 64, "can be read only once"), ("--base alz", 64, "did you mean als?"),
    ("--base nothing-like-it", 64, "choose popularity, item-knn"),
    ("--factors 8 --base ease", 64, "--factors goes with --base als"),
    ("--memory-limit 2GB", 64, "--memory-limit goes with --base ease"),
    ("--lambda 0.5", 64, "--lambda is about friends"), ("--explain", 64, "--explain is about friends"),
    ("--ties taste", 64, "--ties is about friends"), ("--friends friends.csv --lambda -1", 64, "--lambda"),
    ("--friends friends.csv --lambda=-1", 64, "--lambda must be 0 or"),
    ("--friends friends.csv --did bought", 64, "--did goes with --explain"),
    ("--friends friends.csv --explain --least-friends 1", 77, "error[E770]"),
    ("--friends friends.csv --explain --name-friends", 77, "error[E771]"),
    ("--base ease --friend-columns 1", 64, "--friend-columns is about friends"),
    ("--base ease --keep-taken", 64, "not with --keep-taken"), ("--top 0", 64, "--top must be between"),
    ("--person nobdy", 1, "nobody is called \"nobdy\""), ("--people people.csv", 65, "nobody is called"),
    ("--filter genre=jazz", 64, "give the table of items"), ("--items items.csv", 64, "goes with --query or --filter"),
    ("--items items.csv --filter genre", 64, "--filter takes a column"),
    ("--items items.csv --filter gerne=x", 64, "did you mean \"genre\"?"),
    ("--items items.csv --filter 'genre<3'", 1, "no item is genre<3"), ("--consent x", 64, "give the table of people"),
    ("--attributes people.csv --consent concent", 64, "did you mean \"consent\"?"),
    ("--base als --factors 0", 64, "E720"), ("--base popularity --popularity-half-life soon", 64, "takes a width"),
  ])
  func requestsWithoutAnAnswer(arguments: String, status: Int32, message: String) throws {
    let bench = try bench().with("id\nu\nzoe\n", "people-list.csv")
    let outcome = try run(arguments.replacing("--people people.csv", with: "--people people-list.csv"), bench)
    #expect(outcome.status == status && outcome.out == "", "\(outcome.status) \(outcome.err)")
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }

  @Test func emptyAndOneSidedTables() throws {
    let bench = try bench()
    try bench.put("from,to\n", "nobody.csv")
    try bench.put("from,to\nx,y\n", "others.csv")
    let none = try run("--friends nobody.csv --base popularity", bench)
    #expect(none.status == 0 && none.err.contains("warning[W461]"), "\(none.err)")
    #expect(rows(none.out).allSatisfy { $0[4] == "" })
    let others = try run("--friends others.csv --base popularity", bench)
    #expect(others.status == 0 && others.err.contains("warning[W462]"))
    try bench.put("person,item\n", "empty.csv")
    let empty = try bench.kith("recommend", "--actions", "empty.csv")
    #expect(empty.status == 1 && empty.err.contains("E405"), "\(empty.err)")
    try bench.put("person,item\na,x\n", "one.csv")
    for base in ["popularity", "item-knn", "item-knn-bm25", "user-knn", "rp3beta", "als", "ease"] {
      let one = try bench.kith("recommend", "--actions", "one.csv", "--base", base)
      #expect(one.status == 1 && one.err.contains("everybody asked has taken all of it"), "\(base): \(one.err)")
    }
    let missing = try bench.kith("recommend")
    #expect(missing.status == 64 && missing.err.contains("--actions actions.csv"), "\(missing.err)")
  }

  /// Made-up names of every kind come back as they are, and only to those who may be contacted.
  @Test func theCampaign() throws {
    let bench = try Workbench()
    let outcome = try bench.shell(
      "kith sample campaign -o s -q >/dev/null; kith recommend --actions s/actions.csv --friends s/friends.csv "
        + "--attributes s/people.csv --base item-knn --top 5 --explain --name-friends -o lists.jsonl")
    #expect(outcome.status == 0, "\(outcome.err)")
    let lines = (bench.text("lists.jsonl") ?? "").split(separator: "\n")
    let willing = (bench.text("s/people.csv") ?? "").split(separator: "\n").count { $0.hasSuffix(",yes,yes") }
    #expect(lines.count <= 5 * willing && lines.count > 4 * willing)
    #expect(lines.contains { $0.contains("friends took this") && $0.contains("among them") })
  }
}

extension Workbench {
  /// The same folder with one file more.
  fileprivate func with(_ text: String, _ name: String) throws -> Workbench {
    try put(text, name)
    return self
  }
}
