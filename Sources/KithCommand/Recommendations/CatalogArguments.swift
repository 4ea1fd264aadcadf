import ArgumentParser
import KithFoundation
import KithGraph
import KithInput

/// Which items somebody looks for.
struct CatalogArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of items: their id and attributes.", valueName: "file"), completion: .file())
  var items: String?

  @Option(
    help: ArgumentHelp(
      "Only items of which this holds: 'genre=jazz', 'price<=20'; also !=, <, > and >=. Repeat it: all must hold.",
      valueName: "condition"))
  var filter: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only items with all of these words in their id or attributes, in any case.", valueName: "words"))
  var query: String?

  func validate() throws {
    if !filter.isEmpty, items == nil {
      throw ValidationError("--filter is about columns of --items: give the table of items")
    }
    for text in filter { _ = try ItemFilter(text) }
    if let query, Self.words(query).isEmpty { throw ValidationError("--query takes words to look for, not nothing") }
    if items != nil, !isSearch { throw ValidationError("--items goes with --query or --filter") }
  }

  var files: [String] { [items].compactMap { $0 } }
  var isSearch: Bool { !filter.isEmpty || query != nil }

  func read(_ session: Session) throws -> ItemTable? {
    try items.map { try ItemTable(contentsOf: $0, execution: session.execution) }
  }

  private static func words(_ text: String) -> [String] {
    FoldedText(text).text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// By item, whether it is looked for. `table` was read by `read`, and its ids are among `names`.
  ///
  /// E471 (exit 1) with what is nearest where nothing matches.
  func matches(_ table: ItemTable?, among names: NameTable) throws -> [Bool] {
    var isFound = [Bool](repeating: true, count: names.count)
    // What each condition leaves alone, to say which one leaves nothing.
    var alone: [(what: String, count: Int)] = []
    if let table {
      let codes = table.ids.map { names.index(of: $0) }
      for filter in try filter.map(ItemFilter.init) {
        var holds = [Bool](repeating: false, count: names.count)
        for (code, isSo) in zip(codes, try filter.holds(in: table)) { if let code, isSo { holds[code] = true } }
        alone.append((filter.text, holds.count { $0 }))
        if !holds.contains(true) {
          throw Self.nothing("no item is \(filter.text)", try filter.advice(in: table))
        }
        for code in isFound.indices where !holds[code] { isFound[code] = false }
      }
    }
    if let query {
      let texts = texts(table, among: names)
      for word in Self.words(query) {
        let holds = texts.map { $0.contains(word) }
        alone.append(("the word \"\(word)\"", holds.count { $0 }))
        if !holds.contains(true) {
          let known = Set(texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber }.map(String.init) }).sorted()
          throw Self.nothing(
            "no item has the word \"\(word)\"",
            Suggestion.nearest(to: word, in: known).map { "did you mean \"\($0)\"?" }
              ?? "words are looked for in the ids of items\(table == nil ? "; --items adds attributes" : " and their attributes")"
          )
        }
        for code in isFound.indices where !holds[code] { isFound[code] = false }
      }
    }
    if !isFound.contains(true) {
      throw Self.nothing(
        "no item is all of that",
        "alone, " + alone.map { "\($0.what) leaves \(grouped($0.count))" }.joined(separator: ", ")
          + ": leave one of them out")
    }
    return isFound
  }

  /// By item: its id and attributes, folded.
  private func texts(_ table: ItemTable?, among names: NameTable) -> [String] {
    var texts = names.strings
    if let table {
      for (row, id) in table.ids.enumerated() {
        guard let code = names.index(of: id) else { continue }
        texts[code] = table.columns.map { $0.values[row] }.joined(separator: "\n")
      }
    }
    return texts.map { FoldedText($0).text }
  }

  private static func nothing(_ text: String, _ help: String) -> KithError {
    KithError(.answerIsNo, Diagnostic("E471", text, help: help))
  }
}
