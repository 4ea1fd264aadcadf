import Foundation
import KithFoundation
import KithInput
import Testing

@testable import KithCommand

struct ItemFilterTests {
  private func table() throws -> ItemTable {
    let url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("items-\(UUID().uuidString).csv")
    try Data("item,genre,price,since,size\nx,Jazz,5,2020-02-01,3\ny,caf\u{E9},12.5,2019-12-31,big\nz,,,,\n".utf8).write(
      to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try ItemTable(contentsOf: url.path)
  }

  @Test(arguments: [
    ("genre=jazz", [true, false, false]), ("genre = JAZZ", [true, false, false]),
    ("genre=cafe\u{301}", [false, true, false]), ("genre!=jazz", [false, true, true]),
    ("genre=", [false, false, true]), ("price=5.0", [true, false, false]), ("price<12.5", [true, false, false]),
    ("price<=12.5", [true, true, false]), ("price>5", [false, true, false]), ("price>=5", [true, true, false]),
    ("since>=2020", [true, false, false]), ("since<2020-01-01", [false, true, false]),
    ("item=y", [false, true, false]),
  ])
  func conditions(text: String, expected: [Bool]) throws {
    #expect(try ItemFilter(text).holds(in: table()) == expected)
  }

  @Test func whatIsNearestWhereNothingHolds() throws {
    #expect(try ItemFilter("genre=jaz").advice(in: table()) == "did you mean \"Jazz\"?")
    #expect(try ItemFilter("genre=metal").advice(in: table()) == "genre is Jazz, caf\u{E9}")
    #expect(try ItemFilter("price>99").advice(in: table()) == "price runs from 5 to 12.5")
  }

  @Test(arguments: ["genre", "=jazz", "genre!jazz", ""])
  func noConditions(text: String) { #expect(throws: (any Error).self) { try ItemFilter(text) } }

  @Test func columnsAndCellsThatDoNotSuit() throws {
    let table = try table()
    #expect(throws: KithError.self) { try ItemFilter("gender=jazz").holds(in: table) }
    #expect(throws: KithError.self) { try ItemFilter("size<5").holds(in: table) }
  }
}
