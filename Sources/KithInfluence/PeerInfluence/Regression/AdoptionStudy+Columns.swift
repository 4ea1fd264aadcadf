import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

/// Names of columns, each once: users name traits as they like.
struct ColumnNames {
  private var used: Set<String> = [
    AdoptionStudy.exposure, LeadLag.future, ReversedExposure.reciprocal, ReversedExposure.followees,
    ReversedExposure.followers, MatchedSample.communityShare,
  ]

  mutating func unique(_ name: String) -> String {
    var (candidate, number) = (name, 2)
    while !used.insert(candidate).inserted {
      candidate = "\(name) (\(number))"
      number += 1
    }
    return candidate
  }
}

extension AdoptionStudy {
  static let exposure = "exposure"
}

extension Trait {
  /// A number: x − its mean and, of more than two values, (x − mean)². A class: a column of zeros and ones for each
  /// class but the commonest, classes beyond the most taken as one.
  func columns(included: [Bool]?, squares: Bool, maxClasses: Int, names: inout ColumnNames) -> [LogisticData.Column] {
    let known = (0..<count).filter { included?[$0] ?? true }
    switch values {
    case .numeric(let numbers):
      let mean = known.reduce(0.0) { $0 + numbers[$1] } / Double(max(1, known.count))
      var centred = [Double](repeating: 0, count: count)
      for node in known { centred[node] = numbers[node] - mean }
      let linear = LogisticData.Column(names.unique(name), clusters: centred)
      let least = known.lazy.map { numbers[$0] }.min() ?? 0
      let most = known.lazy.map { numbers[$0] }.max() ?? 0
      if !squares || known.allSatisfy({ numbers[$0] == least || numbers[$0] == most }) { return [linear] }
      return [linear, .init(names.unique("\(name)²"), clusters: centred.map { $0 * $0 })]
    case .nominal(let column):
      var sizes = [Int](repeating: 0, count: column.names.count)
      for node in known { sizes[Int(column.codes[node])] += 1 }
      let classes = sizes.indices.filter { sizes[$0] > 0 }.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
      func indicator(_ name: String, _ isIn: (Int) -> Bool) -> LogisticData.Column {
        var values = [Double](repeating: 0, count: count)
        for node in known where isIn(Int(column.codes[node])) { values[node] = 1 }
        return .init(names.unique(name), clusters: values)
      }
      let own = classes.dropFirst().prefix(maxClasses)
      var result = own.map { code in indicator("\(name): \(column.names[code])") { $0 == code } }
      let rest = Set(classes.dropFirst(1 + maxClasses))
      if !rest.isEmpty { result.append(indicator("\(name): others") { rest.contains($0) }) }
      return result
    }
  }
}

extension PersonPeriods {
  /// By row: of the others of one's community at risk in the period, the share that adopts in it; 0 for nobody.
  func rates(in communities: Partition) -> [Double] {
    let width = times.count
    var atRisk = [Int32](repeating: 0, count: communities.count * width)
    var adopted = atRisk
    func cell(_ person: Int, _ step: Int) -> Int { Int(communities.assignment[person]) * width + first + step }
    func adopts(_ person: Int, _ row: Int) -> Bool {
      times.hasAdopted(person) && row == starts[person + 1] - 1
    }
    for person in 0..<people {
      for (step, row) in rows(of: person).enumerated() {
        atRisk[cell(person, step)] += 1
        if adopts(person, row) { adopted[cell(person, step)] += 1 }
      }
    }
    var result = [Double](repeating: 0, count: count)
    for person in 0..<people {
      for (step, row) in rows(of: person).enumerated() {
        let others = adopted[cell(person, step)] - (adopts(person, row) ? 1 : 0)
        result[row] = Double(others) / Double(max(1, atRisk[cell(person, step)] - 1))
      }
    }
    return result
  }

  /// By row: the share of one's community that had adopted before the period, of those it holds beside oneself.
  func pastShares(in communities: Partition) -> [Double] {
    let width = times.count
    var adopted = [Double](repeating: 0, count: communities.count * (width + 1))
    for person in 0..<people where times.hasAdopted(person) {
      adopted[Int(communities.assignment[person]) * (width + 1) + Int(times.periods[person]) + 1] += 1
    }
    for community in 0..<communities.count {
      for period in 1...width {
        adopted[community * (width + 1) + period] += adopted[community * (width + 1) + period - 1]
      }
    }
    var result = [Double](repeating: 0, count: count)
    for person in 0..<people {
      let community = Int(communities.assignment[person])
      let others = Double(max(1, communities.sizes[community] - 1))
      for (step, row) in rows(of: person).enumerated() {
        result[row] = adopted[community * (width + 1) + first + step] / others
      }
    }
    return result
  }
}
