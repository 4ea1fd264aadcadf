/// What a planted community talks about, and who its people are.
struct Topic: Sendable {
  /// The community's name in the truth.
  let name: String
  /// How many people belong to it.
  let people: Int
  /// The share of its people whose taste is sweet; the rest prefer it plain.
  let sweetShare: Double
  /// Weights of the channels 피드, 카페 and 영상.
  let channels: [Double]
  /// Weights of the age bands 10대, 20대, 30대, 40대 and 50대.
  let ages: [Double]
  /// Words put into the gap `{thing}` of a sentence.
  let things: [String]
  /// Words put into `{place}`.
  let places: [String]
  /// Words put into `{when}`.
  let moments: [String]
  /// Sentences only this community writes.
  let sentences: [String]
  /// Questions only this community asks.
  let questions: [String]
  /// Parts of its people's handles.
  let handleWords: [String]
  let emoji: [String]
  /// Positions in `Catalogue.items` of what it likes to talk about.
  let favourites: [Int]

  static let all: [Topic] = [.baking, .camping, .parenting, .running, .concerts]
}
