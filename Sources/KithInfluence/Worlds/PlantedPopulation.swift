import KithFoundation
import KithGraph
import KithMeasures

/// The people of a planted world: what an analyst would be given, and the truth behind it.
///
///     let people = try NamedWorld.both.world.population(seed: 1)
///     people.graph.outNeighbors(of: 3)                       // whom person 3 addresses, and so is exposed to
///     people.times.periods[3]                                // when they adopted, or `never`
///     people.attributable                                    // share of adoptions that company brought about
///
/// Nodes are people in no meaningful order, without names. The same seed gives the same people on every machine.
public struct PlantedPopulation: Sendable {
  public let world: PlantedWorld
  /// Who addresses whom; unweighted.
  public let graph: Graph
  public let communities: Partition
  /// The trait as the analyst sees it, named "trait".
  public let seen: Trait
  /// The trait itself, by node.
  public let trait: [Double]
  public let times: AdoptionTimes
  /// By node: how many of those they address had adopted when they did, or at the end.
  public let exposure: [Int32]
  /// The periods in which each community was moved, by community; empty without such a shock.
  public let communityShocks: [Range<Int>]
  /// The periods in which everybody was moved.
  public let globalShock: Range<Int>?
  /// 1 − Σ p without company / Σ p, over everybody at risk in every period: what company brought about. Nil where
  /// nobody could adopt.
  public let attributable: Double?
}

extension PlantedWorld {
  /// Peoples the world and lets its time run.
  ///
  /// Throws E720 (usage) for a setting outside its range.
  public func population(seed: UInt64) throws -> PlantedPopulation {
    try check()
    var random = RandomStream(seed: seed, purpose: "world.people")
    let trait = (0..<people).map { _ in random.normal() }
    let partition = Partition(labels: (0..<people).map { _ in UInt32(random.below(communities)) })
    let popularity = (0..<people).map { _ in random.logNormal(median: 1, sigma: popularitySpread) }
    let fidelity = 1 - confounding
    let blur = (1 - fidelity * fidelity).squareRoot()
    let seen = trait.map { fidelity * $0 + blur * random.normal() }

    let graph = edges(trait: trait, popularity: popularity, communities: partition, seed: seed)
    let shocks = (
      communityShock.map { shock in partition.sizes.map { _ in span(of: shock, margin: 2, &random) } } ?? [],
      globalShock.map { span(of: $0, margin: 3, &random) }
    )
    let run = adoptions(trait: trait, graph: graph, communities: partition, shocks: shocks, seed: seed)
    return PlantedPopulation(
      world: self, graph: graph, communities: partition, seen: Trait(name: "trait", values: .numeric(seen)),
      trait: trait, times: run.times, exposure: run.exposure, communityShocks: shocks.0, globalShock: shocks.1,
      attributable: run.attributable)
  }

  /// A shock's periods; it begins at least `margin` periods after the start and before the end.
  private func span(of shock: Shock, margin: Int, _ random: inout RandomStream) -> Range<Int> {
    let start = margin + random.below(periods - 2 * margin)
    return start..<min(periods, shock.periods.map { start + $0 } ?? periods)
  }

  private func edges(trait: [Double], popularity: [Double], communities: Partition, seed: UInt64) -> Graph {
    let draws = PlantedEdges(
      trait: trait, popularity: popularity, community: communities.assignment, count: communities.count,
      similarity: similarity, preference: communityPreference)
    var builder = GraphBuilder()
    builder.reserveCapacity(Int(Double(people) * (contacts + 1)))
    for person in 0..<people {
      var random = RandomStream(seed: seed, purpose: "world.edges", index: UInt64(person))
      let wanted = min(people / 2, max(1, random.poisson(contacts / (1 + reciprocation))))
      var chosen: [UInt32] = []
      // Where a few people have all the weight, somebody may stay with fewer than wanted.
      for _ in 0..<64 * wanted where chosen.count < wanted {
        guard let other = draws.draw(for: person, &random) else { break }
        if !chosen.contains(other) { chosen.append(other) }
      }
      for other in chosen {
        builder.add(person, Int(other))
        if random.coin(reciprocation) { builder.add(Int(other), person) }
      }
    }
    return builder.build(nodeCount: people).unweighted
  }

  private func adoptions(
    trait: [Double], graph: Graph, communities: Partition, shocks: (community: [Range<Int>], global: Range<Int>?),
    seed: UInt64
  ) -> (times: AdoptionTimes, exposure: [Int32], attributable: Double?) {
    var times = [Int32](repeating: AdoptionTimes.never, count: people)
    var exposure = [Int32](repeating: 0, count: people)
    var (expected, alone) = (0.0, 0.0)
    for period in 0..<periods {
      var random = RandomStream(seed: seed, purpose: "world.adoption", index: UInt64(period))
      let outside = base + (shocks.global?.contains(period) == true ? globalShock!.strength : 0)
      let inside = shocks.community.map { $0.contains(period) ? communityShock!.strength : 0 }
      var fresh: [Int] = []
      for person in 0..<people {
        // One number for everybody in every period: who adopts does not move the luck of others.
        let luck = random.unit()
        if times[person] != AdoptionTimes.never { continue }
        var odds = outside + homophily * trait[person]
        if !inside.isEmpty { odds += inside[communities[person]] }
        let withoutCompany = PortableMath.logistic(odds)
        var chance = withoutCompany
        if exposure[person] > 0 && influence != 0 {
          chance = PortableMath.logistic(odds + influence * PortableMath.ln(1 + Double(exposure[person])))
        }
        expected += chance
        alone += withoutCompany
        if luck < chance { fresh.append(person) }
      }
      for person in fresh { times[person] = Int32(period) }
      for person in fresh {
        for follower in graph.inNeighbors(of: person) where times[Int(follower)] == AdoptionTimes.never {
          exposure[Int(follower)] += 1
        }
      }
    }
    return (AdoptionTimes(periods: times, count: periods), exposure, expected > 0 ? 1 - alone / expected : nil)
  }
}
