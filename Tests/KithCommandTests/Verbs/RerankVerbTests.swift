import Foundation
import Testing

struct RerankVerbTests {
  /// K23: the base says A, B, C; the friends of u took C. w has no friends.
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(
      "user,item,score\nu,A,3.10\nu,B,2.2\nu,C,1.3e0\nw,A,.5\nw,C,0.250\nw,B,0.250\n", "base.csv")
    try bench.put(
      "person,item,time\nf1,C,2026-06-01\nf2,C,2026-06-02\nu,D,2026-06-01\nw,C,2026-06-03\n", "actions.csv")
    try bench.put("from,to\nu,f1\nu,f2\n", "friends.csv")
    try bench.put("from,to\n", "nobody.csv")
    return bench
  }

  /// The cells of a CSV without quotes, by column.
  private func column(_ name: String, _ csv: String) -> [String] {
    let rows = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let place = rows.first?.firstIndex(where: { $0 == name }) else { return [] }
    return rows.dropFirst().map { String($0[place]) }
  }

  private func rerank(_ bench: Workbench, _ options: String) throws -> Workbench.Outcome {
    try bench.shell("kith rerank base.csv --actions actions.csv " + options)
  }

  @Test func friendsMoveTheirItemUp() throws {
    let outcome = try rerank(bench(), "--friends friends.csv --lambda 4")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.hasPrefix("user,item,score,rank,base_rank,base_score,lambda,change\n"))
    #expect(column("item", outcome.out) == ["C", "A", "B", "A", "C", "B"])
    #expect(column("rank", outcome.out) == ["1", "2", "3", "1", "2", "3"])
    #expect(column("base_rank", outcome.out) == ["3", "1", "2", "1", "2", "3"])
    #expect(column("base_score", outcome.out) == ["1.3e0", "3.10", "2.2", ".5", "0.250", "0.250"])
    #expect(column("lambda", outcome.out) == ["4", "4", "4", "0", "0", "0"])
    let score = try #require(Double(column("score", outcome.out)[0]))
    let change = try #require(Double(column("change", outcome.out)[0]))
    #expect(abs(change - 4 * 2.0.squareRoot()) < 1e-6 && abs(score - change + 1.5.squareRoot()) < 1e-6)
    #expect(outcome.err.contains("lists of 1 of 2 people re-weighted by friends, λ 4"))
    #expect(outcome.err.contains("1 have no friends"))
    #expect(column("item", try rerank(bench(), "--friends friends.csv --lambda 0").out).prefix(3) == ["A", "B", "C"])
  }

  @Test(arguments: ["0", "0.1", "1000"])
  func withoutFriendsTheBaseStands(lambda: String) throws {
    let outcome = try rerank(bench(), "--friends nobody.csv --lambda \(lambda)")
    #expect(outcome.status == 0 && outcome.err.contains("W461"))
    #expect(column("item", outcome.out) == ["A", "B", "C", "A", "C", "B"])
    #expect(column("score", outcome.out) == ["3.10", "2.2", "1.3e0", ".5", "0.250", "0.250"])
    #expect(column("change", outcome.out).allSatisfy { $0.isEmpty })
    let json = try rerank(bench(), "--friends nobody.csv --format jsonl").out
    #expect(
      json.contains(
        "\"item\":\"C\",\"score\":0.25,\"rank\":2,\"base_rank\":2,\"base_score\":0.25,\"lambda\":0,\"change\":null"))
  }

  @Test func theDefaultIsSaid() throws {
    #expect(try rerank(bench(), "--friends friends.csv").err.contains("re-weighted by friends, λ 0.1"))
  }

  @Test func placesWithoutScores() throws {
    let bench = try bench()
    try bench.put("user,item,rank\nu,B,2\nu,A,1\nu,C,3\nw,A,1\nw,C,2\n", "base.csv")
    let outcome = try rerank(bench, "--friends friends.csv --lambda 4")
    #expect(column("item", outcome.out) == ["C", "A", "B", "A", "C"])
    #expect(column("base_score", outcome.out) == ["3", "1", "2", "1", "2"])
    #expect(column("score", outcome.out).suffix(2) == ["-1", "-2"])
  }

  @Test func whatWasTakenOrExcludedLeaves() throws {
    let bench = try bench()
    try bench.put("person,item\nf1,C\nf2,C\nu,B\nw,C\n", "actions.csv")
    let all = try rerank(bench, "--friends friends.csv")
    #expect(all.err.contains("2 of 6 recommendations are of what the person took already; --drop-taken"))
    let dropped = try rerank(bench, "--friends friends.csv --drop-taken")
    #expect(column("item", dropped.out) == ["A", "C", "A", "B"] && dropped.err.contains("2 recommendations left out"))
    #expect(column("base_rank", dropped.out) == ["1", "3", "1", "3"])
    try bench.put("A\n", "items.txt")
    let items = try rerank(bench, "--friends friends.csv --exclude items.txt")
    #expect(column("item", items.out) == ["B", "C", "C", "B"] && items.err.contains("for everybody"))
    try bench.put("user,item\nu,A\nnobody,A\n", "pairs.csv")
    let pairs = try rerank(bench, "--friends friends.csv --exclude pairs.csv")
    #expect(column("item", pairs.out) == ["B", "C", "A", "C", "B"] && pairs.err.contains("person by person"))
    try bench.put("item\nA\nB\nC\n", "all.csv")
    let nothing = try rerank(bench, "--friends friends.csv --exclude all.csv")
    #expect(nothing.status == 1 && nothing.err.contains("nothing is left to recommend") && nothing.out.isEmpty)
  }

  @Test func wishesAreHeeded() throws {
    let bench = try bench()
    try bench.put("id,consent,may_contact\nu,yes,yes\nw,yes,no\nf1,no,no\nf2,no,no\n", "people.csv")
    let outcome = try rerank(bench, "--friends friends.csv --lambda 4 --attributes people.csv")
    // Both friends keep what they took to themselves: the base stands. w gets no list.
    #expect(outcome.status == 0 && column("item", outcome.out) == ["A", "B", "C"])
    #expect(outcome.err.contains("2 of 4 people have not said yes to consent"))
    #expect(outcome.err.contains("3 of 4 people have not said yes to may_contact: they get no list"))
    try bench.put("person,item\nf1,C\nf2,C\nu,B\n", "actions.csv")
    try bench.put("id,consent,may_contact\nu,no,yes\nw,yes,yes\nf1,yes,no\nf2,yes,no\n", "people.csv")
    let own = try rerank(bench, "--friends friends.csv --lambda 4 --attributes people.csv --drop-taken")
    // u does not share: their own list still leaves out what they have and follows their friends.
    #expect(column("item", own.out).prefix(2) == ["C", "A"])
  }

  @Test func anItemGoesToSoMany() throws {
    let bench = try bench()
    let one = try rerank(bench, "--friends friends.csv --lambda 4 --per-item 1 --top 1")
    #expect(one.status == 0 && column("item", one.out) == ["C", "A"] && one.err.contains("2 of 2 places filled"))
    try bench.put("user,item,score\na,x,9\na,y,1\nb,x,5\nb,y,4\nb,z,3\n", "base.csv")
    let moved = try rerank(bench, "--friends friends.csv --per-item 1 --top 1")
    // x leads b's list of three by more deviations than a's of two: a gets their next one.
    #expect(column("item", moved.out) == ["y", "x"] && column("rank", moved.out) == ["1", "1"])
    #expect(column("base_rank", moved.out) == ["2", "1"] && moved.err.contains("2 of 2 places filled"))
    let top = try rerank(bench, "--friends friends.csv --top 2")
    #expect(column("item", top.out) == ["x", "y", "x", "y"])
  }

  /// Twenty circles of friends with a taste each.
  private func circles(_ bench: Workbench, follows: Bool) throws {
    var (base, actions, friends, later) = ("user,item,score\n", "person,item\n", "from,to\n", "user,item\n")
    for circle in 0..<20 {
      for person in 0..<5 {
        let name = "p\(circle)-\(person)"
        for other in 0..<person { friends += "\(name),p\(circle)-\(other)\n" }
        actions += "\(name),liked-\(circle)\n\(name),both-\(circle)-\(person % 2)\n"
        for item in 0..<8 { base += "\(name),item-\((circle * 3 + person + item) % 40),\(9 - item)\n" }
        base += "\(name),both-\(circle)-0,0.5\n\(name),both-\(circle)-1,0.4\n"
        later += follows ? "\(name),both-\(circle)-\(1 - person % 2)\n" : "\(name),item-\((circle * 3 + person) % 40)\n"
      }
    }
    try bench.put(base, "base.csv")
    try bench.put(actions, "actions.csv")
    try bench.put(friends, "friends.csv")
    try bench.put(later, "later.csv")
  }

  @Test func lambdaIsChosenOnWhatCameLater() throws {
    let bench = try Workbench()
    try circles(bench, follows: true)
    let yes = try rerank(bench, "--friends friends.csv --tune later.csv")
    #expect(yes.status == 0 && yes.err.contains("chosen on later.csv: NDCG@20 of 100 people is"), "\(yes.err)")
    #expect(Set(column("lambda", yes.out)) != ["0"])
    try circles(bench, follows: false)
    let no = try rerank(bench, "--friends friends.csv --tune later.csv")
    #expect(no.err.contains("λ 0 chosen on later.csv: friends do not help here"), "\(no.err)")
    #expect(Set(column("lambda", no.out)) == ["0"] && column("score", no.out).prefix(2) == ["9", "8"])
    try bench.put("user,item\np0-0,liked-0\nstranger,item-1\np0-1,elsewhere\n", "later.csv")
    let few = try rerank(bench, "--friends friends.csv --tune later.csv")
    #expect(few.err.contains("1 are among the actions already and left out"), "\(few.err)")
    #expect(few.err.contains("1 are of people without a list") && few.err.contains("1 are of items that are not in"))
    try bench.put("user,item\nstranger,x\n", "later.csv")
    #expect(try rerank(bench, "--friends friends.csv --tune later.csv").status == 1)
  }

  @Test func rowsThreadsAndPipesChangeNothing() throws {
    let bench = try Workbench()
    try circles(bench, follows: true)
    let one = try rerank(bench, "--friends friends.csv --few-items --threads 1 --quiet")
    let two = try rerank(bench, "--friends friends.csv --few-items --threads 2 --quiet")
    let pipe = try bench.shell(
      "kith rerank - --actions actions.csv --friends friends.csv --few-items --quiet < base.csv")
    #expect(one.status == 0 && one.err == "" && one.out == two.out && one.out == pipe.out)
    for file in ["base", "actions", "friends"] {
      try bench.shell("(head -1 \(file).csv; tail -n +2 \(file).csv | sort -r) > x && mv x \(file).csv")
    }
    #expect(try rerank(bench, "--friends friends.csv --few-items --quiet").out == one.out)
    try bench.shell("tr , '\\t' < base.csv | sed '1s/.*/user_id:token\\titem_id:token\\tscore:float/' > base.inter")
    let atomic = try bench.shell(
      "kith rerank base.inter --actions actions.csv --friends friends.csv --few-items --quiet")
    #expect(atomic.out == one.out)
  }

  @Test func namesAreBytes() throws {
    let bench = try Workbench()
    // A syllable and its letters are two people; commas, quotes and formulas are text.
    try bench.put(
      "user,item,score\n가,\"a,\"\"b\"\"\",2\n가,=1+1,1\n\u{1100}\u{1161},=1+1,2\n\u{1100}\u{1161},<b>,1\n", "base.csv")
    try bench.put("person,item\n나,=1+1\n나,<b>\n", "actions.csv")
    try bench.put("from,to\n가,나\n\u{1100}\u{1161},나\n", "friends.csv")
    let outcome = try rerank(bench, "--friends friends.csv --lambda 9")
    #expect(outcome.status == 0 && outcome.out.contains("\n가,=1+1,") && outcome.out.contains("\n가,\"a,\"\"b\"\"\","))
    #expect(outcome.out.contains("\n\u{1100}\u{1161},<b>,") && outcome.err.contains("2 people with 4 recommendations"))
  }

  @Test func badRowsAreNamedOrSkipped() throws {
    let bench = try bench()
    try bench.put("user,item,score\nu,A,1\nw,A,1\nu,A,2\n,B,1\n", "base.csv")
    let failed = try rerank(bench, "--friends friends.csv")
    #expect(failed.status == 65 && failed.err.contains("base.csv:5:1") && failed.err.contains("E226"))
    try bench.put("user,item,score\nu,A,1\nw,A,1\nu,A,2\n", "base.csv")
    let twice = try rerank(bench, "--friends friends.csv")
    #expect(twice.status == 65 && twice.err.contains("base.csv:4") && twice.err.contains("is also in line 2"))
    let skipped = try rerank(bench, "--friends friends.csv --on-bad-row skip")
    #expect(skipped.status == 2 && skipped.err.contains("1 bad row of 3 in base.csv left out"))
    #expect(column("score", skipped.out) == ["1", "1"])
    #expect(try rerank(bench, "--friends friends.csv --on-bad-row skip --allow-skips").status == 0)
  }

  @Test func tablesThatDoNotMeetAreTold() throws {
    let bench = try bench()
    try bench.put("user,item,score\nx,P,-1\ny,Q,1\n", "base.csv")
    let outcome = try rerank(bench, "--friends friends.csv")
    #expect(outcome.status == 0 && outcome.err.contains("W463") && outcome.err.contains("W464"))
    #expect(outcome.err.contains("1 score of base.csv below 0"))
    try bench.put("user,item,score\n", "base.csv")
    let empty = try rerank(bench, "--friends friends.csv")
    #expect(empty.status == 1 && empty.err.contains("base.csv holds no recommendation"))
    try bench.put("user,item,score\nu,A,1\nu,C,0\n", "base.csv")
    let late = try rerank(bench, "--friends friends.csv --until 2026-06-01 --lambda 1")
    #expect(late.err.contains("2 of 4 rows in actions.csv lie outside the window"), "\(late.err)")
  }

  /// The sample's people have hostile names, and some of what they buy spreads among friends.
  @Test func theCampaignsFriendsHelpAndItsBaseSurvives() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let bench = try Workbench()
    let folder = root.appendingPathComponent("samples/campaign").path
    try bench.shell("cp \(folder)/{recommendations,actions,friends}.csv .")
    let tables = "--actions actions.csv --friends friends.csv"
    let same = try bench.shell("kith rerank recommendations.csv \(tables) --lambda 0 --quiet -o all.csv")
    // The last five columns are ours; the rows left are the file's, byte for byte.
    let rows = { (text: String, dropping: Int) in
      text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        .map { $0.dropLast(dropping).joined(separator: ",") }.sorted()
    }
    #expect(same.status == 0 && same.err == "")
    #expect(rows(bench.text("all.csv") ?? "", 5) == rows(bench.text("recommendations.csv") ?? "", 0))
    let tuned = try bench.shell(
      "kith rerank recommendations.csv \(tables) --until 2022-12-23 --time-zone Asia/Seoul --tune actions.csv --top 1")
    #expect(
      tuned.err.contains("chosen on actions.csv: NDCG@20 of 740 people is 0.5065 with friends and 0.4821 without"))
    #expect(tuned.err.contains("3,160 are among the actions already"), "\(tuned.err)")
    #expect(tuned.out.split(separator: "\n").count == 1001)
  }

  @Test func tiesTheWrongWayRoundAreTold() throws {
    let bench = try bench()
    try bench.put("from,to,weight\nf1,u,1\nf2,u,1\n", "turned.csv")
    let turned = try rerank(bench, "--friends turned.csv --ties given --lambda 4")
    #expect(turned.err.contains("W465") && column("item", turned.out).prefix(3) == ["A", "B", "C"])
    let right = try rerank(
      bench, "--friends turned.csv --friends-columns to,from,weight --ties given --lambda 4")
    #expect(!right.err.contains("W465") && column("item", right.out)[0] == "C")
    // Where ties count both ways their direction says nothing.
    #expect(try rerank(bench, "--friends turned.csv --lambda 4").out == right.out)
  }

  @Test func reasonsAreSentences() throws {
    let outcome = try rerank(bench(), "--friends friends.csv --lambda 4 --explain --least-friends 2")
    #expect(outcome.status == 0 && outcome.out.contains("because"))
    #expect(outcome.out.contains("2 of your 2 friends took this"))
    #expect(try rerank(bench(), "--friends friends.csv --explain").out.contains("2 of your") == false)
  }

  @Test(arguments: [
    ("", "name who is in touch with whom"), ("--friends friends.csv --top 0", "--top must be at least 1"),
    ("--friends friends.csv --per-item 0", "--per-item must be at least 1"),
    ("--friends friends.csv --lambda=-1", "--lambda must be 0 or a number above it"),
    ("--friends friends.csv --lambda 1 --tune actions.csv", "--tune chooses λ: not with --lambda"),
    ("--friends - --exclude -", "only one input can be standard input"),
    ("--friends friends.csv --base-columns user,thing", "is no role"),
    ("--friends friends.csv -o base.csv --force", "is the input"),
  ])
  func badRequestsAreRefused(options: String, message: String) throws {
    let outcome = try rerank(bench(), options)
    #expect(outcome.status == 64 && outcome.err.contains(message) && outcome.out.isEmpty, "\(outcome.err)")
  }
}
