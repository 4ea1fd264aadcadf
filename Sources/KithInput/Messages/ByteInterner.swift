import KithGraph

/// Names in order of first sight, held as bytes in one arena; equal names get equal codes.
///
/// Open addressing with a 32-bit tag and the code in one slot: about 0.2 µs a name. The hash is
/// seeded per process against collision attacks, so nothing may depend on slot order.
struct ByteInterner: Sendable {
  private(set) var offsets = [0]
  private(set) var bytes: [UInt8] = []
  private var slots: [UInt64]
  private let seed: UInt64

  private static let free = UInt64.max

  init() {
    slots = [UInt64](repeating: Self.free, count: 64)
    seed = UInt64.random(in: .min ... .max)
  }

  var count: Int { offsets.count - 1 }

  func utf8(of code: UInt32) -> ArraySlice<UInt8> { bytes[offsets[Int(code)]..<offsets[Int(code) + 1]] }

  subscript(code: UInt32) -> String { String(decoding: utf8(of: code), as: UTF8.self) }

  mutating func code(of name: UnsafeRawBufferPointer) -> UInt32 {
    let hash = hash(name)
    let slot = slot(of: name, hash: hash)
    if slots[slot] != Self.free { return UInt32(truncatingIfNeeded: slots[slot]) }
    let code = UInt32(count)
    slots[slot] = hash & 0xffff_ffff_0000_0000 | UInt64(code)
    bytes.append(contentsOf: name)
    offsets.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return code
  }

  mutating func code(of name: String) -> UInt32 {
    var name = name
    return name.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a name already seen.
  func find(_ name: UnsafeRawBufferPointer) -> UInt32? {
    let entry = slots[slot(of: name, hash: hash(name))]
    return entry == Self.free ? nil : UInt32(truncatingIfNeeded: entry)
  }

  func find(_ name: String) -> UInt32? {
    var name = name
    return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  /// The used names ascending by bytes, and the new code of each old one (`InteractionLog.none` when unused).
  func canonical(used: [Bool]) -> (NameTable, [UInt32]) {
    var recode = [UInt32](repeating: InteractionLog.none, count: count)
    let sorted = sortedCodes(used: used)
    var newOffsets = [0]
    var newBytes: [UInt8] = []
    newOffsets.reserveCapacity(sorted.count + 1)
    for (new, old) in sorted.enumerated() {
      recode[Int(old)] = UInt32(new)
      newBytes.append(contentsOf: utf8(of: old))
      newOffsets.append(newBytes.count)
    }
    return (NameTable(offsets: newOffsets, bytes: newBytes), recode)
  }

  private func sortedCodes(used: [Bool]) -> [UInt32] {
    var codes = (0..<UInt32(count)).filter { used[Int($0)] }
    bytes.withUnsafeBytes { bytes in
      offsets.withUnsafeBufferPointer { offsets in
        let name = { (code: UInt32) in
          UnsafeRawBufferPointer(rebasing: bytes[offsets[Int(code)]..<offsets[Int(code) + 1]])
        }
        codes.sort { bytesAscend(name($0), name($1)) }
      }
    }
    return codes
  }

  private func slot(of name: UnsafeRawBufferPointer, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    let tag = hash >> 32
    return slots.withUnsafeBufferPointer { slots in
      while slots[slot] != Self.free {
        if slots[slot] >> 32 == tag, isName(UInt32(truncatingIfNeeded: slots[slot]), name) { return slot }
        slot = (slot + 1) & mask
      }
      return slot
    }
  }

  private func isName(_ code: UInt32, _ name: UnsafeRawBufferPointer) -> Bool {
    let start = offsets[Int(code)]
    guard offsets[Int(code) + 1] - start == name.count else { return false }
    return bytes.withUnsafeBytes { bytesEqual(UnsafeRawBufferPointer(rebasing: $0[start..<start + name.count]), name) }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var grown = [UInt64](repeating: Self.free, count: mask + 1)
    for entry in slots where entry != Self.free {
      var slot = Int(truncatingIfNeeded: entry >> 32) & mask
      while grown[slot] != Self.free { slot = (slot + 1) & mask }
      grown[slot] = entry
    }
    slots = grown
  }

  /// Folded 64×64 multiplication over 8-byte words, as in wyhash.
  private func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var state = seed ^ UInt64(name.count) &* 0x9e37_79b9_7f4a_7c15
    var at = 0
    while at + 8 <= name.count {
      state = Self.fold(state ^ name.loadUnaligned(fromByteOffset: at, as: UInt64.self), 0xa076_1d64_78bd_642f)
      at += 8
    }
    var tail: UInt64 = 0
    while at < name.count {
      tail = tail << 8 | UInt64(name[at])
      at += 1
    }
    return Self.fold(Self.fold(state ^ tail, 0xe703_7ed1_a0b4_28db), seed | 1)
  }

  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
