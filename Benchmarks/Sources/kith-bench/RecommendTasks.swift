import KithFoundation
import KithGraph
import KithRecommend

/// FILE is a folder with `train.csv`, `test.csv` and `friends.csv`: pairs of numbers below a header.
let recommendTasks: [BenchTask] = [
  socialTableTask, coldStartTask,
  BenchTask(name: "als") { path, execution in
    let split = try Split(folder: path)
    return {
      let model = try ImplicitALS(factors: 64, iterations: 15, alpha: 20, regularization: 80)
        .fit(split.train, execution: execution)
      let lists = try SocialRanking(base: model).top(
        10, for: Array(0..<split.train.userCount), taken: split.train, weights: [FriendWeight(0)],
        execution: execution)
      return {
        let recalls = (0..<split.test.userCount).filter { !split.test.items(of: $0).isEmpty }.map { user in
          RankingMetrics(list: lists[0][user].map(\.item), relevant: split.test.items(of: user), at: 10).recall
        }
        return [("recall", String(recalls.reduce(0, +) / Double(max(1, recalls.count))))]
      }
    }
  },
]

/// A published split.
struct Split {
  let train: UserItems
  let validation: UserItems?
  let test: UserItems
  let friends: Graph

  init(folder: String) throws {
    let files = ["train", "test", "friends"].map { "\(folder)/\($0).csv" }
    let (train, test, friends) = (try readEdges(files[0]), try readEdges(files[1]), try readEdges(files[2]))
    let validation = try? readEdges("\(folder)/validation.csv")
    let sets = [train, test] + (validation.map { [$0] } ?? [])
    let users = (sets.flatMap { $0.sources } + friends.sources + friends.targets).max().map { Int($0) + 1 } ?? 0
    let items = sets.flatMap { $0.targets }.max().map { Int($0) + 1 } ?? 0
    let pairs = { (edges: Edges) in
      UserItems(
        users: users, items: items, pairs: zip(edges.sources, edges.targets).map { (user: $0, item: $1) })
    }
    self.train = pairs(train)
    self.test = pairs(test)
    self.validation = validation.map(pairs)
    self.friends = Graph(sources: friends.sources, targets: friends.targets, nodeCount: users)
  }

  /// An eighth of each user's training pairs, drawn blindly, to choose settings by.
  func cut() -> (train: UserItems, held: UserItems) {
    var (kept, held) = ([(user: UInt32, item: UInt32)](), [(user: UInt32, item: UInt32)]())
    for user in 0..<train.userCount {
      var random = RandomStream(seed: 1, purpose: "bench validation", index: UInt64(user))
      for item in train.items(of: user) {
        if random.below(8) == 0 { held.append((UInt32(user), item)) } else { kept.append((UInt32(user), item)) }
      }
    }
    let make = { UserItems(users: train.userCount, items: train.itemCount, pairs: $0) }
    return (make(kept), make(held))
  }
}
