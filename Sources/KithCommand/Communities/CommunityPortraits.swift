import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import KithOutput
import KithReport

/// The largest communities told by their people, ties, words and shared traits.
struct CommunityPortraits {
  struct One {
    var description: CommunityDescription
    var conductance: Double?
    var stability: Double?
    /// Nil where the log has no texts.
    var words: [DistinctiveWord]?
    /// Nil where no table of people was given.
    var traits: [Trait]?
  }

  struct Trait {
    var name: String
    var value: String
    var found: OverRepresentedValue
  }

  let all: [One]
  /// The largest communities among which ties are looked for.
  private static let tied = 100
  private let names: NameTable
  private let total: Int

  init(
    _ found: FoundCommunities, in graph: Graph, log: InteractionLog, attributes: PersonTable?, count: Int,
    _ execution: Execution
  ) throws {
    let partition = found.partition
    let scores = try PageRank().scores(in: graph, execution: execution)
    // Ties to communities beyond those told count too.
    let told = Array(
      CommunityDescriber(count: max(count, Self.tied)).describe(partition, in: graph, by: scores).prefix(count))
    let quality = CommunityQuality(of: partition, in: graph, execution: execution).communities
    let words = WordFindings(in: log, communities: partition, described: told.count, perCommunity: 8)
    let columns = attributes?.columns.map { $0.codes(for: log.people) }
    let traits = columns.map { AttributeEnrichment().values(of: $0, in: partition) }
    all = told.map { one in
      let hits = traits?.filter { $0.community == one.community }.prefix(5)
      return One(
        description: one, conductance: quality[one.community].conductance,
        stability: found.consensus?.communityStability[one.community], words: words?.communities[one.community],
        traits: hits?.map { hit in
          Trait(
            name: attributes?.columns[hit.attribute].name ?? "", value: columns?[hit.attribute].names[hit.value] ?? "",
            found: hit)
        })
    }
    names = log.people
    total = partition.assignment.count
  }

  /// Lists are joined by "; ".
  var table: Table {
    let text = { (lists: [[String]?]) in Table.Values.text(lists.map { $0?.joined(separator: "; ") }) }
    let described = all.map(\.description)
    var columns = [
      Table.Column("community", .integers(described.map { $0.community + 1 }), note: "1 is the largest"),
      Table.Column("people", .integers(described.map(\.people))),
      Table.Column("share", .reals(described.map { Double($0.people) / Double(total) }), note: "of all people"),
      Table.Column(
        "leaders", text(described.map { $0.leaders.map { names[$0] } }), note: "highest PageRank first; joined by ;"),
      Table.Column(
        "inside_share", .reals(described.map { $0.insideShare ?? .nan }),
        note: "the share of the weight touching its members that stays inside", missing: "no relations"),
      Table.Column(
        "conductance", .reals(all.map { $0.conductance ?? .nan }), note: "0 is cut off from the rest",
        missing: "nothing to be cut off from"),
      Table.Column(
        "bridges",
        text(described.map { $0.bridges.map { "\($0.community + 1) (\(TerminalLayout.real($0.weight)))" } }),
        note: "the communities it is tied to most, with the weight between; joined by ;"),
      Table.Column(
        "bridge_people", text(described.map { $0.bridgePeople.map { names[$0] } }),
        note: "members with most weight to other communities; joined by ;"),
    ]
    if all.contains(where: { $0.stability != nil }) {
      columns.append(Table.Column("stability", .reals(all.map { $0.stability ?? .nan }), missing: "one member"))
    }
    if all.contains(where: { $0.words != nil }) {
      columns.append(
        Table.Column(
          "words", text(all.map { $0.words?.map(\.word) }),
          note: "words its members use more than others do, by log-odds; joined by ;"))
    }
    if all.contains(where: { $0.traits != nil }) {
      columns.append(
        Table.Column(
          "traits", text(all.map { $0.traits?.map(Self.text) }),
          note: "values more common among its members than chance would have it, false discoveries held to 5%"))
    }
    return Table(schema: "kith.portraits/1", columns: columns)
  }

  /// `city = Seoul, 2.1 times as common (q 0.003)`.
  private static func text(_ trait: Trait) -> String {
    let q = trait.found.q < 0.001 ? "q < 0.001" : "q \(TerminalLayout.fixed(trait.found.q, digits: 3))"
    return
      "\(trait.name) = \(trait.value), \(TerminalLayout.fixed(trait.found.ratio, digits: 1)) times as common (\(q))"
  }

  /// For reading: a paragraph of facts for each.
  func sheet(width: Int) -> String {
    all.map { one in
      let told = one.description
      let share = TerminalLayout.fixed(100 * Double(told.people) / Double(max(1, total)), digits: 1)
      var facts: [(String, [String])] = [("leaders", told.leaders.map { names[$0] })]
      if let inside = told.insideShare {
        facts.append(("inside", ["\(TerminalLayout.fixed(100 * inside, digits: 0))% of their contact stays inside"]))
      }
      if let stability = one.stability {
        facts.append(
          ("stability", ["two members are together in \(TerminalLayout.fixed(100 * stability, digits: 0))% of runs"]))
      }
      facts.append(
        ("tied to", told.bridges.map { "community \($0.community + 1) (\(TerminalLayout.real($0.weight)))" }))
      facts.append(("through", told.bridgePeople.map { names[$0] }))
      if let words = one.words { facts.append(("words", words.map(\.word))) }
      if let traits = one.traits { facts.append(("traits", traits.map(Self.text))) }
      let lines = facts.filter { !$0.1.isEmpty }.flatMap { name, words in
        Wrapping.lines(
          "  " + TextWidth.padded(name, to: 9) + "  ", indent: 13, words: words.map(TerminalText.escaped),
          separator: name == "traits" ? "; " : " · ", width: width)
      }
      return (["Community \(told.community + 1): \(counted(told.people, "person", "people")) (\(share)%)"] + lines)
        .map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }
}
