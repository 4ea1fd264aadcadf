/// The report's own words in one language.
struct Phrases: Sendable {
  let language: ReportLanguage

  subscript(phrase: Phrase) -> String {
    guard let (english, korean) = Self.table[phrase] else { return phrase.rawValue }
    return language == .korean ? korean : english
  }

  func unit(_ unit: Timeline.Unit) -> String {
    switch unit {
    case .hour: self[.unitHour]
    case .day: self[.unitDay]
    case .week: self[.unitWeek]
    case .month: self[.unitMonth]
    }
  }

  /// What an edge says, from the kinds of the rows behind the edges.
  func edgeMeaning(kinds: [String]) -> String {
    let verbs = kinds.prefix(4).compactMap { Self.verbs[$0] }
    let isWhole = verbs.count == kinds.count
    if language == .korean {
      if verbs.isEmpty { return "a가 b에게 말을 걸었다" }
      return "a가 b에게 " + verbs.map(\.korean).joined(separator: ", ") + (isWhole ? "" : " 등") + "(으)로 말을 걸었다"
    }
    if verbs.isEmpty { return "a addressed b" }
    var clauses = verbs.map(\.english)
    if !isWhole { clauses.append("otherwise addressed") }
    let last = clauses.removeLast()
    return "a " + (clauses.isEmpty ? last : clauses.joined(separator: ", ") + " or " + last) + " b"
  }

  /// What it means that b follows a, from the kinds that say so; nil where the log names none.
  func followMeaning(kinds: [String]) -> String? {
    let verbs = kinds.prefix(4).compactMap { Self.verbs[$0] }
    if verbs.isEmpty { return nil }
    let isWhole = verbs.count == kinds.count
    if language == .korean { return "b가 a에게 " + verbs.map(\.korean).joined(separator: ", ") + (isWhole ? "" : " 등") }
    var clauses = verbs.map(\.english)
    if !isWhole { clauses.append("otherwise answered") }
    let last = clauses.removeLast()
    return "b " + (clauses.isEmpty ? last : clauses.joined(separator: ", ") + " or " + last) + " a"
  }

  private static let verbs: [String: (english: String, korean: String)] = [
    "post": ("posted to", "게시"), "comment": ("commented on", "댓글"), "reply": ("replied to", "답글"),
    "mention": ("mentioned", "언급"), "share": ("shared", "공유"), "quote": ("quoted", "인용"),
    "like": ("liked", "좋아요"), "follow": ("followed", "팔로우"), "message": ("wrote to", "메시지"),
    "answer": ("answered", "답변"),
  ]
}

/// Names of all phrases; their texts stand in `Phrases.table`.
enum Phrase: String, CaseIterable {
  // Small words
  case lastSeparator, unitHour, unitDay, unitWeek, unitMonth, everythingElse, none, kicker
  // Headings
  case title, headSummary, headMap, headCore, headCascades, headConcentration, headCommunities, headTime, headFirst
  case headLeftOut, headMethods, headReproduce
  // Reasons for missing answers
  case noTimes, noTexts, noEdges, noAuthors, tooLargeToRedraw, tooLargeToRepeat, tooLargeForDistances
  // Opening
  case leadTimed, leadUntimed, leadEmpty, leadEdge, weightCount, weightSum, weightBinary, leadDirection, leadConnected
  case leadDensity, leadTransitivity, leadDistance
  case tilePeople, tileEdges, tileInteractions, tileCommunities, tileDays
  case findCore, findConcentration, findCommunities, findPeak
  // Map
  case mapNotDrawn
  // Core
  case coreIntro, coreCaution, coreRanges, coreTitle, coreReceived, coreKinds, coreChannels, coreOneSource,
    coreMainSource
  case coreSent, coreSilent, corePeak, coreArrival, coreQuotes, quoteBy, quoteByAt
  case columnRank, columnRange, columnPerson, columnPageRank, columnFrom, columnReceived, columnSentTo, columnCommunity
  // Who set it off
  case noFollowing, noGrowth, noBrand
  case cascadesIntro, cascadesOnce, cascadesOneThing, cascadesLargest, cascadesAbout, cascadesUnlogged, cascadesViral
  case cascadesSpeed, findCascades, growthTitle, growthCaption, growthLater, growthHalf, growthNineTenths, growthX
  case sourceSplit, sourceBrand, sourceUnlogged, sourceNoBrand, sharingPoint
  case triggersIntro, columnCascades, columnSetOff, columnShare, columnDirect, columnBegan, notLogged
  case triggerTitle, triggerSetOff, triggerBrand, triggerUnlogged, triggerDirect, triggerRows, triggerRow
  case triggerRowKind, triggerQuotes, columnItem, columnMembers, columnRoot, columnDeep, columnApart
  case columnHalf, columnNineTenths, treeNotDrawn, cascadesCaution, cascadesOtherKinds,
    cascadesDatesOnly
  // Alike, or influenced
  case headInfluence, noChances, noActionTimes, influenceItem, influenceAnything, verdictInfluence, verdictSimilarity
  case verdictEvents, verdictHidden, verdictDisagreement, verdictNothing, verdictUnanswerable, influenceEffect
  case influenceEValue, influenceGamma, influenceCaution, columnTest, columnValue, columnChance, columnSays
  case testYes, testNo, testNone, testNaive, testHazard, testLeadLag, testStratified, testReversal, testShuffle
  case traitBoth, traitGathers, traitDrives, traitNeither, traitUnknown, followingRate, followingRatio
  case followingNoRatio, followingDelay, funnelIntro, funnelUnprompted, funnelCommunities, columnStage, columnReached
  case columnRate, columnFurthest, columnMedian, columnSteepest, stageAlone, stageGathered, stageExposed
  case stageInfluenced, stageFollowed
  // What their friends would choose
  case headChoices, choicesNobody, choicesOneItem, choicesTooLarge, choicesUntestable, choicesIntro, choicesYes
  case choicesTouch, choicesGiven
  case choicesNo, choicesCannotTell, choicesUnproven, findChoicesYes, findChoicesNo, findChoicesCannotTell
  case basePopularity, baseNeighbors, choicesTest, choicesGain, choicesUntimed
  case columnGroup, columnTested, columnAlone, columnWith, columnGain, columnInterval, columnHelp
  case groupAll, groupCold, groupAlone, groupFew, groupMany
  case spreadingIntro, spreadingRare, columnThing, columnTakers, columnAfterFriend, columnAway, columnNear
  case offersIntro, offersCommunities, columnOffered, columnNext, columnLists, columnThere, offersExamples
  case offerTitle, offerReason, offerReasonLately, offerNamed, offerFew, offerFriends
  case choicesRule, choicesConsent, choicesContact, choicesCaution
  // Concentration
  case attentionYes, attentionNearly, attentionNo, activityYes, activityNearly, activityNo, attentionPoint,
    activityPoint
  case giniBoth, concentrationCaution
  case columnMeasure, columnAttention, columnActivity, rowPeople, rowTopFifth, rowPoint, rowTopTen, rowGini
  case lorenzTitle, lorenzCaption, lorenzX, lorenzEqual
  // Communities
  case communitiesIntro, communitiesDescribed, communitiesOne, communitiesNone, communitiesCaution
  case communitiesFirm, communitiesShaky, communityTitle, communityPeople, communityInside, communityStability
  case communityBridges, communityBridge, communityBridgePeople, communityPeak, communityNoWords, communityWords
  case frequentWords
  // Time
  case timeIntro, timeBusiest, timePeak, timePeakAlone, timePeakTarget, timePeakItem, timeNoPeak, activityTitle,
    activityCaption
  case withoutTime
  case firstIntro, firstTied, firstDatesOnly, firstCaution, columnTime, columnKind, columnChannel, columnRows
  // Left out
  case leftNothing, leftIntro, leftBadRows, leftOtherKinds, leftOutsideWindow, leftAnonymous, leftWithoutTarget
  case leftSelfEdges, leftUnconnected, openTimes, openTexts, openKinds, openChannels
  // Methods and footer
  case methodConvention, methodParameters, methodParameter, methodIterations, reproduceCommand, reproduceSeed
  case reproduceFingerprint, reproduceInputs, dataTable, columnStart
}
