import Foundation
import KithFoundation
import Testing

@testable import KithMaps

struct ChildProcessTests {
  private func child(_ script: Script, seconds: Double = 20, limit: Int = 1 << 20) -> ChildProcess {
    ChildProcess(
      executable: script.path, arguments: ["a b", "한"], environment: ["PATH=/usr/bin:/bin", "ONE=1"],
      timeLimit: seconds,
      outputLimit: limit)
  }

  private func run(
    _ body: String, seconds: Double = 20, limit: Int = 1 << 20, input: [UInt8] = []
  ) throws -> ChildProcess.Result {
    let script = try Script(body)
    return try withExtendedLifetime(script) {
      try child(script, seconds: seconds, limit: limit).run(input: input, execution: .serial)
    }
  }

  @Test func movesInputAndBothOutputsAtOnce() throws {
    let input = [UInt8](repeating: 0x61, count: 3 << 20)
    let result = try run("cat; head -c 3000000 /dev/zero >&2", limit: 4 << 20, input: input)
    #expect(result.output == input)
    #expect(result.end == .exited(0))
  }

  @Test func passesArgumentsAndOnlyTheGivenEnvironment() throws {
    let result = try run(#"printf '%s|' "$@" "$ONE" "${HOME-unset}""#)
    #expect(String(decoding: result.output, as: UTF8.self) == "a b|한|1|unset|")
  }

  @Test func reportsCodesAndSignals() throws {
    #expect(try run("exit 7", input: [1, 2]).end == .exited(7))
    #expect(try run("kill -SEGV $$").end == .signalled(11))
  }

  @Test func killsAHungChildAndWhatItStarted() throws {
    let script = try Script("sleep 300 & echo $! > \"$(dirname \"$0\")/pid\"; trap '' TERM; wait")
    let result = try child(script, seconds: 0.5).run(input: [], execution: .serial)
    #expect(result.end == .timedOut)
    let text = try String(contentsOf: script.folder.appendingPathComponent("pid"), encoding: .utf8)
    let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(isGone(pid))
  }

  @Test func killsAChildThatClosesItsOutputsAndStays() throws {
    let result = try run("exec >&- 2>&-; sleep 300", seconds: 0.5)
    #expect(result.end == .timedOut)
  }

  @Test func stopsAFloodOfOutput() throws {
    let result = try run("cat /dev/zero", limit: 1 << 20)
    #expect(result.end == .flooded)
  }

  @Test func boundsAFloodOfErrors() throws {
    let result = try run("head -c 5000000 /dev/zero >&2; echo ok")
    #expect(result.end == .exited(0))
    #expect(result.errors.count == 64 << 10)
    #expect(result.output == Array("ok\n".utf8))
  }

  @Test func survivesAChildThatReadsNothing() throws {
    let result = try run("exec <&-; echo ok", input: [UInt8](repeating: 1, count: 8 << 20))
    #expect(result.output == Array("ok\n".utf8))
  }

  @Test func stopsWhenCancelled() throws {
    let script = try Script("sleep 300")
    #expect(throws: KithFoundation.CancellationError.self) {
      _ = try child(script).run(input: [], execution: Execution(isCancelled: { true }))
    }
  }

  @Test func saysWhyItCannotStart() {
    let nobody = ChildProcess(
      executable: "/nowhere/kith-graphviz", arguments: [], environment: [], timeLimit: 5, outputLimit: 10)
    #expect(throws: ChildProcess.Failure.self) { _ = try nobody.run(input: [], execution: .serial) }
  }

  /// Killed children of others are reaped by init, which may take a moment.
  private func isGone(_ pid: Int32) -> Bool {
    for _ in 0..<200 {
      if kill(pid, 0) != 0 { return true }
      let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      if state?.contains(") Z ") ?? true { return true }
      usleep(10_000)
    }
    return false
  }
}
