import KithFoundation

/// Collects interactions row by row and makes the canonical log: the path for message tables,
/// JSON and XML, tests and samples. (Large CSV files go through the column readers of KithInput.)
///
///     var builder = InteractionLogBuilder(file: "memory")
///     builder.append(actor: "b", target: "a", time: Timestamp(milliseconds: 0), kind: "reply", line: 2)
///     let log = builder.finish()
public struct InteractionLogBuilder {
  private var people = Interner()
  private var kinds = Interner()
  private var channels = Interner()
  private var items = Interner()
  private var actors: [UInt32] = []
  private var targets: [UInt32] = []
  private var times: [Int64] = []
  private var kindCodes: [UInt32] = []
  private var channelCodes: [UInt32] = []
  private var itemCodes: [UInt32] = []
  private var weights: [Float] = []
  private var textOffsets = [0]
  private var textBytes: [UInt8] = []
  private var lines: [UInt32] = []
  private var files: [String]
  private var starts = [0]

  public init(file: String) { files = [file] }

  public var count: Int { actors.count }

  /// Rows appended from here on come from `name`.
  public mutating func beginFile(_ name: String) {
    if actors.count == starts.last {
      files[files.count - 1] = name
    } else {
      starts.append(actors.count)
      files.append(name)
    }
  }

  public mutating func append(
    actor: String?, target: String?, time: Timestamp? = nil, kind: String? = nil, channel: String? = nil,
    item: String? = nil, weight: Float = 1, text: String? = nil, line: Int
  ) {
    actors.append(actor.map { people.code(of: $0) } ?? InteractionLog.none)
    targets.append(target.map { people.code(of: $0) } ?? InteractionLog.none)
    times.append(time?.milliseconds ?? Timestamp.missing)
    kindCodes.append(kind.map { kinds.code(of: $0) } ?? InteractionLog.none)
    channelCodes.append(channel.map { channels.code(of: $0) } ?? InteractionLog.none)
    itemCodes.append(item.map { items.code(of: $0) } ?? InteractionLog.none)
    weights.append(weight)
    if let text { textBytes.append(contentsOf: text.utf8) }
    textOffsets.append(textBytes.count)
    lines.append(UInt32(clamping: line))
  }

  public consuming func finish() -> InteractionLog {
    let (names, recode) = people.canonical()
    let coded = { (interner: Interner, codes: [UInt32]) -> CodedColumn? in
      if interner.count == 0 { return nil }
      let (names, recode) = interner.canonical()
      return CodedColumn(names: names, codes: codes.map { $0 == InteractionLog.none ? $0 : recode[Int($0)] })
    }
    return InteractionLog(
      people: names, actors: actors.map { $0 == InteractionLog.none ? $0 : recode[Int($0)] },
      targets: targets.map { $0 == InteractionLog.none ? $0 : recode[Int($0)] },
      times: times.allSatisfy { $0 == Timestamp.missing } ? nil : times,
      kinds: coded(kinds, kindCodes), channels: coded(channels, channelCodes), items: coded(items, itemCodes),
      weights: weights.allSatisfy { $0 == 1 } ? nil : weights,
      texts: textBytes.isEmpty ? nil : TextColumn(offsets: textOffsets, bytes: textBytes),
      evidence: EvidenceColumn(files: files, starts: starts + [lines.count], lines: lines))
  }

  /// Names in order of first sight. Keys are bytes: `String` keys would merge canonical twins.
  private struct Interner {
    private var codes: [[UInt8]: UInt32] = [:]
    var count: Int { codes.count }

    mutating func code(of name: String) -> UInt32 {
      let key = Array(name.utf8)
      if let code = codes[key] { return code }
      let code = UInt32(codes.count)
      codes[key] = code
      return code
    }

    /// The names ascending by bytes, and the new code of each old one.
    func canonical() -> (NameTable, [UInt32]) {
      let sorted = codes.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      var recode = [UInt32](repeating: 0, count: sorted.count)
      var offsets = [0]
      var bytes: [UInt8] = []
      for (new, entry) in sorted.enumerated() {
        recode[Int(entry.value)] = UInt32(new)
        bytes.append(contentsOf: entry.key)
        offsets.append(bytes.count)
      }
      return (NameTable(offsets: offsets, bytes: bytes), recode)
    }
  }
}
