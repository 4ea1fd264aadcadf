import KithFoundation
import KithGraph
import Testing

@testable import KithInfluence

@Suite("Planted worlds")
struct PlantedWorldTests {
  @Test func theSameSeedGivesTheSamePeople() throws {
    let first = try NamedWorld.both.world.population(seed: 5)
    let again = try NamedWorld.both.world.population(seed: 5)
    let other = try NamedWorld.both.world.population(seed: 6)
    #expect(first.times == again.times && first.graph.out.neighbors == again.graph.out.neighbors)
    #expect(first.times != other.times && first.graph.out.neighbors != other.graph.out.neighbors)
  }

  @Test func everyWorldIsAsDescribed() throws {
    for name in NamedWorld.allCases {
      let people = try name.world.population(seed: 2)
      let share = Double(people.times.adopters) / 500
      #expect(share > 0.15 && share < 0.75, "\(name): \(share) adopted")
      #expect(abs(Double(people.graph.edgeCount) / 500 - 8) < 1, "\(name)")
      // Ties follow the trait in every world, adoption or not.
      let alike = correlation(over: people.graph, people.trait)
      #expect(alike > 0.5 && alike < 0.8, "\(name): \(alike)")
      #expect((people.attributable ?? 0 > 0) == name.hasInfluence)
    }
    #expect(NamedWorld.allCases.count { $0.hasInfluence } == 4 && NamedWorld.allCases.count == 11)
  }

  @Test func confoundingBlursWhatTheAnalystSees() throws {
    var world = PlantedWorld()
    world.people = 4000
    for (confounding, expected) in [(0.0, 1.0), (0.5, 0.5), (1, 0)] {
      world.confounding = confounding
      let people = try world.population(seed: 1)
      guard case .numeric(let seen) = people.seen.values else { continue }
      let pairs = zip(seen, people.trait)
      let product = pairs.reduce(0) { $0 + $1.0 * $1.1 } / 4000
      #expect(abs(product - expected) < 0.06)
    }
  }

  @Test func exposureIsTheNumberOfContactsWhoAdoptedEarlier() throws {
    let people = try NamedWorld.influence.world.population(seed: 3)
    let periods = people.times.periods
    for person in 0..<500 {
      let earlier = people.graph.outNeighbors(of: person).count { periods[Int($0)] < periods[person] }
      #expect(people.exposure[person] == Int32(earlier))
    }
  }

  @Test func adoptionFollowsTheHazard() throws {
    // Without company or trait the share at risk that adopts each period is the logistic of the base.
    var world = PlantedWorld()
    world.people = 20_000
    world.contacts = 2
    world.base = -2
    world.globalShock = PlantedWorld.Shock(strength: 1, periods: 1)
    let people = try world.population(seed: 9)
    let shock = try #require(people.globalShock)
    var atRisk = 20_000.0
    for period in 0..<10 {
      let adopters = Double(people.times.periods.count { $0 == Int32(period) })
      let expected = 1 / (1 + (period == shock.lowerBound ? 2.718281828 : 7.389056099))
      #expect(abs(adopters / atRisk - expected) < 4 * (expected / atRisk).squareRoot())
      atRisk -= adopters
    }
  }

  @Test func edgesAreDrawnInProportionToTheirWeight() throws {
    // Against the table of all pairs, for one person of a small world.
    let trait = [-1.2, 0.4, 0.1, 2.0, -0.3, 0.9]
    let popularity = [1.0, 2, 0.5, 1, 3, 1]
    let community: [UInt32] = [0, 1, 0, 1, 0, 1]
    let edges = PlantedEdges(
      trait: trait, popularity: popularity, community: community, count: 2, similarity: 1.5, preference: 6)
    var random = RandomStream(seed: 4, purpose: "test.world")
    for person in 0..<6 {
      let weights = (0..<6).map { other in
        other == person
          ? 0
          : PortableMath.exp(-1.5 * abs(trait[person] - trait[other])) * popularity[other]
            * (community[person] == community[other] ? 7 : 1)
      }
      var counts = [Double](repeating: 0, count: 6)
      for _ in 0..<20_000 { counts[Int(try #require(edges.draw(for: person, &random)))] += 1 }
      let total = weights.reduce(0, +)
      for other in 0..<6 {
        let expected = weights[other] / total
        #expect(abs(counts[other] / 20_000 - expected) <= 4.5 * (expected * (1 - expected) / 20_000).squareRoot())
      }
    }
  }

  @Test func aHundredThousandPeopleNeedNoTableOfPairs() throws {
    var world = NamedWorld.both.world
    world.people = 100_000
    world.contacts = 3
    world.periods = 8
    let people = try world.population(seed: 1)
    #expect(abs(Double(people.graph.edgeCount) / 100_000 - 3) < 0.3)
    #expect(correlation(over: people.graph, people.trait) > 0.5)
  }

  @Test func settingsOutsideTheirRangeAreRefused() {
    let changes: [(inout PlantedWorld) -> Void] = [
      { $0.people = 9 }, { $0.periods = 7 }, { $0.communities = 0 }, { $0.contacts = .nan }, { $0.contacts = 200 },
      { $0.reciprocation = 1.1 }, { $0.similarity = -1 }, { $0.confounding = 2 }, { $0.base = .infinity },
      { $0.influence = 21 }, { $0.globalShock = PlantedWorld.Shock(strength: .nan) },
      { $0.communityShock = PlantedWorld.Shock(periods: 0) }, { $0.popularitySpread = 6 },
      { $0.communityPreference = -1 },
    ]
    for change in changes {
      var world = PlantedWorld()
      change(&world)
      let error = #expect(throws: KithError.self) { try world.population(seed: 1) }
      #expect(error?.exitCode == .usage && error?.diagnostic.code == "E720")
    }
  }

  @Test func extremesComeOutWhole() throws {
    var world = PlantedWorld()
    (world.people, world.communities, world.contacts) = (10, 10, 1)
    (world.similarity, world.base) = (20, -20)
    let nobody = try world.population(seed: 1)
    #expect(nobody.times.adopters == 0 && nobody.graph.edgeCount > 0)
    world.base = 20
    let everybody = try world.population(seed: 1)
    #expect(everybody.times.periods.allSatisfy { $0 == 0 })
  }

  /// Of a trait over the ends of every edge.
  private func correlation(over graph: Graph, _ trait: [Double]) -> Double {
    var (n, sx, sy, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for node in 0..<graph.nodeCount {
      for other in graph.outNeighbors(of: node) {
        let (x, y) = (trait[node], trait[Int(other)])
        (n, sx, sy, xx, yy, xy) = (n + 1, sx + x, sy + y, xx + x * x, yy + y * y, xy + x * y)
      }
    }
    return (n * xy - sx * sy) / ((n * xx - sx * sx) * (n * yy - sy * sy)).squareRoot()
  }
}
