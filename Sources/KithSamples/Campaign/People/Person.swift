/// One account of the campaign; everybody has exactly one, the same on every channel.
struct Person: Sendable {
  enum Role: String, Sendable { case brand, trigger, famous, loud, member }

  /// How somebody ends a sentence.
  enum Style: Int, CaseIterable, Sendable { case plain, casual, emoji, terse }

  var handle: String
  var role: Role
  /// A position in `Topic.all`; nil for the brand.
  var community: Int?
  var likesSweet: Bool
  var ageBand: String
  var region: String
  var isAnalysable: Bool
  var isContactable: Bool
  var interest: Double
  var style: Style
  /// Whether `@handle` can be typed: no spaces or signs inside.
  var isMentionable: Bool
  /// Positions in `Crowd.people`, ascending.
  var follows: [Int] = []
  var followers: [Int] = []
}
