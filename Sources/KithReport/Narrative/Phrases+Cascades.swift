extension Phrases {
  /// Who set it off.
  static let cascades: [Phrase: (String, String)] = [
    .headCascades: ("Who set it off", "누가 시작했는가"),
    .noFollowing: (
      "no row answers or passes on what somebody else did before",
      "다른 사람이 앞서 한 행동에 답하거나 그것을 퍼뜨린 행이 없습니다"
    ),
    .noGrowth: ("all members of a cascade joined at one moment", "연쇄마다 모두 같은 시각에 참여했습니다"),
    .noBrand: ("no account of the brand was named", "브랜드 계정을 지정하지 않았습니다"),

    .cascadesIntro: (
      """
      Whoever answers or shares what somebody wrote follows them; chains of this are cascades. There are \
      {cascades.followed.cascades:n cascade|cascades} of two or more with {cascades.followed.members:n member|members}; \
      {cascades.alone:n start|starts} drew nobody.
      """,
      """
      누군가의 글에 답하거나 그것을 공유한 사람은 그 사람을 뒤따른 것이고, 이것이 이어지면 연쇄가 됩니다. 둘 이상의 연쇄가 \
      {cascades.followed.cascades:n}개(참여 {cascades.followed.members:n}건) 있고, 아무도 뒤따르지 않은 시작이 \
      {cascades.alone:n}건 있습니다.
      """
    ),
    .cascadesOnce: (
      "A person counts once about an item, so talk back and forth makes no cascade larger.",
      "한 사람은 대상마다 한 번만 세므로, 주고받는 대화로는 연쇄가 커지지 않습니다."
    ),
    .cascadesOneThing: (
      "The log names no items: everything counts as about one thing, and a person counts once.",
      "기록에 대상이 없어 모든 것을 한 가지 일로 보며, 한 사람은 한 번만 셉니다."
    ),
    .cascadesLargest: (
      """
      The largest was set off by {cascades.largest[0].root:id}: {cascades.largest[0].size:n member|members} \
      ({cascades.largest[0].share:pct} of all), up to {cascades.largest[0].depth:n step|steps} from the start.
      """,
      """
      가장 큰 연쇄는 {cascades.largest[0].root:id} 님에게서 시작되었습니다. 참여 {cascades.largest[0].size:n}건(전체의 \
      {cascades.largest[0].share:pct}), 깊이 {cascades.largest[0].depth:n}단계입니다.
      """
    ),
    .cascadesAbout: ("It is about {cascades.largest[0].item:id}.", "대상은 {cascades.largest[0].item:id}입니다."),
    .cascadesUnlogged: (
      "What {cascades.largest[0].root:id} did first is not in the log; that others followed it is.",
      "{cascades.largest[0].root:id} 님의 첫 행동은 기록에 없고, 다른 사람이 뒤따른 것만 있습니다."
    ),
    .cascadesViral: (
      """
      Two of its members are {cascades.largest[0].structuralVirality:x} steps apart on average (structural virality): \
      below two where all follow the first directly, more the more it passed from one to another.
      """,
      """
      구성원 두 사람은 평균 {cascades.largest[0].structuralVirality:x}단계 떨어져 있습니다(구조적 바이럴성). 모두가 처음 사람을 \
      바로 뒤따르면 둘보다 작고, 사람에서 사람으로 이어질수록 커집니다.
      """
    ),
    .cascadesSpeed: (
      """
      Half of it had joined {cascades.largest[0].t50:dur} after the first known moment, nine tenths after \
      {cascades.largest[0].t90:dur}.
      """,
      """
      알려진 첫 순간에서 {cascades.largest[0].t50:dur} 만에 절반이, {cascades.largest[0].t90:dur} 만에 열에 아홉이 \
      참여했습니다.
      """
    ),
    .findCascades: (
      """
      The largest cascade, {cascades.largest[0].size:n member|members}, was set off by {cascades.largest[0].root:id}; \
      over all cascades {cascades.triggers.people[0].id:id} set off most ({cascades.triggers.people[0].setOff:n}).
      """,
      """
      가장 큰 연쇄(참여 {cascades.largest[0].size:n}건)는 {cascades.largest[0].root:id} 님에게서 시작되었고, 모든 연쇄를 \
      더하면 {cascades.triggers.people[0].id:id} 님이 가장 많이 일으켰습니다({cascades.triggers.people[0].setOff:n}건).
      """
    ),

    .growthTitle: ("How the largest cascades grew", "가장 큰 연쇄들은 어떻게 자랐는가"),
    .growthCaption: (
      "Members so far, from each cascade's first known moment on, over {cascades.growth.until:dur}.",
      "연쇄마다 알려진 첫 순간부터 {cascades.growth.until:dur} 동안 참여한 누적 수입니다."
    ),
    .growthLater: (
      "{cascades.growth.later:n member|members} joined later than the curves are drawn.",
      "그 뒤에 참여한 {cascades.growth.later:n}건은 그리지 않았습니다."
    ),
    .growthHalf: ("half", "절반"),
    .growthNineTenths: ("nine tenths", "열에 아홉"),
    .growthX: ("time since the first known moment", "알려진 첫 순간부터의 시간"),

    .sourceSplit: (
      """
      {cascades.source.exogenous.members:n member|members} ({cascades.source.exogenous.share:pct}) followed nobody the \
      log knows: they came from outside. {cascades.source.endogenous.members:n} ({cascades.source.endogenous.share:pct}) \
      followed somebody.
      """,
      """
      참여 {cascades.source.exogenous.members:n}건({cascades.source.exogenous.share:pct})은 기록에 있는 누구도 뒤따르지 않고 \
      밖에서 왔으며, {cascades.source.endogenous.members:n}건({cascades.source.endogenous.share:pct})은 누군가를 뒤따랐습니다.
      """
    ),
    .sourceBrand: (
      """
      Was it the campaign or the customers? Cascades begun by the brand ({cascades.source.accounts:ids}) hold \
      {cascades.source.brand.share:pct} of all members ({cascades.source.brand.members:n}); those begun by others hold \
      {cascades.source.others.share:pct} ({cascades.source.others.members:n}).
      """,
      """
      캠페인이었을까요, 고객이었을까요? 브랜드({cascades.source.accounts:ids})가 시작한 연쇄가 전체의 \
      {cascades.source.brand.share:pct}({cascades.source.brand.members:n}건), 다른 사람이 시작한 연쇄가 \
      {cascades.source.others.share:pct}({cascades.source.others.members:n}건)입니다.
      """
    ),
    .sourceUnlogged: (
      """
      {cascades.source.unlogged.cascades:n cascade begins|cascades begin} with somebody whose own act the log does not \
      hold; {cascades.source.unlogged.share:pct} of all members belong to them.
      """,
      """
      {cascades.source.unlogged.cascades:n}개의 연쇄는 시작한 사람의 행동이 기록에 없습니다. 전체 참여의 \
      {cascades.source.unlogged.share:pct}가 여기에 속합니다.
      """
    ),
    .sourceNoBrand: (
      "Name the brand's own accounts (--brand) to tell the campaign's share from the customers'.",
      "브랜드 계정을 지정하면(--brand) 캠페인의 몫과 고객의 몫을 나누어 볼 수 있습니다."
    ),
    .sharingPoint: (
      """
      {concentration.slogan.holding:pct} of all immediate following goes to \
      {cascades.sharing.holdingFourFifths.share:pct} of those who took part \
      ({cascades.sharing.holdingFourFifths.people:n}); the {concentration.slogan.people:pct} most followed drew \
      {cascades.sharing.topFifth.share:pct} of it.
      """,
      """
      직접 뒤따른 것의 {concentration.slogan.holding:pct}가 참여한 사람의 \
      {cascades.sharing.holdingFourFifths.share:pct}({cascades.sharing.holdingFourFifths.people:n}명)를 향합니다. 가장 많이 \
      뒤따른 {concentration.slogan.people:pct}의 몫은 {cascades.sharing.topFifth.share:pct}입니다.
      """
    ),

    .triggersIntro: (
      """
      {cascades.triggers.count:n person|people} began a cascade that somebody followed. These set off most: everyone in \
      the cascades they began counts, themselves included.
      """,
      """
      {cascades.triggers.count:n}명이 누군가 뒤따른 연쇄를 시작했습니다. 아래는 가장 많이 일으킨 사람들이며, 시작한 연쇄에 참여한 \
      모두를 본인까지 셉니다.
      """
    ),
    .columnCascades: ("Cascades begun", "시작한 연쇄"),
    .columnSetOff: ("Set off", "일으킨 참여"),
    .columnShare: ("Share of all", "전체의 몫"),
    .columnDirect: ("Followed directly by", "바로 뒤따른 수"),
    .columnBegan: ("First start", "처음 시작"),
    .columnItem: ("About", "대상"),
    .columnMembers: ("Members", "참여"),
    .columnRoot: ("Set off by", "시작한 사람"),
    .columnDeep: ("Steps deep", "깊이"),
    .columnApart: ("Steps apart", "평균 거리"),
    .columnHalf: ("Half after", "절반까지"),
    .columnNineTenths: ("Nine tenths after", "열에 아홉까지"),
    .notLogged: ("not logged", "기록에 없음"),
    .triggerTitle: ("{.id:id}", "{.id:id}"),
    .triggerSetOff: (
      "Began {.cascades:n cascade|cascades} with {.setOff:n member|members}, {.share:pct} of all.",
      "연쇄 {.cascades:n}개를 시작해 참여 {.setOff:n}건(전체의 {.share:pct})을 일으켰습니다."
    ),
    .triggerBrand: ("One of the brand's own accounts.", "브랜드 계정입니다."),
    .triggerUnlogged: (
      "What they did first is not in the log for {.unlogged:n of these|of these}.",
      "그중 {.unlogged:n}개는 시작한 행동이 기록에 없습니다."
    ),
    .triggerDirect: (
      "{.direct:n member|members} followed them directly, the first on {.evidence[0].at:at}.",
      "{.direct:n}건이 바로 뒤따랐고, 가장 먼저는 {.evidence[0].at:at}입니다."
    ),
    .triggerRows: ("First to follow:", "먼저 뒤따른 사람:"),
    .triggerRow: ("{.by:id} ({.at:at})", "{.by:id}({.at:at})"),
    .triggerRowKind: ("{.by:id} ({.kind:text}, {.at:at})", "{.by:id}({.kind:text}, {.at:at})"),
    .triggerQuotes: ("Who followed first, and what they wrote", "먼저 뒤따른 사람과 남긴 말"),

    .treeNotDrawn: (
      "The tree of the largest cascade was not drawn; cascade.dot holds it.",
      "가장 큰 연쇄의 나무 그림은 그리지 않았습니다. cascade.dot에 담겨 있습니다."
    ),
    .cascadesCaution: (
      """
      A cascade shows the order, not the reason: whoever came later may have acted for the same reason as whoever came \
      first.
      """,
      "연쇄는 순서를 보여 줄 뿐 이유를 보여 주지 않습니다. 나중에 온 사람도 먼저 온 사람과 같은 까닭으로 움직였을 수 있습니다."
    ),
    .cascadesOtherKinds: (
      "Other kinds ({cascades.otherKinds:counts}) show that somebody acted, not whom they followed.",
      "다른 종류({cascades.otherKinds:counts})는 누군가 움직였다는 것만 보여 주고 누구를 뒤따랐는지는 보여 주지 않습니다."
    ),
    .cascadesDatesOnly: (
      "Times are days only, and nobody follows anybody of the same day: cascades look shorter than they were.",
      "시각이 날짜뿐이고 같은 날에는 아무도 서로 뒤따르지 않은 것으로 보므로, 연쇄가 실제보다 짧게 보입니다."
    ),
  ]
}
