import KithFoundation
import KithGraph

/// Reads tables of who addressed whom.
struct InteractionTableReader: FormatReader {
  func read(_ sources: [ByteSource], options: InputOptions, execution: Execution) throws -> LogReading {
    LogReading(log: InteractionLogBuilder(file: "").finish(), summary: ReadingSummary())
  }
}
