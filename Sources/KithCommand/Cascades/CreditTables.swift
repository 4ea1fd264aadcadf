import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import KithOutput
import KithStatistics

/// The accounts of who caused what.
struct CreditTables {
  let ledger: CreditLedger
  /// Nil where members are no rows of it.
  let log: InteractionLog?

  private var cascades: CascadeSet { ledger.cascades }
  private var total: Double { Double(cascades.memberCount) }

  // MARK: Accounts

  /// A row a person, channel or item.
  func accounts(by account: CascadeForms.Account) -> Table {
    switch account {
    case .person:
      return table(ledger.byPerson.filter { $0.members > 0 }, "person") { codes in
        .names(cascades.people, codes: codes.map(UInt32.init))
      }
    case .item:
      return table(ledger.byItem.filter { $0.members > 0 }, "item", missing: "all is about one thing") { codes in
        .text(codes.map { code in cascades.items.map { $0[code] } })
      }
    case .channel, .community:
      let names = cascades.channels?.names
      return table(ledger.byChannel.filter { $0.members > 0 }, "channel", missing: "the log does not tell") { codes in
        .text(codes.map { code in names.flatMap { code < $0.count ? $0[code] : nil } })
      }
    }
  }

  /// A row a community, with who caused most in it.
  func accounts(by communities: Partition) throws -> Table {
    var best = [Int](repeating: -1, count: communities.count)
    let people = ledger.byPerson
    for account in people where account.members > 0 {
      let community = communities[account.code]
      if best[community] < 0 || people[best[community]].caused < account.caused { best[community] = account.code }
    }
    let accounts = try ledger.byCommunity(communities).filter { $0.members > 0 }
    var table = table(accounts, "community") { .integers($0.map { $0 + 1 }) }
    let codes = sorted(accounts).map { UInt32(best[$0.code]) }
    table.columns.insert(
      Table.Column("leader", .names(cascades.people, codes: codes), note: "the member who caused most"), at: 1)
    return table
  }

  private func sorted(_ accounts: [CreditAccount]) -> [CreditAccount] {
    accounts.sorted { ($0.caused, $1.code) > ($1.caused, $0.code) }
  }

  private func table(
    _ accounts: [CreditAccount], _ name: String, missing: String? = nil, _ names: ([Int]) -> Table.Values
  ) -> Table {
    let accounts = sorted(accounts)
    return Table(
      schema: "kith.credit/1",
      columns: [Table.Column(name, names(accounts.map(\.code)), missing: missing)] + columns(accounts)
        + [Table.Column("members", .integers(accounts.map(\.members))), roots(accounts)])
  }

  private func columns(_ accounts: [CreditAccount]) -> [Table.Column] {
    [
      Table.Column(
        "caused", .reals(accounts.map(\.caused)),
        note: "what came after its members, each itself included; sums to more than all, for it passes through many"),
      Table.Column(
        "set_off", .reals(accounts.map(\.setOff)), note: "members of what its roots began; sums to all members"),
      Table.Column("share", .reals(accounts.map { $0.setOff / total }), note: "of all members, set off"),
      Table.Column(
        "direct", .reals(accounts.map(\.direct)),
        note: "immediate followers, \(ledger.split.convention); sums to the members that are no roots"),
    ]
  }

  private func roots(_ accounts: [CreditAccount]) -> Table.Column {
    Table.Column("roots", .integers(accounts.map(\.roots)), note: "cascades begun")
  }

  // MARK: Triggers

  /// A row a person at a start, by what they set off; evidence for the first `count` of them.
  func triggers(first count: Int) -> Table {
    let triggers = Array(ledger.triggers.prefix(count))
    var ranks: [Int] = []
    for (place, trigger) in triggers.enumerated() {
      ranks.append(place > 0 && triggers[place - 1].setOff == trigger.setOff ? ranks[place - 1] : place + 1)
    }
    var sum = 0.0
    let shares = triggers.map { trigger in
      sum += trigger.setOff
      return sum / total
    }
    let origins = origins
    var columns = [
      Table.Column("rank", .integers(ranks), note: "by what they set off"),
      Table.Column("id", .names(cascades.people, codes: triggers.map { UInt32($0.code) })),
      Table.Column(
        "origin", .text(triggers.map { origins[$0.code] }),
        note: "how they began: as the brand; first to act; followed without an action of theirs in the log (unlogged)"),
      Table.Column(
        "set_off", .reals(triggers.map(\.setOff)), note: "members of the cascades they began, themselves included"),
      Table.Column("share", .reals(triggers.map { $0.setOff / total }), note: "of all members"),
      Table.Column("cumulative", .reals(shares), note: "share of all members, this and the better ranks together"),
      roots(triggers),
      Table.Column("direct", .reals(triggers.map(\.direct)), note: "immediate followers, \(ledger.split.convention)"),
      Table.Column(
        "caused", .reals(triggers.map(\.caused)), note: "what came after all they did, in cascades of others too"),
    ]
    if let log {
      let found = evidence(for: triggers.map(\.code))
      let places = EvidenceColumns(log)
      columns += [
        Table.Column("evidence", .integers(found.map(\.count)), note: "rows of the log in which others followed them"),
        Table.Column(
          "lines",
          .text(found.map { $0.isEmpty ? nil : $0.prefix(3).map { places.text(Int($0)) }.joined(separator: " ") }),
          note: "where the first three of these rows stand; --evidence ID lists all", missing: "nobody followed"),
      ]
    }
    return Table(schema: "kith.triggers/1", columns: columns)
  }

  /// By person: the kinds of their roots, joined by +.
  private var origins: [String] {
    var kinds = [Set<UInt8>](repeating: [], count: cascades.people.count)
    for root in cascades.starts.dropLast() {
      kinds[Int(cascades.persons[root])].insert(cascades.origins[root].rawValue)
    }
    return kinds.map { $0.sorted().compactMap { CascadeSet.Origin(rawValue: $0)?.name }.joined(separator: "+") }
  }

  /// Rows in which others followed each of some people, earliest first; one pass over the members.
  private func evidence(for people: [Int]) -> [[UInt32]] {
    var place = [Int](repeating: -1, count: cascades.people.count)
    for (index, person) in people.enumerated() { place[person] = index }
    var found: [[(time: Int64, member: Int)]] = people.map { _ in [] }
    for member in 0..<cascades.memberCount where cascades.rows[member] != CascadeSet.none {
      for (holder, _) in ledger.shares(in: member) {
        let index = place[Int(cascades.persons[holder])]
        if index >= 0, found[index].last?.member != member { found[index].append((cascades.times[member], member)) }
      }
    }
    return found.map { $0.sorted(by: <).map { cascades.rows[$0.member] } }
  }

  /// A row of the log a line: who followed a person, when, and how much of it is theirs.
  func evidence(for person: Int, in log: InteractionLog) -> Table {
    var followers: [(time: Int64, member: Int, credit: Double)] = []
    for member in 0..<cascades.memberCount where cascades.rows[member] != CascadeSet.none {
      let credit = ledger.shares(in: member).filter { Int(cascades.persons[$0.holder]) == person }
        .reduce(0) { $0 + $1.share }
      if credit > 0 { followers.append((cascades.times[member], member, credit)) }
    }
    followers.sort { ($0.time, $0.member) < ($1.time, $1.member) }
    let rows = followers.map { cascades.rows[$0.member] }
    var columns = EvidenceColumns(log).columns(rows)
    columns += [
      Table.Column("at", .times(followers.map(\.time))),
      Table.Column(
        "person", .names(cascades.people, codes: followers.map { cascades.persons[$0.member] }), note: "who followed"),
    ]
    for (name, column) in [("kind", log.kinds), ("channel", log.channels), ("item", log.items)] {
      guard let column else { continue }
      columns.append(
        Table.Column(
          name, .names(column.names, codes: rows.map { column.codes[Int($0)] }), missing: "the log does not tell"))
    }
    columns.append(
      Table.Column("credit", .reals(followers.map(\.credit)), note: "theirs of it, \(ledger.split.convention)"))
    return Table(schema: "kith.evidence/1", columns: columns)
  }

  // MARK: The campaign, or the customers?

  /// A row a kind of root, and one for all.
  func source() -> Table {
    let roots = cascades.indices.map { cascades.starts[$0] }
    let kinds = CascadeSet.Origin.allCases.filter(\.isRoot)
    let chosen = kinds.map { kind in roots.filter { cascades.origins[$0] == kind } } + [roots]
    let setOff = chosen.map { $0.reduce(0.0) { $0 + ledger.caused[$1] } }
    let held = chosen.map { Concentration(starters($0)) }
    let fewest = { (share: Double) in
      held.map { one in one.smallestShare(holding: share).map { Int(($0 * Double(one.count)).rounded()) } ?? .min }
    }
    let missing = "nothing began so"
    return Table(
      schema: "kith.source/1",
      columns: [
        Table.Column(
          "origin", .text(kinds.map(\.name) + ["all"]),
          note: "who began it: the brand; someone first to act; someone followed whose own action is not logged"),
        Table.Column("people", .integers(held.map(\.count)), note: "who began something"),
        Table.Column("roots", .integers(chosen.map(\.count)), note: "came from outside: the exogenous members"),
        Table.Column(
          "followers", .reals(zip(setOff, chosen).map { $0 - Double($1.count) }),
          note: "followed someone: the endogenous members"),
        Table.Column("set_off", .reals(setOff), note: "both together; sums to all members"),
        Table.Column("share", .reals(setOff.map { $0 / total }), note: "of all members", missing: "there are none"),
        Table.Column(
          "followed_share", .reals(zip(setOff, chosen).map { 1 - Double($1.count) / $0 }),
          note: "followers of what was set off", missing: missing),
        Table.Column(
          "gini", .reals(held.map { $0.gini ?? .nan }),
          note: "how unevenly what was set off is shared among those who began: 0 evenly, towards 1 one did it all",
          missing: missing),
        Table.Column(
          "for_half", .integers(fewest(0.5)), note: "fewest people who together set off half", missing: missing),
        Table.Column(
          "for_80", .integers(fewest(0.8)), note: "fewest people who together set off 80%", missing: missing),
      ])
  }

  /// `8.1% of 5,871 members came from outside, the rest followed someone`.
  func sourceNote() -> String? {
    guard cascades.memberCount > 0 else { return nil }
    let share = { (part: Double) in TerminalLayout.real(100 * part / total) + "%" }
    let brand = cascades.roots(.brand).reduce(0.0) { $0 + ledger.caused[$1] }
    return "\(share(Double(cascades.count))) of the members came from outside, the rest followed someone"
      + (brand > 0 ? "; the brand's own accounts set off \(share(brand))" : "")
  }

  /// What each person's roots set off, by person.
  private func starters(_ roots: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: cascades.people.count)
    for root in roots { sums[Int(cascades.persons[root])] += ledger.caused[root] }
    return sums.filter { $0 > 0 }
  }
}
