import KithFoundation

/// Who bought what when: a discrete-time hazard with a known share of taste and of friends.
struct Purchases: Sendable {
  struct Purchase: Sendable {
    var person: Int
    var item: Int
    var second: Int64
  }

  /// In order of time, then person, then item.
  let purchases: [Purchase]
  /// Each item's own constant in the logit.
  let constants: [Double]

  init(plan: CampaignPlan, crowd: Crowd, seed: UInt64) {
    var purchases: [Purchase] = []
    var constants: [Double] = []
    for item in Catalogue.items.indices {
      var random = RandomStream(seed: seed, purpose: "campaign.purchases", index: UInt64(item))
      let constant = plan.purchaseItemSpread * random.normal()
      constants.append(constant)
      var boughtOn = [Int?](repeating: nil, count: crowd.people.count)
      for day in 0..<plan.days {
        for person in 0..<crowd.brand where boughtOn[person] == nil {
          let chance = Self.chance(of: item, constant: constant, for: person, day: day, boughtOn, plan, crowd)
          guard random.coin(chance) else { continue }
          boughtOn[person] = day
          let second = Int64(day * 86_400 + 8 * 3600 + random.below(15 * 3600))
          purchases.append(Purchase(person: person, item: item, second: second))
        }
      }
    }
    self.purchases = purchases.sorted { ($0.second, $0.person, $0.item) < ($1.second, $1.person, $1.item) }
    self.constants = constants
  }

  private static func chance(
    of item: Int, constant: Double, for person: Int, day: Int, _ boughtOn: [Int?], _ plan: CampaignPlan, _ crowd: Crowd
  ) -> Double {
    let drive = Catalogue.drive(of: item)
    var logit = plan.purchaseBase + constant
    if drive.weighsTaste && Catalogue.items[item].isSweet == crowd.people[person].likesSweet {
      logit += plan.purchaseTaste
    }
    if drive.weighsFriends {
      let friends = crowd.people[person].follows.count { boughtOn[$0].map { $0 < day } ?? false }
      if friends > 0 { logit += plan.purchaseFriends * PortableMath.ln(Double(1 + friends)) }
    }
    return PortableMath.logistic(logit)
  }
}
