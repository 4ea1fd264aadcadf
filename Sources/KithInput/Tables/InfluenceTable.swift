import KithFoundation
import KithGraph

/// How likely people influence each other, from a table of source, target and probability.
///
///     let table = try InfluenceTable(contentsOf: "influence.csv", among: log.people)
///     table.sources[0]; table.targets[0]; table.probabilities[0]
///
/// Each row says that its source influences its target. Columns are found by name, further ones are left alone.
/// O(bytes + rows log (people and rows)).
public struct InfluenceTable: Sendable {
  /// By source, then target; codes of the people given.
  public let sources: [UInt32]
  public let targets: [UInt32]
  /// From 0 to 1.
  public let probabilities: [Double]
  /// Rows about somebody who is not among the people, left out.
  public let strangers: Int

  static let sourceNames = ["source", "influencer", "from", "u"]
  static let targetNames = ["target", "influenced", "to", "v"]
  static let probabilityNames = ["probability", "p", "chance", "확률"]

  /// Throws `KithError`: no input for a file that cannot be read; bad data for a missing column (E222), a probability
  /// that is no number from 0 to 1 (E450), a pair in two rows (E220), somebody who influences themselves (E223); and
  /// what reading a table throws.
  public init(contentsOf path: String, among people: NameTable, execution: Execution = .serial) throws {
    var options = InputOptions(sources: [path])
    options.hasHeader = true
    let source = ByteSource(path, index: 0, options: options, tap: nil)
    try source.check()
    let table = try DelimitedTable(source, options: options)
    let header = table.columnNames.map { $0.lowercased() }
    func column(_ what: String, _ names: [String]) throws -> Int {
      if let found = names.compactMap({ header.firstIndex(of: $0) }).first { return found }
      throw KithError(
        .badData,
        Diagnostic(
          "E222", "no column holds the \(what)", at: Place(file: source.name, line: 1),
          help: "its header is \(names.joined(separator: ", ")); the columns are "
            + table.columnNames.joined(separator: ", ")))
    }
    let from = try column("source", Self.sourceNames)
    let to = try column("target", Self.targetNames)
    let chance = try column("probability", Self.probabilityNames)
    var rows: [(pair: UInt64, probability: Double, line: Int)] = []
    var strangers = 0
    try table.forEachRecord(execution: execution) { record in
      let text = record.string(chance)
      guard let value = Double(text), value >= 0, value <= 1 else {
        throw record.failure(
          "E450", "the probability is \"\(text)\"", field: chance, name: table.columnNames[chance],
          help: "a probability lies between 0 and 1")
      }
      guard let one = people.index(of: record.string(from)), let other = people.index(of: record.string(to)) else {
        strangers += 1
        return
      }
      if one == other {
        throw record.failure(
          "E223", "\"\(record.string(to))\" influences themselves", field: to, name: table.columnNames[to],
          help: "leave such rows out")
      }
      rows.append((UInt64(one) << 32 | UInt64(other), value, record.line))
    }
    rows.sort { ($0.pair, $0.line) < ($1.pair, $1.line) }
    for (one, other) in zip(rows, rows.dropFirst()) where one.pair == other.pair {
      throw KithError(
        .badData,
        Diagnostic(
          "E220",
          "the pair \(people[Int(one.pair >> 32)]), \(people[Int(one.pair & 0xFFFF_FFFF)]) is also in line "
            + "\(one.line)", at: Place(file: source.name, line: other.line), help: "keep one row for each pair"))
    }
    sources = rows.map { UInt32($0.pair >> 32) }
    targets = rows.map { UInt32(truncatingIfNeeded: $0.pair) }
    probabilities = rows.map(\.probability)
    self.strangers = strangers
  }
}
