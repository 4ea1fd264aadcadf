import KithFoundation
import KithGraph

/// A small random log with everything that trips code up: equal times, repeats, rows without target, time, item or
/// actor, people who address themselves or someone who never acts.
struct RandomLog: CustomStringConvertible {
  struct Row {
    var actor: String?
    var target: String?
    var time: Int64?
    var item: String?
    var kind: String?
    var channel: String?
  }
  let seed: UInt64
  let rows: [Row]
  var description: String { "seed \(seed), \(rows.count) rows" }

  init(seed: UInt64, hasItems: Bool = true) {
    self.seed = seed
    var random = RandomStream(seed: seed, purpose: "random log")
    let people = 2 + random.below(9)
    let items = 1 + random.below(3)
    let span = 5 + random.below(30)
    rows = (0..<random.below(60)).map { _ in
      Row(
        actor: random.below(20) == 0 ? nil : "p\(random.below(people))",
        target: random.below(3) == 0 ? nil : "p\(random.below(people + 2))",
        time: random.below(20) == 0 ? nil : Int64(random.below(span)),
        item: hasItems && random.below(20) > 0 ? "i\(random.below(items))" : nil,
        kind: ["reply", "mention", nil][random.below(3)], channel: ["x", "y", nil][random.below(3)])
    }
  }

  var log: InteractionLog { Self.log(rows) }

  func shuffled(_ salt: UInt64) -> InteractionLog {
    var random = RandomStream(seed: seed, purpose: "shuffled rows", index: salt)
    return Self.log(rows.shuffled(using: &random))
  }

  static func log(_ rows: [Row]) -> InteractionLog {
    var builder = InteractionLogBuilder(file: "memory")
    for (index, row) in rows.enumerated() {
      builder.append(
        actor: row.actor, target: row.target, time: row.time.map(Timestamp.init(milliseconds:)), kind: row.kind,
        channel: row.channel, item: row.item, line: index + 1)
    }
    return builder.finish()
  }
}

extension CascadeSetShape {
  /// A random tree given as such: every member follows an earlier one.
  static func randomTree(seed: UInt64, size: Int) -> [UInt32] {
    var random = RandomStream(seed: seed, purpose: "random tree")
    return (0..<size).map { $0 == 0 ? .max : UInt32(random.below($0)) }
  }
}

/// Well-known trees, as parents.
enum CascadeSetShape {
  static func star(_ count: Int) -> [UInt32] { (0..<count).map { $0 == 0 ? .max : 0 } }
  static func chain(_ count: Int) -> [UInt32] { (0..<count).map { $0 == 0 ? .max : UInt32($0 - 1) } }
  static func binary(_ count: Int) -> [UInt32] { (0..<count).map { $0 == 0 ? .max : UInt32(($0 - 1) / 2) } }
}
