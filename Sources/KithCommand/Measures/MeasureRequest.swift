import KithFoundation
import KithGraph
import KithMeasures

/// The measures a command line asks for: known, able to give scores, and all of one kind.
struct MeasureRequest {
  let entries: [MeasureEntry]
  /// `.nodes`, `.edges` or `.graph`.
  let result: MeasureInfo.Result

  /// Of a list such as `pagerank,in-degree`.
  init(_ list: String) throws {
    let names = list.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
    let entries = try names.map(Self.entry)
    guard let first = entries.first else {
      throw KithError(.usage, Diagnostic("E705", "--measure names no measure", help: "`kith measures` lists them"))
    }
    if let twice = entries.indices.first(where: { index in entries[..<index].contains { $0.name == names[index] } }) {
      throw KithError(.usage, Diagnostic("E705", "--measure names \(names[twice]) twice"))
    }
    for entry in entries { try Self.checkGivesScores(entry) }
    self.entries = entries
    result = first.kind
    try checkAreOfOneKind()
  }

  static func entry(_ name: String) throws -> MeasureEntry {
    if let entry = MeasureRegistry.entry(name) { return entry }
    let names = MeasureRegistry.entries.map(\.name)
    let near = Suggestion.nearest(to: name, in: names)
    throw KithError(
      .usage,
      Diagnostic(
        "E705", "there is no measure \"\(name)\"",
        help: near.map { "did you mean \($0)?" } ?? "`kith measures` lists them"))
  }

  private static func checkGivesScores(_ entry: MeasureEntry) throws {
    if [.nodes, .edges, .graph].contains(entry.kind) { return }
    throw KithError(
      .usage,
      Diagnostic(
        "E706", "\(entry.name) gives no scores",
        help: entry.command.map { "use `\($0)`" } ?? "see `kith explain \(entry.name)`"))
  }

  private func checkAreOfOneKind() throws {
    let kinds = MeasureInfo.Result.allCases.filter { kind in entries.contains { $0.kind == kind } }
    if kinds.count < 2 { return }
    let calls = kinds.map { kind in
      "--measure " + entries.filter { $0.kind == kind }.map(\.name).joined(separator: ",")
    }
    let heads = kinds.map(\.oneOf).joined(separator: " and ")
    throw KithError(
      .usage,
      Diagnostic(
        "E709", "these measures give values of different things: \(heads)",
        help: "run kith scores once each: \(calls.joined(separator: "; then "))"))
  }
}

extension MeasureEntry {
  /// What its run gives: `.other` for what is only described.
  var kind: MeasureInfo.Result {
    switch make {
    case .nodes: .nodes
    case .edges: .edges
    case .graph: .graph
    case .communities: .communities
    case .described: .other
    }
  }

  /// Bytes beside the graph; 0 for what is only described.
  func memory(for size: GraphSize, settings: MeasureSettings, threads: Int) throws -> Int {
    switch make {
    case .nodes(let make): try make(settings).memory(for: size, threads: threads)
    case .edges(let make): try make(settings).memory(for: size, threads: threads)
    case .graph(let make): try make(settings).memory(for: size, threads: threads)
    case .communities(let make): try make(settings).memory(for: size, threads: threads)
    case .described: 0
    }
  }

  /// E407 when a run would take more memory than is free.
  func checkMemory(for size: GraphSize, settings: MeasureSettings, threads: Int) throws {
    let bytes = try memory(for: size, settings: settings, threads: threads)
    guard let available = Machine.availableMemory, bytes > available else { return }
    throw KithError(
      .limit,
      Diagnostic(
        "E406", "\(name) would take about \(ByteCount.text(bytes)); \(ByteCount.text(available)) are free",
        help: (MeasureOption.sources.isUsed(by: self) ? "sample with --sources, or " : "")
          + "narrow the log with --since, --until or --kinds; --estimate tells the need beforehand"))
  }

  /// The name as a column: `in_degree`.
  var columnName: String { info.columnName }
}

extension MeasureInfo {
  var columnName: String { name.split(separator: "-").joined(separator: "_") }
}

extension MeasureInfo.Result {
  /// "a person".
  var oneOf: String {
    switch self {
    case .nodes: "a person"
    case .edges: "a relation"
    case .graph: "the whole network"
    case .communities: "a group"
    case .other: "something of its own"
    }
  }

  /// The heading of its measures in lists.
  var heading: String {
    switch self {
    case .nodes: "A value for every person (kith scores)"
    case .edges: "A value for every relation (kith scores)"
    case .graph: "A value for the whole network (kith scores)"
    case .communities: "A group for every person (kith communities)"
    case .other: "Something of its own (kith explain NAME)"
    }
  }
}
