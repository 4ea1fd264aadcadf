import KithFoundation
import KithGraph

/// Any recommender's output: for each user some items with a score or a place in the list.
///
///     let table = try RecommendationTable(contentsOf: "recommendations.csv")
///     for row in table.rows(of: 0) { print(table.items[Int(table.itemCodes[row])], table.scores[row]) }
///
/// CSV, TSV and the like with a header (user, item, score or rank; RecBole's `user_id:token` too), tables of three
/// columns without one (LibRec), JSON Lines and arrays of objects with those keys. Where a table has both, the score
/// decides. Ids are compared by bytes. Blocks are parsed on all threads; O(bytes + rows log rows of a user), 40 bytes a
/// row and its score as written.
public struct RecommendationTable: Sendable {
  /// What messages call the file.
  public let file: String
  /// Ascending by bytes; everyone has a row.
  public let users: NameTable
  public let items: NameTable
  /// Rows of user u are `starts[u]..<starts[u + 1]`, the best first, equal scores in the order of the file.
  public let starts: [Int]
  /// By row: a code of `items`.
  public let itemCodes: [UInt32]
  /// By row: larger is better; a place becomes its negative.
  public let scores: [Double]
  /// By row: the score, or the place, as it was written.
  public let written: NameTable
  /// Whether scores are places in a list.
  public let isRanked: Bool
  /// Rows skipped because they could not be read or say the same pair again, and the first few of them.
  public let badRows: Int
  public let rejects: [Diagnostic]
  /// Rows met.
  public let rowsRead: Int
  public let warnings: [Diagnostic]

  public var count: Int { itemCodes.count }

  public func rows(of user: Int) -> Range<Int> { starts[user]..<starts[user + 1] }

  /// Rows below 0, which a score may be: worth telling, because a column of something else often has them.
  public var negativeCount: Int { isRanked ? 0 : scores.count { $0 < 0 } }

  /// `columns` are the roles of the columns in order (user, item, score, rank; _ skips one), `option` what to call them
  /// in messages; nil: seen by their names.
  ///
  /// Throws `KithError`: no input for a file that cannot be read; bad data for a missing column (E222), a row without
  /// user, item or score (E226), a score that is no finite number or a rank below 1 (E227), a pair of user and item in
  /// two rows (E220), and what reading a table throws. `skipsBadRows` leaves such rows out and counts them instead.
  public init(
    contentsOf path: String, columns: [String]? = nil, option: String = "--columns", skipsBadRows: Bool = false,
    execution: Execution = .serial
  ) throws {
    let reader = PairReader(need: .score, columns: columns, option: option, skipsBadRows: skipsBadRows)
    try self.init(reader.read(path, execution: execution), skipsBadRows: skipsBadRows, execution)
  }

  init(_ reading: PairReading, skipsBadRows: Bool, _ execution: Execution) throws {
    var reading = reading
    let lists = PairLists(reading, execution)
    if let (one, two) = lists.firstTwin, !skipsBadRows {
      throw KithError(
        .badData,
        Diagnostic(
          "E220",
          "\"\(reading.items[Int(two.item)])\" for \"\(reading.users[Int(two.user)])\" is also in line \(one.line)",
          at: Place(file: reading.file, line: Int(two.line)),
          help: "keep one row for each user and item, or use --on-bad-row skip to keep the first"))
    }
    if let (one, two) = lists.firstTwin {
      reading.reject(
        Diagnostic(
          "E220",
          "\"\(reading.items[Int(two.item)])\" for \"\(reading.users[Int(two.user)])\" is also in line \(one.line)",
          severity: .error, at: Place(file: reading.file, line: Int(two.line))))
    }
    file = reading.file
    users = reading.users
    items = reading.items
    starts = lists.starts
    itemCodes = lists.order.map { reading.rows[$0].item }
    scores = lists.order.map { reading.rows[$0].score }
    var (offsets, bytes) = ([0], [UInt8]())
    offsets.reserveCapacity(lists.order.count + 1)
    bytes.reserveCapacity(reading.texts.count)
    for place in lists.order {
      let row = reading.rows[place]
      bytes.append(contentsOf: reading.texts[row.text..<row.text + Int(row.textCount)])
      offsets.append(bytes.count)
    }
    written = NameTable(offsets: offsets, bytes: bytes)
    isRanked = reading.isRanked
    badRows = reading.badRows + lists.twins
    rejects = reading.rejects
    rowsRead = reading.rowsRead
    warnings = reading.warnings
  }
}

/// Rows brought together by user, each list in its order. Results do not depend on threads.
private struct PairLists {
  var starts: [Int]
  /// Places in the reading's rows.
  var order: [Int]
  /// Rows whose pair an earlier row has, left out.
  var twins = 0
  /// The first of them in the file, and the row before it that has the pair.
  var firstTwin: (PairRow, PairRow)?

  init(_ reading: PairReading, _ execution: Execution) {
    let rows = reading.rows
    let users = reading.users.count
    starts = [Int](repeating: 0, count: users + 1)
    for row in rows { starts[Int(row.user) + 1] += 1 }
    for user in 0..<users { starts[user + 1] += starts[user] }
    var next = starts
    let places = Scratch<Int>(uninitialized: rows.count)
    for index in rows.indices {
      places.base[next[Int(rows[index].user)]] = index
      next[Int(rows[index].user)] += 1
    }
    // Each user's rows stand in the order of the file: the second of a pair is a twin of the first.
    let kept = Scratch<Int>(repeating: 0, count: users)
    let grain = max(256, (users + 63) / 64)
    let itemCount = reading.items.count
    let begins = starts
    execution.forEachChunk(of: users, grain: grain) { _, range in
      let seen = Scratch<Int>(repeating: -1, count: itemCount)
      for user in range {
        let start = begins[user]
        var end = start
        for place in start..<begins[user + 1] {
          let index = places.base[place]
          let item = Int(rows[index].item)
          if seen.base[item] >= start { continue }
          seen.base[item] = start
          places.base[end] = index
          end += 1
        }
        kept.base[user] = end - start
        Self.sort(UnsafeMutableBufferPointer(start: places.base + start, count: end - start), rows)
      }
    }
    order = []
    order.reserveCapacity(rows.count)
    for user in 0..<users {
      order.append(contentsOf: UnsafeBufferPointer(start: places.base + starts[user], count: kept.base[user]))
    }
    twins = rows.count - order.count
    if twins > 0 { firstTwin = Self.firstTwin(rows) }
    for user in 0..<users { starts[user + 1] = starts[user] + kept.base[user] }
  }

  /// The best first; most lists come so.
  private static func sort(_ list: UnsafeMutableBufferPointer<Int>, _ rows: [PairRow]) {
    var list = list
    var place = 1
    while place < list.count, rows[list[place - 1]].score >= rows[list[place]].score { place += 1 }
    if place >= list.count { return }
    list.sort { rows[$0].score != rows[$1].score ? rows[$0].score > rows[$1].score : $0 < $1 }
  }

  private static func firstTwin(_ rows: [PairRow]) -> (PairRow, PairRow)? {
    var first: [UInt64: Int] = [:]
    for row in rows.indices {
      let key = UInt64(rows[row].user) << 32 | UInt64(rows[row].item)
      if let one = first.updateValue(row, forKey: key) { return (rows[one], rows[row]) }
    }
    return nil
  }
}
