extension Phrases {
  /// Alike, or influenced?
  static let influence: [Phrase: (String, String)] = [
    .headInfluence: ("Alike, or influenced?", "끼리끼리인가, 서로 물들었는가"),
    .noChances: (
      "whether people follow their friends cannot be told: nobody had a chance that was watched to its end",
      "친구를 뒤따르는지는 알 수 없습니다. 끝까지 지켜본 기회가 없습니다"
    ),
    .noActionTimes: ("no action has a time", "시각이 있는 행동이 없습니다"),

    .influenceItem: (
      """
      {influence.adopters:n person|people} of {influence.people:n} took up {influence.item:id}, watched over \
      {influence.periods:n period|periods} of {influence.period:dur}.
      """,
      """
      {influence.item:id}: {influence.people:n}명 가운데 {influence.adopters:n}명이 했습니다. \
      {influence.period:dur} 단위로 {influence.periods:n}개 기간을 보았습니다.
      """
    ),
    .influenceAnything: (
      """
      {influence.adopters:n person|people} of {influence.people:n} did something, watched over \
      {influence.periods:n period|periods} of {influence.period:dur}.
      """,
      """
      {influence.people:n}명 가운데 {influence.adopters:n}명이 무언가를 했습니다. {influence.period:dur} 단위로 \
      {influence.periods:n}개 기간을 보았습니다.
      """
    ),
    .verdictInfluence: (
      """
      The data are consistent with influence: friends' acts tell who acts next even with time, communities and what is \
      known of people held constant, and {influence.agreeing:n} of {influence.asked:n} tests of timing and direction agree.
      """,
      """
      자료는 영향과 들어맞습니다. 시간, 무리, 사람에 대해 알려진 것을 모두 고정해도 친구의 행동이 다음에 누가 행동할지를 \
      알려 주며, 시점과 방향을 보는 검정 {influence.asked:n}개 가운데 {influence.agreeing:n}개가 동의합니다.
      """
    ),
    .verdictSimilarity: (
      """
      Similarity explains it: friends act alike only until what is known of people is held constant.
      """,
      "닮음으로 설명됩니다. 사람에 대해 알려진 것을 고정하면 친구끼리 함께 행동하는 경향이 사라집니다."
    ),
    .verdictEvents: (
      """
      It cannot be told from common events: friends act alike only until time and what whole communities did are held \
      constant.
      """,
      "함께 겪은 일과 구별할 수 없습니다. 시간과 무리 전체의 움직임을 고정하면 친구끼리 함께 행동하는 경향이 사라집니다."
    ),
    .verdictHidden: (
      """
      It cannot be told: friends' acts tell who acts next with all that is known held constant, but only \
      {influence.agreeing:n} of {influence.asked:n} tests of timing and direction agree, so people may be alike in \
      something that nobody recorded.
      """,
      """
      알 수 없습니다. 알려진 것을 모두 고정해도 친구의 행동이 다음에 누가 행동할지를 알려 주지만, 시점과 방향을 보는 검정 \
      {influence.asked:n}개 가운데 {influence.agreeing:n}개만 동의하므로 기록되지 않은 점에서 닮았을 수 있습니다.
      """
    ),
    .verdictDisagreement: (
      """
      It cannot be told: {influence.agreeing:n} of {influence.asked:n} tests of timing and direction see influence, but \
      none is left once all that is known is held constant.
      """,
      """
      알 수 없습니다. 시점과 방향을 보는 검정 {influence.asked:n}개 가운데 {influence.agreeing:n}개가 영향을 보지만, 알려진 \
      것을 모두 고정하면 남지 않습니다.
      """
    ),
    .verdictNothing: (
      "There is nothing to explain: people whose friends had acted did so no sooner than others.",
      "설명할 것이 없습니다. 친구가 먼저 행동한 사람이 남보다 빨리 행동하지 않았습니다."
    ),
    .verdictUnanswerable: (
      "The data cannot tell whether people moved each other.", "이 자료로는 사람들이 서로를 움직였는지 알 수 없습니다."
    ),
    .influenceEffect: (
      """
      The first friend to act multiplies the odds of acting by {influence.effect.oddsRatio:r} \
      ({influence.effect.low:r} to {influence.effect.high:r}).
      """,
      """
      처음으로 행동한 친구 한 명이 행동할 오즈를 {influence.effect.oddsRatio:r}배로 바꿉니다({influence.effect.low:r}–\
      {influence.effect.high:r}).
      """
    ),
    .influenceEValue: (
      """
      To explain that away, something not recorded would have to multiply both having such friends and acting by \
      {influence.sensitivity.eValue:r}.
      """,
      """
      기록되지 않은 무언가가 이를 설명하려면, 그런 친구를 둘 가능성과 행동할 가능성을 모두 \
      {influence.sensitivity.eValue:r}배로 만들어야 합니다.
      """
    ),
    .influenceGamma: (
      "In matched pairs it would have to change the odds of having such friends by {influence.sensitivity.gamma:r}.",
      "짝지은 사람들 사이에서는 그런 친구를 둘 오즈를 {influence.sensitivity.gamma:r}배 바꾸어야 합니다."
    ),
    .influenceCaution: (
      """
      Consistent with influence is not proof: whatever nobody recorded may be behind it, and no test alone says \
      anything. Showing people drawn at random what friends did, and others not, would settle it.
      """,
      """
      영향과 들어맞는다는 것이 증명은 아닙니다. 기록되지 않은 것이 뒤에 있을 수 있고, 검정 하나만으로는 아무 말도 할 수 \
      없습니다. 무작위로 뽑은 사람에게만 친구의 행동을 보여 주는 실험이라면 가려낼 수 있습니다.
      """
    ),

    .columnTest: ("test", "검정"), .columnValue: ("value", "값"), .columnChance: ("p", "p"),
    .columnSays: ("for influence?", "영향을 가리키는가"),
    .testYes: ("yes", "예"), .testNo: ("no", "아니요"), .testNone: ("cannot tell", "알 수 없음"),
    .testNaive: ("friends' effect, nothing held constant", "아무것도 고정하지 않은 친구 효과"),
    .testHazard: ("friends' effect, all that is known held constant", "알려진 것을 모두 고정한 친구 효과"),
    .testLeadLag: ("friends who acted against friends who will", "먼저 행동한 친구와 나중에 행동할 친구의 비교"),
    .testStratified: ("times shuffled within communities", "커뮤니티 안에서 시점을 섞음"),
    .testReversal: ("ties turned round", "관계의 방향을 뒤집음"),
    .testShuffle: ("times shuffled among everybody", "모두의 시점을 섞음"),

    .traitBoth: (
      """
      People alike in {.name:id} address each other (assortativity {.assortativity:r}), and it makes them act: part of \
      what friends share is likeness.
      """,
      """
      {.name:id} 면에서 닮은 사람끼리 말을 걸고(동류성 {.assortativity:r}), 이것이 행동도 이끕니다. 친구끼리 함께하는 것의 \
      일부는 닮음입니다.
      """
    ),
    .traitGathers: (
      """
      People alike in {.name:id} address each other (assortativity {.assortativity:r}), but nothing shows that it makes \
      them act.
      """,
      "{.name:id} 면에서 닮은 사람끼리 말을 걸지만(동류성 {.assortativity:r}), 이것이 행동을 이끈다는 근거는 없습니다."
    ),
    .traitDrives: (
      "People do not choose each other by {.name:id} (assortativity {.assortativity:r}), but it makes them act.",
      "{.name:id} 면에서 닮았다고 서로 말을 걸지는 않지만(동류성 {.assortativity:r}), 이것이 행동을 이끕니다."
    ),
    .traitNeither: (
      "People do not choose each other by {.name:id} (assortativity {.assortativity:r}).",
      "{.name:id} 면에서 닮았다고 서로 말을 걸지는 않습니다(동류성 {.assortativity:r})."
    ),
    .traitUnknown: (
      "Whether people choose each other by {.name:id} is unknown.", "{.name:id} 면에서 닮은 사람끼리 말을 거는지는 알 수 없습니다."
    ),

    .followingRate: (
      """
      Within {influence.within:dur} of a friend's act people did the same in {influence.following.rate:pct} of \
      {influence.following.chances:n chance|chances}; the hours alone would make it \
      {influence.following.baseRate:pct}.
      """,
      """
      친구가 행동한 뒤 {influence.within:dur} 안에 같은 행동을 한 경우는 기회 {influence.following.chances:n}번의 \
      {influence.following.rate:pct}입니다. 시간대만으로는 {influence.following.baseRate:pct}가 기대됩니다.
      """
    ),
    .followingRatio: (
      """
      That is {influence.following.ratio:r} times as many ({influence.following.low:r} to \
      {influence.following.high:r}); one would be no following at all.
      """,
      """
      기대의 {influence.following.ratio:r}배입니다({influence.following.low:r}~{influence.following.high:r}). 뒤따름이 \
      없다면 한 배입니다.
      """
    ),
    .followingNoRatio: (
      "How many times that is cannot be told firmly.", "몇 배인지는 확실히 말할 수 없습니다."
    ),
    .followingDelay: (
      "Half of those who followed did so within {influence.following.medianDelay:dur}.",
      "뒤따른 사람의 절반은 {influence.following.medianDelay:dur} 안에 그렇게 했습니다."
    ),

    .funnelIntro: (
      """
      Each person stands in one furthest stage: gathered (addressed somebody), exposed (a friend acted before them), \
      acted after (however late), followed (within {influence.within:dur} of a friend). What came after need not have \
      come because.
      """,
      """
      사람마다 가장 멀리 간 단계는 하나입니다. 모임(누군가에게 말을 걺), 노출(친구가 먼저 행동함), 뒤에 행동(언제든), \
      뒤따름(친구의 행동 뒤 {influence.within:dur} 안). 뒤에 일어났다고 그 때문에 일어난 것은 아닙니다.
      """
    ),
    .funnelUnprompted: (
      """
      {influence.funnel.unprompted:n person|people} acted on their own, before any friend, and \
      {influence.funnel.open:n was|were} exposed so late that they may yet follow.
      """,
      """
      {influence.funnel.unprompted:n}명은 어느 친구보다 먼저 스스로 행동했고, {influence.funnel.open:n}명은 늦게 노출되어 \
      아직 뒤따를 수 있습니다.
      """
    ),
    .funnelCommunities: (
      "In the largest communities, by furthest stage; the last column names the stage that the smallest share went on to:",
      "가장 큰 무리들의 가장 멀리 간 단계입니다. 마지막 열은 가장 적은 비율이 넘어간 단계입니다."
    ),
    .columnStage: ("stage", "단계"), .columnReached: ("people", "사람"), .columnRate: ("of the stage before", "앞 단계 대비"),
    .columnFurthest: ("no further", "여기까지"), .columnMedian: ("median time", "중앙값 시간"),
    .columnSteepest: ("steepest loss before", "가장 많이 줄어든 단계"),
    .stageAlone: ("alone", "혼자"), .stageGathered: ("gathered", "모임"), .stageExposed: ("exposed", "노출"),
    .stageInfluenced: ("acted after", "뒤에 행동"), .stageFollowed: ("followed", "뒤따름"),
  ]
}
