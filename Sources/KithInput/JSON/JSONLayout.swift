import KithFoundation

/// Which values of a source's objects play which role, seen from its first objects.
struct JSONLayout {
  /// Every path seen, in order of appearance.
  let columns: [String]
  /// The paths to read, and the roles as indices of them.
  let paths: [String]
  let roles: ColumnRoles
  let uses: [ReadingSummary.ColumnUse]
  /// The first values of the time column.
  let times: [String]

  private static let objects = 200

  /// - Parameter start: whole objects from the start, the last one maybe cut.
  /// - Throws: E201 where there is no object, E207 where no value is known to be the author.
  init(_ start: ArraySlice<UInt8>, source: ByteSource, options: InputOptions) throws {
    var columns: [String] = []
    var seen: Set<String> = []
    let lines = start.split(separator: 0x0a, maxSplits: Self.objects).prefix(Self.objects)
    let samples = JSONLines.isArray(start) ? [start] : Array(lines)
    for sample in samples {
      let paths = try sample.withUnsafeBytes { try JSONReader.paths(of: $0, objects: Self.objects) } ?? []
      for path in paths where seen.insert(path).inserted { columns.append(path) }
    }
    if start.allSatisfy({ $0 == 0x20 || (0x09...0x0d).contains($0) }) {
      throw KithError(
        .badData,
        Diagnostic(
          "E201", "\(source.name) is empty: expected a JSON object", at: Place(file: source.name),
          help: "check that the export worked"))
    }
    let isWhole = try source.peek(start.count + 1).count <= start.count
    if columns.isEmpty, isWhole || samples.count > 1, let fault = Self.fault(samples, source.name) { throw fault }
    // A path that only later objects have can still be asked for by name.
    if !isWhole {
      for path in ColumnRole.allCases.compactMap({ options.columns[$0] })
      where Int(path) == nil && seen.insert(path).inserted {
        columns.append(path)
      }
    }
    if options.columnList != nil {
      throw KithError(
        .usage,
        Diagnostic(
          "E705", "--columns gives roles in order, but JSON objects have names",
          help: "say which value plays which role, for example --from \"\(columns.first ?? "author")\""))
    }
    let place = Place(file: source.name, line: 1)
    // An array without objects is a valid input without rows.
    let isEmptyArray = columns.isEmpty && JSONLines.isArray(start)
    let found =
      isEmptyArray
      ? ColumnRoles() : try ColumnRoles(header: columns, fieldCount: columns.count, options: options, place: place)
    if found[.from] == nil, !isEmptyArray {
      throw ColumnRoles.missing([.from], header: columns, fieldCount: columns.count, place: place)
    }
    self.columns = columns
    uses = found.uses(columns: columns)
    var paths: [String] = []
    var slots: [ColumnRole: Int] = [:]
    for (role, column) in found.positions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if let slot = paths.firstIndex(of: columns[column]) {
        slots[role] = slot
      } else {
        slots[role] = paths.count
        paths.append(columns[column])
      }
    }
    self.paths = paths
    roles = ColumnRoles(positions: slots)
    times = try slots[.at].map { try Self.values(of: paths[$0], samples) } ?? []
  }

  private static func values(of path: String, _ samples: [ArraySlice<UInt8>]) throws -> [String] {
    let reader = try JSONReader(paths: [path])
    var found: [String] = []
    func take(_ values: JSONValues) {
      if let text = try? values.text(0, role: path) { found.append(String(decoding: text, as: UTF8.self)) }
    }
    for sample in samples {
      sample.withUnsafeBytes { bytes in
        if JSONLines.isArray(sample) {
          try? reader.readArray(bytes, file: "") { values, _ in
            take(values)
            if found.count >= objects { throw CancellationError() }
          }
        } else {
          try? reader.read(bytes, at: Place(file: "")) { take($0) }
        }
      }
    }
    return found
  }

  /// What is wrong with the first object.
  private static func fault(_ samples: [ArraySlice<UInt8>], _ file: String) -> KithError? {
    guard let first = samples.first, let reader = try? JSONReader(paths: []) else { return nil }
    return first.withUnsafeBytes { bytes in
      do {
        if JSONLines.isArray(first) {
          try reader.readArray(bytes, file: file) { _, _ in }
        } else {
          try reader.read(bytes, at: Place(file: file, line: 1)) { _ in }
        }
        return nil
      } catch { return error as? KithError }
    }
  }
}
