import KithFoundation
import KithGraph

/// How the files of a feed are laid out.
public enum FeedLayout: String, Sendable, Codable, CaseIterable {
  /// Comma-separated tables with headers, for pandas, implicit, LightFM and whatever else reads CSV.
  case csv
  /// RecBole's atomic files: tab-separated, headers such as `user_id:token`, named after their folder.
  case recbole
  /// LibRec's triples of user, item and rating, and of user, friend and weight, separated by blanks, without headers.
  case librec

  /// The file a table goes to in a folder of that name; nil where the layout has no place for it.
  public func file(for kind: FeedTable.Kind, folder: String) -> String? {
    switch (self, kind) {
    case (.csv, _): "\(kind.rawValue).csv"
    case (.recbole, .interactions): "\(folder).inter"
    case (.recbole, .ties): "\(folder).net"
    case (.recbole, .users): "\(folder).user"
    case (.recbole, .candidates): "\(folder).candidates"
    case (.librec, .interactions): "ratings.txt"
    case (.librec, .ties): "trust.txt"
    case (.librec, _): nil
    }
  }

  /// What a column is called there.
  public func name(of column: FeedColumn) -> String {
    self == .recbole ? Self.recBoleNames[column.name] ?? column.name : column.name
  }

  /// What its cells are there: `text`, `token`, `float` …
  public func type(of column: FeedColumn, numbersIDs: Bool) -> String {
    let isNumbered = numbersIDs && (column.role == .person || column.role == .item)
    return switch self {
    case .csv: isNumbered ? "integer" : column.values.type
    case .recbole: column.role == .number || column.role == .time ? "float" : "token"
    case .librec: column.role == .number ? "real" : isNumbered ? "integer" : "text"
    }
  }

  /// The unit there: RecBole reads times as numbers.
  public func unit(of column: FeedColumn) -> String? {
    column.role != .time ? column.unit : self == .recbole ? "seconds since 1970, UTC" : "ISO 8601, UTC"
  }

  /// RecBole's default names of these fields.
  private static let recBoleNames = [
    "user": "user_id", "item": "item_id", "source": "source_id", "target": "target_id", "times": "rating",
    "last": "timestamp",
  ]

  /// How many of the first columns the layout takes; nil for all.
  var columnCount: Int? { self == .librec ? 3 : nil }

  /// Whether a text can stand in such a file and be read back as it is.
  ///
  /// CSV quotes whatever needs it. RecBole reads with pandas: tabs and line ends break rows, a leading quote opens a
  /// quoted cell, and texts that pandas takes for missing values are lost. LibRec splits lines at blanks and commas.
  func canHold(_ text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .csv: return true
    case .recbole:
      if text.first == UInt8(ascii: "\"") || text.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
        return false
      }
      return text.count > 9 || !Self.missingInPandas.contains(String(decoding: text, as: UTF8.self))
    case .librec: return !text.isEmpty && text.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ",") }
    }
  }

  /// pandas.read_csv, `na_values`.
  private static let missingInPandas: Set<String> = [
    "", " ", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A",
    "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ]
}
