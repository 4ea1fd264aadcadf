import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite struct ColumnInternerTests {
  /// Strings of every length around the borders of the hash, many of them alike.
  static func strings(_ count: Int, seed: UInt64) -> [String] {
    var random = RandomStream(seed: seed, purpose: "interner test")
    return (0..<count).map { _ in
      let length = random.below(3) == 0 ? random.below(40) : random.below(10)
      return String((0..<length).map { _ in ["a", "b", "\0", "가"][random.below(4)] }.joined())
    }
  }

  @Test func equalStringsShareANumber() {
    let interner = ColumnInterner(capacity: 1)
    var expected: [[UInt8]: UInt32] = [:]
    for text in Self.strings(20_000, seed: 1) {
      let key = Array(text.utf8)
      let code = interner.code(of: text)
      if let known = expected[key] { #expect(known == code) } else { #expect(Int(code) == expected.count) }
      expected[key] = code
      #expect(interner[Int(code)].elementsEqual(key))
    }
    #expect(interner.count == expected.count)
  }

  /// What surrounds a string in memory does not matter.
  @Test func onlyTheStringItselfCounts() {
    let interner = ColumnInterner()
    let a = Array("user12345678".utf8)
    let b = Array("user1zzzzzzzzz".utf8)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        #expect(interner.code(UnsafeBufferPointer(rebasing: a[..<5])) == 0)
        #expect(interner.code(UnsafeBufferPointer(rebasing: b[..<5])) == 0)
        #expect(interner.code(UnsafeBufferPointer(rebasing: b[..<4])) == 1)
        #expect(interner.code(UnsafeBufferPointer(rebasing: b[..<0])) == 2)
      }
    }
  }
}

@Suite struct NameMergingTests {
  @Test(arguments: [1, 2, 5])
  func mergedNamesAscendAndKeepTheirCodes(workers: Int) {
    let interners = (0..<workers).map { _ in ColumnInterner() }
    var all: Set<[UInt8]> = []
    for (worker, interner) in interners.enumerated() {
      for text in ColumnInternerTests.strings(3000, seed: UInt64(worker % 3)) {
        _ = interner.code(of: "user_" + text)
        all.insert(Array(("user_" + text).utf8))
      }
    }
    let merged = NameMerging.merge(interners, execution: Execution(threads: 2))
    #expect(merged.names.isCanonical)
    #expect(merged.names.count == all.count)
    for (worker, interner) in interners.enumerated() {
      for code in 0..<interner.count {
        #expect(merged.names.utf8(of: Int(merged.codes[worker][code])).elementsEqual(interner[code]))
      }
    }
  }

  @Test func unusedNamesAreLeftOut() {
    let interner = ColumnInterner()
    for text in ["c", "a", "b"] { _ = interner.code(of: text) }
    let merged = NameMerging.merge([interner], used: [[true, false, true]], execution: .serial)
    #expect(merged.names.strings == ["b", "c"])
    #expect(merged.codes[0][0] == 1 && merged.codes[0][2] == 0)
  }
}
