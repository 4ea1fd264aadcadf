import CGraphviz
import Glibc

/// What this process may use; set before any input is read.
struct Limits {
  var seconds: UInt
  var megabytes: UInt

  func apply() {
    _ = kgv_die_with_parent()
    set(RLIMIT_CORE, 0)
    set(RLIMIT_CPU, rlim_t(seconds))
    set(RLIMIT_AS, rlim_t(megabytes) << 20)
    set(RLIMIT_FSIZE, 256 << 20)
  }

  private func set(_ resource: __rlimit_resource, _ value: rlim_t) {
    var limit = rlimit(rlim_cur: value, rlim_max: value)
    _ = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }
}
