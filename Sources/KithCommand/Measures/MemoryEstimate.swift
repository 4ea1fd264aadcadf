import Foundation
import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput

/// What a run would take in memory: reading, the graph, and the most demanding of its measures.
///
/// Inputs up to `readableBytes` are read, so that people and relations are counted; of larger ones the rows are
/// estimated from the bytes, and every row is taken for a relation of its own.
struct MemoryEstimate {
  struct Part {
    var name: String
    var bytes: Int
  }

  let parts: [Part]
  /// The parts that are held at once.
  let total: Int
  let available: Int?
  /// What the figures rest on.
  let basis: String
  /// What the total sums.
  private let sum: String

  /// Small enough to read in a moment.
  static let readableBytes = 32_000_000
  /// Bytes a row takes while a log is read and held, names included.
  static let bytesPerRow = 100

  init(
    _ source: LogInput, _ entries: [MeasureEntry], _ settings: MeasureSettings, _ network: NetworkArguments,
    _ session: Session, job: (_ rows: Int, _ size: GraphSize) -> [Part] = { _, _ in [] }
  ) throws {
    let (rows, size, basis) = try Self.size(source, network, session)
    self.basis = basis
    sum = "The total is the log, the graph and the largest measure: they run one after another."
    var settings = settings
    // Whom walks return to makes no difference to their cost.
    settings.restart = settings.restart.isEmpty ? [] : ["?"]
    let threads = session.execution.threads
    let log = Part(name: "log", bytes: rows * Self.bytesPerRow)
    let graph = Part(name: "graph", bytes: size.bytes)
    let measures = try entries.map {
      Part(name: $0.name, bytes: try $0.memory(for: size, settings: settings, threads: threads))
    }
    let job = job(rows, size)
    parts = [log, graph] + job + measures
    total = log.bytes + graph.bytes + job.reduce(0) { $0 + $1.bytes } + (measures.map(\.bytes).max() ?? 0)
    available = Machine.availableMemory
  }

  /// Of parts that are all held at once.
  init(_ parts: [Part], basis: String) {
    self.parts = parts
    self.basis = basis
    sum = "The total is all of them."
    total = parts.reduce(0) { $0 + $1.bytes }
    available = Machine.availableMemory
  }

  private static func size(
    _ source: LogInput, _ network: NetworkArguments, _ session: Session
  ) throws -> (rows: Int, size: GraphSize, basis: String) {
    let paths = source.options.sources
    let stored = paths.map { path in
      path == "-" ? 0 : ((try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int) ?? 0
    }
    if stored.reduce(0, +) <= readableBytes || paths.contains("-") {
      let reading = try source.read(session)
      let graph = try network.graph(reading.log, session)
      return (
        reading.log.count, graph.size,
        "\(counted(reading.log.count, "row")) read: \(counted(graph.nodeCount, "person", "people")), "
          + counted(graph.edgeCount, "relation")
      )
    }
    let rows = zip(paths, stored).reduce(0) { $0 + RowGuess(path: $1.0, bytes: $1.1).rows }
    let size = GraphSize(
      nodes: rows / 2, edges: rows, isDirected: !network.undirected, isWeighted: network.strength != .binary)
    return (
      rows, size,
      "about \(counted(rows, "row")) by the size of the input; taken that every row is a relation of its own, "
        + "and one person for two rows"
    )
  }

  var table: Table {
    Table(
      schema: "kith.estimate/1",
      columns: [
        Table.Column("part", .text(parts.map(\.name) + ["total", "available"])),
        Table.Column(
          "bytes", .integers(parts.map(\.bytes) + [total, available ?? .min]), unit: "bytes",
          note: "\(basis). \(sum)",
          missing: "this system does not tell what is free"),
      ])
  }

  func write(to destination: Destination, _ session: Session) throws {
    session.talk.note(basis)
    if destination.effectiveFormat == .table {
      let rows = parts.map { [$0.name, ByteCount.text($0.bytes)] }
      let sums = [["total", ByteCount.text(total)], ["available", available.map(ByteCount.text) ?? ""]]
      let table = TerminalTable(header: ["part", "memory"], rows: rows + sums, alignment: [.left, .right])
      try session.write(table.lines(width: Terminal.width(of: 1)).joined(separator: "\n") + "\n")
    } else {
      try destination.write(table, session: session)
    }
    if let available, total > available {
      session.talk.note("that is more than is free: narrow the log with --since, --until or --kinds")
    }
  }
}

/// How many rows a file holds, by the length of its first lines.
private struct RowGuess {
  let rows: Int

  /// How much logs shrink in gzip; 4 to 10 in practice.
  private static let gzipRatio = 8

  init(path: String, bytes: Int) {
    let head =
      (try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)))
      .flatMap { try? $0.read(upToCount: 1 << 20) } ?? Data()
    if head.starts(with: [0x1F, 0x8B]) {
      // Packed lines cannot be counted: 50 bytes are a short row with a time.
      rows = bytes * Self.gzipRatio / 50
      return
    }
    let lines = head.count { $0 == 0x0A }
    rows = bytes / max(1, head.count / max(1, lines))
  }
}
