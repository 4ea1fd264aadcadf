import KithGraph
import KithStatistics

/// A value that occurs in a community more often than chance would have it.
public struct OverRepresentedValue: Sendable, Equatable {
  public var community: Int
  /// Position of the attribute among those given, and of the value among its names.
  public var attribute: Int
  public var value: Int
  /// Members with the value, and members whose value is known.
  public var members: Int
  public var membersKnown: Int
  /// People with the value anywhere, and people whose value is known.
  public var people: Int
  public var peopleKnown: Int
  /// The chance of so many members or more were the value handed out blindly.
  public var p: Double
  /// `p` adjusted for all tests made (Benjamini–Hochberg).
  public var q: Double

  /// The share of members with the value over that of everyone: 2 is twice as common.
  public var ratio: Double {
    (Double(members) / Double(membersKnown)) / (Double(people) / Double(peopleKnown))
  }
}

/// What the members of a community have in common more than chance would have it: cities, clubs, favourite brands.
///
///     let found = AttributeEnrichment().values(of: [clubs, cities], in: groups.partition)
///     for hit in found { print(hit.community, clubs.names[hit.value], hit.ratio, hit.q) }
///
/// For each community and value that at least `fewest` members have, the hypergeometric upper tail: drawing as many
/// people as the community has, blindly, would give as many with the value or more. Only people whose value is known
/// take part. All tests of a call, of all attributes, are adjusted together; those with q of at most
/// `falseDiscoveryRate` and more members than expected are returned. O(nodes · attributes + tests · spread).
/// Rivals et al. 2007, doi 10.1093/bioinformatics/btl633; Benjamini & Hochberg 1995,
/// doi 10.1111/j.2517-6161.1995.tb02031.x.
public struct AttributeEnrichment: Sendable, Codable, Equatable {
  /// The expected share of false alarms among what is returned, above 0 and at most 1.
  public var falseDiscoveryRate: Double
  /// Fewest members with a value for it to be tested; at least 1.
  public var fewest: Int
  /// Fewest members of a community that is tested.
  public var smallest: Int

  public init(falseDiscoveryRate: Double = 0.05, fewest: Int = 2, smallest: Int = 3) {
    self.falseDiscoveryRate = falseDiscoveryRate
    self.fewest = fewest
    self.smallest = smallest
  }

  /// By community, then q, then p, attribute and value. A column has a code for each node of the partition.
  public func values(of attributes: [CodedColumn], in partition: Partition) -> [OverRepresentedValue] {
    let tested = partition.sizes.prefix { $0 >= smallest }.count
    let members = partition.members.prefix(tested)
    var tests: [OverRepresentedValue] = []
    for (attribute, column) in attributes.enumerated() {
      precondition(column.codes.count == partition.assignment.count, "the column covers other people")
      var people = [Int](repeating: 0, count: column.names.count)
      var known = 0
      for code in column.codes where code != InteractionLog.none {
        people[Int(code)] += 1
        known += 1
      }
      var counts = [Int](repeating: 0, count: column.names.count)
      for (community, nodes) in members.enumerated() {
        let codes = nodes.map { column.codes[$0] }.filter { $0 != InteractionLog.none }
        for code in codes { counts[Int(code)] += 1 }
        for code in codes where counts[Int(code)] > 0 {
          let value = Int(code)
          let count = counts[value]
          counts[value] = 0
          if count < max(1, fewest) { continue }
          let chance = Hypergeometric(population: known, marked: people[value], drawn: codes.count)
          tests.append(
            OverRepresentedValue(
              community: community, attribute: attribute, value: value, members: count, membersKnown: codes.count,
              people: people[value], peopleKnown: known, p: chance.upperTail(count), q: 1))
        }
      }
    }
    for (index, q) in FalseDiscovery.adjusted(tests.map(\.p)).enumerated() { tests[index].q = q }
    return tests.filter { $0.q <= falseDiscoveryRate && $0.ratio > 1 }.sorted { a, b in
      (a.community, a.q, a.p, a.attribute, a.value) < (b.community, b.q, b.p, b.attribute, b.value)
    }
  }
}
