/// A list of names held as bytes in one arena: ids of people, channels, items.
///
/// Names are compared by their UTF-8 bytes, never by `String ==` (which equates canonically
/// equivalent spellings). In a canonical table they ascend by bytes and are unique, and
/// `index(of:)` searches in O(log n).
public struct NameTable: Sendable, Equatable {
  /// `offsets[i]..<offsets[i+1]` are the bytes of name i; one element longer than `count`.
  public let offsets: [Int]
  public let bytes: [UInt8]

  public init(offsets: [Int], bytes: [UInt8]) {
    precondition(offsets.first == 0 && offsets.last == bytes.count)
    self.offsets = offsets
    self.bytes = bytes
  }

  /// Keeps the given order.
  public init(_ names: some Sequence<String>) {
    var offsets = [0]
    var bytes: [UInt8] = []
    for name in names {
      bytes.append(contentsOf: name.utf8)
      offsets.append(bytes.count)
    }
    self.init(offsets: offsets, bytes: bytes)
  }

  public var count: Int { offsets.count - 1 }
  public var indices: Range<Int> { 0..<count }

  public subscript(index: Int) -> String {
    String(decoding: bytes[offsets[index]..<offsets[index + 1]], as: UTF8.self)
  }

  public func utf8(of index: Int) -> ArraySlice<UInt8> { bytes[offsets[index]..<offsets[index + 1]] }

  /// The index of a name in a canonical table, or nil. O(log n).
  public func index(of name: String) -> Int? {
    let key = Array(name.utf8)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if utf8(of: middle).lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    return low < count && utf8(of: low).elementsEqual(key) ? low : nil
  }

  /// Whether names ascend strictly by bytes.
  public var isCanonical: Bool {
    count < 2 || (1..<count).allSatisfy { utf8(of: $0 - 1).lexicographicallyPrecedes(utf8(of: $0)) }
  }

  public var strings: [String] { indices.map { self[$0] } }
}

extension NameTable {
  /// The names at `indices`, in that order; ascending indices of a canonical table stay canonical.
  public func subset(_ indices: [Int]) -> NameTable {
    var starts = [0]
    starts.reserveCapacity(indices.count + 1)
    var arena: [UInt8] = []
    for index in indices {
      arena.append(contentsOf: utf8(of: index))
      starts.append(arena.count)
    }
    return NameTable(offsets: starts, bytes: arena)
  }
}
