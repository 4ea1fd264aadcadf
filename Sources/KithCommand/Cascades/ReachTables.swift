import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// Whom it reached, and who took it up.
enum ReachTables {
  /// One row for all.
  static func all(_ reach: CascadeReach, of cascades: CascadeSet) -> Table {
    let jumps = channelJumps(of: cascades)
    return Table(
      schema: "kith.reach/1",
      columns: [
        Table.Column("people", .integers([cascades.people.count]), note: "in the network"),
        Table.Column("adopters", .integers([reach.adopters]), note: "people who are members, each once"),
        Table.Column("exposed", .integers([reach.exposed]), note: "people in touch with a member, members or not"),
        Table.Column("reached", .integers([reach.reached]), note: "both together, each once"),
        CascadeTables.value("conversion", [reach.conversion], note: "adopters among the exposed"),
        CascadeTables.value(
          "bridge_share", [reach.bridgeShare], note: "share of the steps that cross from one community to another"),
        CascadeTables.value("channel_jumps", [jumps], note: "share of the steps from one channel to another"),
      ])
  }

  /// A row a community, largest first.
  static func communities(_ reach: CascadeReach) -> Table {
    let all = reach.communities
    let moment = { (name: String, values: [DiffusionValue], note: String) in
      var column = CascadeTables.value(name, values, note: note)
      column.values = .times(values.map { $0.value.map { Int64($0) } ?? Timestamp.missing })
      return column
    }
    var exposures = CascadeTables.value(
      "exposures_before", all.map(\.exposuresBefore),
      note: "pairs of a member outside and someone inside in touch with them, before the first one inside acted")
    exposures.values = .integers(all.map { $0.exposuresBefore.value.map { Int($0) } ?? .min })
    return Table(
      schema: "kith.community_reach/1",
      columns: [
        Table.Column("community", .integers(Array(1..<(all.count + 1))), note: "1 is the largest"),
        Table.Column("people", .integers(all.map(\.size))),
        Table.Column("adopters", .integers(all.map(\.adopters)), note: "people who are members"),
        Table.Column("conversion", .reals(all.map(\.conversion)), note: "adopters of its people"),
        moment("first_adoption", all.map(\.firstAdoption), "when its first member acted"),
        moment("first_crossing", all.map(\.firstCrossing), "when someone in it first followed someone outside"),
        exposures,
      ])
  }

  private static func channelJumps(of cascades: CascadeSet) -> DiffusionValue {
    guard let codes = cascades.channels?.codes else { return DiffusionValue(undefined: "the log names no channels") }
    var (across, known) = (0, 0)
    for member in 0..<cascades.memberCount {
      guard let parent = cascades.parent(of: member) else { continue }
      let (own, before) = (codes[member], codes[parent])
      if own == CascadeSet.none || before == CascadeSet.none { continue }
      known += 1
      if own != before { across += 1 }
    }
    return known > 0
      ? DiffusionValue(Double(across) / Double(known))
      : DiffusionValue(undefined: "no step has a known channel at both ends")
  }
}
