import KithGraph

/// Known people by the ways a text may spell them.
///
/// A spelling finds, in this order: the longest known name of several words that the text continues with;
/// the person whose id is the handle byte for byte; the person whose id is the handle but for case or
/// Unicode normal form; the same for the handle without what Korean grammar glued to it (`@미나님께`,
/// `@bob은`). A leading `@` in a known id is not part of the name. Among several that fit equally well the
/// first by bytes is meant.
struct MentionIndex {
  private let people: ByteInterner
  private let knownCount: Int
  /// Folded one-word names.
  private var byName: [String: UInt32] = [:]
  /// Names that a handle cannot cover, by the handle they begin with, longest first.
  private var longNames: [String: [LongName]] = [:]

  private struct LongName {
    var scalars: [Unicode.Scalar]
    var person: UInt32
  }

  init(people: ByteInterner) {
    self.people = people
    knownCount = people.count
    byName.reserveCapacity(people.count)
    people.bytes.withUnsafeBytes { bytes in
      for code in 0..<UInt32(people.count) {
        var start = people.offsets[Int(code)]
        let end = people.offsets[Int(code) + 1]
        if start < end, bytes[start] == 0x40 { start += 1 }
        add(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), code)
      }
    }
    longNames = longNames.mapValues { $0.sorted { Self.isBefore($0, $1, people) } }
  }

  /// The person named at a candidate, or nil when nobody known is.
  func person(named candidate: MentionScanner.Candidate, in text: UnsafeRawBufferPointer) -> UInt32? {
    if let person = longName(at: candidate, in: text) { return person }
    for end in NameEnds.ends(of: candidate, in: text) where end > candidate.start {
      let handle = UnsafeRawBufferPointer(rebasing: text[candidate.start..<end])
      if let code = people.find(handle), Int(code) < knownCount { return code }
      if let code = byName[Self.folded(handle)] { return code }
    }
    return nil
  }

  /// Case and normal form do not distinguish: `String` keys compare by canonical equivalence.
  static func folded(_ name: UnsafeRawBufferPointer) -> String { String(decoding: name, as: UTF8.self).lowercased() }

  private mutating func add(_ name: UnsafeRawBufferPointer, _ code: UInt32) {
    guard !name.isEmpty else { return }
    let end = MentionScanner.endOfHandle(name, from: 0)
    let key = Self.folded(UnsafeRawBufferPointer(rebasing: name[..<end]))
    if end == name.count {
      if let other = byName[key], !Self.precedes(code, other, people) { return }
      byName[key] = code
    } else {
      let scalars = Array(String(decoding: name, as: UTF8.self).unicodeScalars)
      longNames[key, default: []].append(LongName(scalars: scalars, person: code))
    }
  }

  private static func precedes(_ a: UInt32, _ b: UInt32, _ people: ByteInterner) -> Bool {
    people.utf8(of: a).lexicographicallyPrecedes(people.utf8(of: b))
  }

  private static func isBefore(_ a: LongName, _ b: LongName, _ people: ByteInterner) -> Bool {
    a.scalars.count == b.scalars.count ? precedes(a.person, b.person, people) : a.scalars.count > b.scalars.count
  }

  private func longName(at candidate: MentionScanner.Candidate, in text: UnsafeRawBufferPointer) -> UInt32? {
    if longNames.isEmpty { return nil }
    for end in NameEnds.ends(of: candidate, in: text) {
      let key = Self.folded(UnsafeRawBufferPointer(rebasing: text[candidate.start..<end]))
      guard let names = longNames[key] else { continue }
      if let name = names.first(where: { Self.text(text, from: candidate.start, continuesWith: $0.scalars) }) {
        return name.person
      }
    }
    return nil
  }

  private static func text(
    _ text: UnsafeRawBufferPointer, from start: Int, continuesWith name: [Unicode.Scalar]
  ) -> Bool {
    var at = start
    for scalar in name {
      guard at < text.count, let (found, width) = MentionScanner.decode(text, at), isSame(found, scalar) else {
        return false
      }
      at += width
    }
    guard let last = name.last, MentionScanner.isNameScalar(last) else { return true }
    return NameEnds.isBoundary(text, at, after: last)
  }

  private static func isSame(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    a == b || a.properties.lowercaseMapping == b.properties.lowercaseMapping
  }
}
