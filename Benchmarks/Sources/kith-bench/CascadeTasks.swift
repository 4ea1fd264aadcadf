import KithDiffusion
import KithFoundation
import KithGraph
import KithInput

/// Cascades of a log of interactions, with all their metrics and who set them off; reading is outside the clock.
let cascadeTasks: [BenchTask] = [
  cascades("cascades-log", CascadeReconstruction()),
  cascades("cascades-log-repeats", CascadeReconstruction(keepsRepeats: true)),
  cascades("cascades-log-inferred", CascadeReconstruction(inference: .likeliest(decay: 3_600_000), kinds: [])),
  BenchTask(name: "cascades-trees") { path, execution in
    let lines = try readFile(path).split(separator: UInt8(ascii: "\n"))
    return {
      let cascades = try givenTrees(lines)
      let metrics = try cascades.metrics(execution: execution)
      let ledger = try CreditLedger(cascades)
      return { facts(cascades, metrics, ledger) }
    }
  },
]

private func cascades(_ name: String, _ reconstruction: CascadeReconstruction) -> BenchTask {
  BenchTask(name: name) { path, execution in
    var options = InputOptions(sources: [path])
    options.columnList = ["from", "to", "at", "kind"]
    let log = try LogReader(options).read(execution: execution).log
    return {
      let influence = Graph(log, strength: .count, execution: execution).influence
      let cascades = try reconstruction.cascades(in: log, over: influence, execution: execution)
      let metrics = try cascades.metrics(execution: execution)
      let ledger = try CreditLedger(cascades, split: .probability)
      return { facts(cascades, metrics, ledger) }
    }
  }
}

private func facts(_ cascades: CascadeSet, _ metrics: [CascadeMetrics], _ ledger: CreditLedger) -> Facts {
  let triggers = ledger.triggers.prefix(5).map { "\(cascades.people[$0.code]) \(Int($0.setOff))" }
  return [
    ("rows", String(cascades.tally.rows)), ("repeats", String(cascades.tally.repeats)),
    ("members", String(cascades.memberCount)), ("cascades", String(cascades.count)),
    ("unlogged", String(cascades.roots(.unlogged).count)), ("first", String(cascades.roots(.first).count)),
    ("early", String(cascades.tally.earlierThanParents)),
    ("early_rows", String(cascades.tally.rowsEarlierThanParents)), ("rings", String(cascades.tally.rings)),
    ("largest", String(metrics.map(\.size).max() ?? 0)),
    ("deepest", String(metrics.map(\.depth).max() ?? 0)),
    ("virality", String(metrics.compactMap(\.structuralVirality.value).max() ?? 0)),
    ("candidates", String(cascades.candidates?.members.count ?? 0)),
    ("residual", String(ledger.residuals.roots)), ("triggers", "\"\(triggers.joined(separator: ", "))\""),
  ]
}

/// Lines "tree parent-person parent-post parent-minutes person post minutes"; a parent of "ROOT" is none.
private func givenTrees(_ lines: [ArraySlice<UInt8>]) throws -> CascadeSet {
  let rows = lines.map { $0.split(separator: UInt8(ascii: " ")) }
  var (people, items, posts) = (Codes(), Codes(), Codes())
  for row in rows {
    items.add(row[0])
    for field in [1, 4] where !row[field].elementsEqual("ROOT".utf8) { people.add(row[field]) }
    for field in [2, 5] { posts.add(row[field]) }
  }
  people.settle()
  items.settle()
  posts.settle()
  var relations = CascadeRelations(people: people.names, items: items.names)
  for row in rows {
    func member(_ field: Int) -> CascadeRelations.Member {
      let minutes = Double(String(decoding: row[field + 2], as: UTF8.self)) ?? 0
      return CascadeRelations.Member(
        person: people.code(row[field]), time: Int64((minutes * 60_000).rounded()), item: items.code(row[0]),
        post: posts.code(row[field + 1]))
    }
    relations.add(member(4), following: row[1].elementsEqual("ROOT".utf8) ? nil : member(1))
  }
  return try relations.cascades()
}

/// Names and their codes in the order of the names.
private struct Codes {
  private var codes: [ArraySlice<UInt8>: UInt32] = [:]
  private(set) var names = NameTable([String]())

  mutating func add(_ name: ArraySlice<UInt8>) { codes[name] = 0 }

  mutating func settle() {
    let sorted = codes.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for (code, name) in sorted.enumerated() { codes[name] = UInt32(code) }
    names = NameTable(sorted.map { String(decoding: $0, as: UTF8.self) })
  }

  func code(_ name: ArraySlice<UInt8>) -> UInt32 { codes[name]! }
}
