import KithFoundation

/// The campaign's people: who they are and whom they follow.
struct Crowd: Sendable {
  private(set) var people: [Person]
  /// The brand's position in `people`: the last.
  var brand: Int { people.count - 1 }
  /// Positions of each community's people.
  private(set) var members: [[Int]]

  static let ageBands = ["10대", "20대", "30대", "40대", "50대"]
  private static let regions: [(name: String, weight: Double)] = [
    ("서울", 30), ("경기", 26), ("부산", 10), ("대구", 7), ("인천", 7), ("대전", 6), ("광주", 6), ("강원", 4), ("제주", 4),
  ]

  init(plan: CampaignPlan, seed: UInt64) {
    people = []
    members = Array(repeating: [], count: Topic.all.count)
    addPeople(plan: plan, seed: seed)
    follow(plan: plan, seed: seed)
  }

  /// What the person's community talks about; nil for the brand.
  func topic(of person: Int) -> Topic? { people[person].community.map { Topic.all[$0] } }

  private mutating func addPeople(plan: CampaignPlan, seed: UInt64) {
    var handles = Handles()
    let total = Topic.all.reduce(0) { $0 + $1.people }
    for (community, topic) in Topic.all.enumerated() {
      for place in 0..<topic.people {
        var random = RandomStream(seed: seed, purpose: "campaign.person", index: UInt64(people.count))
        let (role, given) = Self.part(place, of: community, at: people.count, of: total)
        let handle = given ?? handles.next(words: topic.handleWords, random: &random)
        let isAnalysable = random.coin(0.95)
        members[community].append(people.count)
        people.append(
          Person(
            handle: handle, role: role, community: community, likesSweet: random.coin(topic.sweetShare),
            ageBand: Self.ageBands[random.index(weights: topic.ages)],
            region: Self.regions[random.index(weights: Self.regions.map(\.weight))].name,
            isAnalysable: isAnalysable, isContactable: isAnalysable && random.coin(0.7),
            // e^(-sigma²/2) makes the mean 1.
            interest: random.logNormal(
              median: PortableMath.exp(-plan.interestSpread * plan.interestSpread / 2), sigma: plan.interestSpread)
              * (role == .loud ? plan.loudInterest : 1),
            style: random.pick(Person.Style.allCases), isMentionable: !Handles.awkward.contains(handle)))
      }
    }
    people.append(
      Person(
        handle: plan.brand, role: .brand, likesSweet: true, ageBand: "", region: "", isAnalysable: true,
        isContactable: true, interest: 0, style: .plain, isMentionable: true))
  }

  /// The planted roles and names: each community has a trigger and a loud one, three have somebody famous, and
  /// the awkward names sit evenly among everybody.
  private static func part(
    _ place: Int, of community: Int, at position: Int, of total: Int
  ) -> (role: Person.Role, handle: String?) {
    switch place {
    case 0: return (.trigger, Handles.triggers[community])
    case 1: return (.loud, Handles.loud[community])
    case 2 where community < Handles.famous.count: return (.famous, Handles.famous[community])
    default:
      let stride = total / Handles.awkward.count
      let isAwkward = position % stride == stride / 2 && position / stride < Handles.awkward.count
      return (.member, isAwkward ? Handles.awkward[position / stride] : nil)
    }
  }

  private mutating func follow(plan: CampaignPlan, seed: UInt64) {
    let appeal = (0..<brand).map { person in
      var random = RandomStream(seed: seed, purpose: "campaign.appeal", index: UInt64(person))
      return random.logNormal(median: 1, sigma: plan.appealSpread)
    }
    var followed: [Set<Int>] = Array(repeating: [], count: people.count)
    for person in 0..<brand {
      guard let home = people[person].community else { continue }
      var random = RandomStream(seed: seed, purpose: "campaign.follow", index: UInt64(person))
      for (community, group) in members.enumerated() {
        for other in group.prefix(3) where other != person {
          switch people[other].role {
          case .trigger:
            let chance = community == home ? plan.followsTrigger.inside : plan.followsTrigger.outside
            if random.coin(chance) { followed[person].insert(other) }
          case .famous: if random.coin(plan.followsFamous) { followed[person].insert(other) }
          default: break
          }
        }
      }
      for _ in 0..<plan.fewestFollowed + random.poisson(plan.meanFurtherFollowed) {
        var community = home
        if random.coin(plan.outsideShare) {
          community = (home + 1 + random.below(members.count - 1)) % members.count
        }
        let group = members[community]
        let weights = group.map { other in
          other == person
            ? 0 : appeal[other] * (people[other].likesSweet == people[person].likesSweet ? plan.sameTasteFactor : 1)
        }
        let other = group[random.index(weights: weights)]
        followed[person].insert(other)
        if random.coin(plan.followBack) { followed[other].insert(person) }
      }
    }
    for person in 0..<brand {
      people[person].follows = followed[person].sorted()
      for other in people[person].follows { people[other].followers.append(person) }
    }
  }
}
