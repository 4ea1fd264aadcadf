import CByteScan
import Glibc

/// Gives each distinct byte string a number, in order of first sight. For one thread.
///
/// Open addressing with 16-byte slots: up to 8 bytes the slot holds the string itself, so that one cache
/// line answers; longer ones are told apart by a 64-bit hash and then by their bytes in the arena. The
/// hash multiplies 8 bytes at a time (after wyhash) and is seeded at random, so that nobody can
/// prepare collisions; numbers never reach an output.
final class ColumnInterner {
  private struct Slot {
    var key: UInt64
    /// Length in the upper half, number + 1 in the lower; 0 = free.
    var info: UInt64
  }

  private(set) var count = 0
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var bytesCapacity: Int
  /// `offsets[i]..<offsets[i + 1]` are the bytes of string i.
  private(set) var offsets: UnsafeMutablePointer<Int>
  private var offsetsCapacity: Int

  private let seed = UInt64.random(in: .min ... .max)

  init(capacity: Int = 1024) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, info: 0), count: size)
    bytesCapacity = size * 8
    bytes = .allocate(capacity: bytesCapacity)
    offsetsCapacity = size / 2 + 1
    offsets = .allocate(capacity: offsetsCapacity)
    offsets[0] = 0
  }

  deinit {
    slots.deallocate()
    bytes.deallocate()
    offsets.deallocate()
  }

  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + offsets[index], count: offsets[index + 1] - offsets[index])
  }

  /// The key of a string: itself up to 8 bytes, else its hash. `text` must be readable for 8 bytes more.
  @inline(__always)
  func key(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count <= 8 {
      if count == 0 { return 0 }
      return Self.load(text) & (~0 >> UInt64(64 &- 8 &* count))
    }
    return longKey(text, count)
  }

  @inline(__always)
  private func longKey(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = seed ^ UInt64(count)
    var i = 0
    while i &+ 16 < count {
      hash = Self.mix(Self.load(text + i) ^ 0xa076_1d64_78bd_642f, Self.load(text + i + 8) ^ hash)
      i &+= 16
    }
    let first = count >= 16 ? count &- 16 : 0
    return Self.mix(Self.load(text + first) ^ 0xe703_7ed1_a0b4_28db, Self.load(text + count - 8) ^ hash)
  }

  /// Asks for the slot that `key` will be sought in.
  @inline(__always)
  func prefetch(_ key: UInt64, _ count: Int) { kith_prefetch(slots + slot(key, count)) }

  /// The number of a string whose key is known.
  @inline(__always)
  func code(_ text: UnsafePointer<UInt8>, _ length: Int, key: UInt64) -> UInt32 {
    var at = slot(key, length)
    while true {
      let found = slots[at]
      if found.info == 0 { return insert(text, length, key, at) }
      if found.key == key && Int(found.info >> 32) == length {
        let code = Int(found.info & 0xFFFF_FFFF) &- 1
        if length <= 8 || memcmp(bytes + offsets[code], text, length) == 0 { return UInt32(truncatingIfNeeded: code) }
      }
      at = (at &+ 1) & mask
    }
  }

  /// The number of a string. `text` must be readable for 8 bytes more.
  @inline(__always)
  func code(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = text.baseAddress else { return insertEmpty() }
    return code(base, text.count, key: key(base, text.count))
  }

  func code(of text: String) -> UInt32 {
    var padded = Array(text.utf8)
    let count = padded.count
    padded.append(contentsOf: repeatElement(0, count: 8))
    return padded.withUnsafeBufferPointer { code(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  @inline(__always)
  private func slot(_ key: UInt64, _ length: Int) -> Int {
    Int(truncatingIfNeeded: Self.mix(key ^ seed, UInt64(truncatingIfNeeded: length) ^ 0x9e37_79b9_7f4a_7c15))
      & mask
  }

  @inline(__always)
  private static func load(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  private func insertEmpty() -> UInt32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { code($0.baseAddress!, 0, key: 0) }
  }

  private func insert(_ text: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64, _ at: Int) -> UInt32 {
    let code = count
    let start = offsets[code]
    if start + length > bytesCapacity {
      let larger = max(bytesCapacity * 2, start + length)
      bytes = Self.moved(bytes, start, to: larger)
      bytesCapacity = larger
    }
    memcpy(bytes + start, text, length)
    if code + 2 > offsetsCapacity {
      offsets = Self.moved(offsets, code + 1, to: offsetsCapacity * 2)
      offsetsCapacity *= 2
    }
    offsets[code + 1] = start + length
    slots[at] = Slot(key: key, info: UInt64(length) << 32 | UInt64(code + 1))
    count += 1
    if count * 2 > mask { grow() }
    return UInt32(truncatingIfNeeded: code)
  }

  private func grow() {
    let old = slots
    let oldSize = mask + 1
    mask = oldSize * 4 - 1
    slots = .allocate(capacity: oldSize * 4)
    slots.initialize(repeating: Slot(key: 0, info: 0), count: oldSize * 4)
    for i in 0..<oldSize where old[i].info != 0 {
      var at = slot(old[i].key, Int(old[i].info >> 32))
      while slots[at].info != 0 { at = (at + 1) & mask }
      slots[at] = old[i]
    }
    old.deallocate()
  }

  private static func moved<T>(_ old: UnsafeMutablePointer<T>, _ count: Int, to capacity: Int) -> UnsafeMutablePointer<
    T
  > {
    let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }
}
