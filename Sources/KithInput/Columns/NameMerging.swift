import Glibc
import KithFoundation
import KithGraph

/// Makes one canonical table of the strings that several interners numbered each in its own way.
enum NameMerging {
  struct Result {
    let names: NameTable
    /// For each interner, the canonical code of each of its numbers; undefined for unused ones.
    let codes: [[UInt32]]
  }

  /// `used[i]` says which strings of interner i count; nil: all.
  static func merge(_ interners: [ColumnInterner], used: [[Bool]]? = nil, execution: Execution) -> Result {
    let sorted = Sorted(count: interners.count)
    let skip = commonPrefix(interners)
    let shared = SharedInterners(interners)
    execution.forEachChunk(of: interners.count, grain: 1) { index, _ in
      sorted.lists[index] = order(shared.all[index], used: used?[index], skipping: skip)
    }
    var codes = interners.map { [UInt32](repeating: 0, count: $0.count) }
    var heads = [Int](repeating: 0, count: interners.count)
    let total = (0..<interners.count).reduce(0) { $0 + sorted.lists[$1].count }
    var offsets = [0]
    offsets.reserveCapacity(total / max(1, interners.count) + 1)
    var bytes: [UInt8] = []
    while true {
      var least = -1
      for list in 0..<interners.count where heads[list] < sorted.lists[list].count {
        if least < 0 {
          least = list
          continue
        }
        let (a, b) = (sorted.lists[list][heads[list]], sorted.lists[least][heads[least]])
        if a.prefix < b.prefix || a.prefix == b.prefix && precedes(interners[list], a.code, interners[least], b.code) {
          least = list
        }
      }
      if least < 0 { break }
      let entry = sorted.lists[least][heads[least]]
      let name = interners[least][Int(entry.code)]
      let code = UInt32(truncatingIfNeeded: offsets.count - 1)
      bytes.append(contentsOf: name)
      offsets.append(bytes.count)
      // The same string in other lists stands at their heads.
      for list in least..<interners.count where heads[list] < sorted.lists[list].count {
        let other = sorted.lists[list][heads[list]]
        if other.prefix == entry.prefix, list == least || equal(interners[list], other.code, name) {
          codes[list][Int(other.code)] = code
          heads[list] += 1
        }
      }
    }
    return Result(names: NameTable(offsets: offsets, bytes: bytes), codes: codes)
  }

  /// A string's number and its first 8 bytes past the common prefix, big-endian: most comparisons end there.
  struct Entry {
    var prefix: UInt64
    var code: UInt32
  }

  /// The interner's strings ascending by bytes: radix sort on prefixes, then by bytes where they tie.
  static func order(_ interner: ColumnInterner, used: [Bool]?, skipping skip: Int) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(interner.count)
    for code in 0..<interner.count where used?[code] ?? true {
      let text = interner[code]
      var prefix: UInt64 = 0
      let end = min(text.count, skip + 8)
      var i = skip
      while i < end {
        prefix = prefix << 8 | UInt64(text[i])
        i += 1
      }
      if i < skip + 8 { prefix <<= UInt64(8 * (skip + 8 - i)) }
      entries.append(Entry(prefix: prefix, code: UInt32(truncatingIfNeeded: code)))
    }
    radixSort(&entries)
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].prefix == entries[start].prefix { end += 1 }
      if end - start > 1 {
        entries[start..<end].sort { precedes(interner, $0.code, interner, $1.code) }
      }
      start = end
    }
    return entries
  }

  private static func radixSort(_ entries: inout [Entry]) {
    if entries.count < 256 {
      entries.sort { $0.prefix < $1.prefix }
      return
    }
    var counts = [Int](repeating: 0, count: 8 * 256)
    for entry in entries {
      for digit in 0..<8 { counts[digit << 8 | Int(entry.prefix >> UInt64(8 * digit) & 0xFF)] += 1 }
    }
    var other = entries
    for digit in 0..<8 {
      let shift = UInt64(8 * digit)
      // A digit that is the same everywhere orders nothing.
      if counts[digit << 8 | Int(entries[0].prefix >> shift & 0xFF)] == entries.count { continue }
      var places = [Int](repeating: 0, count: 256)
      for value in 1..<256 { places[value] = places[value - 1] + counts[digit << 8 | value - 1] }
      entries.withUnsafeBufferPointer { from in
        other.withUnsafeMutableBufferPointer { to in
          places.withUnsafeMutableBufferPointer { places in
            for entry in from {
              let value = Int(entry.prefix >> shift & 0xFF)
              to[places[value]] = entry
              places[value] &+= 1
            }
          }
        }
      }
      swap(&entries, &other)
    }
  }

  /// How many first bytes all strings share: "user_" tells none of them apart.
  private static func commonPrefix(_ interners: [ColumnInterner]) -> Int {
    var first: UnsafeBufferPointer<UInt8>?
    var length = 0
    for interner in interners {
      for code in 0..<interner.count {
        let text = interner[code]
        guard let first else {
          first = text
          length = text.count
          continue
        }
        length = min(length, text.count)
        var i = 0
        while i < length, text[i] == first[i] { i += 1 }
        length = i
        if length == 0 { return 0 }
      }
    }
    return length
  }

  private static func precedes(_ a: ColumnInterner, _ i: UInt32, _ b: ColumnInterner, _ j: UInt32) -> Bool {
    let (x, y) = (a[Int(i)], b[Int(j)])
    guard let xs = x.baseAddress, let ys = y.baseAddress else { return x.count < y.count }
    let order = memcmp(xs, ys, min(x.count, y.count))
    return order != 0 ? order < 0 : x.count < y.count
  }

  private static func equal(_ a: ColumnInterner, _ i: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let x = a[Int(i)]
    guard let xs = x.baseAddress, let ys = text.baseAddress else { return x.count == text.count }
    return x.count == text.count && memcmp(xs, ys, x.count) == 0
  }

  /// One list for each interner, each written by one thread.
  private final class Sorted: @unchecked Sendable {
    let lists: UnsafeMutablePointer<[Entry]>
    private let count: Int
    init(count: Int) {
      self.count = count
      lists = .allocate(capacity: max(1, count))
      lists.initialize(repeating: [], count: count)
    }
    deinit {
      lists.deinitialize(count: count)
      lists.deallocate()
    }
  }

  /// Each interner is read by one thread at a time.
  private struct SharedInterners: @unchecked Sendable {
    let all: [ColumnInterner]
    init(_ all: [ColumnInterner]) { self.all = all }
  }
}
