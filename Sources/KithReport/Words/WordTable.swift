/// Codes for words by their bytes: open addressing over one arena, no string a word.
struct WordTable {
  private(set) var offsets = [0]
  private(set) var bytes: [UInt8] = []
  private var slots = [UInt32](repeating: .max, count: 1 << 12)
  private var hashes: [UInt32] = []

  var count: Int { offsets.count - 1 }

  func utf8(of code: Int) -> ArraySlice<UInt8> { bytes[offsets[code]..<offsets[code + 1]] }
  subscript(code: Int) -> String { String(decoding: utf8(of: code), as: UTF8.self) }

  /// The word's code, new or known.
  mutating func code(of word: ArraySlice<UInt8>) -> UInt32 {
    let hash = Self.hash(word)
    if let known = find(word, hash) { return known }
    if count * 2 >= slots.count { grow() }
    let code = UInt32(count)
    bytes.append(contentsOf: word)
    offsets.append(bytes.count)
    hashes.append(hash)
    insert(code, hash)
    return code
  }

  /// The code of a known word.
  func known(_ word: ArraySlice<UInt8>) -> UInt32? { find(word, Self.hash(word)) }

  private func find(_ word: ArraySlice<UInt8>, _ hash: UInt32) -> UInt32? {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != .max {
      let code = Int(slots[slot])
      if hashes[code] == hash, utf8(of: code).elementsEqual(word) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(_ code: UInt32, _ hash: UInt32) {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = code
  }

  private mutating func grow() {
    slots = [UInt32](repeating: .max, count: slots.count * 2)
    for (code, hash) in hashes.enumerated() { insert(UInt32(code), hash) }
  }

  /// FNV-1a with a final mix, folded to 32 bits.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    return UInt32(truncatingIfNeeded: hash &* 0x9e37_79b9_7f4a_7c15 >> 32)
  }
}
