/// Joins Korean words that differ only by a particle: 단꿈은, 단꿈이, 단꿈을 → 단꿈.
///
/// No dictionary and no morphology: a particle is cut off only when the rest (two syllables or more)
/// also stands alone in the texts or with another particle. So 고양이 keeps its 이. Verb endings stay.
enum KoreanParticles {
  /// Longest first.
  static let all: [[UInt8]] = [
    "에게서", "으로서", "으로써", "이라고", "이라는", "에서는", "에서도", "에서", "에게", "한테", "까지", "부터", "처럼", "보다",
    "으로", "이랑", "하고", "께서", "라고", "라는", "이나", "이란", "만의", "에는", "에도", "은", "는", "이", "가", "을", "를", "에",
    "의", "도", "로", "과", "와", "만", "랑",
  ].map { Array($0.utf8) }

  /// For each word the code of its stem in `words`, itself where there is none; stems may be added.
  static func stems(in words: inout WordTable) -> [UInt32] {
    let known = words.count
    // Stem → particles seen with it; the empty particle is the stem alone.
    var evidence: [ArraySlice<UInt8>: Int] = [:]
    var cuts = [Int](repeating: 0, count: known)
    for code in 0..<known {
      let word = words.utf8(of: code)
      guard let cut = cut(word) else { continue }
      cuts[code] = cut
      evidence[ArraySlice(Array(word.dropLast(cut))), default: 0] += 1
    }
    var result = (0..<known).map { UInt32($0) }
    for code in 0..<known where cuts[code] > 0 {
      let stem = ArraySlice(Array(words.utf8(of: code).dropLast(cuts[code])))
      let standsAlone = words.known(stem).map { Int($0) < known } ?? false
      if standsAlone || evidence[stem, default: 0] >= 2 { result[code] = words.code(of: stem) }
    }
    for code in known..<max(known, words.count) { result.append(UInt32(code)) }
    return result
  }

  /// Bytes of the longest particle at the end that leaves two syllables or more.
  private static func cut(_ word: ArraySlice<UInt8>) -> Int? {
    // Syllables of three bytes each, EA…ED.
    guard word.count >= 9, word.last! >= 0x80 else { return nil }
    let particle = all.first { particle in
      word.count - particle.count >= 6 && word.suffix(particle.count).elementsEqual(particle)
        && (0xEA...0xED).contains(word[word.endIndex - particle.count - 3])
    }
    return particle?.count
  }
}
