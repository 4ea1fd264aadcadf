import KithFoundation
import KithGraph
import KithRecommend

/// Why an item is recommended, in one sentence to the person: `4 of your 5 friends took this, 3 of them in the last
/// 30 days; among them mina and jun`.
///
/// Nothing is told of fewer than `leastFriends` friends: not who took it lately, nor how many friends of friends did.
struct ReasonSentence: Sendable {
  /// In the past tense.
  let did: String
  let lately: Stretch
  let leastFriends: Int
  let times: TakingTimes
  let names: NameTable
  /// By person; nil: nobody is named.
  let mayBeNamed: [Bool]?

  /// The most people that are named.
  static let mostNames = 3

  /// Nil where too few took it.
  func text(_ reasons: SocialExplanation.Reasons, item: UInt32) -> String? {
    let (friends, further) = (reasons.friends, reasons.friendsOfFriendsWhoTook)
    if friends.count < leastFriends {
      // Where they moved it down, they are no reason.
      let areEnough = further >= leastFriends && reasons.friendsOfFriends > 0
      return areEnough ? "\(grouped(further)) friends of your friends \(did) this" : nil
    }
    var text = "\(grouped(friends.count)) of your \(grouped(reasons.friendCount)) friends \(did) this"
    if let latest = times.latest {
      let recent = friends.count { friend in
        times.last(item, by: Int(friend.person)).map { latest - $0 < lately.milliseconds } ?? false
      }
      if recent >= leastFriends {
        text += recent == friends.count ? ", all of them" : ", \(grouped(recent)) of them"
        text += " in the last \(lately.words)"
      }
    }
    let named = friends.lazy.filter { mayBeNamed?[Int($0.person)] ?? false }.prefix(Self.mostNames)
    if !named.isEmpty { text += "; among them " + Self.listed(named.map { names[Int($0.person)] }) }
    if further >= leastFriends {
      text += "; so did \(grouped(further)) friends of theirs"
    } else if further > 0 {
      text += "; so did friends of theirs"
    }
    return text
  }

  /// `mina`, `mina and jun`, `mina, jun and sora`.
  private static func listed(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }
}

extension Stretch {
  /// `30 days`, `hour`: what follows "the last".
  var words: String {
    let digits = text.prefix { $0.isNumber }
    let unit = text.last == "d" ? "day" : text.last == "h" ? "hour" : text.last == "w" ? "week" : "minute"
    let count = Int(digits) ?? 1
    return count == 1 ? unit : "\(grouped(count)) \(unit)s"
  }
}
