import KithFoundation

/// Made-up account names: no two equal.
struct Handles {
  static let triggers = ["오븐앞토끼", "불멍하는곰", "도시락싸는날", "새벽런_재이", "앙코르한번더"]
  static let loud = ["매일출석_0707", "댓글부지런", "한마디만할게요", "everyday_hello", "또왔어요"]
  static let famous = ["빛나는_도담", "hanbyeol_official", "구름위고양이"]
  /// Names that have broken other programs: comma, quotes, markup, formula, backslash, colon, emoji, and one
  /// in decomposed Unicode (conjoining jamo). None can be typed after an @.
  static let awkward = [
    "이랑, 망원동", "\"콩떡\" 언니", "<b>굵은바게트</b>", "=합계(A1)", "back\\slash", "a:b->c", "🍞빵순이🥐",
    "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1167}\u{110b}\u{116e}\u{11af}",
  ]

  private static let adjectives = [
    "졸린", "느긋한", "씩씩한", "수줍은", "반짝", "오늘도", "동네", "작은", "배고픈", "부지런한", "심야의", "월요일의", "웃는", "포근한",
  ]
  private static let englishAdjectives = [
    "sleepy", "tiny", "happy", "lazy", "brave", "sunny", "quiet", "hungry", "mellow", "daily",
  ]
  private static let names = [
    "하린", "도윤", "서우", "지안", "유나", "민재", "은솔", "채원", "시우", "다온", "가람", "보리", "라온", "나래", "한결", "이든",
  ]

  private var taken = Set(triggers + loud + famous + awkward)

  /// A new name around one of `words`.
  mutating func next(words: [String], random: inout RandomStream) -> String {
    while true {
      let word = random.pick(words)
      let isEnglish = word.utf8.allSatisfy { $0 < 0x80 }
      var handle: String
      switch random.below(4) {
      case 0:
        handle = isEnglish ? "\(random.pick(Self.englishAdjectives))_\(word)" : random.pick(Self.adjectives) + word
      case 1: handle = "\(word)_\(random.pick(Self.names))"
      case 2: handle = random.pick(Self.names) + (isEnglish ? "_\(word)" : "의\(word)")
      default: handle = "\(word)\(1 + random.below(99))"
      }
      if taken.contains(handle) { handle += "\(random.below(100))" }
      if taken.insert(handle).inserted { return handle }
    }
  }
}
