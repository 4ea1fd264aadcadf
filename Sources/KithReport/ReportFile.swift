/// One file of a report, by its name inside the report's folder.
public struct ReportFile: Sendable, Equatable {
  public var name: String
  public var bytes: [UInt8]
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
