import Foundation
import Synchronization
import Testing

@testable import KithCommand
@testable import KithFoundation

struct ProgressLineTests {
  private func text(_ done: Int, of total: Int?, _ unit: String, after seconds: Int) -> String {
    ProgressLine.text(
      Execution.Progress(step: "reading", done: done, total: total, unit: unit), elapsed: .seconds(seconds))
  }

  @Test func shareRateAndTimeLeft() {
    #expect(text(42_000_000, of: 100_000_000, "bytes", after: 2) == "reading  42 %  21.0 MB/s  3 s left")
    #expect(text(1000, of: 1_000_000, "rows", after: 1) == "reading  0 %  1,000 rows/s  16 min 39 s left")
    #expect(text(7, of: 7, "iterations", after: 2) == "reading  100 %  3.5 iterations/s")
  }

  @Test func withoutTotalTheAmountStands() {
    #expect(text(2_500_000, of: nil, "rows", after: 2) == "reading  2.5 M rows  1.3 M rows/s")
    #expect(text(0, of: nil, "bytes", after: 0) == "reading  0 bytes")
  }

  /// What a line drew until it was stopped, given time to draw.
  private func drawn(isShown: Bool = true, patience: Duration = .zero) -> String {
    let screen = Screen()
    let line = ProgressLine(isShown: isShown, patience: patience) { screen.append($0) }
    line.update(Execution.Progress(step: "reading", done: 1, total: 4, unit: "rows"))
    for _ in 0..<30 where screen.text.isEmpty { usleep(20_000) }
    line.stop()
    line.update(Execution.Progress(step: "late", done: 1, total: 4, unit: "rows"))
    usleep(200_000)
    return screen.text
  }

  private final class Screen: Sendable {
    private let drawn = Mutex("")
    var text: String { drawn.withLock { $0 } }
    func append(_ text: String) { drawn.withLock { $0 += text } }
  }

  @Test func theLineIsDrawnAndErasedAtTheEnd() {
    let text = drawn()
    #expect(text.hasPrefix("\r\u{1B}[2Kreading  25 %"))
    #expect(text.hasSuffix("\r\u{1B}[2K"))
    #expect(!text.contains("late"))
  }

  @Test func shortStepsAndOtherStreamsShowNothing() {
    #expect(drawn(patience: .seconds(100)) == "")
    #expect(drawn(isShown: false) == "")
  }

  @Test(arguments: [(500, "500 bytes"), (1200, "1.2 kB"), (999_960, "1.0 MB"), (3_000_000_000_000, "3.0 TB")])
  func sizes(bytes: Int, shown: String) { #expect(ByteCount.text(bytes) == shown) }

  @Test(arguments: [("500MB", 500_000_000), ("1.5 GB", 1_500_000_000), ("7", 7), ("0", nil), ("MB", nil), ("5XB", nil)])
  func typedSizes(text: String, bytes: Int?) { #expect(ByteCount.bytes(text) == bytes) }
}
