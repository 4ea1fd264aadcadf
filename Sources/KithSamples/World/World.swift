import KithFoundation
import KithInfluence
import KithOutput

extension Sample {
  /// A made-up world in which likeness and influence are planted.
  static let world = world(WorldRecipe())

  /// Such a world to one's own recipe. Its files throw E720 (usage) for a recipe outside its ranges.
  public static func world(_ recipe: WorldRecipe) -> Sample {
    Sample(
      name: "world",
      title: "A world of known truth: people who are alike, who move each other, or both",
      summary: """
        Made-up people who address each other by taste and community and, day by day, take something up: because of \
        their taste, because of those they address, or both, as the recipe says. What moved them is known, so that \
        the verdict on influence can be checked.
        """,
      isGenerated: true,
      write: { seed in try WorldFiles(recipe: recipe, seed: seed).files })
  }
}

/// How much of what is planted in a world of known truth.
///
///     var recipe = WorldRecipe()
///     recipe.influence = 0                         // whatever friends have in common, nobody moved anybody
///     let files = try Sample.world(recipe).files(seed: 7)
///
/// The rest of `PlantedWorld` follows: with more likeness or influence the base falls, and with more periods too, so
/// that about a quarter to a third of the people adopt at moderate settings.
public struct WorldRecipe: Sendable, Equatable, Codable {
  public var people = 500
  /// Days.
  public var periods = 20
  public var communities = 10
  /// Log-odds added by one standard deviation of the taste that people choose each other by.
  public var homophily = 0.7
  /// Log-odds added by one unit of ln(1 + people addressed who have adopted).
  public var influence = 0.7
  /// From 0, the taste in the table is the true one, to 1, it is noise.
  public var confounding = 0.0
  /// Log-odds by which each community is moved for two days at a date of its own.
  public var shock = 0.0

  public init() {}

  var world: PlantedWorld {
    var world = PlantedWorld()
    (world.people, world.periods, world.communities) = (people, periods, communities)
    (world.homophily, world.influence, world.confounding) = (homophily, influence, confounding)
    world.contacts = min(world.contacts, Double(people) / 4)
    world.base = -4.2 - 0.25 * homophily - 0.45 * influence
    if periods > 0 { world.base -= PortableMath.ln(Double(periods) / 20) }
    // As exact as the file that tells it.
    world.base = max(-20, min(20, (world.base * 100).rounded() / 100))
    if shock != 0 { world.communityShock = PlantedWorld.Shock(strength: shock) }
    return world
  }
}
