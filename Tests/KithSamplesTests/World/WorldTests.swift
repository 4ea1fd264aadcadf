import KithFoundation
import KithSamples
import Testing

@Suite struct WorldTests {
  @Test func theFilesTellTheSameStory() throws {
    var recipe = WorldRecipe()
    (recipe.people, recipe.periods, recipe.shock, recipe.confounding) = (120, 12, 2, 0.5)
    let files = try Sample.world(recipe).files(seed: 4)
    func column(_ file: String, _ name: String) -> [String] { readTable(file, in: files).map { $0[name] ?? "?" } }
    let ids = column("people.csv", "id")
    let (from, to) = (column("edges.csv", "from"), column("edges.csv", "to"))
    #expect(ids.count == 120 && ids == ids.sorted() && column("truth.csv", "id") == ids)
    #expect(Set(from + to).isSubset(of: ids))
    #expect(column("people.csv", "taste") != column("truth.csv", "taste"))
    #expect(column("people.csv", "community") == column("truth.csv", "community"))
    // Who acted, when, and how many of those they address had: told alike by all files.
    let periods = Dictionary(uniqueKeysWithValues: zip(ids, column("truth.csv", "period")))
    #expect(Set(column("actions.csv", "person")) == Set(ids.filter { periods[$0] != "" }))
    for (person, time) in zip(column("actions.csv", "person"), column("actions.csv", "time")) {
      let day = try #require(periods[person].flatMap { Int($0) })
      #expect(time == "2024-03-\(day < 10 ? "0" : "")\(day)T12:00:00Z")
    }
    for (person, before) in zip(ids, column("truth.csv", "friends_before")) {
      let own = Int(periods[person]!) ?? .max
      let friends = zip(from, to).filter { $0.0 == person }
      #expect(Int(before) == friends.count { (Int(periods[$0.1]!) ?? .max) < own })
    }
  }

  @Test func recipesOutsideTheirRangesAreRefused() {
    for change: (inout WorldRecipe) -> Void in [
      { $0.people = 0 }, { $0.periods = 0 }, { $0.communities = 501 }, { $0.homophily = .nan }, { $0.confounding = 2 },
    ] {
      var recipe = WorldRecipe()
      change(&recipe)
      let error = #expect(throws: KithError.self) { try Sample.world(recipe).files() }
      #expect(error?.exitCode == .usage)
    }
  }
}
