import Foundation
import Testing

struct SimulateVerbTests {
  /// Neo4j's example of influence maximisation: the second influences the first (K18).
  static let gds = """
    from,to
    Alice,Jack
    Jimmy,Alice
    Ethan,Alice
    Lara,Alice
    Amir,Alice
    Willie,Alice
    Ethan,Ceri
    Mohammed,Michael
    Ethan,Michael
    Jimmy,Ethan
    Jack,Ethan
    Lara,Ethan
    Mohammed,Ethan
    Amir,Lara

    """
  /// 120 people in a ring who address the four before them: too much to enumerate.
  static let ring = "from,to\n" + (0..<120).flatMap { one in (1...4).map { "p\(one),p\((one + $0) % 120)\n" } }.joined()

  private func bench(_ log: String = gds) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  // MARK: Models

  @Test func smallNeighbourhoodsAreExact() throws {
    let outcome = try bench().kith(
      "simulate", "log.csv", "--from-person", "Alice,Ethan,Michael", "--probabilities", "constant:0.1")
    #expect(outcome.status == 0)
    #expect(outcome.out.hasPrefix("plan,starting,spread,low,high,share,method,runs\nplan,3,3.88"))
    let row = rows(outcome.out)[0]
    #expect(abs(Double(row[2])! - 3.8871) < 5e-5 && row[2] == row[3] && row[6] == "enumeration")
    #expect(outcome.err.contains("exactly 3.887 of 10 people are reached on average: all 288 outcomes were weighed\n"))
    #expect(outcome.err.contains("p = 0.1 for every edge; no deadline"))
  }

  @Test func theRestIsSimulatedWithAnInterval() throws {
    let bench = try bench(Self.ring)
    let first = try bench.kith("simulate", "log.csv", "--from-person", "p0", "-j", "1", "--runs", "500")
    let row = rows(first.out)[0]
    #expect(row[6] == "simulation" && row[7] == "500")
    #expect(Double(row[3])! < Double(row[2])! && Double(row[2])! < Double(row[4])!)
    #expect(first.err.contains("of 120 people are reached (95% interval ") && first.err.contains("500 runs)"))
    #expect(try bench.kith("simulate", "log.csv", "--from-person", "p0", "-j", "5", "--runs", "500").out == first.out)
    #expect(
      try bench.kith("simulate", "log.csv", "--from-person", "p0", "--seed", "2", "--runs", "500").out != first.out)
  }

  @Test func stepsAndPeopleAddUpToTheSpread() throws {
    let bench = try bench()
    let curve = try bench.kith(
      "simulate", "log.csv", "--from-person", "Alice", "--probabilities", "constant:0.1", "--curve", "-q")
    #expect(curve.out.hasPrefix("plan,step,reached,new\nplan,0,1,1\nplan,1,1.5"))
    #expect(curve.err == "")
    #expect(abs(Double(rows(curve.out).last![2])! - 1.54781) < 1e-5)
    let people = try bench.kith(
      "simulate", "log.csv", "--from-person", "Alice", "--probabilities", "constant:0.1", "--people")
    let found = rows(people.out)
    #expect(found[0] == ["Alice", "1", "yes"])
    #expect(abs(found.reduce(0) { $0 + Double($1[1])! } - 1.54781) < 1e-5)
    let deadline = try bench.kith(
      "simulate", "log.csv", "--from-person", "Alice", "--probabilities", "constant:0.1", "--deadline", "1")
    #expect(abs(Double(rows(deadline.out)[0][2])! - 1.5) < 1e-9 && deadline.err.contains("reached within 1 step"))
  }

  @Test func everyModelRuns() throws {
    let bench = try bench()
    func spread(_ arguments: String) throws -> [String] {
      let outcome = try bench.shell("kith simulate log.csv --from-person Alice,Ethan " + arguments)
      #expect(outcome.status == 0, "\(outcome.err)")
      return rows(outcome.out)[0]
    }
    #expect(try spread("--model lt")[6] == "enumeration")
    #expect(try spread("--model threshold --contacts 2")[2] == "5")
    #expect(try spread("--model threshold --share 0.5")[2] == "8")
    // With certain recovery SIR is the cascade.
    let sir = try spread("--model sir --beta 0.1 --gamma 1 --runs 4000")
    #expect(abs(Double(sir[2])! - 2.7971) < 0.06 && sir[6] == "simulation")
    #expect(Double(try spread("--model seir --beta 0.3 --gamma 0.3 --sigma 0.5 --runs 50")[2])! > 2)
    #expect(Double(try spread("--model sis --probabilities weight-share --gamma 0.5 --deadline 9 --runs 50")[2])! > 2)
    let hawkes = try spread("--model hawkes --mean-delay 2h --probabilities constant:0.1 --deadline 12h --runs 50")
    #expect(Double(hawkes[2])! > 2)
  }

  @Test func epidemicsShowTheirStates() throws {
    let outcome = try bench().kith(
      "simulate", "log.csv", "--from-person", "Alice", "--model", "sir", "--beta", "0.2", "--gamma", "0.5", "--curve",
      "--deadline", "3")
    #expect(
      outcome.out.hasPrefix("plan,step,reached,new,susceptible,exposed,infectious,recovered\nplan,0,1,1,9,0,1,0\n"))
    for row in rows(outcome.out) { #expect(abs(row[4...].reduce(0) { $0 + Double($1)! } - 10) < 1e-9) }
  }

  @Test func aProcessIsLearnedFromTheLog() throws {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "log.csv")
    let outcome = try bench.kith(
      "simulate", "log.csv", "--from-person", "mina", "--model", "hawkes", "--deadline", "2d", "--curve", "--stop-at",
      "1h")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.contains("learned from 14 acts: ") && outcome.err.contains("stopped after 1h: "))
    #expect(outcome.out.hasPrefix("plan,hours,reached,new\nplan,0,1,1\nplan,2,"))
    let edges = try bench.shell("printf 'from,to\\na,b\\n' > e.csv; kith simulate e.csv --from-person b --model hawkes")
    #expect(edges.status == 1)
    #expect(edges.err.contains("E412") && edges.err.contains("--mean-delay"))
  }

  // MARK: Comparisons

  @Test func plansAreComparedInTheSameRuns() throws {
    let bench = try bench()
    let outcome = try bench.kith(
      "simulate", "log.csv", "--from-person", "Alice,Ethan", "--probabilities", "constant:0.1", "--without", "Ethan",
      "--instead", "Jack,Michael", "--stop-at", "1")
    let found = rows(outcome.out)
    #expect(found.map { $0[0] } == ["plan", "without", "instead", "stopped"])
    #expect(found.map { $0[1] } == ["2", "1", "2", "2"])
    for row in found.dropFirst() {
      #expect(abs(Double(row[2])! - Double(found[0][2])! - Double(row[8])!) < 1e-9)
      #expect(row[8] == row[9] && row[8] == row[10])
    }
    #expect(outcome.err.contains("without Ethan: exactly 1.388 people fewer\n"))
    #expect(
      outcome.err.contains("with Jack and Michael instead: exactly ") && outcome.err.contains("stopped after 1 step: "))
    let ring = try self.bench(Self.ring)
    let simulated = try ring.kith("simulate", "log.csv", "--from-person", "p0,p9", "--without", "p9", "--runs", "200")
    #expect(simulated.err.contains("without p9: ") && simulated.err.contains(" fewer (95% interval "))
    let same = try ring.kith("simulate", "log.csv", "--from-person", "p0", "--instead", "p60", "--runs", "200")
    #expect(same.err.contains("no difference can be told") && same.err.contains("more --runs narrow it"))
    let nothing = try ring.kith("simulate", "log.csv", "--from-person", "p0", "--instead", "p0", "--runs", "20")
    #expect(nothing.err.contains("with p0 instead: no difference\n"))
  }

  @Test func timesBecomeStepsByTheLogsOwnDelays() throws {
    let bench = try Workbench()
    try bench.put(
      "from,to,at\na,b,2026-01-01T08:00\nb,a,2026-01-01T08:40\na,b,2026-01-01T09:30\nc,b,2026-01-01T09:40\n", "log.csv")
    let outcome = try bench.kith("simulate", "log.csv", "--from-person", "b", "--stop-at", "2h")
    // Delays of 40, 50 and 60 minutes.
    #expect(outcome.err.contains("2h is 2 steps of 50m, the median time to an answer in this log"), "\(outcome.err)")
    let given = try bench.kith("simulate", "log.csv", "--from-person", "b", "--deadline", "1h", "--step-lasts", "25m")
    #expect(given.err.contains("1h is 2 steps of 25m") && given.err.contains("reached within 2 steps"))
    let untimed = try self.bench().kith("simulate", "log.csv", "--from-person", "Jack", "--deadline", "1h")
    #expect(untimed.status == 1 && untimed.err.contains("E412") && untimed.err.contains("--step-lasts"))
  }

  // MARK: People and probabilities

  @Test func peopleComeFromFilesToo() throws {
    let bench = try bench()
    try bench.put("rank,id,gain\n1,Alice,2\n2,Ethan,1\n3,Alice,0\n", "plan.csv")
    let typed = try bench.kith("simulate", "log.csv", "--from-person", "Alice", "--from-person", "Ethan").out
    #expect(try bench.kith("simulate", "log.csv", "--from-person", "plan.csv").out == typed)
    try bench.put("Alice\nEtan\n", "typo.csv")
    let unknown = try bench.kith("simulate", "log.csv", "--from-person", "typo.csv")
    #expect(unknown.status == 65 && unknown.out == "")
    #expect(unknown.err.contains("error[E452]: nobody is called \"Etan\" in this log"))
    #expect(unknown.err.contains("typo.csv:2:1") && unknown.err.contains("did you mean \"Ethan\"?"))
    let absent = try bench.kith("simulate", "log.csv", "--from-person", "plann.csv")
    #expect(absent.status == 65 && absent.err.contains("no file has that name"))
  }

  @Test func aTableGivesProbabilities() throws {
    let bench = try bench("from,to\nb,a\nc,b\n")
    try bench.put("source,target,probability\na,b,0.5\nb,c,0.5\na,z,1\n", "p.csv")
    let outcome = try bench.kith("simulate", "log.csv", "--from-person", "a", "--probability-table", "p.csv")
    #expect(rows(outcome.out)[0][2] == "1.75")
    #expect(outcome.err.contains("2 pairs of p.csv; 1 row about people not in the log left out"))
    try bench.put("source,target,probability\na,b,0.5\nb,c,1.5\n", "bad.csv")
    let bad = try bench.kith("simulate", "log.csv", "--from-person", "a", "--probability-table", "bad.csv")
    #expect(bad.status == 65)
    #expect(bad.err.contains("error[E450]: the probability is \"1.5\"") && bad.err.contains("bad.csv:3:3"))
    try bench.put("from,to,weight\nb,a,0.5\nc,b,0.25\n", "weights.csv")
    let given = try bench.kith("simulate", "weights.csv", "--from-person", "a", "--probabilities", "given")
    #expect(rows(given.out)[0][2] == "1.625")
    let heavy = try bench.shell(
      "printf 'from,to,weight\\nb,a,2\\n' | kith simulate --from-person a --probabilities given")
    #expect(heavy.status == 65 && heavy.err.contains("the probability that a influences b is 2.0"))
    let outside = try bench.kith("simulate", "log.csv", "--from-person", "a", "--probabilities", "constant:1.5")
    #expect(outside.status == 64 && outside.err.contains("E720"))
  }

  @Test func namesOfAnyKindAreKeptApart() throws {
    let bench = try bench("from,to\n\"=1+1\",\"a,b\"\n<b>x</b>,\"=1+1\"\n\u{1B}[31m,\"a,b\"\nlog.csv,\"a,b\"\n")
    let outcome = try bench.kith("simulate", "log.csv", "--from-person", "a,b", "--people")
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("\"a,b\",1,yes\n") && outcome.out.contains("<b>x</b>,1,no\n"))
    // An id that is a file's name too is the person.
    #expect(try bench.kith("simulate", "log.csv", "--from-person", "log.csv").err.contains("exactly 1 of 5 people"))
    let json = try bench.kith("simulate", "log.csv", "--from-person", "=1+1", "--without", "a,b", "-f", "json")
    #expect((try? JSONSerialization.jsonObject(with: Data(json.out.utf8))) != nil && json.err == "")
    #expect(json.out.contains("\"verdict\":\"without a,b: no difference\""))
  }

  @Test func sameBytesForAnyOrderOfRows() throws {
    let bench = try bench(Self.ring)
    let lines = Self.ring.split(separator: "\n")
    try bench.put(([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n", "turned.csv")
    for form in ["--curve", "--people", "--without p1"] {
      let first = try bench.shell("kith simulate log.csv --from-person p0,p5 --runs 100 -j 1 " + form).out
      #expect(try bench.shell("kith simulate turned.csv --from-person p5,p0 --runs 100 -j 3 " + form).out == first)
    }
  }

  // MARK: Markets

  @Test func aMarketIsFittedToFirstActs() throws {
    let bench = try Workbench()
    // Counts of a Bass process with p = 0.03, q = 0.4, m = 1000, rounded: twenty days.
    let shares = (0...20).map { day -> Double in
      let decay = exp(-0.43 * Double(day))
      return (1 - decay) / (1 + 0.4 / 0.03 * decay)
    }
    var log = "from,to,at,item\n"
    var person = 0
    for day in 0..<20 {
      for _ in 0..<Int((1000 * (shares[day + 1] - shares[day])).rounded()) {
        let date = "2026-03-\(day < 9 ? "0" : "")\(day + 1)"
        log +=
          "p\(person),brand,\(date)T10:00,cake\np\(person),brand,2026-03-31T10:00,\(person % 2 == 0 ? "cake" : "tea")\n"
        person += 1
      }
    }
    try bench.put(log, "log.csv")
    let outcome = try bench.kith("simulate", "log.csv", "--model", "bass", "--adopted", "cake", "--until", "2026-03-21")
    #expect(outcome.status == 0, "\(outcome.err)")
    let row = rows(outcome.out)[0]
    // Bass's regression has a known bias of some per cent.
    #expect(abs(Double(row[0])! - 0.03) < 0.015 && abs(Double(row[1])! - 0.4) < 0.1 && abs(Double(row[2])! - 1000) < 60)
    #expect(row[6] == "\(person)" && row[7] == "20")
    let curve = try bench.kith(
      "simulate", "log.csv", "--model", "bass", "--curve", "--until", "2026-03-21", "--periods", "25")
    #expect(rows(curve.out).count == 25 && rows(curve.out)[24][4] == "" && rows(curve.out)[0][4] != "")
    let unknown = try bench.kith("simulate", "log.csv", "--model", "bass", "--adopted", "caek")
    #expect(unknown.status == 1 && unknown.err.contains("did you mean \"cake\"?"))
  }

  @Test func ratesGivenNeedNoLog() throws {
    let outcome = try Workbench().kith(
      "simulate", "--model", "bass", "--innovation", "0.03", "--imitation", "0.38", "--market", "100")
    #expect(outcome.status == 0)
    #expect(rows(outcome.out)[0][3].hasPrefix("6.19"))
    let flat = try bench("from,to,at\na,b,2026-01-01\n").kith("simulate", "log.csv", "--model", "bass")
    #expect(flat.status == 1 && flat.err.contains("E405"))
  }

  // MARK: Refusals

  @Test(arguments: [
    ([], "say who starts"), (["--from-person", "Alice", "--model", "sir"], "--model sir needs --gamma"),
    (["--from-person", "Alice", "--gamma", "0.5"], "--gamma goes with --model sir, sis, seir, not ic"),
    (["--from-person", "Alice", "--curve", "--people"], "choose one of --curve and --people"),
    (["--from-person", "Alice", "--runs", "1"], "--runs must be between"),
    (["--from-person", "Alice", "--deadline", "soon"], "--deadline"),
    (["--from-person", "Alice", "--probabilities", "constant"], "--probabilities"),
    (["--from-person", "Alice", "--model", "hawkes", "--mean-delay", "1h", "--deadline", "3"], "takes a time"),
    (["--from-person", "Alice", "--model", "threshold", "--contacts", "0"], "the threshold is 0"),
    (["--from-person", "Alice", "--model", "sir", "--beta", "2", "--gamma", "1"], "the probability is 2.0"),
    (["--from-person", "Alice", "--model", "bass"], "not with --model bass"),
    (["--model", "bass", "--market", "5"], "together, or none"),
    (["--from-person", "Alice", "--model", "threshold", "--contacts", "2", "--share", "0.5"], "choose one of"),
  ])
  func requestsThatMakeNoSenseEndWith64(arguments: [String], message: String) throws {
    let outcome = try bench().shell("kith simulate log.csv " + arguments.joined(separator: " "))
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(outcome.out == "")
  }

  @Test func emptyNetworksAndEstimates() throws {
    let bench = try bench("from,to\n")
    #expect(try bench.kith("simulate", "log.csv", "--from-person", "a").status == 65)
    let estimate = try self.bench().kith("simulate", "log.csv", "--from-person", "Alice", "--estimate")
    #expect(estimate.status == 0 && estimate.out.contains("\nsimulation,"))
  }
}
