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

  @Test(arguments: [
    ("1 7\n2 7\n", "from,item"), ("1 7 4\n2 7 3.5\n", "from,item,_"),
    ("1 7 978300760\n2 7 978300761\n", "from,item,at"),
    ("1\t7\t4\t978300760\n2\t7\t3\t978300761\n", "from,item,_,at"),
  ])
  func publishedPairsNeedNoHeader(text: String, roles: String) throws {
    let found = try actions(text)
    #expect(found.summary.warnings.map(\.code) == ["W207"])
    #expect(found.summary.warnings[0].message.hasSuffix("taken as \(roles)"))
    let log = try ActionLog(found.log, allowsUntimed: true)
    #expect(log.people.strings == ["1", "2"] && log.items.strings == ["7"] && log.hasTimes == roles.hasSuffix("at"))
  }

  @Test func atomicFilesOfRecBoleNameTheTypesOfTheirColumns() throws {
    let found = try actions("user_id:token\titem_id:token\ttimestamp:float\nb\tx\t978300760\n")
    let log = try ActionLog(found.log)
    #expect(log.people.strings == ["b"] && log.items.strings == ["x"] && log.times == [978_300_760_000])
    let net = try reading("source_id:token\ttarget_id:token\tweight:float\nb\ta\t2.5\n")
    #expect(rows(net.log) == ["b|a|2.5"])
  }

  @Test func aTableThatIsNotSaysWhatItLacks() throws {
    let error = #expect(throws: KithError.self) { try actions("from,to\na,b\n") }
    #expect(error?.diagnostic.message.hasPrefix("no column is known to be \"item\"") == true)
    // A log, on the other hand, still needs someone who is addressed.
    #expect(throws: KithError.self) { try reading("person,item,time\na,x,1\n") }
  }
}
