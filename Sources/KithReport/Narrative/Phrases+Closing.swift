extension Phrases {
  /// What was left out, how it was computed and how to repeat it.
  static let closing: [Phrase: (String, String)] = [
    .leftIntro: ("Not part of the network:", "네트워크에 넣지 않은 것:"),
    .leftNothing: ("Nothing: every row of the log is part of the network.", "없음: 기록의 모든 행이 네트워크에 들어 있습니다."),
    .leftBadRows: (
      "{leftOut.badRows:n row|rows} that could not be read.", "읽을 수 없는 행 {leftOut.badRows:n}개."
    ),
    .leftOtherKinds: (
      "{leftOut.otherKinds:n row|rows} of kinds that were not asked for.", "요청하지 않은 종류의 행 {leftOut.otherKinds:n}개."
    ),
    .leftOutsideWindow: (
      "{leftOut.outsideWindow:n row|rows} outside the time window.", "기간 밖의 행 {leftOut.outsideWindow:n}개."
    ),
    .leftAnonymous: (
      "{leftOut.anonymous:n row|rows} without a known author (counted as activity).",
      "작성자를 알 수 없는 행 {leftOut.anonymous:n}개(활동으로는 셌음)."
    ),
    .leftWithoutTarget: (
      "{leftOut.withoutTarget:n row|rows} that addressed nobody (counted as activity).",
      "아무에게도 말을 걸지 않은 행 {leftOut.withoutTarget:n}개(활동으로는 셌음)."
    ),
    .leftSelfEdges: (
      "{leftOut.selfEdges:n row|rows} in which people addressed themselves (counted as activity).",
      "스스로에게 말을 건 행 {leftOut.selfEdges:n}개(활동으로는 셌음)."
    ),
    .leftUnconnected: (
      "{leftOut.unconnected:n person|people} with no relation to anyone; measures give them the least.",
      "누구와도 이어지지 않은 {leftOut.unconnected:n}명."
    ),
    .openTimes: (
      "The log has no times. A time column would open: when it happened, who was first, peaks.",
      "시각이 없습니다. 시각 열이 있으면 언제 일어났는지, 누가 먼저였는지, 언제 몰렸는지 답할 수 있습니다."
    ),
    .openTexts: (
      "Texts were not read. A text column, kept, would open: the words of each community and quotes as evidence.",
      "본문을 읽지 않았습니다. 본문 열을 읽으면 무리마다 두드러지는 말과 근거 인용을 볼 수 있습니다."
    ),
    .openKinds: (
      "The log names no kinds. A kind column would open: replies, mentions and shares told apart.",
      "종류가 없습니다. 종류 열이 있으면 답글, 언급, 공유를 나누어 볼 수 있습니다."
    ),
    .openChannels: (
      "The log names no channels. A channel column would open: where it happened.",
      "채널이 없습니다. 채널 열이 있으면 어디에서 일어났는지 볼 수 있습니다."
    ),

    .methodConvention: ("{.convention:text} {.citation:text}.", "{.convention:text} {.citation:text}."),
    .methodParameters: ("Run with", "설정:"),
    .methodParameter: ("{.name:text} {.value:exact}", "{.name:text} {.value:exact}"),
    .methodIterations: (
      "Ended after {.iterations:n iteration|iterations} with residual {.residual:exact}.",
      "{.iterations:n}번 반복 후 잔차 {.residual:exact}에서 끝났습니다."
    ),
    .reproduceCommand: (
      "Made by Kith {reproducibility.version:text} with:", "Kith {reproducibility.version:text}(으)로 만들었습니다:"
    ),
    .reproduceSeed: ("Random seed {reproducibility.seed:exact}.", "난수 시드 {reproducibility.seed:exact}."),
    .reproduceFingerprint: (
      "SHA-256 of edges.csv: {reproducibility.edges:text}", "edges.csv의 SHA-256: {reproducibility.edges:text}"
    ),
    .reproduceInputs: (
      """
      The same rows in any order, on any number of threads, give the same page. run.json names the inputs with their \
      SHA-256, every option and every count; report.json holds every number on this page.
      """,
      """
      같은 행이면 순서나 스레드 수와 관계없이 같은 보고서가 나옵니다. run.json에는 입력과 그 SHA-256, 모든 설정과 수치가, \
      report.json에는 이 문서의 모든 숫자가 있습니다.
      """
    ),
    .dataTable: ("The numbers behind this figure", "그림의 수치"),
    .columnStart: ("From", "시작"),
  ]
}
