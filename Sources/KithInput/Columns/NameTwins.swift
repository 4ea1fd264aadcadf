import Foundation
import KithFoundation
import KithGraph

/// Finds ids that a reader would take for one person but whose bytes differ: by blanks around them, by
/// case, or by Unicode form (a Hangul syllable and its letters). They stay two people; a warning says so.
enum NameTwins {
  /// One warning a sort of difference, each with its first pair. O(names), plus a search for each name
  /// that is not written plainly.
  static func warnings(in names: NameTable) -> [Diagnostic] {
    var firstOf: [[UInt8]: Int] = [:]
    var counts: [Difference: (count: Int, example: (Int, Int))] = [:]
    let note = { (first: Int, second: Int) in
      counts[difference(names[first], names[second]), default: (0, (first, second))].count += 1
    }
    // Two plain names that differ are no twins: one of a pair is always found here.
    for index in namesToFold(names) {
      let key = folded(Array(names.utf8(of: index)))
      if let first = firstOf[key] {
        note(first, index)
      } else if let plain = names.index(of: String(decoding: key, as: UTF8.self)), plain != index {
        note(min(plain, index), max(plain, index))
      }
      if firstOf[key] == nil { firstOf[key] = index }
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

  /// The names with anything but ASCII without capitals and blanks, and Hangul syllables: folding may change them.
  private static func namesToFold(_ names: NameTable) -> [Int] {
    names.bytes.withUnsafeBufferPointer { bytes in
      names.offsets.withUnsafeBufferPointer { offsets in
        (0..<names.count).filter { !isPlain(bytes, offsets[$0], offsets[$0 + 1]) }
      }
    }
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end {
      let byte = bytes[i]
      if byte < 0x80 {
        if byte <= 0x20 || byte &- 0x41 < 26 { return false }
        i += 1
        continue
      }
      // U+AC00 to U+D7A3 in UTF-8: EA B0 80 to ED 9E A3.
      guard byte >= 0xEA, byte <= 0xED, i + 2 < end else { return false }
      let rest = UInt16(bytes[i + 1]) << 8 | UInt16(bytes[i + 2])
      if byte == 0xEA && rest < 0xB080 || byte == 0xED && rest > 0x9EA3 { return false }
      i += 3
    }
    return true
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
