extension Phrases {
  /// The communities.
  static let communities: [Phrase: (String, String)] = [
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
  ]
}
