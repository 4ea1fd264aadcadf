import KithFoundation
import Testing

@testable import KithInput

@Suite struct TableLayoutTests {
  func layout(_ text: String, _ change: (inout InputOptions) -> Void = { _ in }) throws -> TableLayout {
    let folder = try Folder()
    var options = InputOptions(sources: [try folder.write("t", text)])
    change(&options)
    return try TableLayout(ByteSource(options.sources[0], options: options), options: options)
  }

  @Test(arguments: [
    ("from,to\na,b\n", "comma", 2), ("from;to;text\na;b;x, y, z\n", "semicolon", 3),
    ("from\tto\ttext\na\tb\tx, y; z\n", "tab", 3),
    ("from|to\na|b\n", "pipe", 2), ("1 2\n3 4\n", "space", 2), ("from,to,text\na,b,\"one; two\tthree\"\n", "comma", 3),
    ("from,to,text\na,b,words with blanks\n", "comma", 3), ("# SNAP\n1\t2\n", "tab", 2),
  ])
  func delimiterIsSeen(text: String, name: String, fields: Int) throws {
    let layout = try layout(text)
    #expect(layout.dialect.delimiterName == name)
    #expect(layout.fieldCount == fields)
  }

  @Test func headerIsKnownByItsWords() throws {
    #expect(try layout("from,to\na,b\n").header == ["from", "to"])
    #expect(try layout("\u{FEFF}from,to\na,b\n").header == ["from", "to"])
    #expect(try layout("1,2\n3,4\n").header == nil)
    #expect(try layout("alice,bob\ncarol,dan\n").header == ["alice", "bob"])
    #expect(try layout("alice,bob\ncarol,dan\n") { $0.hasHeader = false }.header == nil)
    #expect(try layout("1,from\n3,4\n").header == ["1", "from"])
  }

  @Test func columnsOfOneNameAreNoted() throws {
    #expect(
      try layout("from,to,x,y,x\na,b,1,2,3\n").warnings.map(\.message) == ["columns 3 and 5 are both named \"x\""])
  }

  @Test func linesBeforeTheFirstRowAreCounted() throws {
    #expect(try layout("from,to\na,b\n").linesBefore == 1)
    #expect(try layout("# one\r\n\r\n# two\r\nfrom,to\r\na,b\r\n").linesBefore == 4)
    #expect(try layout("from,\"to\nwhom\"\na,b\n").linesBefore == 2)
    #expect(try layout("% one\n1 2\n").linesBefore == 1)
  }
}
