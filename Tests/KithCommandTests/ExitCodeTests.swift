import Foundation
import Testing

/// Each exit code a user's data or machine can provoke; usage, outputs and signals have suites of their own.
struct ExitCodeTests {
  private static let bad = "from,to,weight\na,b,1\nb,c,NaN\nc,a,2\n"

  private func bench(_ log: String) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    return bench
  }

  @Test func badData65() throws {
    let outcome = try bench(Self.bad).kith("scores", "log.csv")
    #expect(outcome.status == 65)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("  --> log.csv:3:3") && outcome.err.contains("NaN") && outcome.err.contains("help: "))
  }

  @Test(arguments: ["", "\n\n"]) func emptyInput65(log: String) throws {
    let outcome = try bench(log).kith("scores", "log.csv")
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("empty"))
  }

  @Test func headerOnly0() throws {
    let outcome = try bench("from,to\n").kith("scores", "log.csv")
    #expect(outcome.status == 0)
    #expect(outcome.out == "rank,id,pagerank,in_degree,in_strength,out_degree,out_strength\n")
    #expect(try bench("from,to\n").kith("communities", "log.csv").out == "community,people,share,leader,second,third\n")
    #expect(try bench("from,to\n").kith("inspect", "log.csv").status == 0)
  }

  @Test func skippedRows2UnlessAllowed() throws {
    let bench = try bench(Self.bad)
    let skipped = try bench.kith("scores", "log.csv", "--on-bad-row", "skip")
    #expect(skipped.status == 2)
    #expect(skipped.out.contains("rank,id") && skipped.err.contains("1 bad row of 3 left out"))
    #expect(try bench.kith("scores", "log.csv", "--on-bad-row", "skip", "--allow-skips").status == 0)
    let collected = try bench.kith("scores", "log.csv", "--rejects", "bad.csv", "-q")
    #expect(collected.status == 2)
    #expect(collected.err == "")
    #expect(
      bench.text("bad.csv")?.hasPrefix("file,line,column,field,code,message,record\nlog.csv,3,3,weight,E") == true)
    #expect(bench.text("bad.csv")?.hasSuffix("\"b,c,NaN\"\n") == true)
  }

  /// The data holds no answer, and it is said why.
  @Test func noAnswer1() throws {
    let chain = try bench("from,to\na,b\nb,c\n")
    for measure in ["eigenvector", "degree-distribution"] {
      let outcome = try chain.kith("scores", "log.csv", "--measure", measure)
      #expect(outcome.status == 1, "\(outcome.err)")
      #expect(outcome.out == "")
      #expect(outcome.err.contains("error[E405]: \(measure) is undefined on this network: "))
    }
    let some = try bench("from,to\n").kith("scores", "log.csv", "--measure", "node-count,density")
    #expect(some.status == 0)
    #expect(some.out == "node_count,density\n0,\n")
    #expect(some.err == "density has no value: it takes two people\n")
  }

  @Test func negativeWeights65() throws {
    let outcome = try bench("from,to,weight\na,b,-1\n").kith("scores", "log.csv", "--measure", "betweenness")
    #expect(outcome.status == 65)
  }

  @Test func missingInput66() throws {
    let bench = try bench("from,to\n")
    let absent = try bench.kith("scores", "logg.csv")
    #expect(absent.status == 66)
    #expect(absent.err.contains("log.csv"))
    #expect(try bench.kith("scores", ".").status == 66)
  }

  @Test func noDrawing69ButOnlyWhereItIsNeeded() throws {
    let bench = try bench(Fixtures.comments)
    let without = ["KITH_GRAPHVIZ": "/nowhere/kith-graphviz"]
    for arguments in [["map", "log.csv", "-o", "m.svg"], ["report", "log.csv", "-o", "r"]] {
      let outcome = try bench.shell("kith " + arguments.joined(separator: " "), environment: without)
      #expect(outcome.status == 69)
      #expect(outcome.err.contains("install Graphviz") && outcome.err.contains("KITH_GRAPHVIZ names"))
    }
    #expect(try bench.kith("report", "log.csv", "-o", "r", "--no-map", environment: without).status == 0)
    #expect(try bench.kith("map", "log.csv", "-o", "m.dot", environment: without).status == 0)
    #expect(bench.names == ["log.csv", "m.dot", "r"])
    let doctor = try bench.kith("doctor", environment: without)
    #expect(doctor.status == 69)
    #expect(doctor.out.contains("drawing,missing"))
  }

  @Test(arguments: ["exit 1", "kill -9 $$", "echo '<svg>'"]) func aBrokenHelperIs69(script: String) throws {
    let bench = try bench(Fixtures.comments)
    let outcome = try bench.shell(
      "printf '#!/bin/sh\\n%s\\n' \"\(script.replacingOccurrences(of: "$", with: "\\$"))\" > helper; chmod +x helper; "
        + "KITH_GRAPHVIZ=./helper kith map log.csv -o map.svg")
    #expect(outcome.status == 69, "\(outcome.err)")
    #expect(bench.names == ["helper", "log.csv"])
  }

  @Test func limits75() throws {
    let bench = try bench("from,to\n" + String(repeating: "somebody,somebodyelse\n", count: 5000))
    let outcome = try bench.shell("gzip log.csv; kith scores log.csv.gz --max-decompressed 10kB")
    #expect(outcome.status == 75)
    #expect(outcome.err.contains("--max-decompressed"))
  }

  @Test func limitsCanBeRaised() throws {
    let id = String(repeating: "x", count: 5000)
    let bench = try bench("from,to\n\(id),b\n")
    #expect(try bench.kith("scores", "log.csv").status == 75)
    #expect(try bench.kith("scores", "log.csv", "--max-id", "8KiB").status == 0)
  }

  /// The same bytes for any number of threads and any order of the rows.
  @Test func sameBytes() throws {
    let bench = try Workbench()
    let rows = Fixtures.comments.split(separator: "\n")
    try bench.put(Fixtures.comments, "log.csv")
    try bench.put(([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n", "turned.csv")
    for verb in ["scores", "communities", "map --format dot"] {
      let first = try bench.shell("kith \(verb) log.csv -j 1").out
      #expect(try bench.shell("kith \(verb) log.csv -j 7").out == first, "\(verb)")
      #expect(try bench.shell("LC_ALL=tr_TR.UTF-8 TZ=Asia/Seoul kith \(verb) turned.csv").out == first, "\(verb)")
    }
  }
}
