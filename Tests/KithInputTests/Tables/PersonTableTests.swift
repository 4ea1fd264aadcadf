import Foundation
import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite struct PersonTableTests {
  private func table(_ text: String) throws -> PersonTable {
    let url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("people-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try PersonTable(contentsOf: url.path)
  }

  @Test func traitsBecomeCodesOfPeople() throws {
    let table = try table("city,아이디,age\nSeoul,b,30\n,a,20\n\"Bu,san\",zz,20\n")
    #expect(table.ids == ["b", "a", "zz"])
    #expect(table.columns.map(\.name) == ["city", "age"])
    let people = NameTable(["a", "b", "c"])
    let city = table.columns[0].codes(for: people)
    #expect(city.names.strings == ["Bu,san", "Seoul"])
    #expect(city.codes == [InteractionLog.none, 1, InteractionLog.none])
    #expect(table.columns[1].codes(for: people).codes == [0, 1, InteractionLog.none])
  }

  @Test func theFirstColumnHoldsIdsWhereNoneIsNamed() throws {
    #expect(try table("who,club\nx,red\n").ids == ["x"])
  }

  /// Ids that look alike in other spellings are two people.
  @Test func idsAreComparedByBytes() throws {
    let twins = try table("id,x\ne\u{301},1\n\u{E9},2\n")
    #expect(twins.ids.count == 2)
    let codes = twins.columns[0].codes(for: NameTable(["e\u{301}", "\u{E9}"])).codes
    #expect(codes == [0, 1])
  }

  @Test(arguments: [
    ("id\na\n", "E210"), ("id,x\n,1\n", "E219"), ("id,x\na,1\nb,2\na,3\n", "E220"), ("", "E201"),
  ])
  func faultsAreNamed(text: String, code: String) throws {
    let error = #expect(throws: KithError.self) { try table(text) }
    #expect(error?.diagnostic.code == code && error?.exitCode == .badData)
  }
}
