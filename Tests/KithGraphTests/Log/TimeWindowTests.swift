import KithFoundation
import KithGraph
import Testing

@Suite("Time windows")
struct TimeWindowTests {
  private func moment(_ value: Int64) -> Timestamp { Timestamp(milliseconds: value) }

  @Test("The start belongs to a window, the end does not; time 0 is a time")
  func halfOpen() {
    let window = TimeWindow(from: moment(0), to: moment(10))
    #expect([-1, 0, 9, 10].map { window.contains($0) } == [false, true, true, false])
    #expect(!window.contains(Timestamp.missing))
    #expect(TimeWindow(from: nil, to: nil).contains(Timestamp.missing))
  }

  @Test("Rolling windows side by side hold every moment once")
  func rolling() {
    let windows = TimeWindow.rolling(over: moment(-5)...moment(20), width: 10)
    #expect(windows.map { $0.start?.milliseconds } == [-5, 5, 15])
    #expect(windows.map { $0.end?.milliseconds } == [5, 15, 25])
    for time in Int64(-5)...20 { #expect(windows.filter { $0.contains(time) }.count == 1) }
  }

  @Test("Overlapping windows step less than their width")
  func overlapping() {
    let windows = TimeWindow.rolling(over: moment(0)...moment(9), width: 10, step: 5)
    #expect(windows.map { $0.start?.milliseconds } == [0, 5])
    #expect(windows.map { $0.end?.milliseconds } == [10, 15])
  }

  @Test("Expanding windows share their start")
  func expanding() {
    let windows = TimeWindow.expanding(over: moment(0)...moment(20), step: 10)
    #expect(windows.map { $0.start?.milliseconds } == [0, 0, 0])
    #expect(windows.map { $0.end?.milliseconds } == [10, 20, 30])
  }

  @Test("A step or width of nothing gives no windows, a huge one gives one")
  func extremes() {
    let period = moment(0)...moment(10)
    #expect(TimeWindow.rolling(over: period, width: 0).isEmpty)
    #expect(TimeWindow.rolling(over: period, width: 5, step: -1).isEmpty)
    #expect(TimeWindow.expanding(over: period, step: 0).isEmpty)
    #expect(TimeWindow.rolling(over: period, width: .max).count == 1)
    #expect(TimeWindow.expanding(over: period, step: .max).count == 1)
  }
}
