import Testing

/// What the verbs print for small logs, to the letter.
struct TranscriptTests {
  private func bench(_ log: String = Fixtures.comments) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "comments.csv")
    return bench
  }

  @Test func inspectTellsWhatIsThere() throws {
    let outcome = try bench().kith("inspect", "comments.csv", "--format", "table")
    #expect(outcome.err == "")
    #expect(
      outcome.out == """
        comments.csv  1.2 kB, interactions, separated by comma, utf-8, header, 14 rows
          columns    created_at → at · channel · author → from · to · kind · post → item · text
          times      ISO 8601

        12 interactions between 7 people, 2026-06-01 to 2026-06-04
          people     7 act · 6 are addressed
          relations  11 pairs (a addressed b)
          kinds      comment 6 · reply 4 · mention 2 · post 1 · share 1
          channels   instagram 9 · blog 5
          items      4
          left out   1 to oneself · 1 addressed to nobody

        It can answer
          ✓ Who is at the core, and who carried it?       kith scores
          ✓ Do 20% of the people do 80% of it?            kith report
          ✓ Which communities are there?                  kith communities
          ✓ What does it look like?                       kith map
          ✓ What does each community talk about?          kith report
          ✓ When did it happen?                           kith report
          ✓ Replies, mentions or shares?                  kith report
          ✓ On which channels?                            kith report
          ✓ How did each item spread, from whom to whom?  kith cascades
          ✓ How far would it go from given people?        kith simulate
          ✓ Whom to tell, so that most hear of it?        kith spreaders
          ✓ Influence, or birds of a feather?             kith influence
          ✓ Which ties deepen, which cool down?           kith ties --dynamics
          ✓ What to recommend to each person?             kith recommend
          ✓ Do friends help a recommender?                kith evaluate
          ✓ What would friends change in a list?          kith rerank
          ✓ What can friends tell a recommender?          kith features

        """)
  }

  @Test func inspectNamesTheColumnsThatWouldOpenMore() throws {
    let out = try bench(Fixtures.edges).kith("inspect", "comments.csv", "--format", "table").out
    #expect(
      out.hasSuffix(
        """
        3 interactions between 3 people
          people     3 act · 2 are addressed
          relations  3 pairs (a addressed b)

        It can answer
          ✓ Who is at the core, and who carried it?       kith scores
          ✓ Do 20% of the people do 80% of it?            kith report
          ✓ Which communities are there?                  kith communities
          ✓ What does it look like?                       kith map
          ✓ How far would it go from given people?        kith simulate
          ✓ Whom to tell, so that most hear of it?        kith spreaders
          ✓ What would friends change in a list?          kith rerank
          ✓ What can friends tell a recommender?          kith features
        It could, with more columns
          ✗ What does each community talk about?          add texts (--text)
          ✗ When did it happen?                           add times (--at)
          ✗ Replies, mentions or shares?                  add kinds (--kind)
          ✗ On which channels?                            add channels (--channel)
          ✗ How did each item spread, from whom to whom?  add the post, hashtag or product of each row
                                                          (--item); times (--at)
          ✗ Influence, or birds of a feather?             add times (--at); the post, hashtag or product of
                                                          each row (--item), or a table of actions
                                                          (--actions)
          ✗ Which ties deepen, which cool down?           add times (--at)
          ✗ What to recommend to each person?             add a table of who took what (--actions)
          ✗ Do friends help a recommender?                add a table of who took what (--actions)

        """))
  }

  @Test func scoresAreRankedWithTies() throws {
    #expect(
      try bench().kith("scores", "comments.csv", "--measure", "in-degree,out-strength", "--top", "5").out == """
        rank,id,in_degree,out_strength
        1,mina,4,1
        2,jun,2,2
        2,도토리,2,2
        2,하늘,2,1
        5,sora,1,3

        """)
  }

  @Test func windowsAndKindsNarrowTheLog() throws {
    #expect(
      try bench().kith(
        "scores", "comments.csv", "--measure", "in-strength", "--kinds", "comment", "--until", "2026-06-01",
        "--time-zone", "Asia/Seoul", "--top", "1"
      ).out == "rank,id,in_strength\n1,mina,3\n")
  }

  @Test func filtersThatLeaveNothingSaySo() throws {
    #expect(try bench().kith("scores", "comments.csv", "--kinds", "repli").err.contains("did you mean reply?"))
    #expect(try bench().kith("scores", "comments.csv", "--since", "2030").status == 64)
    #expect(try bench().kith("scores", "comments.csv", "--since", "2030-01").err.contains("no row lies in the window"))
  }

  @Test func aPersonsRowsHaveTheirPlaces() throws {
    #expect(
      try bench().kith("inspect", "comments.csv", "--who", "하늘").out == """
        file,line,from,to,at,kind,channel,item,text
        comments.csv,6,하늘,도토리,2026-06-01T23:30:00Z,mention,blog,p2,@도토리 여기 봐요
        comments.csv,7,도토리,하늘,2026-06-02T00:00:00Z,reply,blog,p2,봤어요
        comments.csv,12,바다,하늘,2026-06-03T02:00:00Z,mention,blog,p2,@하늘 같이 가요

        """)
  }

  @Test func somebodyUnknownIsAnAnswerOfItsOwn() throws {
    let outcome = try bench().kith("inspect", "comments.csv", "--who", "minna")
    #expect(outcome.status == 1)
    #expect(outcome.err == "error[E411]: nobody is called \"minna\" in this log\n  help: did you mean \"mina\"?\n")
  }

  @Test func communitiesSplitWhatIsApart() throws {
    let outcome = try bench("from,to\na,b\nb,c\nc,a\nx,y\n").kith(
      "communities", "comments.csv", "--method", "components")
    #expect(
      outcome.out == """
        community,people,share,leader,second,third
        1,3,0.6,a,b,c
        2,2,0.4,y,x,

        """)
    #expect(
      try bench("from,to\na,b\nx,y\n").kith("communities", "comments.csv", "--members").out
        == "community,id\n1,a\n1,b\n2,x\n2,y\n")
  }

  @Test func theSecondInputAndStandardInputCount() throws {
    let bench = try bench("from,to\na,b\n")
    #expect(
      try bench.kith("scores", "comments.csv", "-", "--measure", "in-strength", "--top", "1", input: "from,to\na,b\n")
        .out
        == "rank,id,in_strength\n1,b,2\n")
    #expect(
      try bench.kith("scores", "--measure", "in-degree", "--top", "1", input: "from,to\na,b\n").out.contains("1,b,1"))
  }

  @Test func measuresExplainThemselves() throws {
    let out = try bench().kith("measures", "pagerank", "--format", "table").out
    #expect(out.hasPrefix("PageRank (pagerank)\n  question    Whom does attention reach, counting who gives it?\n"))
    #expect(out.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
