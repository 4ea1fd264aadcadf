import KithFoundation

/// What a recommender that knows popularity and taste, but no friends, would offer everybody on the cutoff day.
struct BaseRecommendations: Sendable {
  struct Row: Sendable {
    var person: Int
    var item: Int
    /// Rounded to four decimals; higher is better.
    var score: Double
  }

  /// By person, best first.
  let rows: [Row]

  init(purchases: Purchases, plan: CampaignPlan, crowd: Crowd, seed: UInt64) {
    let cutoff = Int64(plan.cutoffDay - 1) * 86_400
    var buyers = [Int](repeating: 0, count: Catalogue.items.count)
    var owned: [Set<Int>] = Array(repeating: [], count: crowd.people.count)
    for purchase in purchases.purchases where purchase.second < cutoff {
      buyers[purchase.item] += 1
      owned[purchase.person].insert(purchase.item)
    }
    var rows: [Row] = []
    for person in 0..<crowd.brand {
      var random = RandomStream(seed: seed, purpose: "campaign.recommendations", index: UInt64(person))
      var offers: [Row] = []
      for (item, entry) in Catalogue.items.enumerated() {
        let noise = plan.recommendationNoise * random.normal()
        let taste = entry.isSweet == crowd.people[person].likesSweet ? plan.recommendationTaste : 0
        let score = PortableMath.ln(Double(1 + buyers[item])) + taste + noise
        if !owned[person].contains(item) {
          offers.append(Row(person: person, item: item, score: (score * 10_000).rounded() / 10_000))
        }
      }
      offers.sort { ($1.score, $0.item) < ($0.score, $1.item) }
      rows += offers.prefix(plan.recommendationsEach)
    }
    self.rows = rows
  }
}
