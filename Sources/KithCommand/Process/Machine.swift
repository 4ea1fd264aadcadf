import Foundation

/// What this machine offers a run.
enum Machine {
  /// Processors this process may use: its affinity, and a container's quota if there is one.
  static var processors: Int {
    let available = ProcessInfo.processInfo.activeProcessorCount
    guard let quota = quotaInProcessors else { return max(1, available) }
    return max(1, min(available, Int(quota.rounded(.up))))
  }

  /// Memory that can be had without swapping, in bytes; a container's limit if that is lower.
  static var availableMemory: Int? {
    let line = text(of: "/proc/meminfo")?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let free = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    guard let limit = number(in: "/sys/fs/cgroup/memory.max") else { return free }
    let left = max(0, limit - (number(in: "/sys/fs/cgroup/memory.current") ?? 0))
    return free.map { min($0, left) } ?? left
  }

  /// The folder of the running executable.
  static var executableFolder: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    let path = count > 0 ? String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    return (path ?? Bundle.main.executablePath).map { ($0 as NSString).deletingLastPathComponent }
  }

  private static var quotaInProcessors: Double? {
    let parts = text(of: "/sys/fs/cgroup/cpu.max")?.split(whereSeparator: \.isWhitespace) ?? []
    guard parts.count == 2, let quota = Double(parts[0]), let period = Double(parts[1]), period > 0 else { return nil }
    return quota / period
  }

  private static func number(in path: String) -> Int? {
    text(of: path).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  private static func text(of path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
