import KithFoundation
import KithGraph
import KithOutput

@testable import KithReport

/// Small logs with a known shape.
enum SyntheticLog {
  struct Row {
    var actor: String?
    var target: String?
    var time: Int64?
    var kind: String?
    var channel: String?
    var text: String?
    var item: String?
  }

  static func log(_ rows: [Row]) -> InteractionLog {
    var builder = InteractionLogBuilder(file: "memory")
    for (index, row) in rows.enumerated() {
      builder.append(
        actor: row.actor, target: row.target, time: row.time.map { Timestamp(milliseconds: $0) }, kind: row.kind,
        channel: row.channel, item: row.item, text: row.text, line: index + 2)
    }
    return builder.finish()
  }

  /// Three groups of a campaign with a star each, bridges between them, Korean and English words, 30 days with a burst.
  static func campaign(rows count: Int = 1_500, seed: UInt64 = 1) -> [Row] {
    var stream = RandomStream(seed: seed, purpose: "synthetic-campaign")
    let words = [
      ["단꿈", "초콜릿을", "초콜릿은", "초콜릿", "맛있어요", "선물"], ["camping", "tent", "tents", "river", "outdoor"],
      ["할인이", "할인", "할인은", "쿠폰", "가격이"],
    ]
    let start: Int64 = 1_780_272_000_000
    return (0..<count).map { _ in
      let group = stream.below(3)
      let isBridge = stream.below(12) == 0
      let actor = "사람\(group)-\(stream.below(40))"
      let other = isBridge ? (group + 1) % 3 : group
      let target: String? =
        switch stream.below(10) {
        case 0..<4: "별\(other)"
        case 4..<9: "사람\(other)-\(stream.below(40))"
        default: nil
        }
      let isBurst = stream.below(4) == 0
      let day = isBurst ? 11 : stream.below(30)
      return Row(
        actor: actor, target: target, time: start + Int64(day) * 86_400_000 + Int64(stream.below(86_400)) * 1000,
        kind: ["comment", "reply", "mention", "share"][stream.below(4)],
        channel: ["instagram", "youtube", "blog"][group == 0 ? 0 : stream.below(3)],
        text: (0..<4).map { _ in words[group][stream.below(words[group].count)] }.joined(separator: " ") + " 정말 좋아요")
    }
  }

  static func shuffled(_ rows: [Row], seed: UInt64) -> [Row] {
    var stream = RandomStream(seed: seed, purpose: "shuffle")
    return rows.shuffled(using: &stream)
  }
}

extension SyntheticLog {
  static func without(_ row: Row, time: Bool = false, rest: Bool = false) -> Row {
    var row = row
    if time { row.time = nil }
    if rest { (row.kind, row.channel, row.text) = (nil, nil, nil) }
    return row
  }

  static func report(
    _ rows: [Row], options: ReportOptions = ReportOptions(), execution: Execution = .serial
  ) throws -> Report {
    Report(
      analysis: try Analysis(log: log(rows), options: options, execution: execution),
      run: RunManifest(version: "1.0.0", command: "report", arguments: ["log.csv"]))
  }
}
