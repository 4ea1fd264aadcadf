import KithFoundation
import KithGraph
import KithMeasures

/// What one person, community, channel or item caused.
public struct CreditAccount: Sendable, Equatable, Codable {
  /// The person's, community's, channel's or item's number.
  public var code: Int
  public var members: Int
  public var roots: Int
  /// Credit from immediate followers. All accounts sum to the members that are no roots.
  public var direct: Double
  /// What its roots set off, themselves included. All accounts sum to all members.
  public var setOff: Double
  /// What its members caused, each itself included. Of two members of which one followed the other, both count what
  /// came after: these sums say how much passed through, and do not add up to the members.
  public var caused: Double
}

extension CreditLedger {
  /// By person, in order of ids. O(members + people).
  public var byPerson: [CreditAccount] { accounts(cascades.people.count) { self.cascades.persons[$0] } }

  /// By item; one account where everything is about one thing. O(members).
  public var byItem: [CreditAccount] {
    let owners = cascades.cascadeOfMembers
    return accounts(cascades.items?.count ?? 1) { self.cascades.itemCodes[Int(owners[$0])] }
  }

  /// By channel, in order of names; the last account holds members whose channel is unknown. O(members).
  public var byChannel: [CreditAccount] {
    let count = cascades.channels?.names.count ?? 0
    return accounts(count + 1) { member in
      let code = self.cascades.channels?.codes[member] ?? CascadeSet.none
      return code == CascadeSet.none ? UInt32(count) : code
    }
  }

  /// By community of the people. Throws E453 for communities of other people. O(members).
  public func byCommunity(_ communities: Partition) throws -> [CreditAccount] {
    if communities.assignment.count != cascades.people.count {
      throw KithError.values(
        "communities", "they are of \(communities.assignment.count) people, the cascades of \(cascades.people.count)",
        help: "use the same people")
    }
    return accounts(communities.count) { communities.assignment[Int(self.cascades.persons[$0])] }
  }

  private func accounts(_ count: Int, _ code: (Int) -> UInt32) -> [CreditAccount] {
    var accounts = (0..<count).map { CreditAccount(code: $0, members: 0, roots: 0, direct: 0, setOff: 0, caused: 0) }
    for member in 0..<cascades.memberCount {
      let index = Int(code(member))
      accounts[index].members += 1
      accounts[index].direct += direct[member]
      accounts[index].caused += caused[member]
      if cascades.origins[member].isRoot {
        accounts[index].roots += 1
        accounts[index].setOff += caused[member]
      }
    }
    return accounts
  }

  /// People who were a root, by what they set off, largest first, ties by id. O(members log members).
  ///
  ///     for trigger in ledger.triggers.prefix(10) { print(cascades.people[trigger.code], trigger.setOff) }
  public var triggers: [CreditAccount] {
    byPerson.filter { $0.roots > 0 }.sorted { ($0.setOff, $1.code) > ($1.setOff, $0.code) }
  }

  /// Rows of the log in which others followed a person: the evidence for an account, earliest first. O(members).
  public func evidence(for person: Int) -> [Int] {
    if cascades.rows.isEmpty { return [] }
    let followers = (0..<cascades.memberCount).filter { member in
      cascades.rows[member] != CascadeSet.none
        && (starts[member]..<starts[member + 1]).contains { cascades.persons[Int(holders[$0])] == person }
    }
    return followers.sorted { (cascades.times[$0], $0) < (cascades.times[$1], $1) }.map { Int(cascades.rows[$0]) }
  }

  /// Was it the campaign, or the customers? Where the cascades came from, and how much grew by itself.
  public var source: Source {
    var setOff: [CascadeSet.Origin: Double] = [:]
    var roots: [CascadeSet.Origin: Int] = [:]
    for cascade in cascades.indices {
      let root = cascades.starts[cascade]
      setOff[cascades.origins[root], default: 0] += caused[root]
      roots[cascades.origins[root], default: 0] += 1
    }
    let members = Double(cascades.memberCount)
    let kinds = CascadeSet.Origin.allCases.filter(\.isRoot).map { origin in
      Source.Kind(
        origin: origin, roots: roots[origin] ?? 0, setOff: setOff[origin] ?? 0,
        share: members > 0
          ? DiffusionValue((setOff[origin] ?? 0) / members) : DiffusionValue(undefined: "there are no members"))
    }
    return Source(
      setOff: kinds, exogenous: cascades.count, endogenous: cascades.memberCount - cascades.count,
      endogenousShare: members > 0
        ? DiffusionValue(Double(cascades.memberCount - cascades.count) / members)
        : DiffusionValue(undefined: "there are no members"))
  }

  public struct Source: Sendable, Equatable, Codable {
    public struct Kind: Sendable, Equatable, Codable {
      public var origin: CascadeSet.Origin
      public var roots: Int
      /// Members these roots set off, themselves included.
      public var setOff: Double
      /// Of all members.
      public var share: DiffusionValue
    }
    /// By kind of root; they sum to all members.
    public var setOff: [Kind]
    /// Members that came from outside: the roots.
    public var exogenous: Int
    /// Members that followed others.
    public var endogenous: Int
    public var endogenousShare: DiffusionValue
  }
}
