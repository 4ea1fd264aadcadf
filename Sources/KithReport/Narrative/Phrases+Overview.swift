extension Phrases {
  /// The opening and the map.
  static let overview: [Phrase: (String, String)] = [
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
  ]
}
