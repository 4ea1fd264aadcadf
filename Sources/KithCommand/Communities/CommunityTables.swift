import KithGraph
import KithMeasures
import KithOutput

/// The tables of communities.
enum CommunityTables {
  /// A row a community, largest first.
  static func communities(
    _ found: FoundCommunities, _ scores: NodeScores, _ graph: Graph, _ people: NameTable, hasQuality: Bool
  ) -> Table {
    let partition = found.partition
    let total = Double(partition.assignment.count)
    let leaders = leaders(partition, scores, 3).map { $0.map { people[$0] } }
    var columns = [
      Table.Column("community", .integers(Array(1..<(partition.count + 1))), note: "1 is the largest"),
      Table.Column("people", .integers(partition.sizes)),
      Table.Column("share", .reals(partition.sizes.map { Double($0) / total }), note: "of all people"),
      Table.Column("leader", .text(leaders.map(\.first)), note: "the member with the highest PageRank"),
      Table.Column("second", .text(leaders.map { $0.count > 1 ? $0[1] : nil }), missing: "fewer members"),
      Table.Column("third", .text(leaders.map { $0.count > 2 ? $0[2] : nil }), missing: "fewer members"),
    ]
    if hasQuality { columns += quality(CommunityQuality(of: partition, in: graph)) }
    if let consensus = found.consensus {
      columns.append(
        Table.Column(
          "stability", .reals(consensus.communityStability.map { $0 ?? .nan }),
          note: "the mean share of \(consensus.runs) runs in which two of its members were together",
          missing: "one member"))
    }
    return Table(schema: "kith.communities/1", columns: columns)
  }

  private static func quality(_ quality: CommunityQuality) -> [Table.Column] {
    let all = quality.communities
    return [
      Table.Column(
        "inside_share",
        .reals(
          all.map { one in
            let sum = one.weightInside + one.weightAcross
            return sum > 0 ? one.weightInside / sum : .nan
          }),
        note: "the share of the weight touching its members that stays inside", missing: "no relations"),
      Table.Column(
        "conductance", .reals(all.map { $0.conductance ?? .nan }),
        note: "weight that leaves over the weight at its members' ends, or the others' where less; 0 is cut off",
        missing: "nothing to be cut off from"),
      Table.Column(
        "density", .reals(all.map { $0.density ?? .nan }), note: "relations among members over those there could be",
        missing: "one member"),
    ]
  }

  /// A row a person, largest community first.
  static func members(_ found: FoundCommunities, _ people: NameTable) -> Table {
    let order = found.partition.members.flatMap { $0 }
    var columns = [
      Table.Column("community", .integers(order.map { found.partition[$0] + 1 }), note: "1 is the largest"),
      Table.Column("id", .names(people, codes: order.map { UInt32($0) })),
    ]
    if let stability = found.consensus?.stability {
      columns.append(
        Table.Column(
          "stability", .reals(order.map { stability[$0] }), note: stability.measure.convention,
          missing: stability.undefined))
    }
    return Table(schema: "kith.members/1", columns: columns)
  }

  /// How alike the communities and known groups are, over the people in both: a row a column of known groups.
  static func comparison(_ found: Partition, with known: [(name: String, groups: CodedColumn)]) -> Table {
    let rows = known.map { _, groups -> (people: Int, ours: Int, theirs: Int, likeness: PartitionComparison?) in
      let both = groups.codes.indices.filter { groups.codes[$0] != InteractionLog.none }
      let ours = Partition(labels: both.map { found.assignment[$0] })
      let theirs = Partition(labels: both.map { groups.codes[$0] })
      return (both.count, ours.count, theirs.count, both.isEmpty ? nil : PartitionComparison(ours, theirs))
    }
    let real = { (value: (PartitionComparison) -> Double) in
      Table.Values.reals(rows.map { $0.likeness.map(value) ?? .nan })
    }
    let missing = "nobody of the log is in the known groups"
    return Table(
      schema: "kith.comparison/1",
      columns: [
        Table.Column("known", .text(known.map(\.name)), note: "the column of known groups"),
        Table.Column("people", .integers(rows.map(\.people)), note: "of the log with a known group"),
        Table.Column("communities", .integers(rows.map(\.ours)), note: "found among them"),
        Table.Column("groups", .integers(rows.map(\.theirs)), note: "known"),
        Table.Column(
          "nmi", real(\.nmi), note: "normalised mutual information, 0 to 1; above 0 by chance", missing: missing),
        Table.Column(
          "ami", real(\.ami), note: "the same with chance taken out: 1 the same, about 0 unrelated", missing: missing),
        Table.Column(
          "ari", real(\.ari), note: "Rand index with chance taken out: pairs together in both", missing: missing),
        Table.Column("vi", real(\.vi), unit: "bits", note: "variation of information, 0 the same", missing: missing),
      ])
  }

  /// The best members of every community, best first.
  static func leaders(_ partition: Partition, _ scores: NodeScores, _ count: Int) -> [[Int]] {
    partition.members.map { members in
      Array(members.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(count))
    }
  }
}
