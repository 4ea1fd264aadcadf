import KithFoundation
import KithInfluence
import KithOutput

/// The files of a world of known truth.
struct WorldFiles {
  let world: PlantedWorld
  let seed: UInt64
  let people: PlantedPopulation
  /// Noon of the first day, 1 March 2024: seconds since the epoch.
  private static let start: Int64 = 1_709_294_400

  init(recipe: WorldRecipe, seed: UInt64) throws {
    world = recipe.world
    self.seed = seed
    people = try world.population(seed: seed)
  }

  var files: [SampleFile] {
    [
      SampleFile(name: "README.md", text: guide),
      SampleFile(name: "actions.csv", columns: actions),
      SampleFile(name: "edges.csv", columns: edges),
      SampleFile(name: "people.csv", columns: table),
      SampleFile(name: "truth.csv", columns: truth),
      SampleFile(name: "truth.json", bytes: summary.bytes(.pretty)),
    ]
  }

  /// `p001` for the first of 500: in byte order.
  private func id(_ person: Int) -> String { "p" + Self.padded(person + 1, to: world.people) }
  private func community(_ community: Int) -> String { "c" + Self.padded(community + 1, to: people.communities.count) }

  private static func padded(_ number: Int, to most: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: String(most).count - digits.count) + digits
  }

  private static func day(_ period: Int) -> String {
    Timestamp(milliseconds: (start + Int64(period) * 86_400) * 1000).iso8601
  }

  /// Enough digits for any analysis, few enough for any reader.
  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  private var everybody: Range<Int> { 0..<world.people }

  private var edges: [Table.Column] {
    let pairs = everybody.flatMap { person in people.graph.outNeighbors(of: person).map { (person, Int($0)) } }
    return [
      Table.Column("from", .text(pairs.map { id($0.0) })), Table.Column("to", .text(pairs.map { id($0.1) })),
    ]
  }

  private var table: [Table.Column] {
    guard case .numeric(let seen) = people.seen.values else { return [] }
    return [
      Table.Column("id", .text(everybody.map(id))),
      Table.Column("taste", .reals(seen.map(Self.rounded))),
      Table.Column("community", .text(everybody.map { community(people.communities[$0]) })),
    ]
  }

  private var actions: [Table.Column] {
    let adopters = everybody.filter(people.times.hasAdopted)
      .sorted { (people.times.periods[$0], $0) < (people.times.periods[$1], $1) }
    return [
      Table.Column("person", .text(adopters.map(id))),
      Table.Column("item", .text(adopters.map { _ in "tea" })),
      Table.Column("time", .text(adopters.map { Self.day(Int(people.times.periods[$0])) })),
    ]
  }

  private var truth: [Table.Column] {
    [
      Table.Column("id", .text(everybody.map(id))),
      Table.Column("taste", .reals(people.trait.map(Self.rounded))),
      Table.Column("community", .text(everybody.map { community(people.communities[$0]) })),
      Table.Column(
        "period", .integers(everybody.map { people.times.hasAdopted($0) ? Int(people.times.periods[$0]) + 1 : .min })),
      Table.Column("friends_before", .integers(people.exposure.map { Int($0) })),
    ]
  }

  private var summary: JSONValue {
    [
      "schema": "kith.sample.world/1",
      "seed": .string(String(seed)),
      "people": .integer(world.people),
      "edges": .integer(people.graph.edgeCount),
      "periods": .integer(world.periods),
      "first_period": .string(Self.day(0)),
      "last_period": .string(Self.day(world.periods - 1)),
      "adopters": .integer(people.times.adopters),
      "influence_is_real": .bool(world.influence != 0),
      "attributable_to_influence": people.attributable.map { .real(Self.rounded($0)) } ?? .null,
      "log_odds": [
        "base": .real(world.base), "homophily": .real(world.homophily), "influence": .real(world.influence),
      ],
      "confounding": .real(world.confounding),
      "ties": [
        "contacts": .real(world.contacts), "reciprocation": .real(world.reciprocation),
        "similarity": .real(world.similarity), "community_preference": .real(world.communityPreference),
        "popularity_spread": .real(world.popularitySpread),
      ],
      "community_shocks": .array(
        people.communityShocks.enumerated().map { index, span in
          [
            "community": .string(community(index)), "log_odds": .real(world.communityShock?.strength ?? 0),
            "first": .string(Self.day(span.lowerBound)), "last": .string(Self.day(span.upperBound - 1)),
          ]
        }),
    ]
  }

  private var guide: String {
    """
    # A world of known truth

    \(world.people) made-up people in \(people.communities.count) communities address each other \
    (\(people.graph.edgeCount) edges) and, over \(world.periods) days, \(people.times.adopters) of them take up tea. \
    Nothing here is observed: why each did is known.

        kith influence DIR/edges.csv --actions DIR/actions.csv --attributes DIR/people.csv --traits taste

    ## What an analyst would have

    | file | columns | holds |
    |---|---|---|
    | `edges.csv` | from, to | `from` addresses `to`, and so sees what `to` does |
    | `people.csv` | id, taste, community | \(seenTaste) |
    | `actions.csv` | person, item, time | who took up tea, and the day (noon, UTC) |

    ## The truth

    | file | columns | holds |
    |---|---|---|
    | `truth.csv` | id, taste, community, period, friends_before | the true taste; the day counted from 1, empty for those \
    who never did; how many of those addressed had by then |
    | `truth.json` | | every setting, the shocks, and the share of adoptions that influence brought about |

    ## How it is drawn

    Taste is standard normal. A person addresses another with a chance in proportion to \
    e^(−\(world.similarity)·|difference in taste|), times \(1 + world.communityPreference) inside a community, times \
    the other's popularity (log-normal, sigma \(world.popularitySpread)); \(world.contacts) each on average, and \
    \(world.reciprocation) of those addressed address back. Each day, whoever has not adopted does so with log-odds

        \(world.base) + \(world.homophily)·taste + \(world.influence)·ln(1 + friends who adopted on earlier days)\
    \(shock)

    \(ending)

    """
  }

  private var seenTaste: String {
    let correlation = Self.rounded(1 - world.confounding)
    return world.confounding == 0
      ? "the true taste" : "a blurred taste, which correlates \(correlation) with the true one"
  }

  private var shock: String {
    world.communityShock.map { " + \($0.strength) on two days of the own community" } ?? ""
  }

  private var ending: String {
    switch (world.homophily != 0, world.influence != 0) {
    case (true, true):
      "So both are at work: taste draws people together and makes them adopt, and friends move each other."
    case (true, false): "So nobody moved anybody: friends adopt alike because they are alike."
    case (false, true): "So friends move each other, and taste only draws them together."
    case (false, false): "So neither is at work: taste draws people together, and adoption is chance."
    }
  }
}
