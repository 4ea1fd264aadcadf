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

  @Test(arguments: [(500, "500 bytes"), (1200, "1.2 kB"), (999_960, "1.0 MB"), (3_000_000_000_000, "3.0 TB")])
  func sizes(bytes: Int, shown: String) { #expect(ByteCount.text(bytes) == shown) }

  @Test(arguments: [("500MB", 500_000_000), ("1.5 GB", 1_500_000_000), ("7", 7), ("0", nil), ("MB", nil), ("5XB", nil)])
  func typedSizes(text: String, bytes: Int?) { #expect(ByteCount.bytes(text) == bytes) }
}
