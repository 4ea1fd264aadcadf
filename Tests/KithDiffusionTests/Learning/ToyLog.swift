import Foundation
import KithGraph
import KithTestSupport

/// Six items, four people, and every estimator's answer by independent arithmetic.
struct ToyLog {
  static let isPresent = sharedData("reference/diffusion_known.json") != nil

  let actions: ActionLog
  let influence: Graph
  /// By edge as "a->b", then by estimator.
  let learned: [String: [String: Double]]
  let kappa: [String: Double]
  let spread: [String: Double]

  init() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: sharedData("reference/diffusion_known.json") ?? ""))
    let json = try JSONSerialization.jsonObject(with: data) as! [String: Any]
    let toy = json["toy_log"] as! [String: Any]
    let rows = toy["log"] as! [[Any]]
    let people = ["a", "b", "c", "d"]
    actions = ActionLog(
      people: NameTable(people), items: NameTable((1...6).map(String.init)),
      persons: rows.map { UInt32(people.firstIndex(of: $0[0] as! String)!) },
      itemCodes: rows.map { UInt32(($0[1] as! NSNumber).intValue - 1) },
      times: rows.map { Int64(($0[2] as! NSNumber).doubleValue * 1000) })
    let edges = toy["edges"] as! [[String]]
    influence = Graph(
      sources: edges.map { UInt32(people.firstIndex(of: $0[0])!) },
      targets: edges.map { UInt32(people.firstIndex(of: $0[1])!) }, nodeCount: 4, names: NameTable(people))
    learned = (toy["learned"] as! [String: [String: NSNumber]]).mapValues { $0.mapValues(\.doubleValue) }
    kappa = (toy["credit_distribution_kappa"] as! [String: NSNumber]).mapValues(\.doubleValue)
    spread = (toy["cd_spread"] as! [String: NSNumber]).mapValues(\.doubleValue)
  }

  func edge(_ name: String) -> (Int, Int) {
    let ends = name.split(separator: ">").map { influence.names!.index(of: String($0.prefix(1)))! }
    return (ends[0], ends[1])
  }
}

/// A random log of actions with equal times, unknown times and repeats, on a random network.
struct RandomActions: CustomStringConvertible {
  let seed: UInt64
  let influence: Graph
  let rows: [(person: Int, item: Int, time: Int64)]
  var description: String { "seed \(seed), \(rows.count) actions, \(influence.nodeCount) people" }

  init(seed: UInt64) {
    self.seed = seed
    influence = RandomEdges(seed: seed, maxNodes: 15).graph
    var random = SplitMix(state: seed)
    let count = influence.nodeCount
    rows = (0..<Int.random(in: 1...120, using: &random)).map { row in
      let isUnknown = row > 0 && Int.random(in: 0..<20, using: &random) == 0
      let time = isUnknown ? Int64.min : Int64.random(in: 0..<40, using: &random)
      return (.random(in: 0..<count, using: &random), .random(in: 0..<6, using: &random), time)
    }
  }

  func actions(shuffled salt: UInt64 = 0) -> ActionLog {
    var random = SplitMix(state: salt)
    let rows = salt == 0 ? rows : rows.shuffled(using: &random)
    return ActionLog(
      people: NameTable((0..<influence.nodeCount).map { String(1000 + $0) }),
      items: NameTable((0..<6).map(String.init)),
      persons: rows.map { UInt32($0.person) }, itemCodes: rows.map { UInt32($0.item) }, times: rows.map(\.time))
  }

  /// Known first times by person and item; -1 where only unknown times are.
  var firsts: [[Int: Int64]] {
    var firsts = [[Int: Int64]](repeating: [:], count: influence.nodeCount)
    for row in rows {
      let held = firsts[row.person][row.item] ?? -1
      let time = row.time == .min ? -1 : row.time
      firsts[row.person][row.item] = held < 0 ? time : time < 0 ? held : min(held, time)
    }
    return firsts
  }
}
