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
