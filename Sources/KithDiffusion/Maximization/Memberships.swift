import KithFoundation

/// In which sets each of some nodes is: a row of bits a node where that takes little memory, else a list of sets.
///
/// Rows of bits fill in parallel, 64 sets a word, and are counted by words.
final class Memberships {
  private let sets: ReverseSets
  private let execution: Execution
  private let isEligible: Scratch<Bool>
  /// By node: the batch it was noted in and its place there.
  private let batch: Scratch<UInt8>
  private let place: Scratch<UInt32>
  private var batches: [Batch] = []
  private let words: Int
  /// Bytes of bits that nobody waits for.
  private let cheapBytes: Int
  /// By chunk of nodes: how many eligible ones are in each bucket of frequencies, once `level` was asked.
  private var buckets: Scratch<Int>?
  /// The number of the first set of each piece.
  private let pieceStarts: [Int]

  private enum Batch {
    /// Row r is words `r * words..<(r + 1) * words`.
    case bits(Scratch<UInt64>)
    /// Sets of the node in place p are `sets[starts[p]..<starts[p + 1]]`.
    case lists(starts: Scratch<Int>, sets: Scratch<UInt32>)
  }
  private static let unnoted = UInt8.max
  private static let (nodeGrain, setGrain) = (1 << 14, 512)

  init(_ sets: ReverseSets, isEligible: [Bool], cheapBytes: Int = 1 << 20, _ execution: Execution) {
    self.sets = sets
    self.cheapBytes = cheapBytes
    self.execution = execution
    let copy = Scratch<Bool>(uninitialized: isEligible.count)
    isEligible.withUnsafeBufferPointer { flags in
      if let base = flags.baseAddress { copy.base.update(from: base, count: flags.count) }
    }
    self.isEligible = copy
    batch = Scratch(repeating: Self.unnoted, count: isEligible.count)
    place = Scratch(uninitialized: isEligible.count)
    words = (sets.count + 63) / 64
    var start = 0
    pieceStarts = sets.pieces.map { piece in
      defer { start += piece.ends.count }
      return start
    }
  }

  /// Nodes whose rows of bits nobody waits for.
  var cheapCount: Int { min(8192, cheapBytes / (8 * max(1, words))) }

  // MARK: Whom to note

  /// A frequency that at least `wanted` eligible nodes reach, or 1. O(nodes).
  func level(above wanted: Int) -> Int {
    // So few members take no longer to note than to count.
    if sets.size <= 4 * wanted { return 1 }
    let chunks = (isEligible.count + Self.nodeGrain - 1) / Self.nodeGrain
    let buckets = Scratch<Int>(repeating: 0, count: chunks * Self.bucketCount)
    let (frequency, isEligible) = (sets.frequency, isEligible)
    execution.forEachChunk(of: isEligible.count, grain: Self.nodeGrain) { chunk, range in
      let mine = buckets.base + chunk * Self.bucketCount
      for node in range where isEligible.base[node] { mine[Self.bucket(of: frequency.base[node])] += 1 }
    }
    self.buckets = buckets
    var number = 0
    for bucket in (1..<Self.bucketCount).reversed() {
      for chunk in 0..<chunks { number += buckets.base[chunk * Self.bucketCount + bucket] }
      if number >= wanted { return Self.floor(of: bucket) }
    }
    return 1
  }

  /// Frequencies fall into eight buckets from each power of two to the next.
  private static let bucketCount = 8 * 32

  @inline(__always) private static func bucket(of frequency: UInt32) -> Int {
    if frequency < 8 { return Int(frequency) }
    let exponent = 31 &- frequency.leadingZeroBitCount
    return 8 &* (exponent &- 2) &+ Int(frequency &>> UInt32(exponent &- 3) & 7)
  }

  private static func floor(of bucket: Int) -> Int { bucket < 8 ? bucket : (8 + bucket % 8) << (bucket / 8 - 1) }

  /// Notes the sets of the eligible nodes whose frequency lies within `range`; returns them with it, by number.
  /// O(nodes + members of all sets).
  func list(_ range: Range<Int>) -> [(node: Int, frequency: Int)] {
    let chunks = (isEligible.count + Self.nodeGrain - 1) / Self.nodeGrain
    let ends = Scratch<Int>(repeating: 0, count: chunks)
    let (frequency, isEligible) = (sets.frequency, isEligible)
    // Unsigned subtraction: one comparison for both ends.
    let low = UInt32(clamping: range.lowerBound)
    let span = UInt32(clamping: range.upperBound) &- low
    if let buckets, range.upperBound == .max, Self.floor(of: Self.bucket(of: low)) == range.lowerBound {
      for chunk in 0..<chunks {
        let mine = buckets.base + chunk * Self.bucketCount
        for bucket in Self.bucket(of: low)..<Self.bucketCount { ends.base[chunk] += mine[bucket] }
      }
    } else {
      execution.forEachChunk(of: isEligible.count, grain: Self.nodeGrain) { chunk, part in
        var number = 0
        for node in part where frequency.base[node] &- low < span && isEligible.base[node] { number += 1 }
        ends.base[chunk] = number
      }
    }
    var size = 0
    for chunk in 0..<chunks {
      size += ends.base[chunk]
      ends.base[chunk] = size
    }
    let nodes = Scratch<UInt32>(uninitialized: size)
    let (batch, place, number) = (batch, place, UInt8(batches.count))
    execution.forEachChunk(of: isEligible.count, grain: Self.nodeGrain) { chunk, part in
      var next = chunk == 0 ? 0 : ends.base[chunk - 1]
      for node in part where frequency.base[node] &- low < span && isEligible.base[node] {
        nodes.base[next] = UInt32(truncatingIfNeeded: node)
        batch.base[node] = number
        place.base[node] = UInt32(truncatingIfNeeded: next)
        next &+= 1
      }
    }
    let listed = (0..<size).map { (Int(nodes.base[$0]), Int(frequency.base[Int(nodes.base[$0])])) }
    let members = listed.reduce(0) { $0 + $1.1 }
    let fits = size * words * 8 <= max(cheapBytes, 8 * members)
    batches.append(fits ? .bits(bits(size, of: number)) : lists(listed.map(\.1), of: number))
    return listed
  }

  // MARK: Noting

  private func bits(_ rows: Int, of number: UInt8) -> Scratch<UInt64> {
    let bits = Scratch<UInt64>(repeating: 0, count: rows * words)
    let (batch, place, words, pieces, starts) = (batch, place, words, sets.pieces, pieceStarts)
    // Chunks of whole words.
    execution.forEachChunk(of: sets.count, grain: Self.setGrain) { _, range in
      Self.forEachSet(in: range, of: pieces, starts) { set, members in
        let word = bits.base + set / 64
        let bit = 1 as UInt64 &<< UInt64(set & 63)
        for node in members where batch.base[Int(node)] == number {
          word[Int(place.base[Int(node)]) &* words] |= bit
        }
      }
    }
    return bits
  }

  private func lists(_ sizes: [Int], of number: UInt8) -> Batch {
    let starts = Scratch<Int>(uninitialized: sizes.count + 1)
    var size = 0
    for (place, count) in sizes.enumerated() {
      starts.base[place] = size
      size += count
    }
    starts.base[sizes.count] = size
    let lists = Scratch<UInt32>(uninitialized: size)
    let next = Scratch<Int>(uninitialized: sizes.count)
    next.base.update(from: starts.base, count: sizes.count)
    let (batch, place) = (batch, place)
    Self.forEachSet(in: 0..<sets.count, of: sets.pieces, pieceStarts) { set, members in
      for node in members where batch.base[Int(node)] == number {
        let row = Int(place.base[Int(node)])
        lists.base[next.base[row]] = UInt32(truncatingIfNeeded: set)
        next.base[row] &+= 1
      }
    }
    return .lists(starts: starts, sets: lists)
  }

  @inline(__always)
  private static func forEachSet(
    in range: Range<Int>, of pieces: [ReverseSets.Piece], _ starts: [Int],
    _ body: (_ set: Int, _ members: UnsafeBufferPointer<UInt32>) -> Void
  ) {
    // The last piece that starts at or before the range.
    var (low, high) = (0, pieces.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= range.lowerBound { low = middle } else { high = middle }
    }
    for index in low..<pieces.count where starts[index] < range.upperBound {
      let piece = pieces[index]
      let first = max(0, range.lowerBound - starts[index])
      let last = min(piece.ends.count, range.upperBound - starts[index])
      var begin = first == 0 ? 0 : piece.ends[first - 1]
      for position in first..<last {
        let end = piece.ends[position]
        body(starts[index] + position, UnsafeBufferPointer(start: piece.nodes + begin, count: end - begin))
        begin = end
      }
    }
  }

  // MARK: Asking

  /// How many sets of a noted node are not in `covered`, a bit a set.
  func count(of node: Int, outside covered: Scratch<UInt64>) -> Int {
    let row = Int(place.base[node])
    var number = 0
    switch batches[Int(batch.base[node])] {
    case .bits(let bits):
      let mine = bits.base + row * words
      for word in 0..<words { number &+= (mine[word] & ~covered.base[word]).nonzeroBitCount }
    case .lists(let starts, let sets):
      for entry in starts.base[row]..<starts.base[row + 1] where !covered.contains(Int(sets.base[entry])) {
        number &+= 1
      }
    }
    return number
  }

  /// Adds the sets of a noted node to `covered`; returns how many were not in it.
  func add(_ node: Int, to covered: Scratch<UInt64>) -> Int {
    let added = count(of: node, outside: covered)
    let row = Int(place.base[node])
    switch batches[Int(batch.base[node])] {
    case .bits(let bits):
      for word in 0..<words { covered.base[word] |= bits.base[row * words + word] }
    case .lists(let starts, let sets):
      for entry in starts.base[row]..<starts.base[row + 1] { covered.insert(Int(sets.base[entry])) }
    }
    return added
  }
}
