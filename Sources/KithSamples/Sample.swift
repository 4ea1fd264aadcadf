import KithOutput

/// A data set that Kith can write out: a folder of files made from code, the same bytes every time.
///
///     for sample in Sample.all { print(sample.name, sample.title) }
///     let files = try Sample.named("karate")!.files()
///     // README.md, edges.csv, people.csv
///
/// Only a generated sample depends on the seed; `isGenerated` tells.
public struct Sample: Sendable {
  /// What the user types: lower case, hyphens.
  public let name: String
  /// One line for a list.
  public let title: String
  /// Two or three sentences: what it is, how large, where it comes from.
  public let summary: String
  /// Made up from a seed, rather than observed.
  public let isGenerated: Bool

  let write: @Sendable (_ seed: UInt64) throws -> [SampleFile]

  /// The sample's files in order of name, with LF line ends and a final newline.
  ///
  /// Throws E720 (usage) for a recipe outside its ranges; the samples of `all` never throw.
  public func files(seed: UInt64 = 1) throws -> [SampleFile] { try write(seed) }

  /// Every sample, in order of name.
  public static let all: [Sample] = [.campaign, .karate, .medicalInnovation, .world]

  /// The sample of that exact name.
  public static func named(_ name: String) -> Sample? { all.first { $0.name == name } }
}

/// One file of a sample: a plain file name and UTF-8 text as bytes.
public struct SampleFile: Sendable, Equatable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// A CSV file; `name` is also the table's schema.
  init(name: String, columns: [Table.Column]) {
    self.init(name: name, bytes: Table(schema: name, columns: columns).bytes(as: .csv))
  }
}
