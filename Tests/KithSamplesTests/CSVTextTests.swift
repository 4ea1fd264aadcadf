import Testing

@testable import KithSamples

@Suite struct CSVTextTests {
  @Test(arguments: [
    ("단순한 글", "단순한 글"), ("", ""), ("a,b", "\"a,b\""), ("그는 \"네\"라고", "\"그는 \"\"네\"\"라고\""),
    ("두\n줄", "\"두\n줄\""), ("두\r\n줄", "\"두\r\n줄\""), ("<b>굵게</b>", "<b>굵게</b>"),
  ])
  func quotesOnlyWhereNeeded(field: String, expected: String) {
    #expect(CSVText.quoted(field) == expected)
  }

  @Test func decomposedTextKeepsItsBytes() {
    let decomposed = "\u{1112}\u{1161}\u{11ab},\u{65}\u{301}"
    #expect(Array(CSVText.quoted(decomposed).utf8) == Array("\"\(decomposed)\"".utf8))
  }

  @Test func rowsEndWithALineFeed() {
    var table = CSVText(header: "a", "b")
    table.append("1", "x,y")
    #expect(table.text == "a,b\n1,\"x,y\"\n")
  }
}
