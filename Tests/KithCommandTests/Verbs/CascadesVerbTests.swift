import Foundation
import Testing

struct CascadesVerbTests {
  /// On x: a, whom b and c follow, then d follows b (and says so twice); f only calls c. On y: e follows z, of whom the
  /// log has nothing else.
  private static let log = """
    from,to,at,kind,channel,item
    a,,2022-01-01T00:00,post,web,x
    b,a,2022-01-01T00:10,reply,web,x
    c,a,2022-01-01T00:20,reply,app,x
    f,c,2022-01-01T00:25,mention,web,x
    d,b,2022-01-01T00:30,reply,web,x
    d,b,2022-01-01T00:40,reply,web,x
    e,z,2022-01-02T00:50,reply,web,y

    """

  /// c and d act at one moment; b, whom d listens to, before; nobody is not in the log.
  private static let actions = """
    person,item,time
    a,k,2022-01-01T01:00
    b,k,2022-01-01T02:00
    d,k,2022-01-01T02:30
    c,k,2022-01-01T02:30
    a,m,2022-01-02T01:00
    c,m,2022-01-03T01:00
    nobody,m,2022-01-03T01:00

    """

  private func bench(_ log: String = log) throws -> Workbench {
    let bench = try Workbench()
    try bench.put(log, "log.csv")
    try bench.put(Self.actions, "actions.csv")
    return bench
  }

  private func out(_ arguments: String, _ log: String = log) throws -> String {
    let outcome = try bench(log).shell("kith cascades log.csv " + arguments)
    #expect(outcome.status == 0, "\(outcome.err)")
    return outcome.out
  }

  @Test func itemsAreListedByMembers() throws {
    #expect(
      try out("--items") == """
        item,members,people,cascades,largest,start,t50_s,t90_s,doubling_s,lifetime_s
        x,5,5,2,4,2022-01-01T00:00:00Z,1200,1800,791.9899279210331,1800
        y,2,2,1,2,2022-01-02T00:50:00Z,0,0,,0

        """)
  }

  /// Nobody's parent is asked for, so nobody's contacts are: everyone begins, the stranger too.
  @Test func actionsNeedNoLogWhereNobodyIsFollowed() throws {
    let outcome = try bench().shell("kith cascades --actions actions.csv --infer none --items")
    #expect(outcome.status == 0)
    #expect(
      outcome.out == """
        item,members,people,cascades,largest,start,t50_s,t90_s,doubling_s,lifetime_s
        k,4,4,4,1,2022-01-01T01:00:00Z,3600,5400,2800,5400
        m,3,3,3,1,2022-01-02T01:00:00Z,86400,86400,,86400

        """)
    for form in ["--reach all", "--credit community"] {
      let refused = try bench().shell("kith cascades --actions actions.csv --infer none \(form)")
      #expect(refused.status == 64 && refused.err.contains("name a log beside --actions"), "\(form): \(refused.err)")
    }
    let estimate = try bench().shell("kith cascades --actions actions.csv --infer none --estimate")
    #expect(estimate.status == 64 && estimate.err.contains("needs a log"))
    // Without saying so, a log is expected on standard input.
    #expect(try bench().shell("kith cascades --actions actions.csv </dev/null").status == 65)
  }

  @Test func cascadesAreListedLargestFirst() throws {
    let outcome = try bench().kith("cascades", "log.csv")
    #expect(
      outcome.out == """
        cascade,item,root,origin,start,size,people,depth,breadth,generations,virality,r,t50_s,t90_s,doubling_s,\
        lifetime_s,channel_jumps
        1,x,a,first,2022-01-01T00:00:00Z,4,4,2,2,1+2+1,1.6666666666666667,1,600,1800,911.1669199851794,1800,\
        0.3333333333333333
        2,y,z,unlogged,,2,2,1,1,1+1,1,1,0,0,,0,
        3,x,f,first,2022-01-01T00:25:00Z,1,1,0,1,1,,,0,0,,0,

        """)
    #expect(
      outcome.err == """
        3 cascades of 7 members: 2 begun by others, 1 begun by someone whose own action is not in the log
        1 row repeats what was done already

        """)
    #expect(try out("--min-size 2").split(separator: "\n").count == 3)
    #expect(try out("--top 1").split(separator: "\n").count == 2)
  }

  @Test func membersTellWhomTheyFollowedAndWhichRowSaysSo() throws {
    #expect(
      try out("--members") == """
        cascade,item,person,parent,at,generation,method,probability,origin,channel,line
        1,x,a,,2022-01-01T00:00:00Z,0,,,first,web,2
        1,x,b,a,2022-01-01T00:10:00Z,1,named,1,first,web,3
        1,x,c,a,2022-01-01T00:20:00Z,1,named,1,first,app,4
        1,x,d,b,2022-01-01T00:30:00Z,2,named,1,first,web,6
        2,y,z,,,0,,,unlogged,,
        2,y,e,z,2022-01-02T00:50:00Z,1,named,1,unlogged,web,8
        3,x,f,,2022-01-01T00:25:00Z,0,,,first,web,5

        """)
    let typed = try bench().kith("cascades", "log.csv", "--parent-kinds", "RE, repyl")
    #expect(try typed.out == out(""))
    #expect(
      typed.err.contains("warning[W457]: no row is of the kind repyl") && typed.err.contains("did you mean reply?"))
    // Said to be a parent, the call makes f a follower of c; and who counts again is one member more.
    #expect(try out("--members --parent-kinds reply,mention").contains("1,x,f,c,2022-01-01T00:25:00Z,2,named,1,"))
    #expect(
      try out("--repeats").hasPrefix("cascade") && out("--repeats").contains("\n1,x,a,first,2022-01-01T00:00:00Z,5,4,"))
  }

  @Test func generationsAndPeriodsTellHowItGrew() throws {
    #expect(
      try out("--generations") == """
        generation,members,share,followers,r
        0,3,0.42857142857142855,3,1
        1,3,0.42857142857142855,1,0.3333333333333333
        2,1,0.14285714285714285,0,0

        """)
    // The last period is too near the end of the log to have an R.
    #expect(
      try out("--over-time --step 12h --horizon 1h") == """
        start,joined,total,growth,followers,r
        2022-01-01T00:00:00Z,5,5,,3,0.6
        2022-01-01T12:00:00Z,0,5,0,0,
        2022-01-02T00:00:00Z,1,6,0.2,0,

        """)
  }

  @Test func triggersComeWithTheirRows() throws {
    #expect(
      try out("--triggers --brand z") == """
        rank,id,origin,set_off,share,cumulative,roots,direct,caused,evidence,lines
        1,a,first,4,0.5714285714285714,0.5714285714285714,1,2,4,2,3 4
        2,z,brand,2,0.2857142857142857,0.8571428571428571,1,1,2,1,8
        3,f,first,1,0.14285714285714285,1,1,0,1,0,

        """)
    #expect(
      try out("--evidence a") == """
        line,at,person,kind,channel,item,credit
        3,2022-01-01T00:10:00Z,b,reply,web,x,1
        4,2022-01-01T00:20:00Z,c,reply,app,x,1

        """)
  }

  @Test func creditAddsUp() throws {
    #expect(
      try out("--credit channel") == """
        channel,caused,set_off,share,direct,members,roots
        web,9,5,0.7142857142857143,3,5,2
        ,2,2,0.2857142857142857,1,1,1
        app,1,0,0,0,1,0

        """)
    for account in ["person", "community", "channel", "item"] {
      let rows = try out("--credit \(account) --split equal --format tsv").split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      let sum = { (name: Substring) in
        let column = rows[0].firstIndex(of: name)!
        return rows.dropFirst().reduce(0) { $0 + Double($1[column])! }
      }
      #expect(sum("set_off") == 7 && sum("direct") == 4 && sum("members") == 7, "\(account)")
    }
  }

  @Test func theSourceIsTheBrandOrTheCustomers() throws {
    let outcome = try bench().kith("cascades", "log.csv", "--source", "--brand", "a")
    #expect(
      outcome.out == """
        origin,people,roots,followers,set_off,share,followed_share,gini,for_half,for_80
        first,1,1,0,1,0.14285714285714285,0,0,1,1
        brand,1,1,3,4,0.5714285714285714,0.75,0,1,1
        unlogged,1,1,1,2,0.2857142857142857,0.5,0,1,1
        all,3,3,4,7,1,0.5714285714285714,0.2857142857142858,1,2

        """)
    #expect(outcome.err.contains("42.86% of the members came from outside"))
    #expect(outcome.err.contains("the brand's own accounts set off 57.14%"))
  }

  @Test func reachCountsPeopleOnce() throws {
    #expect(
      try out("--reach all") == """
        people,adopters,exposed,reached,conversion,bridge_share,channel_jumps
        7,7,5,7,1,0.25,0.3333333333333333

        """)
    let rows = try out("--reach community").split(separator: "\n")
    #expect(rows[0] == "community,people,adopters,conversion,first_adoption,first_crossing,exposures_before")
    #expect(rows[2] == "2,2,2,1,2022-01-01T00:10:00Z,2022-01-01T00:10:00Z,1")
  }

  @Test func actionsFollowTheLatestContactAndNeverTheSameMoment() throws {
    let outcome = try bench().kith("cascades", "log.csv", "--actions", "actions.csv", "--members")
    #expect(
      outcome.out == """
        cascade,item,person,parent,at,generation,method,probability,origin
        1,k,a,,2022-01-01T01:00:00Z,0,,,first
        1,k,b,a,2022-01-01T02:00:00Z,1,latest,1,first
        1,k,c,a,2022-01-01T02:30:00Z,1,latest,1,first
        1,k,d,b,2022-01-01T02:30:00Z,2,latest,1,first
        2,m,a,,2022-01-02T01:00:00Z,0,,,first
        2,m,c,a,2022-01-03T01:00:00Z,1,latest,1,first

        """)
    #expect(outcome.err.hasPrefix("1 of 7 actions are of people who are not in the network: left out\n"))
    let near = try out("--actions actions.csv --infer likeliest --decay 1h --within 1h --members")
    #expect(near.contains("1,k,d,b,2022-01-01T02:30:00Z,2,likeliest,1,first\n2,k,c,,"))
    let named = try bench().shell(
      "sed 1d actions.csv > bare.csv; kith cascades log.csv --actions bare.csv --actions-columns from,item,at --members"
    )
    #expect(named.out == outcome.out)
  }

  @Test func learnedInfluenceIsAnEdgeTable() throws {
    #expect(
      try out("--learn bernoulli --actions actions.csv --prior none") == """
        source,target,probability,low,high,successes,trials,delay_s
        a,c,1,0.3331782455987907,0.9997830915299688,2,2,45900
        b,d,1,0.1467463163095752,0.999614419019244,1,1,1800
        a,b,0.5,0.06083027592009735,0.9391697240799028,1,2,3600
        c,f,0,0.0002169084700309661,0.6668217544012089,0,2,

        """)
    for method in ["bernoulli", "jaccard", "partial-credit", "partial-credit-jaccard", "em"] {
      let rows = try out("--learn \(method) --actions actions.csv").split(separator: "\n")
      #expect(rows[0] == "source,target,probability,low,high,successes,trials,delay_s" && rows.count == 6, "\(method)")
      for row in rows.dropFirst() {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let (p, low, high) = (Double(cells[2])!, Double(cells[3])!, Double(cells[4])!)
        #expect(0 <= low && low <= p && p <= high && high <= 1, "\(method): \(row)")
      }
    }
    let fit = try out("--learn all --holdout 0.5 --actions actions.csv").split(separator: "\n")
    #expect(fit[0] == "method,items,cases,followed,log_loss,base_log_loss,auc" && fit.count == 6)
  }

  @Test func creditOfPastActionsAndGuessedOrigins() throws {
    #expect(try out("--carried --actions actions.csv").hasPrefix("id,carried,actions\na,4,2\nb,2,1\n"))
    #expect(
      try out("--origins") == """
        item,people,origin,share,steps,center,second,second_share
        x,5,a,0.3750000000000001,2,yes,b,0.25000000000000006

        """)
  }

  @Test func treesAreTakenAsGivenAndTheirDefectsTold() throws {
    let outcome = try bench("from,to,at,item\na,b,5,x\nc,b,7,x\nb,,6,x\nd,c,8,x\nd,d,9,x\ne,f,1,y\nf,e,2,y\n")
      .kith("cascades", "log.csv", "--trees", "--members")
    #expect(
      outcome.out == """
        cascade,item,person,parent,at,generation,method,probability,origin
        1,x,b,,1970-01-01T00:00:06Z,0,,,first
        1,x,a,b,1970-01-01T00:00:05Z,1,named,1,first
        1,x,c,b,1970-01-01T00:00:07Z,1,named,1,first
        1,x,d,c,1970-01-01T00:00:08Z,2,named,1,first
        2,y,e,,1970-01-01T00:00:01Z,0,,,first
        2,y,f,e,1970-01-01T00:00:02Z,1,named,1,first

        """)
    #expect(outcome.err.contains("warning[W458]: 1 member of 6 came before the one followed"))
    #expect(outcome.err.contains("warning[W459]: 1 row in which someone follows themselves, 1 ring"))
    let files = try Workbench()
    try files.put("['ROOT', 'ROOT', '0.0']->['a', '1', '0.0']\n['a', '1', '0.0']->['b', '1', '0.5']\n", "7.txt")
    #expect(
      try files.kith("cascades", ".", "--trees").out.contains(
        "\n1,7,a,first,1970-01-01T00:00:00Z,2,2,1,1,1+1,1,1,0,30,,30\n"))
  }

  @Test func threadsAndTheOrderOfRowsChangeNothing() throws {
    let shuffled =
      Self.log.split(separator: "\n").first! + "\n"
      + Self.log.split(separator: "\n").dropFirst().reversed().joined(separator: "\n") + "\n"
    for form in ["", "--credit community", "--reach community", "--source", "--learn em", "--carried", "--origins"] {
      #expect(try out(form + " -j 1") == out(form + " -j 2"), "\(form)")
      #expect(try out(form) == out(form, String(shuffled)), "\(form)")
    }
  }

  @Test func namesOfAnyKindComeOutAsTheyAre() throws {
    let names = ["=1+1", "<b>x</b>", "a,\"b\"", "\u{202E}rtl", "단꿈상점 고객#1", "--members"]
    let quoted = { (name: String) in "\"" + name.replacing("\"", with: "\"\"") + "\"" }
    let rows = names.dropFirst().map { "\(quoted($0)),\(quoted(names[0])),2022-01-02,x\n" }.joined()
    let log = "from,to,at,item\n\(quoted(names[0])),,2022-01-01,x\n" + rows
    let members = try out("--members --format json", log)
    for name in names.dropFirst() {
      let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      #expect(members.contains("\"person\":\"\(escaped)\""), "\(name)")
    }
    #expect(try out("--evidence '=1+1'", log).split(separator: "\n").count == 6)
  }

  /// Nothing at all is an answer too; nothing that tells an order in time is none.
  @Test func emptyLogsAndLogsWithoutTimes() throws {
    let header = "from,to,at,item\n"
    for form in ["", "--members", "--generations", "--triggers", "--credit person", "--source", "--reach all"] {
      let outcome = try bench(header).shell("kith cascades log.csv \(form)")
      #expect(outcome.status == 0, "\(form): \(outcome.err)")
      #expect(!outcome.out.contains("nan") && !outcome.out.contains("inf"), "\(form): \(outcome.out)")
    }
    for (form, log) in [
      ("", "from,to,item\na,b,x\n"), ("--learn em", "from,to,item\na,b,x\n"), ("--learn em", "from,to,at\na,b,1\n"),
      ("--over-time", header), ("--over-time --trees", "from,to,item\na,b,x\n"),
    ] {
      let outcome = try bench(log).shell("kith cascades log.csv \(form)")
      #expect(outcome.status == 1 && outcome.err.contains("E405"), "\(form): \(outcome.status) \(outcome.err)")
    }
    let alone = try out("", "from,to,at\na,a,2022-01-01\n")
    #expect(alone.hasSuffix("\n1,a,first,2022-01-01T00:00:00Z,1,1,0,1,1,,,0,0,,0\n"))
  }

  @Test(arguments: [
    ("--members --triggers", "choose one of --members and --triggers"),
    ("--within 0d --infer latest", "--within takes a"),
    ("--within 1d", "--within goes with --infer"), ("--decay 1h", "--decay goes with"),
    ("--infer latest --within mean", "--within mean goes with --learn"), ("--step 1d", "--step goes with --over-time"),
    ("--learn em --decay 1h", "takes no --decay"), ("--learn all", "needs a --holdout"),
    ("--learn bernoulli --within 1d --decay 1h", "not both"), ("--learn bernuli", "bernoulli"),
    ("--holdout 0.2", "--holdout goes with --learn"), ("--learn em --holdout 1", "between 0 and 1"),
    ("--learn em --prior 0,1", "two numbers above 0"), ("--learn em --repeats", "not with --learn"),
    ("--split equal", "--split goes with"), ("--carried --split parent", "equal or decayed"),
    ("--trees --infer latest", "not with --infer"), ("--trees --learn em", "not with --learn"),
    ("--trees --reach all", "not with --reach"), ("--trees --actions actions.csv", "not with --actions"),
    ("--evidence a --actions actions.csv", "not with --actions"),
    ("--parent-kinds reply --actions actions.csv", "not with --actions"),
    ("--credit channel --actions actions.csv", "no channel"),
    ("--actions-columns from,item", "goes with --actions"), ("--min-size 0", "--min-size must be"),
    ("--triggers --min-size 2", "--min-size goes with"), ("--resolution 2", "--resolution goes with"),
  ])
  func requestsThatMakeNoSenseEndWith64(arguments: String, message: String) throws {
    let outcome = try bench().shell("kith cascades log.csv \(arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(outcome.out == "")
  }

  @Test func whatIsNotThereIsNamed() throws {
    let cases: [(String, Int32, String)] = [
      ("--brand nobdy", 1, "nobody is called \"nobdy\""), ("--evidence A", 1, "nobody is called"),
      ("--actions absent.csv", 66, "absent.csv"),
      ("--actions actions.csv --actions-columns from,at", 65, "item"),
      ("--actions actions.csv --actions-columns from,item,when", 64, "--actions-columns: \"when\" is no role"),
      ("--actions actions.csv -o actions.csv --force", 64, "is the input"),
    ]
    for (arguments, code, message) in cases {
      let outcome = try bench().shell("kith cascades log.csv \(arguments)")
      #expect(outcome.status == code && outcome.err.contains(message), "\(arguments): \(outcome.status) \(outcome.err)")
    }
  }

  @Test func theEstimateComputesNothing() throws {
    #expect(try out("--estimate").contains("\ncascades,1190\n"))
    #expect(try out("--learn em --estimate").contains("\nlearning,"))
  }

  /// The planted triggers of the sample campaign are the first after the brand, in the order of what they started.
  @Test func plantedTriggersComeOutOnTop() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
      .standardized
    let campaign = root.appendingPathComponent("samples/campaign/comments.csv").path
    let rows = try Workbench().kith("cascades", campaign, "--triggers", "--brand", "달무리과자점", "--top", "6").out
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows.first?[1] == "달무리과자점" && rows.first?[2] == "brand")
    #expect(rows.dropFirst().map { $0[1] } == ["오븐앞토끼", "도시락싸는날", "불멍하는곰", "새벽런_재이", "앙코르한번더"])
  }
}
