extension Phrases {
  /// English and Korean side by side; both have the same places.
  static let table: [Phrase: (String, String)] = [
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

    .leadTimed: (
      """
      This network joins {network.people:n person|people} by {network.edges:n relation|relations}, made of \
      {network.interactions:n interaction|interactions} between {network.period.first:day} and \
      {network.period.last:day}.
      """,
      """
      이 네트워크는 {network.period.first:day}부터 {network.period.last:day}까지 오간 상호작용 \
      {network.interactions:n}건으로 이루어지며, {network.people:n}명을 관계 {network.edges:n}개로 잇습니다.
      """
    ),
    .leadUntimed: (
      """
      This network joins {network.people:n person|people} by {network.edges:n relation|relations}, made of \
      {network.interactions:n interaction|interactions}; the log does not say when.
      """,
      """
      이 네트워크는 상호작용 {network.interactions:n}건으로 이루어지며, {network.people:n}명을 관계 {network.edges:n}개로 \
      잇습니다. 시각은 기록에 없습니다.
      """
    ),
    .leadEmpty: (
      """
      This log holds {network.rows:n row|rows} and {network.people:n person|people}, but nobody in it addresses anyone \
      else, so there is no network to describe.
      """,
      """
      이 기록에는 {network.rows:n}행과 {network.people:n}명이 있지만 다른 사람에게 말을 건 사람이 없어, 설명할 네트워크가 \
      없습니다.
      """
    ),
    .leadEdge: (
      "A relation a → b says that {network.edgeMeaning:text};", "관계 a → b는 {network.edgeMeaning:text}는 뜻이며,"
    ),
    .weightCount: ("its weight is how many times.", "가중치는 그 횟수입니다."),
    .weightSum: ("its weight is the sum of the rows' weights.", "가중치는 행에 적힌 가중치의 합입니다."),
    .weightBinary: ("every relation weighs the same.", "모든 관계의 가중치는 같습니다."),
    .leadDirection: (
      "Attention flows along a relation; influence, where there is any, flows the other way.",
      "관심은 관계의 방향으로 흐르고, 영향이 있다면 그 반대 방향으로 흐릅니다."
    ),
    .leadConnected: (
      """
      {network.components.largestShare:pct} of the people hang together in one piece, and {network.mutualShare:pct} of \
      the relations are returned.
      """,
      "전체의 {network.components.largestShare:pct}가 한 덩어리로 이어져 있고, 관계의 {network.mutualShare:pct}는 서로 주고받은 것입니다."
    ),
    .leadDensity: (
      "Of all relations there could be, {network.cohesion.density:pct} exist.",
      "있을 수 있는 모든 관계 가운데 {network.cohesion.density:pct}가 실제로 있습니다."
    ),
    .leadTransitivity: (
      "Two contacts of one person are in contact themselves in {network.cohesion.transitivity:pct} of cases.",
      "한 사람의 두 상대가 서로도 이어져 있는 경우는 {network.cohesion.transitivity:pct}입니다."
    ),
    .leadDistance: (
      "Where one person reaches another along relations at all, it takes {network.cohesion.meanDistance:x} steps on average.",
      "관계를 따라 다른 사람에게 닿을 수 있을 때, 평균 {network.cohesion.meanDistance:x}단계가 걸립니다."
    ),
    .tilePeople: ("people", "사람"),
    .tileEdges: ("relations", "관계"),
    .tileInteractions: ("interactions", "상호작용"),
    .tileCommunities: ("communities of three or more", "세 명 이상의 무리"),
    .tileDays: ("days", "일"),
    .findCore: (
      """
      Most attention reaches {core.people[0].id:id}: {core.people[0].receivedFrom:n person|people} addressed them in \
      {core.people[0].received:n interaction|interactions}.
      """,
      """
      관심이 가장 많이 모인 사람은 {core.people[0].id:id} 님으로, {core.people[0].receivedFrom:n}명이 \
      {core.people[0].received:n}번 말을 걸었습니다.
      """
    ),
    .findConcentration: (
      """
      {concentration.slogan.holding:pct} of all attention goes to \
      {concentration.attention.holdingFourFifths.share:pct} of the people.
      """,
      """
      전체 관심의 {concentration.slogan.holding:pct}를 {concentration.attention.holdingFourFifths.share:pct}의 사람이 \
      받습니다.
      """
    ),
    .findCommunities: (
      """
      {communities.describedShare:pct} of the people fall into {communities.describedCount:n large community|large \
      communities}; {communities.insideShare:pct} of all interaction stays inside a community.
      """,
      """
      전체의 {communities.describedShare:pct}가 큰 무리 {communities.describedCount:n}개에 속하며, 상호작용의 \
      {communities.insideShare:pct}는 무리 안에 머뭅니다.
      """
    ),
    .findPeak: (
      "It was busiest on {timeline.busiest.start:bin}, with {timeline.busiest.count:n row|rows}.",
      "가장 활발했던 때는 {timeline.busiest.start:bin}({timeline.busiest.count:n}행)입니다."
    ),

    .mapNotDrawn: (
      "The map was laid out but not drawn; map.dot holds it.", "지도를 배치했지만 그리지는 않았습니다. map.dot에 담겨 있습니다."
    ),

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

    .communitiesIntro: (
      """
      People who interact with one another more than with the rest form \
      {communities.ofThreeOrMore:n community|communities} of three or more (modularity {communities.modularity:r}).
      """,
      """
      서로 더 많이 어울리는 사람들이 세 명 이상의 무리 {communities.ofThreeOrMore:n}개를 이룹니다(모듈성 \
      {communities.modularity:r}).
      """
    ),
    .communitiesDescribed: (
      """
      The {communities.describedCount:n} largest are described here; together they hold \
      {communities.describedShare:pct} of the people.
      """,
      "가장 큰 {communities.describedCount:n}개를 설명하며, 여기에 전체의 {communities.describedShare:pct}가 속합니다."
    ),
    .communitiesOne: (
      "The largest holds {communities.describedShare:pct} of the people.",
      "가장 큰 무리에 전체의 {communities.describedShare:pct}가 속합니다."
    ),
    .communitiesNone: ("No community has three people or more.", "세 명 이상의 무리가 없습니다."),
    .communitiesCaution: (
      """
      The method always finds groups, even in a random network: take them as a description of who talks to whom, not as \
      proof that a group exists.
      """,
      "이 방법은 무작위 네트워크에서도 무리를 찾아냅니다. 누가 누구와 이야기하는지에 대한 묘사로 읽으십시오."
    ),
    .communitiesFirm: (
      """
      Divided {communities.stability.runs:n} times with different seeds, the results agree (mean adjusted mutual \
      information {communities.stability.agreement:r}; the same would be one).
      """,
      """
      시드를 바꾸어 {communities.stability.runs:n}번 나눈 결과가 서로 맞습니다(평균 조정 상호정보량 \
      {communities.stability.agreement:r}, 모두 같으면 일).
      """
    ),
    .communitiesShaky: (
      """
      Do not rely on who is in which: divided {communities.stability.runs:n} times with different seeds, the results \
      contradict each other (mean adjusted mutual information {communities.stability.agreement:r}; the same would be one).
      """,
      """
      누가 어느 무리에 속하는지는 믿지 마십시오. 시드를 바꾸어 {communities.stability.runs:n}번 나눈 결과가 서로 \
      어긋납니다(평균 조정 상호정보량 {communities.stability.agreement:r}, 모두 같으면 일).
      """
    ),
    .communityStability: (
      "Its borders are unsure: two of its people are together in {.stability:pct} of the runs.",
      "경계가 뚜렷하지 않습니다. 구성원 두 사람이 함께 묶이는 경우는 나눈 결과의 {.stability:pct}입니다."
    ),
    .communityTitle: ("Community {.number:n}", "무리 {.number:n}"),
    .communityPeople: (
      "{.people:n person|people}, {.share:pct} of all, round {.leaders:ids}.",
      "{.people:n}명, 전체의 {.share:pct}. 중심 인물: {.leaders:ids}."
    ),
    .communityInside: (
      "{.insideShare:pct} of the interaction that touches them stays inside.",
      "이들과 관련된 상호작용의 {.insideShare:pct}가 무리 안에 머뭅니다."
    ),
    .communityBridges: ("Most of the rest goes to or comes from community", "나머지가 주로 오가는 곳: 무리"),
    .communityBridge: ("{.number:n} ({.share:pct})", "{.number:n}({.share:pct})"),
    .communityBridgePeople: ("Its bridges are {.bridgePeople:ids}.", "다리 역할: {.bridgePeople:ids}."),
    .communityPeak: (
      "Its people wrote {.activity:n row|rows}, most on {.peak.start:bin} ({.peak.count:n}).",
      "{.activity:n}행을 썼고, {.peak.start:bin}에 가장 많이 썼습니다({.peak.count:n}행)."
    ),
    .communityWords: ("Words that set it apart", "두드러지는 말"),
    .communityNoWords: (
      "No word sets it apart beyond chance.", "우연을 넘어 두드러지는 말이 없습니다."
    ),
    .frequentWords: (
      "Across all communities, most people used: {communities.words.frequent:counts} (people).",
      "모든 무리에서 가장 많은 사람이 쓴 말: {communities.words.frequent:counts} (사람 수)."
    ),

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
