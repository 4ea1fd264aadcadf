import Testing

@testable import KithSamples

@Suite struct PurchasesTests {
  static let files = CampaignFiles(seed: 1)
  var files: CampaignFiles { Self.files }

  /// Purchases per person and day at risk, pooled over the items of a drive, split by a condition on (person, item, day).
  private func rates(
    _ drive: Catalogue.Drive, _ condition: (Int, Int, Int, [Int]) -> Bool
  ) -> (with: Double, without: Double) {
    var counts = (bought: [0, 0], atRisk: [0, 0])
    for item in Catalogue.items.indices where Catalogue.drive(of: item) == drive {
      var day = [Int](repeating: Self.never, count: files.crowd.people.count)
      for purchase in files.purchases.purchases where purchase.item == item {
        day[purchase.person] = Int(purchase.second / 86_400)
      }
      for person in 0..<files.crowd.brand {
        for now in 0...min(day[person], 30) {
          let side = condition(person, item, now, day) ? 0 : 1
          counts.atRisk[side] += 1
          if day[person] == now { counts.bought[side] += 1 }
        }
      }
    }
    return (
      Double(counts.bought[0]) / Double(counts.atRisk[0]), Double(counts.bought[1]) / Double(counts.atRisk[1])
    )
  }

  private static let never = 99

  private func tasteRatio(_ drive: Catalogue.Drive) -> Double {
    let (match, other) = rates(drive) { person, item, _, _ in
      files.crowd.people[person].likesSweet == Catalogue.items[item].isSweet
    }
    return match / other
  }

  private func friendsRatio(_ drive: Catalogue.Drive) -> Double {
    let (exposed, other) = rates(drive) { person, _, now, day in
      files.crowd.people[person].follows.contains { day[$0] < now }
    }
    return exposed / other
  }

  @Test func tasteTriplesTheRateWhereItCountsAndOnlyThere() {
    // e^1.1 = 3.0; friends of the same taste add a little.
    #expect((2.5...4.5).contains(tasteRatio(.taste)))
    #expect((2.5...4.5).contains(tasteRatio(.both)))
    #expect((0.8...1.25).contains(tasteRatio(.neither)))
  }

  @Test func friendsRaiseTheRateWhereTheyCount() {
    // At least 2^0.9 = 1.87 with one friend; communities' tastes and items' constants move both sides.
    #expect(friendsRatio(.friends) > 1.7)
    #expect(friendsRatio(.both) > 1.7)
    #expect((0.75...1.35).contains(friendsRatio(.neither)))
  }

  @Test func inOrderOfTimeAndOnceAPersonAndItem() {
    let purchases = files.purchases.purchases
    #expect(zip(purchases, purchases.dropFirst()).allSatisfy { $0.second <= $1.second })
    #expect(Set(purchases.map { "\($0.person) \($0.item)" }).count == purchases.count)
  }

  @Test func recommendationsHoldNothingBoughtBeforeTheCutoffAndAreSorted() {
    let cutoff = Int64(files.plan.cutoffDay - 1) * 86_400
    let owned = Set(files.purchases.purchases.filter { $0.second < cutoff }.map { "\($0.person) \($0.item)" })
    let rows = files.recommendations.rows
    #expect(rows.allSatisfy { !owned.contains("\($0.person) \($0.item)") })
    #expect(rows.count == files.crowd.brand * files.plan.recommendationsEach)
    for (row, next) in zip(rows, rows.dropFirst()) where row.person == next.person { #expect(row.score >= next.score) }
    let later = Set(files.purchases.purchases.filter { $0.second >= cutoff }.map { "\($0.person) \($0.item)" })
    #expect(rows.count { later.contains("\($0.person) \($0.item)") } > 300, "too few hits to measure a lift")
  }
}
