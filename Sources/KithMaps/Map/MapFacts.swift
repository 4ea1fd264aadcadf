/// What the map says in words: everything its title, caption and legend state that the graph does not hold.
///
///     var facts = MapFacts(title: "단꿈상점 campaign, June 2026")
///     facts.period = "1–30 June 2026"
///     facts.edgeMeaning = "a replied to or mentioned b"
///     facts.interactions = 4_210
///
/// All texts are untrusted and drawn as plain text.
public struct MapFacts: Sendable, Codable, Equatable {
  /// The headline.
  public var title: String
  /// First and last moment, ready to show; nil when the data has no times.
  public var period: String?
  /// What a line from a to b stands for, as a clause about a and b without full stop.
  public var edgeMeaning: String
  /// What a dot's size stands for; nil takes the title of the score.
  public var sizeMeaning: String?
  /// The scores are shares of a whole, shown as percentages.
  public var isShare: Bool
  /// Logged rows behind the relations.
  public var interactions: Int?
  /// More sentences for the caption: filters, seed, source.
  public var notes: [String]
  /// What to call each community, by its index in the partition; missing ones are named after their best people.
  public var communityNames: [Int: String]
  /// Names to show instead of ids, by node index.
  public var labels: [Int: String]
  /// The language of the map's own words.
  public var language: MapLanguage

  public init(
    title: String, period: String? = nil, edgeMeaning: String = "a addressed b", sizeMeaning: String? = nil,
    isShare: Bool = false, interactions: Int? = nil, notes: [String] = [],
    communityNames: [Int: String] = [:], labels: [Int: String] = [:], language: MapLanguage = .english
  ) {
    self.title = title
    self.period = period
    self.edgeMeaning = edgeMeaning
    self.sizeMeaning = sizeMeaning
    self.isShare = isShare
    self.interactions = interactions
    self.notes = notes
    self.communityNames = communityNames
    self.labels = labels
    self.language = language
  }
}
