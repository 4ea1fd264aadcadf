import Foundation
import KithFoundation
import Synchronization

/// One line on standard error while something takes longer than a moment: step, share, rate, time left.
///
/// A ticker draws what was last reported, so reporting is cheap. The line is erased at the end.
final class ProgressLine: Sendable {
  private struct State {
    var latest: Execution.Progress?
    var stepStart = ContinuousClock.now
    var isRunning = false
    var isStopped = false
    var isDrawn = false
  }
  private let state = Mutex(State())
  private let isShown: Bool
  /// Nothing is drawn for steps shorter than this.
  private let patience: Duration
  private let draw: @Sendable (String) -> Void

  init(
    isShown: Bool, patience: Duration = .milliseconds(700),
    draw: @escaping @Sendable (String) -> Void = {
      _ = try? CheckedOutput(descriptor: 2, name: "standard error").write($0)
    }
  ) {
    self.isShown = isShown
    self.patience = patience
    self.draw = draw
  }

  func update(_ progress: Execution.Progress) {
    if !isShown { return }
    let mustStart = state.withLock { state in
      if state.isStopped { return false }
      if state.latest?.step != progress.step || progress.done < state.latest?.done ?? 0 { state.stepStart = .now }
      state.latest = progress
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if mustStart { Thread.detachNewThread { [self] in while tick() { usleep(100_000) } } }
  }

  /// Erases the line; nothing is drawn afterwards.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      erase(&state)
    }
  }

  private func tick() -> Bool {
    state.withLock { state in
      if state.isStopped { return false }
      guard let latest = state.latest else { return true }
      let elapsed = ContinuousClock.now - state.stepStart
      if elapsed >= patience {
        let width = Terminal.width(of: 2) ?? 80
        let line = TextWidth.truncated(TerminalText.escaped(Self.text(latest, elapsed: elapsed)), to: width - 1)
        draw("\r\u{1B}[2K" + line)
        state.isDrawn = true
      } else {
        erase(&state)
      }
      return true
    }
  }

  private func erase(_ state: inout State) {
    if state.isDrawn { draw("\r\u{1B}[2K") }
    state.isDrawn = false
  }

  /// `reading  42 %  118 MB/s  3 s left`
  static func text(_ progress: Execution.Progress, elapsed: Duration) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    let rate = seconds > 0 ? Double(progress.done) / seconds : 0
    var parts = [progress.step]
    if let total = progress.total, total > 0 {
      parts.append("\(min(100, progress.done * 100 / total)) %")
    } else {
      parts.append(amount(Double(progress.done), progress.unit))
    }
    if rate > 0 { parts.append(amount(rate, progress.unit) + "/s") }
    if let total = progress.total, rate > 0, progress.done < total {
      parts.append(duration(Double(total - progress.done) / rate) + " left")
    }
    return parts.joined(separator: "  ")
  }

  static func amount(_ value: Double, _ unit: String) -> String {
    if unit == "bytes" { return ByteCount.text(Int(value)) }
    if value >= 1e6 { return "\((value / 1e5).rounded() / 10) M \(unit)" }
    return value < 10 ? "\((value * 10).rounded() / 10) \(unit)" : "\(grouped(Int(value.rounded()))) \(unit)"
  }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
