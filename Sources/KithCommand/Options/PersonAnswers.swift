import KithFoundation
import KithGraph
import KithInput

extension PersonTable {
  /// Who says yes in a column, by person: an empty cell, and nobody in the table, count as no.
  ///
  /// E453 (exit 65) for a cell that says neither yes nor no.
  func yes(in column: Column, for people: NameTable) throws -> [Bool] {
    let codes = column.codes(for: people)
    let answers = try codes.names.strings.map { answer -> Bool in
      if let says = Self.answers[answer.lowercased()] { return says }
      throw KithError(
        .badData,
        Diagnostic(
          "E453", "\(column.name) is \"\(answer)\" for somebody: it must say yes or no",
          help: "write yes or no; an empty cell counts as no"))
    }
    return codes.codes.map { $0 != InteractionLog.none && answers[Int($0)] }
  }

  private static let answers: [String: Bool] = [
    "yes": true, "true": true, "1": true, "y": true, "t": true, "예": true, "네": true, "동의": true, "no": false,
    "false": false, "0": false, "n": false, "f": false, "아니오": false, "아니요": false, "거부": false, "비동의": false,
  ]
}
