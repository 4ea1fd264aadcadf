import Glibc
import Testing

@testable import KithFoundation

struct UnfinishedTests {
  @Test func abandoningRemovesWhatIsHalfWrittenAndLetsNothingFinish() throws {
    let folder = try TemporaryFolder()
    try folder.put("half", "file")
    mkdir(folder["folder"], 0o777)
    try folder.put("half", "folder/page")
    let unfinished = Unfinished()
    _ = try unfinished.make(folder["file"]) { 0 }
    _ = try unfinished.make(folder["folder"]) { 0 }
    _ = try unfinished.make(folder["never made"]) { -1 }
    try unfinished.finish("elsewhere", as: "report") {}
    unfinished.abandon()
    #expect(folder.names == [])
    #expect(unfinished.finished == ["report"])
    #expect(throws: CancellationError.self) {
      try unfinished.make(nil) {
        Issue.record("made")
        return 0
      }
    }
    #expect(throws: CancellationError.self) { try unfinished.finish("late", as: "late") { Issue.record("ran") } }
  }

  @Test func abandoningKillsChildrenOldAndNew() throws {
    let unfinished = Unfinished()
    let early = try child()
    unfinished.add(child: early)
    unfinished.abandon()
    #expect(signalThatEnded(early) == SIGKILL)
    let late = try child()
    unfinished.add(child: late)
    #expect(signalThatEnded(late) == SIGKILL)
  }

  private func child() throws -> pid_t {
    var pid: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("100"), nil]
    defer { for argument in arguments { free(argument) } }
    try #require(posix_spawnp(&pid, "sleep", nil, nil, &arguments, nil) == 0)
    return pid
  }

  private func signalThatEnded(_ pid: pid_t) -> Int32 {
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return status & 0x7F
  }
}
