extension Phrases {
  /// What their friends would choose.
  static let choices: [Phrase: (String, String)] = [
    .headChoices: ("What their friends would choose", "친구라면 무엇을 고를까"),
    .choicesNobody: ("nobody of the network took anything", "네트워크의 누구도 무언가를 하지 않았습니다"),
    .choicesOneItem: (
      "everybody took one and the same thing: there is nothing to choose between",
      "모두가 같은 것 하나만 했으므로 고를 것이 없습니다"
    ),
    .choicesTooLarge: (
      "there are too many people and things to try this in a report; kith evaluate does",
      "사람과 대상이 많아 보고서에서는 시험하지 않았습니다. kith evaluate로 할 수 있습니다"
    ),
    .choicesUntestable: (
      "the actions cannot be parted into earlier and later ones, so nothing can be foretold and checked",
      "행동을 앞과 뒤로 나눌 수 없어 예측하고 확인할 수 없습니다"
    ),

    .choicesIntro: (
      """
      {choices.takers:n person|people} of {choices.people:n} took {choices.items:n thing|things}, \
      {choices.pairs:n taking|takings} in all.
      """,
      "{choices.people:n}명 가운데 {choices.takers:n}명이 {choices.items:n}가지를 모두 {choices.pairs:n}번 골랐습니다."
    ),
    .choicesTouch: (
      "A friend is anyone a person was in touch with, either way.", "어느 쪽에서든 말을 주고받은 사람을 친구로 봅니다."
    ),
    .choicesGiven: (
      "Friends are those of the table of friends, either way.", "친구 표에 있는 사람을 방향에 관계없이 친구로 봅니다."
    ),
    .choicesYes: (
      """
      Friends help to foretell what people take next, beyond {choices.proof.baseName:}: what follows can be used as \
      advice.
      """,
      """
      친구의 선택은 다음에 고를 것을 {choices.proof.baseName:}보다 더 잘 알려 줍니다. 아래 내용은 권유에 쓸 수 있습니다.
      """
    ),
    .choicesNo: (
      """
      Friends do not help to foretell what people take next, beyond {choices.proof.baseName:}: nothing is offered as \
      advice.
      """,
      """
      친구의 선택은 다음에 고를 것을 {choices.proof.baseName:}보다 더 잘 알려 주지 않습니다. 그래서 아무것도 권하지 않습니다.
      """
    ),
    .choicesCannotTell: (
      """
      Whether friends help to foretell what people take next, beyond {choices.proof.baseName:}, cannot be told: nothing \
      is offered as advice.
      """,
      """
      친구의 선택이 다음에 고를 것을 {choices.proof.baseName:}보다 더 잘 알려 주는지는 알 수 없습니다. 그래서 아무것도 권하지 \
      않습니다.
      """
    ),
    .findChoicesYes: (
      "Friends help to foretell what people take next, beyond {choices.proof.baseName:}.",
      "친구의 선택은 다음에 고를 것을 {choices.proof.baseName:}보다 더 잘 알려 줍니다."
    ),
    .findChoicesNo: (
      "Friends do not help to foretell what people take next, beyond {choices.proof.baseName:}.",
      "친구의 선택은 다음에 고를 것을 {choices.proof.baseName:}보다 더 잘 알려 주지 않습니다."
    ),
    .findChoicesCannotTell: (
      "Whether friends help to foretell what people take next, beyond {choices.proof.baseName:}, cannot be told.",
      "친구의 선택이 다음에 고를 것을 {choices.proof.baseName:}보다 더 잘 알려 주는지는 알 수 없습니다."
    ),
    .choicesUnproven: (
      "Whether friends help was not tested, so nothing is offered as advice: {choices.proof.undefined:}.",
      "친구가 도움이 되는지 시험하지 않았으므로 아무것도 권하지 않습니다: {choices.proof.undefined:}."
    ),
    .basePopularity: ("what most people take", "많은 사람이 고르는 것"),
    .baseNeighbors: ("what resembles a person's own choices", "자기가 고른 것과 닮은 것"),
    .choicesTest: (
      """
      What was taken before {choices.proof.cut:at} was learnt from, and lists of {choices.proof.places:n} were held \
      against what {choices.proof.users:n person|people} took since. NDCG, nought at worst and one at best, was \
      {choices.proof.ndcg.base:r} without friends, {choices.proof.ndcg.friends:r} with them, \
      {choices.proof.ndcg.shuffled:r} with as many friends drawn blindly, and {choices.proof.ndcg.popularity:r} by \
      popularity alone.
      """,
      """
      {choices.proof.cut:at} 전의 선택으로 배우고, {choices.proof.places:n}자리 목록을 그 뒤에 {choices.proof.users:n}명이 고른 \
      것과 견주었습니다. NDCG(영이 가장 나쁘고 일이 가장 좋음)는 친구 없이 {choices.proof.ndcg.base:r}, 친구와 함께 \
      {choices.proof.ndcg.friends:r}, 같은 수의 친구를 아무렇게나 뽑으면 {choices.proof.ndcg.shuffled:r}, 인기만으로는 \
      {choices.proof.ndcg.popularity:r}입니다.
      """
    ),
    .choicesGain: (
      """
      The difference friends make is {choices.proof.groups[0].gainShare:pct} \
      ({choices.proof.groups[0].lowShare:pct} to {choices.proof.groups[0].highShare:pct}).
      """,
      """
      친구가 만드는 차이는 {choices.proof.groups[0].gainShare:pct}입니다({choices.proof.groups[0].lowShare:pct}~\
      {choices.proof.groups[0].highShare:pct}).
      """
    ),
    .choicesUntimed: (
      "Only ties from before that moment count; {choices.untimedTies:n row|rows} without a time are taken to be older.",
      "그 시점 전의 관계만 셉니다. 시각이 없는 {choices.untimedTies:n}행은 그 전의 것으로 봅니다."
    ),
    .columnGroup: ("people", "사람"), .columnTested: ("tested", "시험"), .columnAlone: ("without friends", "친구 없이"),
    .columnWith: ("with friends", "친구와 함께"), .columnGain: ("difference", "차이"),
    .columnInterval: ("range", "범위"), .columnHelp: ("do friends help?", "친구가 도움이 되는가"),
    .groupAll: ("everyone", "모두"), .groupCold: ("took at most five things", "다섯 가지 이하를 고른 사람"),
    .groupAlone: ("no friends", "친구 없음"), .groupFew: ("one to four friends", "친구 한 명에서 네 명"),
    .groupMany: ("five friends or more", "친구 다섯 명 이상"),

    .spreadingIntro: (
      """
      One step away are people who did not take a thing while a friend did; near ones have \
      {choices.least:n} such friends or more. Where most people are one step away there is most room to spread:
      """,
      """
      자신은 고르지 않았지만 친구가 고른 사람을 한 걸음 앞이라 하고, 그런 친구가 {choices.least:n}명 이상이면 바로 앞이라 합니다. \
      한 걸음 앞에 있는 사람이 많을수록 퍼질 자리가 많습니다:
      """
    ),
    .spreadingRare: (
      "{choices.rare:n thing was|things were} taken by fewer than {choices.least:n} people and left out.",
      "{choices.least:n}명보다 적은 사람이 고른 {choices.rare:n}가지는 뺐습니다."
    ),
    .columnThing: ("thing", "대상"), .columnTakers: ("took it", "고른 사람"),
    .columnAfterFriend: ("after a friend", "친구 다음에"), .columnAway: ("one step away", "한 걸음 앞"),
    .columnNear: ("near", "바로 앞"),

    .offersIntro: (
      """
      {choices.offers.people:n person|people} can be offered something; offers.csv holds the first \
      {choices.offers.places:n} things for each.
      """,
      """
      {choices.offers.people:n}명에게 권할 것이 있습니다. 한 사람마다 첫 {choices.offers.places:n}가지가 offers.csv에 있습니다.
      """
    ),
    .offersCommunities: (
      "What stands in most lists of each community:", "무리마다 가장 많은 목록에 오른 것:"
    ),
    .columnOffered: ("people with offers", "권할 사람"), .columnNext: ("next", "다음 것"),
    .columnLists: ("in lists", "목록 수"), .columnThere: ("took it there", "그 무리에서 고른 사람"),
    .offersExamples: ("For those at the core:", "중심에 있는 사람들에게는:"),
    .offerTitle: ("{.id:id}", "{.id:id}"),
    .offerReason: ("{.item:id}: {.took:n} friends took it.", "{.item:id}: 친구 {.took:n}명이 골랐습니다."),
    .offerReasonLately: (
      "{.item:id}: {.took:n} friends took it, {.lately:n} of them in the last {choices.offers.lately:dur}.",
      "{.item:id}: 친구 {.took:n}명이 골랐고, 그중 {.lately:n}명은 마지막 {choices.offers.lately:dur} 안입니다."
    ),
    .offerNamed: ("Among them {.named:ids}.", "그중에는 {.named:ids} 님이 있습니다."),
    .offerFew: (
      "{.item:id}: fewer friends than {choices.least:n} took it, so how many is not told.",
      "{.item:id}: 고른 친구가 {choices.least:n}명보다 적어 수를 밝히지 않습니다."
    ),
    .offerFriends: ("{.friends:n friend|friends}.", "친구 {.friends:n}명."),

    .choicesRule: (
      """
      Lists are ordered by z(base) + λ · z(friends), λ {choices.proof.lambda:exact}, chosen on takings held out of the \
      learning part; a friend of a friend counts {choices.proof.secondHop:exact} of a friend.
      """,
      """
      목록은 z(기본) + λ · z(친구)의 순서이며, λ({choices.proof.lambda:exact})는 배우는 부분에서 따로 떼어 둔 선택으로 정했습니다. \
      친구의 친구는 친구의 {choices.proof.secondHop:exact}만큼 셉니다.
      """
    ),
    .choicesConsent: (
      "Takings of {choices.withoutConsent:n person|people} who do not allow their use were left out.",
      "이용에 동의하지 않은 {choices.withoutConsent:n}명의 선택은 뺐습니다."
    ),
    .choicesContact: (
      "Nothing is offered to {choices.withoutContact:n person|people} who do not allow it.",
      "동의하지 않은 {choices.withoutContact:n}명에게는 아무것도 권하지 않습니다."
    ),
    .choicesCaution: (
      """
      A list that foretells well need not move anyone: showing it to people drawn at random, and not to others, would \
      settle that.
      """,
      "잘 맞히는 목록이 사람을 움직인다는 뜻은 아닙니다. 무작위로 뽑은 사람에게만 보여 주는 실험이라면 가려낼 수 있습니다."
    ),
  ]
}
