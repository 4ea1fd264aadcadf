import KithFoundation
import KithGraph

/// Pairs of users and items, or items alone, from a table or JSON Lines.
///
///     let held = try PairTable(contentsOf: "validation.csv")
///     held.users[Int(held.userCodes[0])]; held.items[Int(held.itemCodes[0])]
///
/// Columns are found as in a `RecommendationTable`; further ones are left alone. O(bytes).
public struct PairTable: Sendable {
  /// Ascending by bytes.
  public let users: NameTable
  public let items: NameTable
  /// By row, in the order of the file. Empty where the table has no users: its rows are about everybody.
  public let userCodes: [UInt32]
  public let itemCodes: [UInt32]
  /// Rows skipped because they could not be read, and the first few of them.
  public let badRows: Int
  public let rejects: [Diagnostic]
  public let warnings: [Diagnostic]

  public var count: Int { itemCodes.count }

  /// With `needsUsers` false a table may have items alone: one a line, or a column of them.
  ///
  /// Throws `KithError`: no input for a file that cannot be read; bad data for a missing column (E222), a row without
  /// user or item (E226), and what reading a table throws.
  public init(
    contentsOf path: String, needsUsers: Bool = true, skipsBadRows: Bool = false, execution: Execution = .serial
  ) throws {
    let reading = try PairReader(need: needsUsers ? .pair : .item, skipsBadRows: skipsBadRows)
      .read(path, execution: execution)
    users = reading.users
    items = reading.items
    userCodes = reading.hasUsers ? reading.rows.map(\.user) : []
    itemCodes = reading.rows.map(\.item)
    badRows = reading.badRows
    rejects = reading.rejects
    warnings = reading.warnings
  }
}
