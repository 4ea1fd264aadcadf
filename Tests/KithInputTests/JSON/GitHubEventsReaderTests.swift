import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInput

@Suite struct GitHubEventsReaderTests {
  static func event(_ id: Int, _ type: String, _ actor: String, _ payload: String) -> String {
    #"{"id":"\#(id)","type":"\#(type)","actor":{"id":1,"login":"\#(actor)"},"repo":{"name":"o/r"},"#
      + #""payload":\#(payload),"public":true,"created_at":"2015-01-01T00:00:0\#(id % 10)Z"}"#
  }

  static let events = [
    event(
      0, "IssuesEvent", "ann", #"{"action":"opened","issue":{"number":7,"user":{"login":"ann"},"body":"see @Bob"}}"#),
    event(
      1, "IssueCommentEvent", "bob",
      #"{"issue":{"number":7,"user":{"login":"ann"}},"comment":{"body":"@eve `@no` @org/team"}}"#),
    event(2, "IssueCommentEvent", "ann", #"{"issue":{"number":7,"user":{"login":"ann"}},"comment":{"body":"thanks"}}"#),
    event(
      3, "PullRequestReviewCommentEvent", "cat",
      #"{"pull_request":{"number":9,"user":{"login":"bob"}},"comment":{"body":""}}"#),
    event(4, "CommitCommentEvent", "dan", #"{"comment":{"commit_id":"0123456789abcdef","body":"nice @ann"}}"#),
    event(5, "PullRequestEvent", "bob", #"{"action":"closed","pull_request":{"number":9,"user":{"login":"bob"}}}"#),
    event(6, "WatchEvent", "zed", #"{"action":"started"}"#), event(7, "PushEvent", "zed", #"{"size":1}"#),
    event(8, "FollowEvent", "zed", #"{"target":{"login":"ann"}}"#),
  ]

  @Test func eventsBecomeRelations() throws {
    let text = (Self.events + [Self.events[1]]).joined(separator: "\n") + "\n"
    let reading = try read([("e.json", text)])
    let rows = lines(of: reading.log).map { $0.replacing(/\ at \d+/, with: "") }
    #expect(
      rows == [
        "ann>- post in o/r about o/r#7", "ann>bob mention in o/r about o/r#7", "bob>ann comment in o/r about o/r#7",
        "bob>eve mention in o/r about o/r#7", "ann>ann comment in o/r about o/r#7",
        "cat>bob comment in o/r about o/r#9",
        "dan>- comment in o/r about o/r@0123456789ab", "dan>ann mention in o/r about o/r@0123456789ab",
        "zed>ann follow in o/r",
      ])
    #expect(reading.log.times?.first == 1_420_070_400_000)
    #expect(reading.summary.rowsRead == 10)
    #expect(reading.summary.messages?.duplicates == 1)
    #expect(reading.summary.warnings.contains { $0.code == "W311" && $0.message.hasPrefix("3 events") })
    #expect(reading.summary.files[0].format == .gitHubEvents)
  }

  @Test func badEventsHaveAPlace() throws {
    let broken = [
      #"{"id":"1","type":"IssueCommentEvent","actor":"old","repo":{},"payload":{},"created_at":"2015-01-01T00:00:00Z"}"#,
      Self.events[1].replacing("2015-01-01T", with: "yesterday "), #"{"type":"WatchEvent""#,
    ]
    for (line, code) in zip(broken, ["E307", "E308", "E301"]) {
      let error = try #require(try failure("e.json", Self.events[0] + "\n" + line))
      #expect(error.code == code)
      #expect(error.line == 2)
    }
  }

  static let archive = sharedData("data/gharchive-2015-01-01/2015-01-01-0.json.gz")
  static let secondHour = sharedData("data/gharchive-2015-01-01/2015-01-01-1.json.gz")

  /// Counted independently from the JSON: 1,596 comments, 118 of them on commits, 547 on one's own, 795 openings.
  @Test(.enabled(if: archive != nil, "../shared is absent")) func twoHoursOfTheArchive() throws {
    let reading = try LogReader(InputOptions(sources: [Self.archive, Self.secondHour].compactMap { $0 })).read()
    let log = reading.log
    let kinds = try #require(log.kinds)
    var counts: [String: Int] = [:]
    var own = 0
    var edges: [String: Int] = [:]
    for row in 0..<log.count {
      let kind = kinds.names[Int(kinds.codes[row])]
      counts[kind, default: 0] += 1
      if kind == "comment", log.targets[row] != InteractionLog.none {
        if log.targets[row] == log.actors[row] { own += 1 }
        edges["\(log.people[Int(log.actors[row])])>\(log.people[Int(log.targets[row])])", default: 0] += 1
      }
    }
    #expect(reading.summary.rowsRead == 15_129)
    #expect(counts["comment"] == 1596)
    #expect(counts["post"] == 795)
    #expect(own == 547)
    #expect(edges.count == 1057)
    #expect(edges["j2sol>paulczar"] == 22)
    #expect(edges.values.reduce(0, +) == 1596 - 118)
  }
}
