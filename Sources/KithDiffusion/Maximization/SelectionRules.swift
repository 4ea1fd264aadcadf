import KithGraph

/// Who may be chosen, how many, at what cost, and how many of each group.
struct SelectionRules {
  /// By node.
  var isEligible: [Bool]
  var count: Int
  /// What choosing each node costs; all 1 and no budget if nil.
  var costs: [Double]?
  var budget = Double.infinity
  /// The group of each node and how many of each may be chosen; no quotas if nil.
  var groups: [Int]?
  var quotas: [Int] = []

  /// The approximation that greedy choice guarantees: 1 − 1/e; 1/2 under quotas (Nemhauser, Wolsey & Fisher
  /// 1978, doi 10.1007/BF01588971); 1 − 1/√e within a budget (Tang et al. 2021, doi 10.1145/3447386).
  var guarantee: Double {
    let e = 2.718281828459045
    if costs != nil { return groups == nil ? 1 - 1 / e.squareRoot() : 0 }
    return groups == nil ? 1 - 1 / e : 0.5
  }

  /// The most that can be chosen.
  func largest() -> Int {
    var number = min(count, isEligible.count { $0 })
    if let costs {
      var left = budget
      let affordable = costs.indices.filter { isEligible[$0] }.map { costs[$0] }.sorted().prefix { cost in
        left -= cost
        return left >= 0
      }
      number = min(number, affordable.count)
    }
    if let groups {
      var room = quotas
      var places = 0
      for node in groups.indices where isEligible[node] && room[groups[node]] > 0 {
        room[groups[node]] -= 1
        places += 1
      }
      number = min(number, places)
    }
    return number
  }

  func cost(of node: Int) -> Double { costs?[node] ?? 1 }
}
