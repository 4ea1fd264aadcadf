import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInput

@Suite struct StackExchangeReaderTests {
  static func file(_ root: String, _ rows: [String]) -> String {
    "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<\(root)>\r\n"
      + rows.map { "  <row \($0) />\r\n" }.joined() + "</\(root)>"
  }

  static let users = file(
    "users",
    [
      #"Id="-1" DisplayName="Community""#, #"Id="1" DisplayName="Ann Lee""#, #"Id="2" DisplayName="Bob""#,
      #"Id="3" DisplayName="Bob""#, #"Id="4" DisplayName="&quot;D&amp;D&quot; &#x1F600;""#,
      #"Id="5" DisplayName="Annabel""#,
    ])
  static let posts = file(
    "posts",
    [
      #"Id="10" PostTypeId="1" OwnerUserId="1" CreationDate="2018-03-12T17:00:45.567" Title="Why?" Body="&lt;p&gt;because&lt;/p&gt;""#,
      #"Id="11" PostTypeId="2" ParentId="10" OwnerUserId="2" CreationDate="2018-03-12T18:00:00.000" Body="x""#,
      #"Id="12" PostTypeId="2" ParentId="10" OwnerDisplayName="user9" CreationDate="2018-03-12T18:00:01.000" Body="y""#,
      #"Id="13" PostTypeId="4" Body="wiki""#,
    ])
  static func comment(_ id: Int, _ post: Int, _ user: Int?, _ text: String) -> String {
    #"Id="\#(id)" PostId="\#(post)" Text="\#(text)" CreationDate="2018-03-13T00:00:0\#(id).000""#
      + (user.map { #" UserId="\#($0)""# } ?? #" UserDisplayName="gone""#)
  }

  static func rows(_ comments: [String]) throws -> [String] {
    let log = try read([("Comments.xml", file("comments", comments)), ("Users.xml", users), ("Posts.xml", posts)]).log
    return lines(of: log).map { $0.replacing(/\ at \d+/, with: "").replacing(" about 10: Why?", with: "") }
      .filter { !$0.hasSuffix("post") && !$0.hasSuffix("answer") }
  }

  @Test func answersAndCommentsAddressOwners() throws {
    let comments = Self.file(
      "comments", [Self.comment(1, 10, 3, "a"), Self.comment(2, 11, 1, "b"), Self.comment(3, 12, nil, "c")])
    let reading = try read([("c.xml", comments), ("u.xml", Self.users), ("p.xml", Self.posts)]) { $0.keepsText = true }
    #expect(
      lines(of: reading.log, withPlace: true).map { $0.replacing(/\ at \d+/, with: "") }
        == [
          "Bob (3)>Ann Lee comment about 10: Why? :3", "Ann Lee>Bob (2) comment about 10: Why? :4",
          "->- comment about 10: Why? :5",
          "Ann Lee>- post about 10: Why? :3", "Bob (2)>Ann Lee answer about 10: Why? :4",
          "->Ann Lee answer about 10: Why? :5",
        ].sorted {
          $0.contains("post") || $0.contains("answer") ? !($1.contains("post") || $1.contains("answer")) : false
        })
    #expect(reading.log.times?.contains(1_520_874_045_567) == true)
    #expect(reading.summary.warnings.map(\.code) == ["W323"])
    #expect(reading.log.texts.map { texts in (0..<reading.log.count).map { texts[$0] } }?.contains("because") == true)
  }

  @Test func namesAtTheHeadRetarget() throws {
    let talk = [Self.comment(1, 11, 4, "first"), Self.comment(2, 11, 5, "second")]
    func last(_ text: String, by user: Int = 3) throws -> [String] {
      try Array(Self.rows(talk + [Self.comment(3, 11, user, text)]).dropFirst(2))
    }
    #expect(try last("@Annabel yes") == ["Bob (3)>Annabel reply"])
    #expect(try last("@annab: yes") == ["Bob (3)>Annabel reply"])
    // Ann Lee did not write under the answer, Annabel did; a full name goes first.
    #expect(try last("@Ann yes") == ["Bob (3)>Annabel reply"])
    #expect(try last("@AnnLee yes") == ["Bob (3)>Ann Lee reply"])
    #expect(try last("@Bob yes") == ["Bob (3)>Bob (2) comment"])
    #expect(try last("@An yes") == ["Bob (3)>Bob (2) comment"])
    #expect(try last("@nobody yes") == ["Bob (3)>Bob (2) comment"])
    #expect(
      try last("see @Annabel and @AnnLee and @annabel") == [
        "Bob (3)>Bob (2) comment", "Bob (3)>Annabel mention", "Bob (3)>Ann Lee mention",
      ])
    #expect(try last("@Annabel me", by: 5) == ["Annabel>Bob (2) comment"])
  }

  @Test func commentsNeedTheirPosts() throws {
    let comments = Self.file("comments", [Self.comment(1, 10, 3, "a")])
    #expect(try failure("c.xml", comments)?.code == "E317")
    #expect(try failure("v.xml", Self.file("votes", []))?.code == "E316")
    let reading = try read([("c.xml", comments), ("p.xml", Self.posts)])
    #expect(reading.log.people.strings == ["1", "2", "3"])
    #expect(reading.summary.warnings.contains { $0.code == "W322" })
  }

  @Test func badRowsStopOrAreCounted() throws {
    let posts = Self.file("posts", [#"Id="x" PostTypeId="1""#, #"Id="10" PostTypeId="1" OwnerUserId="1""#])
    let error = try #require(try failure("p.xml", posts))
    #expect(error.code == "E315")
    #expect(error.line == 3)
    let rest = try read([("p.xml", posts)]) { $0.onBadRow = .skip }
    #expect(rest.log.count == 1)
    #expect(rest.summary.badRows == 1)
  }

  // MARK: A whole site

  static let dump = "data/stackexchange-quantumcomputing-2018-09"
  static var canUnpack: Bool {
    sharedData("\(dump)/Posts.xml.xz") != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/xz")
  }

  private static func unpacked(_ name: String, into folder: URL) throws -> String {
    let file = folder.appendingPathComponent(name)
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xz")
    process.arguments = ["-dc", try #require(sharedData("\(dump)/\(name).xz"))]
    process.standardOutput = try FileHandle(forWritingTo: file)
    try process.run()
    process.waitUntilExit()
    return file.path
  }

  /// Counted independently from the XML: 3,413 comments, 3,406 with both ends known; 1,056 answers likewise;
  /// 882 comments open with the name of somebody other than the owner.
  @Test(.enabled(if: canUnpack, "../shared or xz is absent")) func quantumComputing() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kith-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sources = try ["Posts.xml", "Comments.xml", "Users.xml"].map { try Self.unpacked($0, into: folder) }
    let reading = try LogReader(InputOptions(sources: sources)).read()
    let log = reading.log
    let kinds = try #require(log.kinds)
    var rows: [String: Int] = [:]
    var known: [String: Int] = [:]
    for row in 0..<log.count {
      let kind = kinds.names[Int(kinds.codes[row])]
      rows[kind, default: 0] += 1
      if log.actors[row] != InteractionLog.none, log.targets[row] != InteractionLog.none {
        known[kind, default: 0] += 1
      }
    }
    #expect(rows["post"] == 612)
    #expect(rows["answer"] == 1060)
    #expect(known["answer"] == 1056)
    #expect((rows["comment"] ?? 0) + (rows["reply"] ?? 0) == 3413)
    // Three comments under posts of deleted accounts name their addressee.
    #expect((known["comment"] ?? 0) + (known["reply"] ?? 0) == 3409)
    #expect(rows["reply"] == 882)
    #expect(rows["reply"] == reading.summary.messages?.retargeted)
  }
}
