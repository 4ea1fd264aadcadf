import Glibc
import Testing

@testable import KithFoundation

struct OutputDirectoryTests {
  private func make(_ path: String, _ text: String, overwriting: Bool = false) throws {
    let output = try OutputDirectory(path, overwriting: overwriting, owned: ["page", "old page"])
    try output.write(Array(text.utf8), to: "page")
    try output.commit()
  }

  @Test func appearsComplete() throws {
    let folder = try TemporaryFolder()
    let path = folder["out"]
    do {
      let output = try OutputDirectory(path, owned: [])
      try output.write([65], to: "page")
      #expect(folder.names.count == 1 && folder.names[0].hasPrefix(".out.kith-"))
      try output.commit()
    }
    #expect(folder.names == ["out"])
    #expect(folder.text("out/page") == "A")
  }

  @Test func discardingLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      let output = try OutputDirectory(folder["out"], owned: [])
      try output.write([65], to: "page")
    }
    #expect(folder.names == [])
  }

  @Test func anExistingFolderIsRefusedUnlessEmptyOrForced() throws {
    let folder = try TemporaryFolder()
    mkdir(folder["out"], 0o777)
    try make(folder["out"], "1")
    #expect(failure { try make(folder["out"], "2") } == "73 E605")
    #expect(folder.text("out/page") == "1")
    try make(folder["out"], "3", overwriting: true)
    #expect(folder.text("out/page") == "3")
    #expect(folder.names == ["out"])
  }

  @Test func replacingDropsEarlierFiles() throws {
    let folder = try TemporaryFolder()
    mkdir(folder["out"], 0o777)
    try folder.put("gone", "out/old page")
    try make(folder["out"], "1", overwriting: true)
    #expect(namesInFolder(folder["out"]) == ["page"])
  }

  @Test func aFolderWithOtherPeoplesFilesIsNeverReplaced() throws {
    let folder = try TemporaryFolder()
    try make(folder["out"], "1")
    try folder.put("mine", "out/notes.txt")
    #expect(failure { try make(folder["out"], "2", overwriting: true) } == "73 E607")
    #expect(folder.text("out/notes.txt") == "mine")
    #expect(folder.text("out/page") == "1")
  }

  @Test func filesLinksAndMissingParentsAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.put("", "file")
    #expect(failure { try make(folder["file"], "1", overwriting: true) } == "73 E606")
    symlink("/tmp", folder["link"])
    #expect(failure { try make(folder["link"], "1", overwriting: true) } == "73 E606")
    #expect(failure { try make(folder["no/out"], "1") } == "73 E603")
    #expect(failure { try make("", "1") } == "73 E603")
  }

  @Test func aTrailingSlashMakesNoDifference() throws {
    let folder = try TemporaryFolder()
    try make(folder["out/"], "1")
    #expect(folder.text("out/page") == "1")
    #expect(folder.names == ["out"])
  }
}
