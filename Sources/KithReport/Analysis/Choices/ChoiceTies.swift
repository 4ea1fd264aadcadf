import KithFoundation
import KithGraph
import KithRecommend

/// Whom each person is in touch with, either way, all alike; the brand's accounts are nobody's friends.
struct ChoiceTies {
  let log: InteractionLog
  let brand: Set<Int>

  /// Rows that tie two people at an unknown time. O(rows).
  var untimed: Int {
    (0..<log.count).count { row in
      log.actors[row] != InteractionLog.none && log.targets[row] != InteractionLog.none
        && log.times?[row] ?? Timestamp.missing == Timestamp.missing
    }
  }

  /// By the rows before a moment and those without a time; nil for all rows. O(rows).
  func weights(before moment: Int64? = nil, execution: Execution) -> PersonWeights {
    let isBrand = (0..<log.people.count).map { brand.contains($0) }
    var (sources, targets) = ([UInt32](), [UInt32]())
    for row in 0..<log.count {
      let (actor, target) = (log.actors[row], log.targets[row])
      if actor == InteractionLog.none || target == InteractionLog.none { continue }
      if isBrand[Int(actor)] || isBrand[Int(target)] { continue }
      if let moment, let time = log.times?[row], time != Timestamp.missing, time >= moment { continue }
      sources.append(actor)
      targets.append(target)
    }
    return .uniform(
      Graph(sources: sources, targets: targets, nodeCount: log.people.count, execution: execution))
  }
}
