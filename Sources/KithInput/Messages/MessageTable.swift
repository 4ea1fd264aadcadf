import KithFoundation
import KithGraph

/// Messages of all inputs as columns, waiting for `MessageResolver`.
///
///     var table = MessageTable()
///     table.beginFile("comments.csv")
///     table.append(Message(id: "1", author: "mina", line: 2))
///
/// Appending is O(length of the row).
public struct MessageTable: Sendable {
  static let none = InteractionLog.none

  /// Message ids and the ids parents name, in one space.
  var ids = ByteInterner()
  var people = ByteInterner()
  var kindNames = ByteInterner()
  var channelNames = ByteInterner()
  var itemNames = ByteInterner()

  private(set) var idCodes: [UInt32] = []
  private(set) var parents: [UInt32] = []
  private(set) var authors: [UInt32] = []
  private(set) var addressees: [UInt32] = []
  private(set) var kinds: [UInt32] = []
  private(set) var channels: [UInt32] = []
  private(set) var items: [UInt32] = []
  private(set) var times: [Int64] = []
  private(set) var weights: [Float] = []
  private(set) var syntaxes: [MentionSyntax] = []
  private(set) var textHashes: [Int] = []
  /// Rows whose text holds an `@`.
  private(set) var mentioning: [UInt32] = []
  private(set) var textOffsets = [0]
  private(set) var textBytes: [UInt8] = []
  private(set) var lines: [UInt32] = []
  private(set) var files: [String] = []
  private(set) var starts: [Int] = []
  let keepsText: Bool

  /// - Parameter keepsText: keep every text for the log; otherwise only those with an `@`, for the mentions.
  public init(keepsText: Bool = true) { self.keepsText = keepsText }

  public var count: Int { idCodes.count }

  /// Rows appended from here on come from `name`.
  public mutating func beginFile(_ name: String) {
    files.append(name)
    starts.append(count)
  }

  /// Appends one message.
  public mutating func append(_ message: Message, mentions: MentionSyntax = .plain) {
    let row = Row(
      id: Self.code(message.id, in: &ids), parent: Self.code(message.parent, in: &ids),
      author: Self.code(message.author, in: &people), addressee: Self.code(message.addressee, in: &people),
      kind: Self.code(message.kind, in: &kindNames), channel: Self.code(message.channel, in: &channelNames),
      item: Self.code(message.item, in: &itemNames), time: message.time?.milliseconds ?? Timestamp.missing,
      weight: message.weight, mentions: mentions, line: message.line)
    var text = message.text ?? ""
    text.withUTF8 { append(row, text: UnsafeRawBufferPointer($0)) }
  }

  /// Appends one message whose fields are copied before the call returns.
  mutating func append(_ fields: MessageFields, mentions: MentionSyntax, line: Int) {
    let row = Row(
      id: Self.code(fields.id, in: &ids), parent: Self.code(fields.parent, in: &ids),
      author: Self.code(fields.author, in: &people), addressee: Self.code(fields.addressee, in: &people),
      kind: Self.code(fields.kind, in: &kindNames), channel: Self.code(fields.channel, in: &channelNames),
      item: Self.code(fields.item, in: &itemNames), time: fields.time, weight: fields.weight,
      mentions: mentions, line: line)
    append(row, text: fields.text ?? UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private struct Row {
    var id, parent, author, addressee, kind, channel, item: UInt32
    var time: Int64
    var weight: Float
    var mentions: MentionSyntax
    var line: Int
  }

  private mutating func append(_ row: Row, text: UnsafeRawBufferPointer) {
    if files.isEmpty { beginFile("memory") }
    idCodes.append(row.id)
    parents.append(row.parent)
    authors.append(row.author)
    addressees.append(row.addressee)
    kinds.append(row.kind)
    channels.append(row.channel)
    items.append(row.item)
    times.append(row.time)
    weights.append(row.weight)
    syntaxes.append(row.mentions)
    var hasher = Hasher()
    hasher.combine(bytes: text)
    textHashes.append(hasher.finalize())
    let mayMention = row.mentions != .none && MentionScanner.mayMention(text)
    if mayMention { mentioning.append(UInt32(count - 1)) }
    if keepsText || mayMention { textBytes.append(contentsOf: text) }
    textOffsets.append(textBytes.count)
    lines.append(UInt32(clamping: row.line))
  }

  private static func code(_ name: UnsafeRawBufferPointer?, in names: inout ByteInterner) -> UInt32 {
    guard let name, !name.isEmpty else { return none }
    return names.code(of: name)
  }

  private static func code(_ name: String?, in names: inout ByteInterner) -> UInt32 {
    guard let name, !name.isEmpty else { return none }
    return names.code(of: name)
  }

  /// Replaces the times of rows from `first` on; for numbers whose unit is known only at the end of a source.
  mutating func mapTimes(from first: Int, _ moment: (_ row: Int, Int64) -> Int64) {
    for row in first..<count where times[row] != Timestamp.missing { times[row] = moment(row, times[row]) }
  }

  /// Where row `row` stands.
  func place(of row: Int) -> Place {
    let file = starts.lastIndex { $0 <= row } ?? 0
    return Place(file: files[file], line: Int(lines[row]))
  }

  /// Whether two rows say the same, wherever they stand.
  func isSameMessage(_ a: Int, _ b: Int) -> Bool {
    authors[a] == authors[b] && addressees[a] == addressees[b] && parents[a] == parents[b]
      && kinds[a] == kinds[b] && channels[a] == channels[b] && items[a] == items[b] && times[a] == times[b]
      && weights[a] == weights[b] && textHashes[a] == textHashes[b]
  }

  /// The order in which one of two messages with the same id is kept: by time, then by content.
  func isBefore(_ a: Int, _ b: Int) -> Bool {
    if times[a] != times[b] { return times[a] < times[b] }
    for (codes, names) in [
      (authors, people), (addressees, people), (parents, ids), (kinds, kindNames),
      (channels, channelNames), (items, itemNames),
    ] where codes[a] != codes[b] {
      guard codes[a] != Self.none, codes[b] != Self.none else { return codes[a] == Self.none }
      return names.utf8(of: codes[a]).lexicographicallyPrecedes(names.utf8(of: codes[b]))
    }
    if weights[a] != weights[b] { return weights[a] < weights[b] }
    return text(of: a).lexicographicallyPrecedes(text(of: b))
  }

  private func text(of row: Int) -> ArraySlice<UInt8> { textBytes[textOffsets[row]..<textOffsets[row + 1]] }
}
