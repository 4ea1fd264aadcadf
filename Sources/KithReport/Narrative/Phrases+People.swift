extension Phrases {
  /// The core, and how unevenly attention and activity are shared.
  static let people: [Phrase: (String, String)] = [
    .coreIntro: (
      """
      PageRank asks whom attention reaches when it counts who gives it. These \
      {core.count:n person|people} hold {core.share:pct} of it; an even spread would give them {core.uniformShare:pct}.
      """,
      """
      PageRank는 누가 주는 관심인지까지 셈하여 관심이 누구에게 닿는지 묻습니다. 아래 {core.count:n}명이 그 \
      {core.share:pct}를 가지며, 고르게 나뉘었다면 {core.uniformShare:pct}였을 것입니다.
      """
    ),
    .coreCaution: (
      "It says where attention goes, not that these people caused what others did.",
      "이 값은 관심이 어디로 가는지를 말할 뿐, 이들이 다른 사람의 행동을 일으켰다는 뜻은 아닙니다."
    ),
    .coreRanges: (
      """
      The range beside a rank shows how firm it is: it holds in {core.ranges.level:pct} of {core.ranges.draws:n} redraws \
      of the interactions. Where ranges overlap, who comes first cannot be told.
      """,
      """
      순위 옆의 범위는 순위가 얼마나 굳건한지 보여 줍니다. 상호작용을 {core.ranges.draws:n}번 다시 뽑았을 때 그 \
      {core.ranges.level:pct}가 드는 범위이며, 범위가 겹치면 누가 앞서는지 알 수 없습니다.
      """
    ),
    .coreTitle: ("{.id:id}", "{.id:id}"),
    .coreReceived: (
      "Addressed by {.receivedFrom:n person|different people} in {.received:n interaction|interactions}.",
      "서로 다른 {.receivedFrom:n}명이 {.received:n}번 말을 걸었습니다."
    ),
    .coreKinds: ("By kind: {.kinds:counts}.", "종류별: {.kinds:counts}."),
    .coreChannels: ("By channel: {.channels:counts}.", "채널별: {.channels:counts}."),
    .coreOneSource: (
      "Read with care: {.mainSource.share:pct} of them came from one person, {.mainSource.id:id}.",
      "주의: 그중 {.mainSource.share:pct}가 {.mainSource.id:id} 님 한 사람에게서 왔습니다."
    ),
    .coreMainSource: (
      "The most from one person is {.mainSource.share:pct}, from {.mainSource.id:id}.",
      "가장 많이 말을 건 사람은 {.mainSource.id:id} 님({.mainSource.share:pct})입니다."
    ),
    .coreSent: (
      "They addressed {.sentTo:n person|people} in {.sent:n interaction|interactions} themselves.",
      "스스로는 {.sentTo:n}명에게 {.sent:n}번 말을 걸었습니다."
    ),
    .coreSilent: ("They addressed nobody themselves.", "스스로는 아무에게도 말을 걸지 않았습니다."),
    .corePeak: (
      "First addressed {.firstReceived:at}; most on {.peak.start:bin} ({.peak.count:n}).",
      "처음 받은 때는 {.firstReceived:at}, 가장 많이 받은 때는 {.peak.start:bin}({.peak.count:n})입니다."
    ),
    .coreArrival: (
      "In order of first act they are number {.arrival:n} of {network.authors:n}.",
      "처음 움직인 순서로는 {network.authors:n}명 중 {.arrival:n}번째입니다."
    ),
    .coreQuotes: ("What people wrote to them", "사람들이 남긴 말"),
    .quoteBy: ("{.by:id}", "{.by:id}"),
    .quoteByAt: ("{.by:id}, {.at:at}", "{.by:id}, {.at:at}"),
    .columnRank: ("Rank", "순위"),
    .columnRange: ("Range", "범위"),
    .columnPerson: ("Person", "사람"),
    .columnPageRank: ("Share of attention", "관심의 몫"),
    .columnFrom: ("Addressed by", "말을 건 사람"),
    .columnReceived: ("Received", "받은 횟수"),
    .columnSentTo: ("Addresses", "말을 건 대상"),
    .columnCommunity: ("Community", "무리"),

    .attentionYes: (
      """
      For attention, yes: the {concentration.slogan.people:pct} most addressed \
      ({concentration.attention.topFifth.people:n person|people}) receive {concentration.attention.topFifth.share:pct}.
      """,
      """
      관심은 그렇습니다. 가장 많이 받은 {concentration.slogan.people:pct}({concentration.attention.topFifth.people:n}명)가 \
      {concentration.attention.topFifth.share:pct}를 받습니다.
      """
    ),
    .attentionNearly: (
      """
      For attention, nearly: the {concentration.slogan.people:pct} most addressed \
      ({concentration.attention.topFifth.people:n person|people}) receive {concentration.attention.topFifth.share:pct}.
      """,
      """
      관심은 거의 그렇습니다. 가장 많이 받은 \
      {concentration.slogan.people:pct}({concentration.attention.topFifth.people:n}명)가 \
      {concentration.attention.topFifth.share:pct}를 받습니다.
      """
    ),
    .attentionNo: (
      """
      For attention, no: the {concentration.slogan.people:pct} most addressed \
      ({concentration.attention.topFifth.people:n person|people}) receive only \
      {concentration.attention.topFifth.share:pct}.
      """,
      """
      관심은 그렇지 않습니다. 가장 많이 받은 \
      {concentration.slogan.people:pct}({concentration.attention.topFifth.people:n}명)가 받는 몫은 \
      {concentration.attention.topFifth.share:pct}입니다.
      """
    ),
    .attentionPoint: (
      """
      {concentration.slogan.holding:pct} of it goes to {concentration.attention.holdingFourFifths.share:pct} of the \
      people ({concentration.attention.holdingFourFifths.people:n}).
      """,
      """
      그 {concentration.slogan.holding:pct}는 \
      {concentration.attention.holdingFourFifths.share:pct}({concentration.attention.holdingFourFifths.people:n}명)에게 \
      갑니다.
      """
    ),
    .activityYes: (
      """
      For activity, yes: the {concentration.slogan.people:pct} who write most \
      ({concentration.activity.topFifth.people:n person|people}) write {concentration.activity.topFifth.share:pct}.
      """,
      """
      활동은 그렇습니다. 가장 많이 쓴 {concentration.slogan.people:pct}({concentration.activity.topFifth.people:n}명)가 \
      {concentration.activity.topFifth.share:pct}를 썼습니다.
      """
    ),
    .activityNearly: (
      """
      For activity, nearly: the {concentration.slogan.people:pct} who write most \
      ({concentration.activity.topFifth.people:n person|people}) write {concentration.activity.topFifth.share:pct}.
      """,
      """
      활동은 거의 그렇습니다. 가장 많이 쓴 \
      {concentration.slogan.people:pct}({concentration.activity.topFifth.people:n}명)가 \
      {concentration.activity.topFifth.share:pct}를 썼습니다.
      """
    ),
    .activityNo: (
      """
      For activity, no: the {concentration.slogan.people:pct} who write most \
      ({concentration.activity.topFifth.people:n person|people}) write only {concentration.activity.topFifth.share:pct}.
      """,
      """
      활동은 그렇지 않습니다. 가장 많이 쓴 \
      {concentration.slogan.people:pct}({concentration.activity.topFifth.people:n}명)가 쓴 몫은 \
      {concentration.activity.topFifth.share:pct}입니다.
      """
    ),
    .activityPoint: (
      """
      {concentration.slogan.holding:pct} of it comes from {concentration.activity.holdingFourFifths.share:pct} of those \
      who wrote ({concentration.activity.holdingFourFifths.people:n}).
      """,
      """
      그 {concentration.slogan.holding:pct}는 글을 쓴 사람의 \
      {concentration.activity.holdingFourFifths.share:pct}({concentration.activity.holdingFourFifths.people:n}명)에게서 \
      나옵니다.
      """
    ),
    .concentrationCaution: (
      """
      Attention is shared among everyone in the network, those never addressed included; activity among those who wrote \
      at least once. These are counts of the whole log, not estimates, so they carry no sampling error; they say \
      nothing of people the log does not hold.
      """,
      """
      관심은 한 번도 받지 못한 사람까지 네트워크의 모두에게, 활동은 한 번이라도 쓴 사람에게 나누어 셉니다. 기록 전체를 센 값이라 \
      표본 오차가 없으며, 기록에 없는 사람에 대해서는 아무것도 말하지 않습니다.
      """
    ),
    .columnMeasure: ("", ""),
    .columnAttention: ("Attention received", "받은 관심"),
    .columnActivity: ("Activity", "활동"),
    .rowPeople: ("people it is shared among", "나누는 사람 수"),
    .rowTopFifth: ("held by the top fifth", "상위 오분의 일의 몫"),
    .rowPoint: ("people who hold four fifths", "오분의 사를 가진 사람의 비율"),
    .rowTopTen: ("held by the top ten", "상위 열 명의 몫"),
    .rowGini: ("Gini coefficient", "지니 계수"),
    .giniBoth: (
      """
      The Gini coefficient, from none (all equal) to one (a single person holds all), is \
      {concentration.attention.gini:r} for attention and {concentration.activity.gini:r} for activity.
      """,
      """
      지니 계수(모두 같으면 영, 한 사람이 다 가지면 일)는 관심 {concentration.attention.gini:r}, 활동 \
      {concentration.activity.gini:r}입니다.
      """
    ),
    .lorenzTitle: ("Lorenz curves of attention and activity", "관심과 활동의 로렌츠 곡선"),
    .lorenzCaption: (
      "How much the least active share of people holds. The further below the straight line, the more uneven.",
      "적게 가진 사람부터 차례로 더한 몫입니다. 직선에서 아래로 멀수록 고르지 않습니다."
    ),
    .lorenzX: ("people, least first", "사람 (적은 쪽부터)"),
    .lorenzEqual: ("all equal", "모두 같을 때"),
  ]
}
