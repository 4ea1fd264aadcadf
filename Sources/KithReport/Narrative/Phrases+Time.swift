extension Phrases {
  /// Activity over time and who was there first.
  static let time: [Phrase: (String, String)] = [
    .timeIntro: (
      """
      Rows are counted by {timeline.unitName} ({timeline.clock}); the median {timeline.unitName} has \
      {timeline.median:n row|rows}.
      """,
      "행을 {timeline.unitName} 단위로 셌습니다({timeline.clock}). 중앙값은 {timeline.median:n}행입니다."
    ),
    .timeBusiest: (
      "The busiest was {timeline.busiest.start:bin} with {timeline.busiest.count:n row|rows}.",
      "가장 활발한 때는 {timeline.busiest.start:bin}({timeline.busiest.count:n}행)입니다."
    ),
    .timePeak: (
      "{.start:bin}: {.count:n row|rows}, {.timesMedian:x} times the median.",
      "{.start:bin}: {.count:n}행, 중앙값의 {.timesMedian:x}배."
    ),
    .timePeakAlone: ("{.start:bin}: {.count:n row|rows}.", "{.start:bin}: {.count:n}행."),
    .timePeakTarget: (
      "Most addressed: {.target.id:id} ({.target.count:n}).", "가장 많이 받은 사람: {.target.id:id} 님({.target.count:n})."
    ),
    .timePeakItem: ("Most about: {.item.name:id} ({.item.count:n}).", "주된 대상: {.item.name:id}({.item.count:n})."),
    .timeNoPeak: ("No moment stands out.", "두드러지는 때가 없습니다."),
    .activityTitle: ("Activity over time", "시간에 따른 활동"),
    .activityCaption: ("Rows by {timeline.unitName}.", "{timeline.unitName} 단위 행 수."),
    .withoutTime: (
      "{timeline.withoutTime:n row has|rows have} no time and stand in no bar.",
      "시각이 없는 {timeline.withoutTime:n}행은 막대에 없습니다."
    ),
    .firstIntro: (
      "The first to act in the log, and how many people came to address them.", "기록에서 먼저 움직인 사람들과 그들에게 말을 건 사람의 수입니다."
    ),
    .firstTied: (
      "{firstMovers.tiedForFirst:n person shares|people share} the first moment: who came first cannot be told.",
      "{firstMovers.tiedForFirst:n}명이 첫 순간을 함께하므로 누가 먼저인지 알 수 없습니다."
    ),
    .firstDatesOnly: (
      "The log has dates without times of day, so the order within a day cannot be told.",
      "기록에 날짜만 있어 하루 안의 순서는 알 수 없습니다."
    ),
    .firstCaution: (
      "Being first is not the same as setting off what followed.", "먼저 움직였다고 해서 뒤따른 일을 일으킨 것은 아닙니다."
    ),
    .columnTime: ("First act", "처음 움직인 때"),
    .columnKind: ("Kind", "종류"),
    .columnChannel: ("Channel", "채널"),
    .columnRows: ("Rows", "행"),
  ]
}
