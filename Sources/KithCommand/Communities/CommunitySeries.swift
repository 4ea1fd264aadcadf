import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// Communities window by window, under numbers that last, with what became of each.
struct CommunitySeries {
  private var windows: [CommunityWindow] = []
  private var slices: [(window: TimeWindow, people: [UInt32])] = []
  /// By window: the best member of each community, as a code in the log.
  private var leaders: [[UInt32]] = []

  mutating func add(_ slice: WindowSeries.Slice, _ options: CommunityArguments, seed: UInt64, _ execution: Execution)
    throws
  {
    let quiet = Execution(threads: execution.threads, isCancelled: execution.isCancelled)
    let found = try FoundCommunities(options, in: slice.graph, seed: seed, quiet)
    let scores = try PageRank().scores(in: slice.graph, execution: quiet)
    windows.append(CommunityWindow(slice.graph, found.partition))
    slices.append((slice.window, slice.people))
    leaders.append(
      CommunityTables.leaders(found.partition, scores, 1).map { slice.people[$0[0]] })
  }

  /// A row a window and community, and one for each that ended.
  func table(_ names: NameTable) throws -> Table {
    let rows = try CommunityTracking().track(windows)
    return Table(
      schema: "kith.community_windows/1",
      columns: bounds(rows.map(\.window)) + [
        Table.Column("community", .integers(rows.map { $0.id + 1 }), note: "a number that lasts from window to window"),
        Table.Column("people", .integers(rows.map(\.people)), note: "0 where it ended"),
        Table.Column("event", .text(rows.map(\.event.rawValue)), note: CommunityTracking.info.convention),
        Table.Column(
          "from", .text(rows.map { $0.parents.map { "\($0.id + 1)" }.joined(separator: "+") }).blankAsMissing,
          note: "the communities of the window before that it descends from, joined by +", missing: "of none"),
        Table.Column(
          "overlap", .reals(rows.map { $0.overlap ?? .nan }),
          note: "Jaccard with itself in the window before, over people present in both", missing: "was not there before"
        ),
        Table.Column(
          "leader",
          .names(
            names, codes: rows.map { row in row.community.map { leaders[row.window][$0] } ?? InteractionLog.none }),
          note: "the member with the highest PageRank", missing: "it ended"),
      ])
  }

  /// A row a window and person in a community of three or more.
  func members(_ names: NameTable) throws -> Table {
    let rows = try CommunityTracking().track(windows).filter { $0.community != nil }
    var (places, ids, codes) = ([Int](), [Int](), [UInt32]())
    let members = windows.map(\.partition.members)
    for row in rows {
      guard let community = row.community else { continue }
      for node in members[row.window][community] {
        places.append(row.window)
        ids.append(row.id + 1)
        codes.append(slices[row.window].people[node])
      }
    }
    return Table(
      schema: "kith.member_windows/1",
      columns: bounds(places) + [
        Table.Column("community", .integers(ids), note: "a number that lasts from window to window"),
        Table.Column("id", .names(names, codes: codes)),
      ])
  }

  private func bounds(_ places: [Int]) -> [Table.Column] {
    SeriesTable.bounds(
      places.map { slices[$0].window.start?.milliseconds ?? Timestamp.missing },
      places.map { slices[$0].window.end?.milliseconds ?? Timestamp.missing })
  }
}

extension Table.Values {
  /// Empty texts as missing ones.
  fileprivate var blankAsMissing: Table.Values {
    guard case .text(let cells) = self else { return self }
    return .text(cells.map { $0 == "" ? nil : $0 })
  }
}
