/// One vocabulary for kinds of interaction.
///
/// Known spellings become post, comment, reply, mention, share, quote, like, follow, message or answer;
/// others stay as written, trimmed and lower-cased.
public enum KindNames {
  /// What logs call a kind that someone wrote so.
  public static func normalised(_ written: String) -> String {
    var scalars = Substring(written).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    var name = ""
    for scalar in scalars { name.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars) }
    return synonyms[name] ?? name
  }

  private static let synonyms: [String: String] = {
    let groups: [String: [String]] = [
      "post": ["post", "posts", "submission", "tweet", "status", "article", "question", "게시물", "게시글", "글", "질문"],
      "comment": ["comment", "comments", "commented", "댓글", "코멘트"],
      "reply": ["reply", "replies", "replied", "re", "replied_to", "reply_to", "답글", "대댓글", "답장"],
      "mention": ["mention", "mentions", "mentioned", "mt", "@", "멘션", "언급"],
      "share": [
        "share", "shares", "shared", "rt", "retweet", "retweets", "retweeted", "repost", "reposted", "reblog", "boost",
        "공유", "리트윗", "퍼가기",
      ],
      "quote": ["quote", "quotes", "quoted", "qt", "quote_tweet", "quoted_tweet", "인용"],
      "like": ["like", "likes", "liked", "favorite", "favourite", "fav", "좋아요", "공감"],
      "follow": ["follow", "follows", "followed", "subscribe", "팔로우", "구독"],
      "message": ["message", "messages", "dm", "direct_message", "메시지", "쪽지"],
      "answer": ["answer", "answers", "answered", "답변"],
    ]
    var result: [String: String] = [:]
    for (kind, names) in groups { for name in names { result[name] = kind } }
    return result
  }()
}
