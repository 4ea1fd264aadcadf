import Foundation
import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite("A table of pairs")
struct PairTableTests {
  private func table(_ text: String, needsUsers: Bool = true, skips: Bool = false) throws -> PairTable {
    let folder = try Folder()
    return try PairTable(contentsOf: folder.write("pairs.csv", text), needsUsers: needsUsers, skipsBadRows: skips)
  }

  @Test func pairsInTheOrderOfTheFile() throws {
    let found = try table("item,time,person\ny,2026,b\nx,2026,a\ny,2026,b\n")
    #expect(found.userCodes == [1, 0, 1] && found.itemCodes == [1, 0, 1] && found.count == 3)
    #expect(throws: KithError.self) { try table("item\nx\n") }
  }

  @Test(arguments: [
    "item\ncake, plain\n", "\"cake, plain\"\n", "id;item\n7;cake, plain\n", "product\n\"cake, plain\"\n",
  ])
  func itemsAlone(text: String) throws {
    let found = try table(text, needsUsers: false)
    #expect(found.userCodes.isEmpty && found.items.strings.last?.hasPrefix("cake") == true)
  }

  @Test func oneItemALineWithoutHeader() throws {
    let found = try table("호두 타르트\n생강 캐러멜\n", needsUsers: false)
    #expect(found.items.count == 2 && found.userCodes.isEmpty && found.warnings.isEmpty)
    let pairs = try table("user,item\na,x\n", needsUsers: false)
    #expect(pairs.users.strings == ["a"] && pairs.items.strings == ["x"])
    let unnamed = try table("a,x\nb,y\n", needsUsers: false)
    #expect(unnamed.users.strings == ["a", "b"] && unnamed.items.strings == ["x", "y"])
  }
}
