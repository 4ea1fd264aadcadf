import Glibc

func bytesEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
  guard a.count == b.count else { return false }
  guard let x = a.baseAddress, let y = b.baseAddress else { return true }
  return memcmp(x, y, a.count) == 0
}

/// Whether `a` stands before `b` in byte order.
func bytesAscend(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
  guard let x = a.baseAddress, let y = b.baseAddress else { return a.count < b.count }
  let order = memcmp(x, y, min(a.count, b.count))
  return order == 0 ? a.count < b.count : order < 0
}
