import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInput

@Suite struct CascadeTreeReaderTests {
  private static let lines = """
    ['ROOT', 'ROOT', '0.0']->['9', '77', '0.0']
    ['9', '77', '0.0']->['10', '77', '0.85']

    ['10', '77', '0.85']->['8','78','-1.5']
    """

  @Test func stepsBecomeRows() throws {
    let folder = try Folder()
    let file = try folder.write("77.txt", Self.lines)
    let reading = try CascadeTreeReader([file]).read()
    let log = reading.log
    #expect(reading.files == 1 && reading.otherFiles == 0 && reading.earlierThanParents == 1)
    #expect(
      log.people.strings == ["10", "8", "9"] && log.items.strings == ["77"] && log.posts.strings == ["77", "78"])
    #expect(log.members == .init(persons: [2, 0, 1], times: [0, 51_000, -90_000], posts: [0, 0, 1]))
    let none = InteractionLog.none
    #expect(log.parents == .init(persons: [none, 2, 0], times: [0, 0, 51_000], posts: [none, 0, 0]))
  }

  @Test func foldersAreReadWholeAndOtherFilesCounted() throws {
    let folder = try Folder()
    for name in ["one", "two"] {
      try FileManager.default.createDirectory(atPath: folder.path + "/\(name)/tree", withIntermediateDirectories: true)
    }
    _ = try folder.write("one/tree/5.txt", Self.lines)
    _ = try folder.write("two/tree/5.txt", Self.lines)
    _ = try folder.write("two/tree/6.txt", Self.lines)
    _ = try folder.write("two/label.txt", "true:5\n")
    _ = try folder.write("two/notes.md", "trees")
    let reading = try CascadeTreeReader([folder.path]).read()
    #expect(reading.files == 3 && reading.otherFiles == 1)
    #expect(reading.log.items.strings == ["6", "one/tree/5", "two/tree/5"])
    #expect(reading.log.itemCodes == [1, 1, 1, 2, 2, 2, 0, 0, 0])
    let twice = try CascadeTreeReader([folder.path + "/one", folder.path + "/one/tree/5.txt"]).read()
    #expect(twice.files == 2 && twice.log.items.strings == ["5"] && twice.log.count == 6)
  }

  @Test(arguments: [
    ("['a', '1', '0.0']->['b', '2', 'x']", "E224"), ("['a', '1', '0.0']", "E224"), ("a,b\n", "E224"),
    ("['a', '1', '0.0']->['', '2', '1']", "E224"), ("['a', '1', '0.0']->['b', '2', '1'] more", "E224"),
    ("['a', '1', '.']->['b', '2', '1']", "E224"), ("['a', '1', '0']->['b', '2', '9999999999999999999']", "E224"),
  ])
  func otherLinesAreRefused(line: String, code: String) throws {
    let folder = try Folder()
    let file = try folder.write("x.txt", "['ROOT', 'ROOT', '0.0']->['a', '1', '0.0']\n" + line)
    let error = try #require(throws: KithError.self) { try CascadeTreeReader([file]).read() }
    #expect(error.diagnostic.code == code && error.exitCode == .badData && error.diagnostic.place?.line == 2)
  }

  @Test func absenceIsTold() throws {
    let folder = try Folder()
    #expect(throws: KithError.self) { try CascadeTreeReader([folder.path + "/absent"]).read() }
    #expect(throws: KithError.self) { try CascadeTreeReader([]).read() }
    let error = try #require(throws: KithError.self) { try CascadeTreeReader([folder.path]).read() }
    #expect(error.diagnostic.code == "E225")
  }

  /// One half of the published trees: 818 files, 363,536 lines, 289,676 people; 4,519 children before their parents.
  @Test(
    .enabled(if: sharedData("data/twitter15-16-trees/twitter15_16.tar.xz") != nil, "../shared is absent"))
  func twitter16() throws {
    let folder = try Folder()
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let archive = try #require(sharedData("data/twitter15-16-trees/twitter15_16.tar.xz"))
    tar.arguments = ["tar", "-xJf", archive, "-C", folder.path, "twitter16"]
    try tar.run()
    tar.waitUntilExit()
    let reading = try CascadeTreeReader([folder.path]).read()
    #expect(reading.files == 818 && reading.otherFiles == 1)
    #expect(reading.log.count == 363_536 && reading.log.people.count == 289_675)
    #expect(reading.earlierThanParents == 4519)
    #expect(reading.log.parents.persons.count { $0 == InteractionLog.none } == 818)
  }
}
