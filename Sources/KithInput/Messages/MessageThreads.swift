import KithFoundation
import KithGraph

/// Which row each message answers, once duplicates are out of the way.
struct MessageThreads {
  /// False for rows dropped as duplicates.
  private(set) var isKept: [Bool]
  /// The row of the message or post each row answers, or `MessageTable.none`.
  private(set) var parents: [UInt32]
  private(set) var structure: [Structure]

  enum Structure: UInt8 {
    case post, comment, reply
  }

  /// Spellings of "no parent" that exports use; an id that really has one of these names wins.
  private static let noParent: Set<String> = [
    "0", "-1", "null", "NULL", "None", "none", "nil", "NaN", "nan", "-", "\\N",
  ]

  /// - Throws: `KithError` E221 when two different messages have one id, unless `dropsConflicts`.
  init(_ table: MessageTable, dropsConflicts: Bool, summary: inout MessageSummary) throws {
    let none = MessageTable.none
    let rows = table.count
    isKept = [Bool](repeating: true, count: rows)
    var rowOfID = [UInt32](repeating: none, count: table.ids.count)
    for row in 0..<rows where table.idCodes[row] != none {
      let id = Int(table.idCodes[row])
      if rowOfID[id] == none {
        rowOfID[id] = UInt32(row)
        continue
      }
      let other = Int(rowOfID[id])
      if table.isSameMessage(row, other) {
        isKept[row] = false
        summary.duplicates += 1
      } else {
        guard dropsConflicts else { throw Self.conflict(table, other, row) }
        let dropped = table.isBefore(row, other) ? other : row
        isKept[dropped] = false
        rowOfID[id] = UInt32(dropped == row ? other : row)
        summary.conflictingIDs += 1
      }
    }

    var meansNoParent = [Bool](repeating: false, count: table.ids.count)
    for name in Self.noParent {
      if let code = table.ids.find(name), rowOfID[Int(code)] == none { meansNoParent[Int(code)] = true }
    }
    // Ids and items are spelled in different tables: which message an item names, and which item an id.
    let idOfItem = (0..<UInt32(table.itemNames.count)).map { item in
      table.itemNames.utf8(of: item).withUnsafeBytes { table.ids.find($0) } ?? none
    }
    let postKind = (0..<UInt32(table.kindNames.count)).map { KindNames.normalised(table.kindNames[$0]) == "post" }

    func parentID(_ row: Int) -> UInt32 {
      let parent = table.parents[row]
      return parent == none || parent == table.idCodes[row] || meansNoParent[Int(parent)] ? none : parent
    }
    func itemID(_ row: Int) -> UInt32 { table.items[row] == none ? none : idOfItem[Int(table.items[row])] }
    func isPost(_ row: Int) -> Bool {
      if parentID(row) != none { return false }
      if table.kinds[row] != none, postKind[Int(table.kinds[row])] { return true }
      if table.items[row] == none { return table.kinds[row] == none }
      return itemID(row) != none && itemID(row) == table.idCodes[row]
    }

    parents = [UInt32](repeating: none, count: rows)
    structure = [Structure](repeating: .post, count: rows)
    for row in 0..<rows where isKept[row] && table.addressees[row] == none {
      if table.parents[row] != none, table.parents[row] == table.idCodes[row] { summary.ownParents += 1 }
      let parent = parentID(row)
      if parent != none {
        let answered = rowOfID[Int(parent)]
        parents[row] = answered
        if answered != none {
          structure[row] = isPost(Int(answered)) ? .comment : .reply
        } else if parent == itemID(row) {
          structure[row] = .comment
          summary.missingPosts += 1
        } else {
          structure[row] = .reply
          summary.missingParents += 1
        }
      } else if !isPost(row) {
        structure[row] = .comment
        guard table.items[row] != none else { continue }
        let post = itemID(row) == none ? none : rowOfID[Int(itemID(row))]
        if post != none, post != UInt32(row), isPost(Int(post)) {
          parents[row] = post
        } else {
          summary.missingPosts += 1
        }
      }
    }
    summary.inCycles += Self.rowsInCycles(parents)
  }

  /// Rows from which following parents leads back to the row. O(rows).
  private static func rowsInCycles(_ parents: [UInt32]) -> Int {
    var visit = [UInt32](repeating: 0, count: parents.count)
    var inCycles = 0
    for start in parents.indices where visit[start] == 0 {
      let mark = UInt32(start) + 1
      var row = start
      while visit[row] == 0 {
        visit[row] = mark
        guard parents[row] != MessageTable.none else { break }
        row = Int(parents[row])
      }
      guard visit[row] == mark, parents[row] != MessageTable.none else { continue }
      let first = row
      repeat {
        inCycles += 1
        row = Int(parents[row])
      } while row != first
    }
    return inCycles
  }

  private static func conflict(_ table: MessageTable, _ first: Int, _ second: Int) -> KithError {
    let id = table.ids[table.idCodes[second]]
    return KithError(
      .badData,
      Diagnostic(
        "E221",
        "the id \"\(id)\" belongs to two different messages; the other is at \(table.place(of: first).description)",
        at: table.place(of: second), excerpt: id,
        help:
          "make ids unique over all files (put the channel in front, say), or use --on-bad-row skip to keep the one "
          + "that is first by time"))
  }
}
