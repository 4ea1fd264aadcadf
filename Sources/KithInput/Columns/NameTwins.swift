import Foundation
import KithFoundation
import KithGraph

/// Finds ids that a reader would take for one person but whose bytes differ: by blanks around them, by
/// case, or by Unicode form (a Hangul syllable and its letters). They stay two people; a warning says so.
enum NameTwins {
  /// One warning a sort of difference, each with the first pair by bytes. O(names).
  static func warnings(in names: NameTable) -> [Diagnostic] {
    if !hasTwins(names) { return [] }
    var firstOf: [[UInt8]: Int] = [:]
    var counts = [Difference: (count: Int, example: (Int, Int))]()
    for index in names.indices {
      let key = folded(Array(names.utf8(of: index)))
      guard let first = firstOf[key] else {
        firstOf[key] = index
        continue
      }
      let difference = difference(names[first], names[index])
      counts[difference, default: (0, (first, index))].count += 1
    }
    return Difference.allCases.compactMap { difference in
      counts[difference].map { difference.warning($0.count, names[$0.example.0], names[$0.example.1]) }
    }
  }

  private enum Difference: CaseIterable {
    case blanks, form, letterCase

    func warning(_ count: Int, _ a: String, _ b: String) -> Diagnostic {
      let (code, what, help): (String, String, String?) =
        switch self {
        case .blanks: ("W215", "blanks around them", "--trim removes such blanks")
        case .form: ("W216", "Unicode normalisation", "write the ids in one form (NFC) to make them one person")
        case .letterCase: ("W217", "case", nil)
        }
      let more = count == 1 ? "" : " (and \(count - 1) more such ids)"
      return Diagnostic(
        code, "the ids \"\(a)\" and \"\(b)\" differ only by \(what)\(more): they are two people",
        severity: self == .letterCase ? .note : .warning, help: help)
    }
  }

  /// Whether any two names fold to one: most tables have none, and this is much faster than looking for them.
  private static func hasTwins(_ names: NameTable) -> Bool {
    let seen = ColumnInterner(capacity: names.count)
    var room = [UInt8](repeating: 0, count: 256)
    for index in names.indices {
      let start = names.offsets[index]
      let count = names.offsets[index + 1] - start
      var isPlain = count <= 200
      if isPlain {
        for i in 0..<count {
          let byte = names.bytes[start + i]
          if byte >= 0x80 || byte <= 0x20 { isPlain = false }
          room[i] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
      }
      if isPlain {
        _ = room.withUnsafeBufferPointer { seen.code(UnsafeBufferPointer(rebasing: $0[..<count])) }
      } else {
        let key = folded(Array(names.utf8(of: index))) + [UInt8](repeating: 0, count: 8)
        _ = key.withUnsafeBufferPointer { seen.code(UnsafeBufferPointer(rebasing: $0[..<(key.count - 8)])) }
      }
      if seen.count <= index { return true }
    }
    return false
  }

  private static func folded(_ name: [UInt8]) -> [UInt8] {
    let text = String(decoding: name, as: UTF8.self)
    let isASCII = name.allSatisfy { $0 < 0x80 }
    let form = isASCII ? text : text.precomposedStringWithCanonicalMapping
    return Array(trimmed(form).lowercased().utf8)
  }

  private static func difference(_ a: String, _ b: String) -> Difference {
    let bytes = { (text: String) in Array(text.utf8) }
    if bytes(trimmed(a)) == bytes(trimmed(b)) { return .blanks }
    return bytes(trimmed(a).lowercased()) == bytes(trimmed(b).lowercased()) ? .letterCase : .form
  }

  private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }
}
