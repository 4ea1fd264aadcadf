import KithFoundation
import Testing

@testable import KithInput

@Suite struct XMLRowReaderTests {
  static func error(_ text: String) throws -> (code: String, line: Int?, column: Int?, error: KithError)? {
    try failure("x.xml", text) { $0.format = .stackExchange }
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE posts [<!ENTITY a \"b\">]>\n<posts/>", "E311", 2, 1),
    ("<posts>\n <!ENTITY % x SYSTEM \"file:///etc/passwd\">\n</posts>", "E311", 2, 2),
    ("<posts><row Id=\"1\"", "E313", 1, 8), ("<posts>\n<row Id=\"1\" PostTypeId=\"3\"/>\n", "E313", 3, 1),
    ("<posts><row Id=\"1\" Id=\"2\"/></posts>", "E312", 1, 26), ("<posts><row Id=1 /></posts>", "E312", 1, 16),
    ("<posts><row Id /></posts>", "E312", 1, 16), ("<posts><row Id=\"1\"X=\"2\"/></posts>", "E312", 1, 19),
    ("<posts><row Id=\"<\"/></posts>", "E312", 1, 17), ("<posts><item/></posts>", "E312", 1, 8),
    ("<posts>hello</posts>", "E312", 1, 8), ("<posts></comments>", "E312", 1, 8), ("<posts/><row/>", "E312", 1, 9),
    ("<posts><></posts>", "E312", 1, 8), ("<posts><row =\"\"/></posts>", "E312", 1, 13), ("<!-- never", "E313", 1, 1),
    ("<posts><row / Id=\"1\"></posts>", "E312", 1, 13), ("<?xml encoding=\"euc-kr\"?><posts/>", "E205", 1, 1),
    ("<posts><row Id=\"a\u{0}b\"/></posts>", "E206", 1, 18), ("", "E312", 1, 1),
  ]) func refusesWhatIsNoListOfRows(_ text: String, _ code: String, _ line: Int, _ column: Int) throws {
    let error = try #require(try Self.error(text))
    #expect(error.code == code)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.error.exitCode == .badData)
  }

  @Test(arguments: ["&unknown;", "&#0;", "&#xD800;", "&#x110000;", "&", "&amp", "&#;", "&#x;", "&#-5;", "&#8;"])
  func entitiesThatDoNotExist(_ entity: String) throws {
    #expect(try Self.error("<users><row Id=\"1\" DisplayName=\"a\(entity)b\"/></users>")?.code == "E314")
  }

  @Test func readsOtherShapesOfTheSame() throws {
    let text = """
      <?xml version='1.0' encoding='UTF-8' ?>
      <!-- a > dump -->
      <posts generated = "today">
        <row Id = '1' PostTypeId="1"
             OwnerUserId="7" Title="a &gt; b &#x41;&#66;&apos;&#10;c > d"></row><row Id="2" PostTypeId="2" ParentId="1" OwnerUserId="8"/>
      </posts >
      """
    let log = try read([("p.xml", text)]).log
    #expect(
      lines(of: log, withPlace: true) == [
        "7>- post about 1: a > b AB'\nc > d :4", "8>7 answer about 1: a > b AB'\nc > d :5",
      ])
  }

  /// Rows longer than what is read at a time.
  @Test func rowsCrossBlocks() throws {
    let body = String(repeating: "긴 글 &amp; ", count: 40_000)
    let rows = (1...6).map { "<row Id=\"\($0)\" PostTypeId=\"1\" OwnerUserId=\"\($0)\" Body=\"\(body)\"/>" }.joined(
      separator: "\n")
    let log = try read([("p.xml", "<posts>\n\(rows)\n</posts>")]).log
    #expect(log.people.strings == ["1", "2", "3", "4", "5", "6"])
    #expect((0..<6).map { log.evidence[$0].line } == [2, 3, 4, 5, 6, 7])
    let small = try failure("p.xml", "<posts>\n\(rows)\n</posts>") { $0.limits.record = 1 << 20 }
    #expect(small?.error.exitCode == nil)
  }

  @Test func anEndlessTagMeetsTheLimit() throws {
    let text = "<posts><row Id=\"" + String(repeating: "1", count: 5 << 20)
    let error = try failure("p.xml", text) { $0.limits.record = 1 << 20 }
    #expect(error?.error.exitCode == .limit)
  }

  @Test func htmlLosesItsTags() {
    #expect(
      HTMLText.plain("<p>a &lt;b&gt; &amp;amp; c</p>\n<pre><code>let x</code></pre><b>d</b> <broken")
        == "a <b> &amp; c d")
    #expect(HTMLText.plain("plain") == "plain")
  }
}
