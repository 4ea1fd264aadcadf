extension Phrases {
  /// English and Korean side by side; both have the same places.
  static let table: [Phrase: (String, String)] =
    [general, overview, people, cascades, influence, choices, communities, time, closing].reduce(into: [:]) {
      table, part in
      table.merge(part) { first, _ in first }
    }

  /// Small words, headings and reasons.
  static let general: [Phrase: (String, String)] = [
    .lastSeparator: (" and ", ", "),
    .unitHour: ("hour", "시간"), .unitDay: ("day", "일"), .unitWeek: ("week", "주"), .unitMonth: ("month", "월"),
    .everythingElse: ("everything else", "그 밖"),
    .none: ("–", "–"),
    .kicker: ("Kith · spread report", "Kith · 확산 보고서"),

    .title: ("Spread report", "확산 보고서"),
    .headSummary: ("At a glance", "한눈에 보기"),
    .headMap: ("The map", "지도"),
    .headCore: ("Who is at the core", "누가 중심에 있는가"),
    .headConcentration: ("Is a fifth doing four fifths?", "파레토 법칙이 맞는가"),
    .headCommunities: ("Which communities", "어떤 무리가 있는가"),
    .headTime: ("When it happened", "언제 일어났는가"),
    .headFirst: ("Who was there first", "누가 먼저 움직였는가"),
    .headLeftOut: ("What was left out", "무엇이 빠졌는가"),
    .headMethods: ("How it was computed", "어떻게 계산했는가"),
    .headReproduce: ("How to get the same report", "같은 보고서를 다시 만드는 법"),

    .noTimes: ("no row has a time", "시각이 있는 행이 없습니다"),
    .noTexts: ("the texts were not kept", "본문을 읽지 않았습니다"),
    .noEdges: ("nobody addressed anyone else", "다른 사람에게 말을 건 사람이 없습니다"),
    .tooLargeToRedraw: (
      "the network is too large to draw its interactions again", "네트워크가 커서 상호작용을 다시 뽑지 않았습니다"
    ),
    .tooLargeToRepeat: (
      "the network is too large to divide it several times", "네트워크가 커서 여러 번 나누지 않았습니다"
    ),
    .tooLargeForDistances: ("the network is too large to measure distances", "네트워크가 커서 거리를 재지 않았습니다"),
    .noAuthors: ("no row has an author", "작성자가 있는 행이 없습니다"),
  ]
}
