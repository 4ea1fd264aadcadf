import Testing

struct KeyPlayersVerbTests {
  /// Two stars: the second centre adds more than the first one's best neighbour.
  private static let stars = "from,to\na,hub\nb,hub\nc,hub\nx,star\ny,star\nhub,star\n"

  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.put(Self.stars, "log.csv")
    return bench
  }

  @Test func aGroupReachesMoreThanItsBest() throws {
    let outcome = try bench().kith("key-players", "log.csv", "--count", "2")
    #expect(outcome.out == "id,reached,baseline,method,ties\nhub,7,0,exact,1\nstar,7,0,exact,1\n")
    #expect(
      outcome.err
        == "together within 1 step of 7 of 7 people, themselves included (every group was tried)\n")
  }

  @Test func absenceIsMeasuredByFragmentation() throws {
    let outcome = try bench().kith("key-players", "log.csv", "--count", "2", "--goal", "disrupt")
    #expect(outcome.out.hasPrefix("id,fragmentation,baseline,method,ties\nhub,1,"))
    #expect(outcome.err.hasPrefix("without them fragmentation is 1, with them 0."))
  }

  @Test(arguments: [
    (["--count", "0"], "--count must be at least 1"), (["--count", "9"], "at most 7"),
    (["--goal", "disrupt", "--steps", "2"], "--steps goes with --goal reach"), (["--goal", "please"], "reach"),
  ])
  func wrongRequestsEndWith64(arguments: [String], message: String) throws {
    let outcome = try bench().shell("kith key-players log.csv " + arguments.joined(separator: " "))
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }
}
