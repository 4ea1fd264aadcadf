import KithFoundation
import KithGraph

/// One table of a feed for another recommender, with what each of its columns holds.
///
///     let ties = FeedTable(.ties, columns: [
///       FeedColumn("source", .names(people, codes: sources), .person, note: "who heeds"), …])
public struct FeedTable: Sendable {
  /// What the rows are.
  public enum Kind: String, Sendable, CaseIterable {
    /// One for each person and item they took.
    case interactions
    /// One for each person and friend.
    case ties
    /// One for each person.
    case users
    /// One for each person and item that may be recommended to them.
    case candidates
  }

  public let kind: Kind
  public let columns: [FeedColumn]

  public init(_ kind: Kind, columns: [FeedColumn]) {
    precondition(columns.allSatisfy { $0.values.count == columns[0].values.count }, "columns have one length")
    self.kind = kind
    self.columns = columns
  }

  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// The same columns with the given rows in the given order. O(rows × columns).
  public func selecting(_ rows: [Int]) -> FeedTable {
    FeedTable(
      kind,
      columns: columns.map { column in
        var column = column
        column.values = column.values.selecting(rows)
        return column
      })
  }
}

/// A column, described.
public struct FeedColumn: Sendable {
  /// What a cell is to a recommender.
  public enum Role: Sendable {
    /// An id; the values are `names`.
    case person, item
    /// A label: of two labels none is larger.
    case label
    case number
    case time
  }

  /// Lower case with underscores, unique in its table.
  public let name: String
  public internal(set) var values: Table.Values
  public let role: Role
  /// What the number counts; nil where the name says it.
  public let unit: String?
  /// The values it can take, in words; nil for ids, labels and times.
  public let range: String?
  /// What it means, in one line.
  public let note: String
  /// Why a cell can be empty; nil where none can.
  public let missing: String?

  public init(
    _ name: String, _ values: Table.Values, _ role: Role = .number, unit: String? = nil, range: String? = nil,
    note: String, missing: String? = nil
  ) {
    self.name = name
    self.values = values
    self.role = role
    self.unit = unit
    self.range = range
    self.note = note
    self.missing = missing
  }
}
