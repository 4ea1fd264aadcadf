/// What a picture of a cascade says in words, and how it is coloured.
///
///     var facts = CascadeFacts(title: "Who followed whom, June")
///     facts.utcOffsetMinutes = 540
///     facts.showsTimes = true
///
/// All texts are untrusted and drawn as plain text.
public struct CascadeFacts: Sendable, Codable, Equatable {
  /// The headline; nil names the member it started with.
  public var title: String?
  /// What it means that b follows a, as a clause about a and b without full stop; nil says just that.
  public var followMeaning: String?
  /// Times are told at this distance from UTC: 540 for Korea.
  public var utcOffsetMinutes: Int
  /// Whether a tree says when each member joined.
  public var showsTimes: Bool
  /// More sentences for the caption.
  public var notes: [String]
  /// The language of the picture's own words.
  public var language: MapLanguage

  public init(
    title: String? = nil, followMeaning: String? = nil, utcOffsetMinutes: Int = 0, showsTimes: Bool = false,
    notes: [String] = [], language: MapLanguage = .english
  ) {
    self.title = title
    self.followMeaning = followMeaning
    self.utcOffsetMinutes = utcOffsetMinutes
    self.showsTimes = showsTimes
    self.notes = notes
    self.language = language
  }
}
