import Glibc

/// A moment on two clocks: the wall's, and the processor time of all threads.
struct Seconds {
  var wall: Double
  var cpu: Double

  static func now() -> Seconds {
    Seconds(wall: read(CLOCK_MONOTONIC), cpu: read(CLOCK_PROCESS_CPUTIME_ID))
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Peak resident memory of this process in MB.
func peakMegabytes() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_maxrss) / 1024
}

/// Starts the peak afresh, where the system allows it: reading the file would otherwise hide the kernel's.
func resetPeak() {
  guard let file = fopen("/proc/self/clear_refs", "w") else { return }
  fputs("5", file)
  fclose(file)
}

/// Peak resident memory since `resetPeak`, in MB.
func peakSinceReset() -> Double {
  guard let file = fopen("/proc/self/status", "r") else { return peakMegabytes() }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if text.hasPrefix("VmHWM:"), let kilobytes = Double(text.split { $0 == " " || $0 == "\t" }[1]) {
      return kilobytes / 1024
    }
  }
  return peakMegabytes()
}
