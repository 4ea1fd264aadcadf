import KithGraph

/// What a report computes and how much of it the pages show.
public struct ReportOptions: Sendable, Codable, Equatable {
  /// The headline; nil gives a neutral one.
  public var title: String?
  public var language: ReportLanguage
  /// What an edge's weight counts.
  public var strength: EdgeStrength
  /// PageRank's damping, in 0..<1.
  public var damping: Double
  /// Leiden's resolution: above 1 more and smaller communities.
  public var resolution: Double
  /// The random seed of everything that draws.
  public var seed: UInt64
  /// People described as the core.
  public var core: Int
  /// Communities described.
  public var communities: Int
  /// Words a community.
  public var words: Int
  /// Quotes a core person; 0 leaves users' texts out of the pages.
  public var quotes: Int
  /// The brand's own accounts: whatever they do comes from the campaign.
  public var brand: [String]
  /// Days and hours are told at this distance from UTC: 540 for Korea.
  public var utcOffsetMinutes: Int
  /// Write CSV files for spreadsheets (byte order mark, guarded formulas).
  public var isForExcel: Bool

  public init(
    title: String? = nil, language: ReportLanguage = .english, strength: EdgeStrength = .weight,
    damping: Double = 0.85, resolution: Double = 1, seed: UInt64 = 1, core: Int = 10, communities: Int = 8,
    words: Int = 10, quotes: Int = 3, brand: [String] = [], utcOffsetMinutes: Int = 0,
    isForExcel: Bool = false
  ) {
    self.title = title
    self.language = language
    self.strength = strength
    self.damping = damping
    self.resolution = resolution
    self.seed = seed
    self.core = core
    self.communities = communities
    self.words = words
    self.quotes = quotes
    self.brand = brand
    self.utcOffsetMinutes = utcOffsetMinutes
    self.isForExcel = isForExcel
  }
}

/// The language of a report's own words; the data's words stay as they are.
public enum ReportLanguage: String, Sendable, Codable, CaseIterable {
  case english = "en"
  case korean = "ko"
}
