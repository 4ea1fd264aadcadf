import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// The tables of cascades and of their members.
struct CascadeTables {
  let cascades: CascadeSet
  /// Cascades largest first; those of one size by item, then by when they began.
  let order: [Int]

  init(_ cascades: CascadeSet, minSize: Int) {
    self.cascades = cascades
    order = cascades.indices.filter { cascades[$0].size >= minSize }
      .sorted { (cascades[$1].size, $0) < (cascades[$0].size, $1) }
  }

  /// A row a cascade.
  func list(_ execution: Execution) throws -> Table {
    var metrics: [CascadeMetrics] = []
    metrics.reserveCapacity(order.count)
    for (done, cascade) in order.enumerated() {
      if done % 4096 == 0 {
        try execution.checkCancellation()
        execution.report("measuring cascades", done: done, of: order.count, unit: "cascades")
      }
      metrics.append(cascades.metrics(of: cascade))
    }
    let roots = order.map { cascades.starts[$0] }
    var columns = [Table.Column("cascade", .integers(Array(1..<(order.count + 1))), note: "1 is the largest")]
    columns += item(of: order)
    columns += [
      Table.Column("root", .names(cascades.people, codes: roots.map { cascades.persons[$0] }), note: "who began it"),
      Self.origin(roots.map { cascades.origins[$0] }),
      Table.Column(
        "start", .times(roots.map { cascades.times[$0] }),
        missing: "the root's own action has no time, or is not logged"),
      Table.Column("size", .integers(metrics.map(\.size)), note: "members, the root included"),
      Table.Column("people", .integers(metrics.map(\.people)), note: "among the members"),
      Table.Column("depth", .integers(metrics.map(\.depth)), note: "steps from the root to the farthest member"),
      Table.Column("breadth", .integers(metrics.map(\.breadth)), note: "members of the largest generation"),
      Table.Column(
        "generations", .text(metrics.map { $0.generationSizes.map(String.init).joined(separator: "+") }),
        note: "members of each generation, the root first"),
      Self.value(
        "virality", metrics.map(\.structuralVirality),
        note: "structural virality: mean steps between two members, 2 at most in a broadcast, larger from hand to hand"),
      Table.Column(
        "r",
        .reals(
          metrics.map { one in
            let led = one.size - (one.generationSizes.last ?? 0)
            return led > 0 ? Double(one.size - 1) / Double(led) : .nan
          }), note: "followers for each member of all generations but the last", missing: "nobody followed"),
      Self.seconds("t50_s", metrics.map(\.t50), note: "until half had joined: the half-life"),
      Self.seconds("t90_s", metrics.map(\.t90), note: "until nine tenths had"),
      Self.seconds("doubling_s", metrics.map(\.doublingTime), note: "in which the members doubled, up to t90"),
      Self.seconds("lifetime_s", metrics.map(\.lifetime), note: "from the first known time to the last"),
    ]
    if cascades.channels != nil {
      columns.append(
        Self.value("channel_jumps", metrics.map(\.channelJumps), note: "share of the steps from one channel to another")
      )
    }
    if cascades.tally.earlierThanParents > 0 {
      columns.append(
        Table.Column(
          "earlier", .integers(metrics.map(\.earlierThanParents)), note: "members earlier than the one they followed"))
    }
    return Table(schema: "kith.cascades/1", columns: columns)
  }

  /// A row a member, cascade by cascade, generation by generation.
  func members(_ log: InteractionLog?) -> Table {
    let members = order.flatMap { Array(cascades.members(of: $0)) }
    let numbers = order.indices.flatMap { place in
      Array(repeating: place + 1, count: cascades.members(of: order[place]).count)
    }
    let generations = cascades.generations
    let owners = cascades.cascadeOfMembers
    var columns = [Table.Column("cascade", .integers(numbers), note: "1 is the largest")]
    columns += item(of: members.map { Int(owners[$0]) })
    columns += [
      Table.Column("person", .names(cascades.people, codes: members.map { cascades.persons[$0] })),
      Table.Column(
        "parent",
        .names(
          cascades.people,
          codes: members.map { cascades.parent(of: $0).map { cascades.persons[$0] } ?? CascadeSet.none }),
        note: "whom they followed", missing: "began it"),
      Table.Column("at", .times(members.map { cascades.times[$0] }), missing: "no time is known"),
      Table.Column("generation", .integers(members.map { Int(generations[$0]) }), note: "steps from the root"),
      Table.Column(
        "method", .text(members.map { cascades.origins[$0].isRoot ? nil : cascades.origins[$0].name }),
        note: "how the parent is known: named by the data; latest or likeliest of the contacts who acted before",
        missing: "began it"),
      Table.Column(
        "probability", .reals(members.map { cascades.origins[$0].isRoot ? .nan : cascades.probabilities[$0] }),
        note: "of that parent among all it may have been", missing: "began it"),
      Self.origin(members.map { cascades.origins[cascades.starts[Int(owners[$0])]] }),
    ]
    if let channels = cascades.channels {
      columns.append(
        Table.Column(
          "channel", .names(channels.names, codes: members.map { channels.codes[$0] }), missing: "the log does not tell"
        ))
    }
    if let log, !cascades.rows.isEmpty { columns += EvidenceColumns(log).columns(members.map { cascades.rows[$0] }) }
    return Table(schema: "kith.cascade_members/1", columns: columns)
  }

  private func item(of rows: [Int]) -> [Table.Column] {
    guard let items = cascades.items else { return [] }
    return [Table.Column("item", .names(items, codes: rows.map { cascades.itemCodes[$0] }))]
  }

  private static func origin(_ origins: [CascadeSet.Origin]) -> Table.Column {
    Table.Column(
      "origin", .text(origins.map(\.name)),
      note: "who began it: the brand; someone first to act; someone followed whose own action is not logged (unlogged)")
  }

  /// Numbers or the reasons there are none.
  static func value(_ name: String, _ values: [DiffusionValue], unit: String? = nil, note: String) -> Table.Column {
    var reasons: [String] = []
    for case let reason? in values.lazy.map(\.undefined) where !reasons.contains(reason) { reasons.append(reason) }
    return Table.Column(
      name, .reals(values.map { $0.value ?? .nan }), unit: unit, note: note,
      missing: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
  }

  static func seconds(_ name: String, _ values: [DiffusionValue], note: String) -> Table.Column {
    var column = value(name, values, unit: "seconds", note: note)
    column.values = .reals(values.map { $0.value.map { $0 / 1000 } ?? .nan })
    return column
  }
}

extension CascadeSet.Origin {
  /// As tables and messages say it.
  var name: String {
    switch self {
    case .named: "named"
    case .latest: "latest"
    case .likeliest: "likeliest"
    case .first: "first"
    case .brand: "brand"
    case .unlogged: "unlogged"
    }
  }
}

/// Where rows of the log stand in its files.
struct EvidenceColumns {
  private let log: InteractionLog

  init(_ log: InteractionLog) { self.log = log }

  func columns(_ rows: [UInt32]) -> [Table.Column] {
    let places = rows.map { $0 == CascadeSet.none ? nil : log.evidence[Int($0)] }
    var columns: [Table.Column] = []
    if log.evidence.files.count > 1 {
      columns.append(
        Table.Column("file", .text(places.map { $0?.file }), missing: "no row of the log stands for it"))
    }
    columns.append(
      Table.Column(
        "line", .integers(places.map { $0?.line ?? .min }), note: "of the log, as evidence",
        missing: "no row of the log stands for it"))
    return columns
  }

  /// `line 12`, with the file where there are several.
  func text(_ row: Int) -> String {
    let place = log.evidence[row]
    let line = place.line.map(String.init) ?? ""
    return log.evidence.files.count > 1 ? "\(place.file):\(line)" : line
  }
}
