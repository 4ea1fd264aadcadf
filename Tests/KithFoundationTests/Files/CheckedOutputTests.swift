import Glibc
import Testing

@testable import KithFoundation

struct CheckedOutputTests {
  private func failureWriting(to descriptor: Int32) -> String {
    failure { try CheckedOutput(descriptor: descriptor, name: "it").write("x") }
  }

  @Test func fullAndClosedAreErrorsAndAGoneReaderIsNot() throws {
    let full = open("/dev/full", O_WRONLY)
    #expect(failureWriting(to: full) == "74 E601")
    close(full)
    let readOnly = open("/dev/null", O_RDONLY)
    #expect(failureWriting(to: readOnly) == "74 E608")
    close(readOnly)

    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    close(ends[0])
    #expect(throws: ClosedPipe.self) { try CheckedOutput(descriptor: ends[1], name: "it").write("x") }
    close(ends[1])
  }
}
