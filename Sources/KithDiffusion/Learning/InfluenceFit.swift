import Glibc
import KithFoundation
import KithGraph

/// How well learned influence foretells what it has not seen: items held back, and who took them up.
///
///     let fit = try InfluenceFit(of: InfluenceLearning(.saito), to: actions, on: graph.influence)
///     fit.logLoss.value; fit.baseLogLoss.value; fit.auc.value
///
/// Influence is learned from the other items. A case is a person exposed to a held-back item by a contact's earlier
/// action: did they follow? The forecast is 1 − Π (1 − p) over those contacts. Items are held back by chance, the same
/// for the same seed.
public struct InfluenceFit: Sendable, Equatable, Codable {
  public var itemsHeldBack: Int
  /// Exposed people, by item.
  public var cases: Int
  /// Of them, those who followed.
  public var followed: Int
  /// Mean −ln of the chance given to what happened; smaller is better. Chances are kept within 10⁻⁶ of 0 and 1.
  public var logLoss: DiffusionValue
  /// The same for giving everyone the share of the cases that followed.
  public var baseLogLoss: DiffusionValue
  /// The chance that someone who followed got the higher forecast than someone who did not, ties half.
  public var auc: DiffusionValue

  /// Errors as for learning; E720 for a share outside (0, 1); E405 (exit 1) where
  /// no item with times is left to learn from.
  public init(
    of learning: InfluenceLearning, to actions: ActionLog, on influence: Graph, holdingBack share: Double = 0.2,
    seed: UInt64 = 1, execution: Execution = .serial
  ) throws {
    if !(share > 0 && share < 1) {
      throw KithError.option("the share held back", share, choose: "one between 0 and 1")
    }
    let firsts = actions.firsts
    let isHeld = (0..<firsts.items.count).map { item in
      var random = RandomStream(seed: seed, purpose: "held-back items", index: UInt64(item))
      return random.unit() < share
    }
    let kept = (0..<firsts.items.count).filter { !isHeld[$0] }.flatMap { item in
      firsts.actions(of: item).map { (row: $0, item: UInt32(item)) }
    }
    let training = ActionLog(
      people: firsts.people, items: firsts.items, persons: kept.map { firsts.persons[$0.row] },
      itemCodes: kept.map(\.item), times: kept.map { firsts.times[$0.row] })
    if firsts.hasTimes && !training.hasTimes {
      throw KithError(
        .answerIsNo,
        Diagnostic(
          "E405", "nothing is left to learn from: all items with times are held back",
          help: "hold back a smaller share, or give a longer log"))
    }
    let learned = try learning.learned(from: training, on: influence, execution: execution)
    let forecasts = Self.forecasts(firsts, isHeld, influence.out, learned.probabilities)
    itemsHeldBack = isHeld.count { $0 }
    cases = forecasts.count
    followed = forecasts.count { $0.followed }
    if forecasts.isEmpty {
      logLoss = DiffusionValue(undefined: "nobody was exposed to an item held back")
      (baseLogLoss, auc) = (logLoss, logLoss)
      return
    }
    func loss(_ chance: Double, _ followed: Bool) -> Double {
      let kept = min(max(chance, 1e-6), 1 - 1e-6)
      return followed ? -log(kept) : -log1p(-kept)
    }
    let base = Double(followed) / Double(cases)
    logLoss = DiffusionValue(forecasts.reduce(0) { $0 + loss($1.chance, $1.followed) } / Double(cases))
    baseLogLoss = DiffusionValue(forecasts.reduce(0) { $0 + loss(base, $1.followed) } / Double(cases))
    auc = Self.auc(forecasts)
  }

  struct Forecast {
    let chance: Double
    let followed: Bool
  }

  /// Everyone exposed to an item held back, by item and person.
  static func forecasts(
    _ log: ActionLog, _ isHeld: [Bool], _ out: Adjacency, _ probabilities: [Double]
  ) -> [Forecast] {
    var forecasts: [Forecast] = []
    var times = [Int64?](repeating: nil, count: log.people.count)
    var missed = [Double](repeating: 1, count: log.people.count)
    var isExposed = [Bool](repeating: false, count: log.people.count)
    for item in 0..<log.items.count where isHeld[item] {
      let rows = log.actions(of: item)
      for row in rows { times[Int(log.persons[row])] = log.times[row] }
      var exposed: [Int] = []
      for row in rows where log.times[row] != Timestamp.missing {
        let source = Int(log.persons[row])
        for entry in out.offsets[source]..<out.offsets[source + 1] {
          let target = Int(out.neighbors[entry])
          if let time = times[target], time <= log.times[row] { continue }
          missed[target] *= 1 - probabilities[entry]
          if !isExposed[target] {
            isExposed[target] = true
            exposed.append(target)
          }
        }
      }
      for target in exposed.sorted() {
        forecasts.append(Forecast(chance: 1 - missed[target], followed: times[target] != nil))
        missed[target] = 1
        isExposed[target] = false
      }
      for row in rows { times[Int(log.persons[row])] = nil }
    }
    return forecasts
  }

  /// Mann and Whitney's: ranks of those who followed, ties sharing theirs.
  static func auc(_ forecasts: [Forecast]) -> DiffusionValue {
    let sorted = forecasts.sorted { $0.chance < $1.chance }
    let followed = Double(sorted.count { $0.followed })
    let others = Double(sorted.count) - followed
    if followed == 0 || others == 0 {
      return DiffusionValue(
        undefined: followed == 0 ? "nobody who was exposed followed" : "everyone who was exposed followed")
    }
    var sum = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count && sorted[end].chance == sorted[start].chance { end += 1 }
      sum += Double(sorted[start..<end].count { $0.followed }) * Double(start + 1 + end) / 2
      start = end
    }
    return DiffusionValue((sum - followed * (followed + 1) / 2) / (followed * others))
  }
}
