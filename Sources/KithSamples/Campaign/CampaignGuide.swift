extension CampaignFiles {
  /// The README beside the files: how each thing is drawn, with its numbers.
  var guide: String {
    """
    # A brand campaign with known truth

    A made-up dessert maker, \(plan.brand), runs a campaign in December 2022. \(crowd.brand) made-up people talk about it
    on three channels (피드, 카페, 영상). Nothing here is observed: people, names, sentences and numbers come from a
    generator, so what set it off, who belongs together and why people bought are known exactly.

        kith sample campaign --seed \(seed) -o DIR    # writes these files, byte for byte
        kith report DIR/comments.csv -o REPORT

    ## What an analyst would have

    | file | columns | holds |
    |---|---|---|
    | `comments.csv` | id, parent_id, author, created_at, channel, kind, post, text | \(conversation.messages.count) messages: posts, comments, replies, shares; `post` is the first message of the thread |
    | `people.csv` | id, taste, region, age_band, consent, may_contact | everybody but the brand; `may_contact` is never yes without `consent` |
    | `friends.csv` | from, to | `from` follows `to` |
    | `actions.csv` | person, item, time | what each person bought |
    | `recommendations.csv` | user, item, score | a base list of \(plan.recommendationsEach) items each, made without looking at friends |

    ## The truth

    | file | columns | holds |
    |---|---|---|
    | `truth.csv` | id, role, community, followers, messages, started | `started` counts the messages of others at the end of a chain of causes this person began |
    | `causes.csv` | id, origin, cause, root_author | for each message, what brought its author to write |
    | `truth.json` | | the counts, the triggers, the communities and every parameter below |

    ## How it is drawn

    Every number comes from a counter-based stream keyed by the seed, a purpose and an index; logarithms and
    exponentials use exact operations only. The same seed gives the same bytes on every machine.

    **People.** The communities:

    \(communityList)

    Taste (sweet or plain) and age are drawn from each community's own weights, regions from the same for all. One person
    in each community is a *trigger*, one is *loud* (interest times \(plan.loudInterest)); \(Handles.famous.count) people are *famous* (many
    followers, little reaction); everybody else is a *member*. Interest is log-normal with mean 1 and sigma
    \(plan.interestSpread). 95% consent to analysis; 70% of those to contact.
    \(Handles.awkward.count) names contain commas, quotes, markup, a formula or decomposed Hangul, to test programs.

    **Who follows whom.** Each person follows \(plan.fewestFollowed) + Poisson(\(plan.meanFurtherFollowed)) people; with chance
    \(plan.outsideShare) each is from another community. Within a community the chance is proportional to appeal (log-normal,
    sigma \(plan.appealSpread)), times \(plan.sameTasteFactor) for the same taste: the planted homophily. With chance
    \(plan.followBack) the other follows back. Besides, a trigger is followed by \(percent(plan.followsTrigger.inside)) of the
    own community and \(percent(plan.followsTrigger.outside)) of the others, the famous by \(percent(plan.followsFamous)) of all.

    **What starts from outside.** \(plan.brandPosts) brand posts, each for one community in turn, with Poisson(\(plan.visitors))
    visitors, \(percent(plan.visitorsFromTarget)) from that community (origin `visit`). Posts of people's own accord (origin
    `spontaneous`): Poisson(\(plan.spontaneousPosts)) for a member, \(plan.loudPosts) for the loud and the famous; the trigger of the first
    community posts on the days \(plan.triggerDays.map(String.init).joined(separator: ", ")), that of each next community a day later.

    **What spreads.** A follower u of v reacts to v's message once a thread, with chance
    \(plan.reaction) × interest(u), times \(plan.triggerFactor) for a trigger's posts and shares, \(plan.famousFactor) for all the
    famous write, \(plan.commentFactor) for comments and replies, \(plan.outsideFactor) if u is from another community (at most
    0.9). A reaction is a share with chance \(plan.shareShare), to another channel with chance \(plan.crossChannel). Somebody
    spoken to answers with chance \(plan.answers.ordinary) (triggers and famous \(plan.answers.trigger), the brand \(plan.answers.brand)). With
    chance \(plan.mention) a message calls a friend by @name, who answers with chance \(plan.mentionAnswer). With chance
    \(plan.selfReply) people answer themselves. Under a brand post, half (\(plan.hiddenCause)) of those drawn in by a friend's comment
    write under the post itself: there `causes.csv` knows a cause that the log does not show.

    **When.** Delays are log-normal with median \(Int(plan.medianDelay / 60)) minutes and sigma \(plan.delaySpread), at least 45 seconds; what
    would fall between 1 and 7 in the morning moves to between 7 and 9. Times are Korean (+09:00).

    **How channels record it.** On 영상, answers to answers hang under the first comment and open with the @name of the
    person addressed; elsewhere `parent_id` is the message answered.

    **Words.** Sentences come from a grammar with topic words, places and moments of each community and its favourite
    items, and particles that fit the word before. Each person keeps one style.

    **Purchases.** Each day, a person who has not bought an item does so with probability
    logistic(\(plan.purchaseBase) + c + \(plan.purchaseTaste) · [the item's taste is theirs] + \(plan.purchaseFriends) · ln(1 + a)), where a counts
    the people they follow who bought it on an earlier day, and c is the item's own constant (sd \(plan.purchaseItemSpread)).
    Items take turns in what counts, their `drive` in `truth.json`: *both*, *taste* only, *friends* only, *neither*.

    **Base recommendations.** As of \(plan.clock(Int64(plan.cutoffDay - 1) * 86_400)): ln(1 + buyers so far) + \(plan.recommendationTaste) · [same taste]
    + normal noise of sd \(plan.recommendationNoise), among items not bought before. Later purchases are the held-out test.

    """
  }

  private var communityList: String {
    Topic.all.map { "- \($0.name): \($0.people) people, \(percent($0.sweetShare)) with a sweet taste" }
      .joined(separator: "\n")
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
