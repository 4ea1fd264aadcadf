import Glibc
import Testing

@testable import KithFoundation

struct AtomicFileTests {
  @Test func writesAWholeFileAndNothingElse() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array("안녕".utf8), to: folder["a.csv"])
    #expect(folder.text("a.csv") == "안녕")
    #expect(folder.names == ["a.csv"])
  }

  @Test func refusesAnExistingFileAndLeavesItAlone() throws {
    let folder = try TemporaryFolder()
    try folder.put("old", "a.csv")
    #expect(failure { try AtomicFile.write([1], to: folder["a.csv"]) } == "73 E605")
    #expect(failure { try AtomicFile.check(folder["a.csv"]) } == "73 E605")
    #expect(folder.text("a.csv") == "old")
    #expect(folder.names == ["a.csv"])
  }

  @Test func replacesWhenAllowed() throws {
    let folder = try TemporaryFolder()
    try folder.put("old", "a.csv")
    try AtomicFile.write(Array("new".utf8), to: folder["a.csv"], overwriting: true)
    #expect(folder.text("a.csv") == "new")
    #expect(folder.names == ["a.csv"])
  }

  @Test func refusesWhatAppearedMeanwhile() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.csv"]
    #expect(
      failure {
        let file = try AtomicFile(path)
        try file.write([1])
        try folder.put("theirs", "a.csv")
        try file.commit()
      } == "73 E605")
    #expect(folder.text("a.csv") == "theirs")
    #expect(folder.names == ["a.csv"])
  }

  @Test func discardingLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      let file = try AtomicFile(folder["a.csv"])
      try file.write([1, 2, 3])
      #expect(folder.names.count == 1)
      #expect(folder.names[0].hasPrefix(".a.csv.kith-"))
    }
    #expect(folder.names == [])
  }

  @Test func missingOrUnwritableFoldersAreNamed() throws {
    let folder = try TemporaryFolder()
    #expect(failure { try AtomicFile.write([1], to: folder["no/a.csv"]) } == "73 E603")
    #expect(failure { try AtomicFile.check(folder["no/a.csv"]) } == "73 E603")
    try folder.put("", "file")
    #expect(failure { try AtomicFile.write([1], to: folder["file/a.csv"]) } == "73 E604")
    #expect(failure { try AtomicFile.write([1], to: folder.path, overwriting: true) } == "73 E604")
  }

  @Test func devicesAreWrittenDirectly() throws {
    try AtomicFile.write([1], to: "/dev/null")
    #expect(failure { try AtomicFile.write([1], to: "/dev/full") } == "74 E601")
  }

  @Test func aLinkIsReplacedNotFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.put("precious", "target")
    symlink(folder["target"], folder["link"])
    #expect(failure { try AtomicFile.write([1], to: folder["link"]) } == "73 E605")
    try AtomicFile.write(Array("new".utf8), to: folder["link"], overwriting: true)
    #expect(folder.text("target") == "precious")
    #expect(folder.text("link") == "new")
  }

  @Test func leftoversOfACrashedRunAreRemovedButNotThoseOfALivingOne() throws {
    let folder = try TemporaryFolder()
    try folder.put("half", ".a.csv.kith-crashed")
    try folder.put("other", ".b.csv.kith-other")
    let living = open(folder[".a.csv.kith-living"], O_CREAT | O_WRONLY, 0o600)
    #expect(flock(living, LOCK_EX) == 0)
    defer { close(living) }
    try AtomicFile.write([1], to: folder["a.csv"])
    #expect(folder.names == [".a.csv.kith-living", ".b.csv.kith-other", "a.csv"])
  }

  @Test func longAndOddNamesWork() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "긴", count: 80) + "\n.csv"
    try AtomicFile.write([1], to: folder[name])
    #expect(folder.names == [name])
  }
}
