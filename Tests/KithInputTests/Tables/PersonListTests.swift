import Foundation
import KithFoundation
import KithGraph
import KithInput
import Testing

final class PersonListTests {
  private var files: [URL] = []

  deinit { for file in files { try? FileManager.default.removeItem(at: file) } }

  private func file(_ text: String) throws -> String {
    let url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("kith-list-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    files.append(url)
    return url.path
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("id\na\nb", ["a", "b"]), ("\u{FEFF}ID\r\na\r\n", ["a"]),
    ("rank,id,gain\n1,\"x, y\",3\n2,b,1\n", ["x, y", "b"]), ("Anna Lee\n=1+1\n<b>\n", ["Anna Lee", "=1+1", "<b>"]),
    ("a\t1\nb\t2\n", ["a", "b"]), ("name;age\n하늘;3\n", ["하늘"]), ("a\na\n", ["a", "a"]),
  ])
  func idsAreRead(text: String, ids: [String]) throws {
    #expect(try PersonList(contentsOf: file(text)).ids == ids)
  }

  @Test func placesAreKept() throws {
    let list = try PersonList(contentsOf: file("rank,id\n1,a\n\n2,b\n"))
    #expect(list.places.map(\.line) == [2, 4] && list.places[0].column == 2)
  }

  @Test(arguments: [("", "E201"), ("id,x\n,1\n", "E219")])
  func badListsAreRefused(text: String, code: String) throws {
    let path = try file(text)
    let error = #expect(throws: KithError.self) { try PersonList(contentsOf: path) }
    #expect(error?.diagnostic.code == code && error?.exitCode == .badData)
  }

  @Test func anAbsentListIs66() {
    let error = #expect(throws: KithError.self) { try PersonList(contentsOf: "/nowhere/list.csv") }
    #expect(error?.exitCode == .noInput)
  }
}
