import Foundation
import Testing

struct InfluenceVerbTests {
  /// 40 people in a ring: each addresses the next three, and those who follow take the item up a day after.
  private static let ring =
    "from,to\n"
    + (0..<40).flatMap { a in (1...3).map { "p\(10 + a),p\(10 + (a + $0) % 40)\n" } }.joined()

  private static func actions(_ rows: [(Int, Int)]) -> String {
    "person,item,time\n"
      + rows.map { person, day in "p\(10 + person),cake,2026-06-\(day < 10 ? "0" : "")\(day)T09:00:00Z\n" }.joined()
  }

  private static let people =
    "id,taste,club\n" + (0..<40).map { "p\(10 + $0),\($0 < 20 ? "sweet" : "plain"),one\n" }.joined()

  private func bench(_ actions: String? = nil) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Self.ring, "ring.csv")
    // Against the ring: whom one addresses acts first.
    try bench.put(actions ?? Self.actions((0..<28).map { (39 - $0, 1 + $0) }), "actions.csv")
    try bench.put(Self.people, "people.csv")
    return bench
  }

  private func kith(_ bench: Workbench, _ arguments: String) throws -> Workbench.Outcome {
    try bench.shell("kith influence ring.csv --actions actions.csv " + arguments)
  }

  @Test func verdictAsARowEach() throws {
    let outcome = try kith(bench(), "--attributes people.csv --draws 99")
    let lines = outcome.out.split(separator: "\n").map(String.init)
    #expect(lines[0] == "part,name,statistic,value,low,high,p,says,n,unit,note")
    #expect(lines[1].hasPrefix("verdict,"))
    for test in ["naive-hazard", "hazard", "lead-lag", "stratified-shuffle", "edge-reversal", "shuffle"] {
      #expect(lines.contains { $0.hasPrefix("test,\(test),") || $0.hasPrefix("not answered,") }, "\(test)")
    }
    #expect(lines.contains { $0.hasPrefix("trait,taste,assortativity,") })
    // A column with one value says nothing of anyone.
    #expect(!outcome.out.contains("trait,club"))
    #expect(outcome.out.firstMatch(of: /\b(nan|NaN|inf)\b/) == nil)
    #expect(try kith(bench(), "--attributes people.csv --draws 99 --threads 2").out == outcome.out)
  }

  @Test func verdictAsASheet() throws {
    let outcome = try kith(bench(), "--attributes people.csv --draws 99 --format table")
    #expect(outcome.out.contains("cake: 28 of 40 people in"))
    #expect(outcome.out.contains("What each test says") && outcome.out.contains("Are friends alike?"))
    #expect(outcome.out.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func periodsAndPeople() throws {
    let exposure = try kith(bench(), "--exposure --period 1d")
    #expect(exposure.status == 0 && exposure.err.contains("cake: 28 of 40 people in 28 periods of 1 day"))
    #expect(exposure.out.contains("\n2026-06-01T00:00:00Z,40,1,1,0.025,,"))
    let thresholds = try kith(bench(), "--thresholds --period 1d").out
    // p37 acts after p38, p39 and p10 had not: two thirds of its company.
    #expect(thresholds.contains("p47,2026-06-03T00:00:00Z,early adopter,0.666"), "\(thresholds)")
    #expect(thresholds.contains(",not yet,"))
    let doses = try kith(bench(), "--dose-response --period 1d --draws 40")
    #expect(doses.status == 0 && doses.out.hasPrefix("counted,k,at_risk,adoptions,p,low,high,shuffled_low"))
  }

  @Test func stagesAddUp() throws {
    let outcome = try kith(bench(), "--funnel --within 2d")
    #expect(outcome.status == 0)
    let reached = outcome.out.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[2] }
    #expect(reached.first == "40" && reached.last == "27")
    let furthest = outcome.out.split(separator: "\n").dropFirst().compactMap { Int($0.split(separator: ",")[1]) }
    #expect(furthest.reduce(0, +) == 40)
    let communities = try kith(bench(), "--funnel-communities --within 2d").out
    #expect(communities.hasPrefix("community,people,alone,gathered,exposed,influenced,followed,steepest\n"))
  }

  @Test func followingIsToldOverallAndByTie() throws {
    let overall = try kith(bench(), "--following --within 2d")
    #expect(overall.status == 0 && overall.out.contains("\nfollows,26,") || overall.out.contains("\nfollows,27,"))
    let ties = try kith(bench(), "--following-ties --within 2d")
    #expect(ties.out.hasPrefix("id,follows,chances,followed,expected,p,q\n"))
  }

  @Test func likenessNeedsNoActions() throws {
    let bench = try bench()
    let outcome = try bench.shell("kith influence ring.csv --attributes people.csv --homophily --draws 99")
    #expect(outcome.status == 0 && outcome.out.contains("\ntaste,,assortativity,,0."))
    #expect(try bench.shell("kith influence ring.csv --homophily").status == 1)
  }

  /// What people agreed to is no trait unless it is asked for.
  @Test func consentIsNoTrait() throws {
    let bench = try bench()
    let rows = Self.people.split(separator: "\n").enumerated().map { row, line in
      line + (row == 0 ? ",consent" : row % 2 == 0 ? ",yes" : ",no")
    }
    try bench.put(rows.joined(separator: "\n") + "\n", "people.csv")
    let form = "kith influence ring.csv --attributes people.csv --homophily --draws 99"
    let usual = try bench.shell(form)
    #expect(usual.status == 0 && usual.out.contains("\ntaste,") && !usual.out.contains("\nconsent,"), "\(usual.out)")
    #expect(try bench.shell(form + " --traits consent").out.contains("\nconsent,"))
  }

  @Test func friendsTellATrait() throws {
    let bench = try bench()
    // Of p20 nothing is known; its friends like it sweet.
    try bench.put(Self.people.replacing("p20,sweet,one\n", with: "p20,,one\n"), "people.csv")
    let outcome = try bench.shell("kith influence ring.csv --attributes people.csv --infer taste")
    #expect(outcome.status == 0 && outcome.out.contains("\np20,,sweet,"), "\(outcome.err)")
    #expect(outcome.err.contains("held out") && outcome.err.contains("without friends"))
  }

  /// Each says which question cannot be answered, and why.
  @Test(arguments: [
    "", "p10,cake,\n", "stranger,cake,2026-06-01T09:00:00Z\n", "p10,cake,2026-06-01T09:00:00Z\n",
    (0..<40).map { "p\(10 + $0),cake,2026-06-01T09:00:00Z\n" }.joined(),
  ])
  func dataWithoutAnAnswer(rows: String) throws {
    let bench = try bench("person,item,time\n" + rows)
    for form in ["--draws 99", "--dose-response", "--following --within 1h"] {
      let outcome = try kith(bench, form)
      #expect(outcome.status == 1, "\(form): \(outcome.status) \(outcome.err)")
      #expect(outcome.err.contains("E4"), "\(form): \(outcome.err)")
      #expect(outcome.out.firstMatch(of: /\b(nan|NaN|inf)\b/) == nil)
    }
  }

  @Test func aHeaderAloneIsNoAction() throws {
    let outcome = try kith(bench("person,item,time\n"), "")
    #expect(outcome.status == 1 && outcome.err.contains("actions.csv holds no action"), "\(outcome.err)")
    #expect(outcome.out.contains("Cannot tell: there are no actions."), "\(outcome.out)")
  }

  @Test(arguments: [
    (["--homophily", "--funnel"], 64, "choose one of --homophily and --funnel"),
    (["--within", "2d"], 64, "--within goes with"), (["--traits", "taste"], 64, "--traits are columns"),
    (["--about", "tea"], 1, "no action is about"), (["--about", "cake", "--any-item"], 64, "choose one"),
    (["--period", "0d"], 64, "--period takes a width"), (["--lags", "2"], 64, "--lags goes with --ahead"),
    (["--draws", "3"], 64, "--draws must be between"),
    (["--attributes", "people.csv", "--traits", "tast"], 64, "did you mean"),
    (["--exposure", "--period", "1m"], 75, "take a longer --period"),
  ])
  func wrongRequests(arguments: [String], status: Int32, message: String) throws {
    let outcome = try kith(bench(), arguments.joined(separator: " "))
    #expect(outcome.status == status, "\(outcome.err)")
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }
}
