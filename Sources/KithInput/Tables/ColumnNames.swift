/// The names columns go by in the wild, in English and Korean, most telling first.
enum ColumnNames {
  static func synonyms(of role: ColumnRole) -> [String] {
    switch role {
    case .from:
      [
        "from", "actor", "author", "author_id", "author_name", "sender", "commenter", "comment_author", "from_user",
        "from_id", "from_user_id", "user_id", "userid", "user", "user_name", "username", "screen_name",
        "user_screen_name",
        "usera", "user_a", "person", "source", "src", "source_id", "user_id_no", "writer", "nickname", "account",
        "owner_user_id",
        "name", "작성자", "작성자id", "작성자_id", "댓글작성자", "글쓴이", "보낸사람", "보낸이", "발신자", "닉네임", "아이디", "사용자",
      ]
    case .to:
      [
        "to", "target", "target_id", "addressee", "recipient", "receiver", "reply_to", "reply_to_user",
        "in_reply_to_screen_name", "in_reply_to_user", "in_reply_to_user_id", "to_user", "to_id", "to_user_id",
        "parent_author", "mentioned", "userb", "user_b", "friend", "friend_id", "friendid", "destination", "dest",
        "dst", "대상", "대상자", "받는사람", "받는이",
        "수신자", "답글대상", "원작성자", "원글작성자",
      ]
    case .at:
      [
        "at", "time", "timestamp", "created_at", "created", "created_utc", "datetime", "date_time", "published_at",
        "posted_at", "sent_at", "reg_time", "unix_time", "unixtime", "epoch", "ts", "date", "작성일시", "작성일", "작성시간",
        "등록일시", "등록일", "일시", "시간", "시각", "날짜",
      ]
    case .kind:
      ["kind", "type", "interaction", "interaction_type", "action", "relation", "event", "종류", "유형", "구분", "행동"]
    case .channel: ["channel", "platform", "site", "medium", "media", "forum", "subreddit", "채널", "플랫폼", "매체", "사이트"]
    case .item:
      [
        "item", "item_id", "post", "post_id", "article", "article_id", "video_id", "thread", "thread_id", "topic",
        "url",
        "link", "hashtag", "product", "itemid", "product_id", "movie_id", "artist_id", "artistid", "게시물", "게시글",
        "게시물id", "글번호", "기사", "상품", "해시태그",
      ]
    case .weight: ["weight", "strength", "count", "n", "times", "가중치", "횟수", "건수"]
    case .text:
      [
        "text", "content", "contents", "body", "message", "comment", "comment_text", "comment_body", "내용", "본문", "댓글",
        "댓글내용", "텍스트",
      ]
    case .id: ["id", "comment_id", "message_id", "tweet_id", "status_id", "comment_no", "번호", "댓글번호", "댓글id", "글id"]
    case .parent:
      [
        "parent", "parent_id", "parent_comment_id", "reply_to_id", "in_reply_to_id", "in_reply_to_status_id",
        "in_reply_to", "부모", "부모id", "부모댓글", "상위댓글", "상위글", "원댓글",
      ]
    }
  }

  /// "Created At", "created-at" and "created_at" are one name; so is "created_at:float", as RecBole writes it.
  static func normalised(_ name: String) -> String {
    var result = ""
    for scalar in untyped(name) {
      switch scalar {
      case " ", "-", "_", "\t", ".": if !result.isEmpty && !result.hasSuffix("_") { result += "_" }
      default: result.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    return result
  }

  /// Without the type that RecBole's atomic files put behind a name.
  private static func untyped(_ name: String) -> Substring.UnicodeScalarView {
    let scalars = name.unicodeScalars[...]
    guard let colon = scalars.lastIndex(of: ":"),
      ["token", "float", "token_seq", "float_seq"].contains(String(scalars[scalars.index(after: colon)...]))
    else { return scalars }
    return scalars[..<colon]
  }

  /// The role a header name suggests, if any.
  static func role(of name: String) -> ColumnRole? {
    let wanted = normalised(name)
    return ColumnRole.allCases.first { synonyms(of: $0).contains(wanted) }
  }
}
