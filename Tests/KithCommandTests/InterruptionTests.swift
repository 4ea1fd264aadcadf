import Testing

/// SIGINT, SIGTERM and SIGHUP while a run waits for input or for a child.
struct InterruptionTests {
  /// Starts `kith` on a pipe that nobody closes, sends the signal, and prints the exit code.
  ///
  /// `env --default-signal` because a background job of a script starts with SIGINT ignored.
  private func script(_ signal: String, _ command: String) -> String {
    """
    mkfifo log; sleep 60 > log & holder=$!
    env --default-signal=INT,TERM,HUP kith \(command) & pid=$!
    for i in $(seq 100); do ls -l /proc/$pid/fd 2>/dev/null | grep -q 'log$' && break; sleep 0.05; done
    kill -\(signal) $pid; wait $pid; echo $?; kill $holder
    """
  }

  @Test(arguments: [("INT", 130, "interrupted"), ("TERM", 143, "stopped"), ("HUP", 129, "stopped")])
  func aSignalDuringReadingLeavesNothing(signal: String, status: Int, word: String) throws {
    let bench = try Workbench()
    let outcome = try bench.shell(script(signal, "scores log -o scores.csv"))
    #expect(outcome.out == "\(status)\n")
    #expect(outcome.err == "\(word); nothing written\n")
    #expect(bench.names == ["log"])
  }

  @Test func aSignalIgnoredFromTheStartStaysIgnored() throws {
    let bench = try Workbench()
    try bench.put(Fixtures.edges, "edges.csv")
    let outcome = try bench.shell(
      """
      mkfifo log; (sleep 0.5; cat edges.csv) > log &
      env --ignore-signal=HUP kith scores log > scores.csv & pid=$!
      sleep 0.2; kill -HUP $pid; wait $pid; echo $?
      """)
    #expect(outcome.out == "0\n")
    #expect(bench.text("scores.csv")?.contains("mina") == true)
  }

  @Test func childrenDieWithTheRun() throws {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    try bench.put("#!/bin/sh\necho $$ > child\nexec sleep 60\n", "slow")
    let outcome = try bench.shell(
      """
      chmod +x slow
      KITH_GRAPHVIZ=./slow env --default-signal=INT kith map comments.csv -o map.svg & pid=$!
      for i in $(seq 100); do [ -s child ] && break; sleep 0.05; done
      kill -INT $pid; wait $pid; echo $?
      # Dead, even if nobody has taken note of it yet.
      runs() { grep -qs '^State:.[^Z]' /proc/$(cat child)/status; }
      for i in $(seq 100); do runs || break; sleep 0.05; done
      runs && echo alive
      """)
    #expect(outcome.out == "130\n")
    #expect(outcome.err == "interrupted; nothing written\n")
    #expect(bench.names == ["child", "comments.csv", "slow"])
  }

  /// A run killed outright leaves a hidden file; the next one to the same output removes it.
  @Test func leftoversOfAKilledRunAreCleaned() throws {
    let bench = try Workbench()
    try bench.put(Fixtures.comments, "comments.csv")
    try bench.put("half", ".scores.csv.kith-dead")
    #expect(try bench.kith("scores", "comments.csv", "-o", "scores.csv").status == 0)
    #expect(bench.names == ["comments.csv", "scores.csv"])
  }
}
