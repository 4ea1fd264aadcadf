import KithFoundation
import KithGraph

@testable import KithRecommend

/// Random users and items for tests: some users took nothing, some items nobody took.
func randomTakings(seed: UInt64, users: Int = 14, items: Int = 18, share: Double = 0.25) -> UserItems {
  var random = RandomStream(seed: seed, purpose: "takings")
  var pairs: [(user: UInt32, item: UInt32)] = []
  for user in 0..<users where user % 7 != 5 {
    for item in 0..<items where item % 9 != 8 && random.unit() < share {
      pairs.append((UInt32(user), UInt32(item)))
    }
  }
  return UserItems(users: users, items: items, pairs: pairs)
}

/// Random friendships, some in one direction only, some people without any.
func randomFriends(seed: UInt64, people: Int = 14, share: Double = 0.2) -> Graph {
  var random = RandomStream(seed: seed, purpose: "friends")
  var (sources, targets, weights) = ([UInt32](), [UInt32](), [Float]())
  for a in 0..<people where a != 3 {
    for b in 0..<people where b != 3 && a != b && random.unit() < share {
      sources.append(UInt32(a))
      targets.append(UInt32(b))
      weights.append(Float(1 + random.below(4)))
    }
  }
  return Graph(sources: sources, targets: targets, weights: weights, nodeCount: people)
}

/// Circles of eight friends: everyone took `taken` of twenty items, of their circle's or of a circle drawn blindly, and
/// will take so many `later`. Social circles share tastes that nothing else shows.
func circles(
  seed: UInt64, isSocial: Bool, taken: Int, later: Int
) -> (train: UserItems, test: UserItems, friends: Graph) {
  var random = RandomStream(seed: seed, purpose: "circles")
  var (train, test) = ([(user: UInt32, item: UInt32)](), [(user: UInt32, item: UInt32)]())
  var (sources, targets) = ([UInt32](), [UInt32]())
  for user in 0..<240 {
    let circle = isSocial ? user / 8 : random.below(30)
    for (place, item) in (0..<20).shuffled(using: &random).prefix(taken + later).enumerated() {
      let pair = (user: UInt32(user), item: UInt32(circle * 20 + item))
      if place < taken { train.append(pair) } else { test.append(pair) }
    }
    for friend in (user / 8 * 8)..<user {
      sources.append(UInt32(user))
      targets.append(UInt32(friend))
    }
  }
  return (
    UserItems(users: 240, items: 600, pairs: train), UserItems(users: 240, items: 600, pairs: test),
    Graph(sources: sources, targets: targets, nodeCount: 240)
  )
}
