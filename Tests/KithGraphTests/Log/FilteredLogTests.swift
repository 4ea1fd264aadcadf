import KithFoundation
import KithGraph
import Testing

@Suite("Parts of a log")
struct FilteredLogTests {
  private struct Row {
    var actor: String?
    var target: String?
    var time: Int64?
    var kind: String?
    var item: String?
    var text: String?
    var file: Int
  }

  private let rows = [
    Row(actor: "d", target: "a", time: 0, kind: "reply", item: "p2", text: "하나", file: 0),
    Row(actor: "b", target: "a", time: 10, kind: "share", item: "p1", text: nil, file: 0),
    Row(actor: "c", target: nil, time: nil, kind: "reply", item: nil, text: "둘", file: 0),
    Row(actor: nil, target: "b", time: 20, kind: nil, item: "p1", text: "셋", file: 1),
    Row(actor: "b", target: "c", time: 10, kind: "reply", item: "p1", text: "넷", file: 1),
  ]

  private func log(of rows: [Row]) -> InteractionLog {
    var builder = InteractionLogBuilder(file: "0.csv")
    var file = 0
    for (line, row) in rows.enumerated() {
      if row.file != file {
        file = row.file
        builder.beginFile("\(file).csv")
      }
      builder.append(
        actor: row.actor, target: row.target, time: row.time.map { Timestamp(milliseconds: $0) }, kind: row.kind,
        item: row.item, text: row.text, line: line + 1)
    }
    return builder.finish()
  }

  private func expectSame(_ a: InteractionLog, _ b: InteractionLog, _ note: Comment) {
    #expect(a.people == b.people, note)
    #expect(a.actors == b.actors, note)
    #expect(a.targets == b.targets, note)
    #expect(a.times == b.times, note)
    #expect(a.kinds == b.kinds, note)
    #expect(a.items == b.items, note)
    #expect(a.weights == b.weights, note)
    #expect((0..<a.count).map { a.texts?[$0] ?? "" } == (0..<b.count).map { b.texts?[$0] ?? "" }, note)
  }

  @Test("A filtered log equals one read from the kept rows alone")
  func equalsFreshLog() {
    for (start, end) in [(nil, nil), (0, 10), (10, nil), (nil, 20), (11, 20)] as [(Int64?, Int64?)] {
      for kinds in [nil, ["reply"], ["share", "unknown"], []] as [[String]?] {
        let window = TimeWindow(
          from: start.map { Timestamp(milliseconds: $0) }, to: end.map { Timestamp(milliseconds: $0) })
        let kept = rows.filter { row in
          window.contains(row.time ?? Timestamp.missing) && kinds.map { $0.contains(row.kind ?? "") } ?? true
        }
        expectSame(
          log(of: rows).filtered(window: window, kinds: kinds), log(of: kept), "window \(window), kinds \(kinds ?? [])")
      }
    }
  }

  @Test("Evidence follows the rows")
  func evidence() {
    let kept = log(of: rows).filtered(window: TimeWindow(from: Timestamp(milliseconds: 10), to: nil))
    #expect((0..<kept.count).map { kept.evidence[$0].description } == ["0.csv:2", "1.csv:4", "1.csv:5"])
  }

  @Test("No filter keeps everything")
  func identity() {
    expectSame(log(of: rows).filtered(), log(of: rows), "no filter")
    #expect(log(of: []).filtered(kinds: ["reply"]).count == 0)
  }
}
