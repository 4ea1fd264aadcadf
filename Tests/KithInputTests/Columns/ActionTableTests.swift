import KithFoundation
import KithGraph
import Testing

@testable import KithInput

/// Tables of who did what and when.
@Suite struct ActionTableTests {
  private func actions(_ text: String, columns: [String]? = nil) throws -> LogReading {
    try reading(text) { options in
      options.isOfActions = true
      options.columnList = columns
    }
  }

  @Test func aTableWithoutAddresseesIsOfActions() throws {
    let found = try actions("person,item,time\nb,x,2022-01-02\na,x,2022-01-01\n,x,2022-01-01\na,,2022-01-01\n")
    #expect(found.summary.warnings.isEmpty)
    let log = try ActionLog(found.log)
    #expect(log.count == 2 && log.persons == [0, 1] && log.items[0] == "x")
  }

  @Test func columnsWithoutHeaderAreNamed() throws {
    let log = try ActionLog(actions("7 3 100\n8 3 90\n", columns: ["at", "item", "from"]).log)
    #expect(log.people.strings == ["100", "90"] && log.times == [7000, 8000])
  }

  @Test func aTableThatIsNotSaysWhatItLacks() throws {
    let error = #expect(throws: KithError.self) { try actions("from,to\na,b\n") }
    #expect(error?.diagnostic.message.hasPrefix("no column is known to be \"item\"") == true)
    // A log, on the other hand, still needs someone who is addressed.
    #expect(throws: KithError.self) { try reading("person,item,time\na,x,1\n") }
  }
}
