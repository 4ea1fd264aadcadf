import KithFoundation

/// Which columns of a table hold users, items and scores.
struct PairColumns: Equatable {
  /// What a row must have.
  enum Need: Sendable {
    /// User, item, and a score or a place in the user's list.
    case score
    /// User and item.
    case pair
    /// An item, and the user it is about where there is a column of users.
    case item
  }

  /// Nil where rows are about items alone.
  var user: Int?
  var item: Int
  /// Nil where none is needed.
  var score: Int?
  /// Scores are places in a list.
  var isRanked = false

  static let userNames =
    ["user", "user_id", "userid", "uid", "person", "from", "account", "사용자", "사용자id", "회원", "회원id"]
  static let itemNames = [
    "item", "item_id", "itemid", "iid", "product", "product_id", "movie_id", "artist_id", "상품", "상품id", "품목",
  ]
  static let scoreNames = ["score", "rating", "prediction", "predicted", "relevance", "value", "weight", "점수", "평점"]
  static let rankNames = ["rank", "position", "place", "순위"]

  /// The first column of the first of these names, of RecBole's types and all.
  static func position(_ names: [String], in header: [String]) -> Int? {
    let header = header.map(ColumnNames.normalised)
    return names.lazy.compactMap { name in header.firstIndex(of: name) }.first
  }

  /// Of a header's names. Throws E222 for a missing column.
  init(header: [String], need: Need, at place: Place) throws {
    let user = Self.position(Self.userNames, in: header)
    guard let item = Self.position(Self.itemNames, in: header) else {
      throw Self.missing("items", Self.itemNames, header, place)
    }
    if user == nil, need != .item { throw Self.missing("users", Self.userNames, header, place) }
    self.user = user
    self.item = item
    if need != .score { return }
    score = Self.position(Self.scoreNames, in: header)
    if score == nil {
      isRanked = true
      score = Self.position(Self.rankNames, in: header)
    }
    if score == nil { throw Self.missing("scores", Self.scoreNames + Self.rankNames, header, place) }
  }

  /// As listed: user, item, score, rank; _ skips a column. Throws E703 for another role, E704 for one named twice,
  /// E208 for more roles than columns, E222 for a missing role.
  init(listed roles: [String], fieldCount: Int, need: Need, option: String, at place: Place) throws {
    if roles.count > fieldCount {
      throw KithError(
        .badData,
        Diagnostic(
          "E208", "\(option) names \(roles.count) columns, but the table has \(fieldCount)", at: place,
          help: "name as many as there are"))
    }
    var found: [String: Int] = [:]
    for (position, name) in roles.enumerated() where !["", "_", "-"].contains(name) {
      let known = ["user", "item", "score", "rank"]
      guard known.contains(name) else {
        throw KithError(
          .usage,
          Diagnostic(
            "E703", "\(option): \"\(name)\" is no role",
            help: (Suggestion.nearest(to: name, in: known).map { "did you mean \($0)? " } ?? "")
              + "roles: \(known.joined(separator: ", ")); _ skips a column"))
      }
      if found.updateValue(position, forKey: name) != nil {
        throw KithError(.usage, Diagnostic("E704", "\(option) names \"\(name)\" twice"))
      }
    }
    user = found["user"]
    score = need == .score ? found["score"] ?? found["rank"] : nil
    isRanked = need == .score && found["score"] == nil
    guard let item = found["item"], user != nil || need == .item, score != nil || need != .score else {
      throw KithError(
        .badData,
        Diagnostic(
          "E222", "\(option) names no column of \(found["item"] == nil ? "items" : user == nil ? "users" : "scores")",
          at: place, help: "in order: \(option) user,item,score; _ skips a column"))
    }
    self.item = item
  }

  /// Of a table without header: user, item, score in this order; a single column holds items.
  init(fieldCount: Int, need: Need, at place: Place) throws {
    if need == .item, fieldCount == 1 {
      item = 0
      return
    }
    let wanted = need == .score ? 3 : 2
    if fieldCount < wanted {
      throw KithError(
        .badData,
        Diagnostic(
          "E222", "the table has \(fieldCount) column\(fieldCount == 1 ? "" : "s") and no header", at: place,
          help: "write user, item\(need == .score ? " and score or rank" : "") in its first line"))
    }
    user = 0
    item = 1
    if need == .score { score = 2 }
  }

  private static func missing(_ what: String, _ names: [String], _ header: [String], _ place: Place) -> KithError {
    let near = header.first { Suggestion.nearest(to: ColumnNames.normalised($0), in: names) != nil }
    return KithError(
      .badData,
      Diagnostic(
        "E222", "no column holds the \(what); the columns are \(header.map { "\"\($0)\"" }.joined(separator: ", "))",
        at: place,
        help: (near.map { "is it \"\($0)\"? " } ?? "") + "its header is one of \(names.joined(separator: ", "))"))
  }
}
