import Foundation
import KithFoundation
import Testing

@testable import KithInput

@Suite struct ItemTableTests {
  private func table(_ text: String) throws -> ItemTable {
    let url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("items-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try ItemTable(contentsOf: url.path)
  }

  @Test func idsAndAttributesByRow() throws {
    let items = try table("genre,item,price\njazz,so what,3\n,\"b,lue\",\n")
    #expect(items.ids == ["so what", "b,lue"])
    #expect(items.columns.map(\.name) == ["item", "genre", "price"])
    #expect(items.columns[1].values == ["jazz", ""])
    #expect(items.names.strings == ["b,lue", "so what"])
  }

  @Test func theFirstColumnHoldsIdsWhereNoneIsNamed() throws { #expect(try table("what,x\nx,1\n").ids == ["x"]) }

  @Test(arguments: [("item,x\n,1\n", "E219"), ("item,x\na,1\na,2\n", "E220"), ("", "E201")])
  func badTables(text: String, code: String) throws {
    let error = #expect(throws: KithError.self) { try table(text) }
    #expect(error?.diagnostic.code == code)
  }
}
