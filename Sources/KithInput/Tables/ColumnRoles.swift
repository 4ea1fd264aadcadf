import KithFoundation

/// Which field (0-based) plays which role in one table.
struct ColumnRoles: Equatable {
  private(set) var positions: [ColumnRole: Int] = [:]

  subscript(role: ColumnRole) -> Int? { positions[role] }

  init(positions: [ColumnRole: Int] = [:]) { self.positions = positions }

  /// Roles from the options, and the rest from header names.
  ///
  /// Throws if the options name a column that is not there, or one role by two columns of one name.
  init(header: [String]?, fieldCount: Int, options: InputOptions, place: Place) throws {
    var taken: Set<Int> = []
    if let list = options.columnList { try assign(list, fieldCount: fieldCount, place: place, taken: &taken) }
    for role in ColumnRole.allCases {
      guard let wanted = options.columns[role] else { continue }
      let position = try Self.position(of: wanted, role: role, header: header, fieldCount: fieldCount, place: place)
      positions[role] = position
      taken.insert(position)
    }
    guard let header, options.columnList == nil else { return }
    let names = header.map(ColumnNames.normalised)
    for role in ColumnRole.allCases where positions[role] == nil && options.columns[role] == nil {
      for synonym in ColumnNames.synonyms(of: role) {
        let found = names.indices.filter { names[$0] == synonym && !taken.contains($0) }
        if found.count > 1 { throw Self.ambiguous(role, header[found[0]], found, place) }
        if let position = found.first {
          positions[role] = position
          taken.insert(position)
          break
        }
      }
    }
  }

  /// The roles as facts, by position.
  func uses(columns: [String]) -> [ReadingSummary.ColumnUse] {
    positions.map { ReadingSummary.ColumnUse(role: $0, column: columns[$1], position: $1 + 1) }
      .sorted { ($0.position, $0.role.rawValue) < ($1.position, $1.role.rawValue) }
  }

  /// The error for a role that no column plays.
  static func missing(_ roles: [ColumnRole], header: [String]?, fieldCount: Int, place: Place) -> KithError {
    let what = roles.map { "\"\($0.rawValue)\"" }.joined(separator: " and ")
    guard let header else {
      return KithError(
        .badData,
        Diagnostic(
          "E207", "no column is known to be \(what): the table has \(fieldCount) columns and no header", at: place,
          help: "name them in order, for example --columns from,to,at"))
    }
    var hints: [String] = []
    for role in roles {
      let near = header.first { name in
        Suggestion.nearest(to: ColumnNames.normalised(name), in: ColumnNames.synonyms(of: role)) != nil
      }
      if let near { hints.append("--\(role.rawValue) \"\(near)\"") }
    }
    let suggestion = hints.isEmpty ? "" : "did you mean \(hints.joined(separator: " "))? otherwise "
    return KithError(
      .badData,
      Diagnostic(
        "E207", "no column is known to be \(what); the columns are \(Self.listed(header))", at: place,
        help: suggestion
          + "say which it is, for example --\(roles[0].rawValue) 2, or --no-header if the first row is data"))
  }

  private mutating func assign(_ list: [String], fieldCount: Int, place: Place, taken: inout Set<Int>) throws {
    if list.count > fieldCount {
      throw KithError(
        .badData,
        Diagnostic(
          "E208", "--columns names \(list.count) columns, but the table has \(fieldCount)", at: place,
          help: "check --delimiter and --columns"))
    }
    for (position, name) in list.enumerated() where !["", "_", "-"].contains(name) {
      guard let role = ColumnRole(rawValue: name) ?? ColumnNames.role(of: name) else {
        let near = Suggestion.nearest(to: name, in: ColumnRole.allCases.map(\.rawValue))
        throw KithError(
          .usage,
          Diagnostic(
            "E703", "--columns: \"\(name)\" is no role", at: nil,
            help: (near.map { "did you mean \($0)? " } ?? "")
              + "roles: \(ColumnRole.allCases.map(\.rawValue).joined(separator: ", ")); _ skips a column"))
      }
      if positions[role] != nil {
        throw KithError(.usage, Diagnostic("E704", "--columns names \"\(role.rawValue)\" twice"))
      }
      positions[role] = position
      taken.insert(position)
    }
  }

  private static func position(
    of wanted: String, role: ColumnRole, header: [String]?, fieldCount: Int, place: Place
  ) throws -> Int {
    if let header {
      var found = header.indices.filter { Array(header[$0].utf8) == Array(wanted.utf8) }
      if found.isEmpty {
        found = header.indices.filter { ColumnNames.normalised(header[$0]) == ColumnNames.normalised(wanted) }
      }
      if found.count > 1 { throw ambiguous(role, wanted, found, place) }
      if let position = found.first { return position }
    }
    if let number = Int(wanted), wanted.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      if 1...max(1, fieldCount) ~= number { return number - 1 }
      throw KithError(
        .badData,
        Diagnostic("E208", "--\(role.rawValue) \(wanted): the table has \(fieldCount) columns", at: place))
    }
    guard let header else {
      throw KithError(
        .badData,
        Diagnostic(
          "E207", "--\(role.rawValue) \"\(wanted)\": the table has no header", at: place,
          help: "give the column's position, 1 to \(fieldCount)"))
    }
    let near = Suggestion.nearest(to: wanted, in: header)
    throw KithError(
      .badData,
      Diagnostic(
        "E207", "no column is named \"\(wanted)\"; the columns are \(listed(header))", at: place,
        help: near.map { "did you mean \"\($0)\"?" } ?? "give one of these names, or a position from 1 to \(fieldCount)"
      ))
  }

  private static func ambiguous(_ role: ColumnRole, _ name: String, _ found: [Int], _ place: Place) -> KithError {
    let positions = found.map { String($0 + 1) }.joined(separator: " and ")
    return KithError(
      .badData,
      Diagnostic(
        "E209", "columns \(positions) are both named \"\(name)\"", at: place,
        help: "choose by position, for example --\(role.rawValue) \(found[0] + 1)"))
  }

  /// At most 20 names, quoted.
  private static func listed(_ header: [String]) -> String {
    let shown = header.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
    return header.count > 20 ? "\(shown) and \(header.count - 20) more" : shown
  }
}
