import KithFoundation

/// A made-up world in which it is known whether company changed anybody: what may be planted, and how much of it.
///
///     var world = PlantedWorld()
///     world.homophily = 0.9                                  // a trait draws people together and makes them act
///     let people = try world.population(seed: 7)             // graph, traits, communities, who adopted when
///     people.times.adopters                                  // about a quarter of the 500
///
/// Everybody has a trait x ~ N(0, 1) and a community. Person i comes to address j with a chance in proportion to
/// e^(−similarity·|x_i − x_j|) · (1 + communityPreference if both are of one community) · popularity of j, whose
/// logarithm is N(0, popularitySpread²); some of those addressed address back. Trait and community thus shape who
/// knows whom in *every* world. Then, period by period, whoever has not adopted does so with log-odds
///
///     base + homophily·x + influence·ln(1 + a) + shock,      a = people they address who adopted before
///
/// so that the truth is in four numbers: with `influence` 0 nobody moved anybody, however alike friends act.
/// The analyst is shown a trait that is blurred by `confounding`.
///
/// Time and memory grow as people · (contacts · log people + periods); nothing is of the order of people squared.
public struct PlantedWorld: Sendable, Codable, Equatable {
  public var people = 500
  public var periods = 20
  public var communities = 10
  /// How many others a person addresses on average; everybody addresses at least one.
  public var contacts = 8.0
  /// Share of those addressed who address back whoever addressed them.
  public var reciprocation = 0.3
  /// How steeply edges thin out with the difference in trait; 0 for ties blind to it.
  public var similarity = 1.5
  /// How much more than outside it an edge inside a community is likely; 0 for none.
  public var communityPreference = 6.0
  public var popularitySpread = 0.5
  /// Log-odds of adopting in a period, for the average person without company.
  public var base = -4.2
  /// Log-odds added by one standard deviation of the trait that ties follow.
  public var homophily = 0.0
  /// Log-odds added by one unit of ln(1 + people addressed who have adopted).
  public var influence = 0.0
  /// From 0, the analyst sees the trait, to 1, they see noise: what is seen correlates 1 − confounding with it.
  public var confounding = 0.0
  /// Something that moves each community at a date of its own.
  public var communityShock: Shock?
  /// Something that moves everybody at one date.
  public var globalShock: Shock?

  /// Log-odds added for some periods, from a date drawn at random.
  public struct Shock: Sendable, Codable, Equatable {
    public var strength: Double
    /// How many periods it lasts; nil until the end.
    public var periods: Int?

    public init(strength: Double = 2.5, periods: Int? = 2) {
      self.strength = strength
      self.periods = periods
    }
  }

  public init() {}

  /// Throws E720 (usage) for a setting outside its range.
  func check() throws {
    func require(_ holds: Bool, _ option: String, _ value: some CustomStringConvertible, _ range: String) throws {
      if holds { return }
      throw KithError(
        .usage, Diagnostic("E720", "planted world: \(option) is \(value)", help: "choose \(range)"))
    }
    try require((10...10_000_000).contains(people), "people", people, "a number from 10 to 10000000")
    try require((8...10_000).contains(periods), "periods", periods, "a number from 8 to 10000")
    try require((1...people).contains(communities), "communities", communities, "a number from 1 to \(people)")
    let most = min(500, Double(people) / 4)
    try require(contacts >= 1 && contacts <= most, "contacts", contacts, "a number from 1 to \(most)")
    try require((0...1).contains(reciprocation), "reciprocation", reciprocation, "a share from 0 to 1")
    try require((0...20).contains(similarity), "similarity", similarity, "a number from 0 to 20")
    try require(
      (0...10_000).contains(communityPreference), "community preference", communityPreference,
      "a number from 0 to 10000")
    try require((0...5).contains(popularitySpread), "popularity spread", popularitySpread, "a number from 0 to 5")
    try require((0...1).contains(confounding), "confounding", confounding, "a number from 0 to 1")
    let odds = [("base", base), ("homophily", homophily), ("influence", influence)]
    for (name, value) in odds { try require(abs(value) <= 20, name, value, "log-odds from -20 to 20") }
    for shock in [communityShock, globalShock].compactMap({ $0 }) {
      try require(abs(shock.strength) <= 20, "shock", shock.strength, "log-odds from -20 to 20")
      try require(shock.periods.map { $0 >= 1 } ?? true, "shock periods", shock.periods ?? 0, "at least 1")
    }
  }
}
