/// Which bins of a timeline get a label, and which one.
struct TimeTicks {
  /// Starts of the bins as the model writes them: `2026-06-12T00:00:00+09:00`.
  let starts: [String]
  let unit: Timeline.Unit?
  let language: ReportLanguage

  /// Evenly stepped bins that begin a day, a week or a month where they can.
  func ticks(atMost count: Int) -> [(bin: Int, label: String)] {
    let candidates: [Int] =
      switch unit {
      case .hour: starts.indices.filter { starts[$0].dropFirst(11).prefix(5) == "00:00" }
      case .month: starts.indices.filter { starts[$0].dropFirst(5).prefix(2) == "01" }
      default: Array(starts.indices)
      }
    let bins = candidates.count >= 2 ? candidates : Array(starts.indices)
    let steps = unit == .day ? [1, 2, 7, 14, 28, 56] : [1, 2, 3, 4, 6, 8, 12, 24, 26, 52]
    let step = steps.first { (bins.count + $0 - 1) / $0 <= count } ?? max(1, bins.count / count)
    return stride(from: 0, to: bins.count, by: step).map { (bins[$0], label(starts[bins[$0]])) }
  }

  /// A short date: `12 Jun`, `6월 12일`; with the hour inside a day; month and year for months.
  func label(_ start: String) -> String {
    let fields = [0..<4, 5..<7, 8..<10, 11..<13].map { range in
      Int(start.dropFirst(range.lowerBound).prefix(range.count)) ?? 0
    }
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let month = names.indices.contains(fields[1] - 1) ? names[fields[1] - 1] : ""
    if unit == .month { return language == .korean ? "\(fields[0])년 \(fields[1])월" : "\(month) \(fields[0])" }
    let day = language == .korean ? "\(fields[1])월 \(fields[2])일" : "\(fields[2]) \(month)"
    if unit == .hour, fields[3] != 0 { return day + (fields[3] < 10 ? " 0\(fields[3]):00" : " \(fields[3]):00") }
    return day
  }
}
