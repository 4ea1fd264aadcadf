/// The eleven worlds on which the verdict's false alarms and power are measured.
///
///     for world in NamedWorld.allCases where !world.hasInfluence { … }       // a verdict of influence is false here
///     let people = try NamedWorld.latentHomophily.world.population(seed: 3)
///
/// 500 people and 20 periods each; between a quarter and three fifths adopt. The logs of real life mix these.
public enum NamedWorld: String, Sendable, Codable, CaseIterable {
  /// Nothing but chance.
  case null
  /// The trait that draws people together makes them adopt, and the analyst sees it.
  case homophily
  /// The same, but the analyst sees a blurred trait.
  case latentHomophily = "latent-homophily"
  /// Each community is moved for two periods, at a date of its own.
  case communityShock = "community-shock"
  /// Everybody is moved for two periods at one date.
  case globalShock = "global-shock"
  /// Blurred trait and community shock at once.
  case latentHomophilyShock = "latent-homophily-shock"
  /// Each community, closely knit, is moved from a date of its own to the end.
  case longCommunityShock = "long-community-shock"
  /// Company moves people, and nothing else does.
  case influence
  /// The same, half as strong.
  case weakInfluence = "weak-influence"
  /// Trait and company both move people.
  case both
  /// Both, company weakly, and the analyst sees a blurred trait.
  case bothWeakLatent = "both-weak-latent"

  public var hasInfluence: Bool { world.influence > 0 }

  /// The settings that make it.
  public var world: PlantedWorld {
    var world = PlantedWorld()
    switch self {
    case .null: break
    case .homophily: (world.homophily, world.base) = (0.9, -4.4)
    case .latentHomophily: (world.homophily, world.base, world.confounding) = (0.9, -4.4, 0.5)
    case .communityShock: (world.communityShock, world.base) = (PlantedWorld.Shock(), -4.4)
    case .globalShock: world.globalShock = PlantedWorld.Shock()
    case .latentHomophilyShock:
      (world.homophily, world.base, world.confounding) = (0.7, -4.6, 0.5)
      world.communityShock = PlantedWorld.Shock(strength: 2)
    case .longCommunityShock:
      (world.base, world.communityPreference) = (-4.6, 40)
      world.communityShock = PlantedWorld.Shock(strength: 2, periods: nil)
    case .influence: (world.influence, world.base) = (0.9, -4.6)
    case .weakInfluence: (world.influence, world.base) = (0.45, -4.3)
    case .both: (world.homophily, world.influence, world.base) = (0.7, 0.7, -4.7)
    case .bothWeakLatent:
      (world.homophily, world.influence, world.base, world.confounding) = (0.7, 0.45, -4.6, 0.5)
    }
    return world
  }
}
