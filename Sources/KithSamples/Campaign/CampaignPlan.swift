import KithFoundation

/// Every number behind the sample campaign; its README and `truth.json` print them.
struct CampaignPlan: Sendable {
  var brand = "달무리과자점"
  var firstDay = (year: 2022, month: 12, day: 1)
  var days = 31
  /// Korea Standard Time is UTC+9 the whole year.
  var secondsEastOfUTC = 9 * 3600

  // Who follows whom.

  /// Everybody follows at least this many people …
  var fewestFollowed = 4
  /// … plus a Poisson number with this mean.
  var meanFurtherFollowed = 5.0
  /// The chance that somebody followed belongs to another community.
  var outsideShare = 0.08
  /// How much likelier a person of the same taste is followed: the planted homophily.
  var sameTasteFactor = 2.5
  /// The chance to be followed back.
  var followBack = 0.3
  /// The spread (sigma of the log) of how attractive people are to follow.
  var appealSpread = 0.6
  /// The chance that somebody follows the trigger of the same community, and of another.
  var followsTrigger = (inside: 0.45, outside: 0.02)
  /// The same for the famous, wherever they belong.
  var followsFamous = 0.12

  // What sets off a message.

  /// The chance that a follower of ordinary interest reacts to an ordinary person's post.
  var reaction = 0.1
  /// Times this for a trigger's posts and shares …
  var triggerFactor = 4.0
  /// … and this for everything the famous write: many follow them, few react.
  var famousFactor = 0.1
  /// Times this for comments and replies, which fewer see than posts and shares.
  var commentFactor = 0.35
  /// Times this if the follower belongs to another community.
  var outsideFactor = 0.3
  /// The spread (sigma of the log, mean about 1) of people's interest; the loud have `loudInterest` times as much.
  var interestSpread = 0.5
  var loudInterest = 4.0
  var shareShare = 0.15
  /// The chance that a share goes to another channel.
  var crossChannel = 0.3
  /// The chance that somebody spoken to answers: an ordinary person, a trigger, the brand.
  var answers = (ordinary: 0.28, trigger: 0.12, brand: 0.2)
  var selfReply = 0.015
  /// The chance that a message calls a friend by @name, and that the friend then answers.
  var mention = 0.1
  var mentionAnswer = 0.4
  /// Somebody drawn to a brand post by a friend's comment writes under the post itself with this chance, so that
  /// the log does not show the cause; otherwise answers the friend.
  var hiddenCause = 0.5

  // What starts from outside.

  var brandPosts = 24
  /// The mean number of people who come to a brand post by themselves, and the share from the community it is for.
  var visitors = 13.0
  var visitorsFromTarget = 0.7
  /// Days of the month on which each trigger posts; community `c` posts `c` days later.
  var triggerDays = [4, 8, 13, 17, 22]
  /// Posts of ordinary people, mean per person, and of each loud one.
  var spontaneousPosts = 0.3
  var loudPosts = 8

  // When.

  /// Delay of a reaction: log-normal, at least 45 seconds; nobody writes between 1 and 7 in the morning.
  var medianDelay = 100.0 * 60
  var delaySpread = 1.3

  // Purchases: each day a person buys an item not yet bought with logit probability
  // `purchaseBase` + item + taste · [same taste] + friends · ln(1 + followed people who bought it before that day).

  var purchaseBase = -5.9
  /// Standard deviation of the items' own constants.
  var purchaseItemSpread = 0.4
  var purchaseTaste = 1.1
  var purchaseFriends = 0.9

  // The base recommendations: popularity, taste and noise; no friends.

  /// Purchases from this day of the month on are held out.
  var cutoffDay = 24
  var recommendationsEach = 10
  var recommendationTaste = 0.5
  var recommendationNoise = 0.35

  /// Seconds since 1970 of the first day's midnight in Korea.
  var start: Int64 {
    Int64(Timestamp.days(year: firstDay.year, month: firstDay.month, day: firstDay.day) * 86_400 - secondsEastOfUTC)
  }

  /// `2022-12-01T09:30:00+09:00` for a number of seconds after `start`.
  func clock(_ second: Int64) -> String {
    Timestamp(milliseconds: (start + second + Int64(secondsEastOfUTC)) * 1000).iso8601.dropLast() + "+09:00"
  }
}
