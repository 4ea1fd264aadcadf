/// Korean particles, which change with the sound before them.
enum Particle {
  /// (after a final consonant, after a vowel), keyed by the form after a consonant.
  static let pairs: [String: (closed: String, open: String)] = [
    "은": ("은", "는"), "이": ("이", "가"), "을": ("을", "를"), "과": ("과", "와"), "이랑": ("이랑", "랑"),
    "으로": ("으로", "로"), "이나": ("이나", "나"), "이에요": ("이에요", "예요"), "이네요": ("이네요", "네요"),
  ]

  /// `word` with the right form of `particle`; a particle not in the table is appended as it is.
  ///
  ///     Particle.attach("을", to: "쿠키")   // "쿠키를"
  ///     Particle.attach("으로", to: "오븐")  // "오븐으로"
  static func attach(_ particle: String, to word: String) -> String {
    guard let pair = pairs[particle] else { return word + particle }
    let final = finalConsonant(of: word)
    let isClosed = final != 0 && !(particle == "으로" && final == 8)  // 8 is ㄹ: 물로, not 물으로
    return word + (isClosed ? pair.closed : pair.open)
  }

  /// The index of the last syllable's final consonant (Unicode, Hangul syllables), 0 for none or no Hangul.
  static func finalConsonant(of word: String) -> Int {
    guard let last = word.unicodeScalars.last, (0xac00...0xd7a3).contains(last.value) else { return 0 }
    return Int(last.value - 0xac00) % 28
  }
}
