import KithFoundation
import KithGraph
import Testing

@Suite("ActionLog")
struct ActionLogTests {
  private func log(_ rows: [(String, String?, Int64?)]) -> InteractionLog {
    var builder = InteractionLogBuilder(file: "memory")
    for (index, row) in rows.enumerated() {
      builder.append(
        actor: row.0, target: nil, time: row.2.map(Timestamp.init(milliseconds:)), item: row.1, line: index + 1)
    }
    return builder.finish()
  }
  private let rows: [(String, String?, Int64?)] = [
    ("b", "x", 5), ("a", "y", 3), ("a", "x", 9), ("b", "x", 2), ("c", nil, 1), ("c", "x", nil),
  ]

  @Test("Any order of the rows gives the same bytes")
  func order() throws {
    let actions = try ActionLog(log(rows))
    #expect(actions.count == 5)
    #expect(actions.items.strings == ["x", "y"])
    #expect(actions.actions(of: 0).map { actions.people[Int(actions.persons[$0])] } == ["c", "b", "b", "a"])
    #expect(actions.times == [Timestamp.missing, 2, 5, 9, 3])
    var random = RandomStream(seed: 1, purpose: "rows")
    for _ in 0..<10 { #expect(try ActionLog(log(rows.shuffled(using: &random))) == actions) }
  }

  @Test("The first of repeated actions stays")
  func firsts() throws {
    let actions = try ActionLog(log(rows + [("c", "x", 1)])).firsts
    #expect(actions.times == [1, 2, 9, 3])
    #expect(actions.firsts == actions)
  }

  @Test("By the codes of another table, strangers counted")
  func among() throws {
    let (known, left) = try ActionLog(log(rows)).among(NameTable(["0", "b", "c"]))
    #expect(left == 2)
    #expect(known.persons == [2, 1, 1])
    #expect(known.items.count == 2 && known.actions(of: 1).isEmpty)
  }

  @Test("Without items or times there is no answer")
  func errors() throws {
    for rows: [(String, String?, Int64?)] in [[("a", nil, 1)], [("a", "x", nil)], []] {
      let error = try #require(throws: KithError.self) { try ActionLog(log(rows)) }
      #expect(error.diagnostic.code == "E405" && error.exitCode == .answerIsNo)
    }
  }

  @Test func actionsKeepTheirNamesByTheCodesOfLargerTables() {
    let log = ActionLog(
      people: NameTable(["b", "c"]), items: NameTable(["x", "z"]), persons: [0, 1, 0], itemCodes: [1, 0, 0],
      times: [3, 2, 1])
    let larger = log.recoded(
      people: NameTable(["a", "b", "c"]), [1, 2], items: NameTable(["w", "x", "y", "z"]), [1, 3])
    let told = (0..<larger.items.count).flatMap { item in
      larger.actions(of: item).map {
        "\(larger.people[Int(larger.persons[$0])]) \(larger.items[item]) \(larger.times[$0])"
      }
    }
    #expect(told == ["b x 1", "c x 2", "b z 3"])
  }
}
