import KithGraph

/// The communities of one window of time: whom it holds, and their division.
public struct CommunityWindow: Sendable {
  /// Ids of the people in the window, by node.
  public let people: NameTable
  public let partition: Partition

  public init(people: NameTable, partition: Partition) {
    precondition(people.count == partition.assignment.count, "the partition covers other people")
    self.people = people
    self.partition = partition
  }

  /// People are known by their ids; in a graph without names by their numbers.
  public init(_ graph: Graph, _ partition: Partition) {
    self.init(people: graph.names ?? NameTable((0..<graph.nodeCount).map(String.init)), partition: partition)
  }
}

/// What became of a community from one window to the next.
public enum CommunityEvent: String, Sendable, Codable, CaseIterable {
  /// There in the first window.
  case start
  /// New: of nobody's making.
  case birth
  /// Gone: neither does it live on nor did it split or merge.
  case death
  case grow
  case shrink
  /// Two or more communities went into it.
  case merge
  /// It is one of two or more parts of a community.
  case split
  case `continue`
}

/// A community in one window, under an id that lasts; or the end of one.
public struct TrackedCommunity: Sendable, Equatable {
  /// A community of the window before that it descends from.
  public struct Parent: Sendable, Equatable {
    public var id: Int
    /// Jaccard, 0 to 1.
    public var overlap: Double
    /// People in both.
    public var shared: Int
  }

  public var window: Int
  /// 0, 1, … in order of first appearance.
  public var id: Int
  /// Its number in the window's partition; nil for a death.
  public var community: Int?
  /// 0 for a death.
  public var people: Int
  public var event: CommunityEvent
  /// Most overlap first.
  public var parents: [Parent]
  /// With the community of the same id in the window before; nil where there is none.
  public var overlap: Double?
}

/// Follows communities through windows of time: ids that last, and what happened to each.
///
///     let windows = graphs.map { CommunityWindow($0, try Leiden().partition(of: $0).partition) }
///     for row in CommunityTracking().track(windows) { print(row.window, row.id, row.people, row.event) }
///
/// Neighbouring windows are compared by Jaccard, |A ∩ B| / |A ∪ B|, over the people present in both windows (or over
/// all, see `countsEveryone`). Ids pass on along the one-to-one matching of greatest total Jaccard among pairs that
/// reach `threshold`; it is exact, not greedy. Two communities are kin when they are matched, or share at least half
/// of the smaller and a tenth of the larger. With that, each row's event is the first that holds:
///
/// - `merge`: kin to two or more communities of the window before;
/// - `split`: kin to one that is kin to two or more of this window;
/// - `grow`, `shrink`: its id lives on, with at least `change` more or fewer people; `continue`: otherwise;
/// - `birth`: everything else;
/// - `death`: an id that is not passed on, and whose community neither split nor merged.
///
/// Communities smaller than `smallest` are left out. About O(people log people) for each pair of windows.
/// After Greene, Doyle & Cunningham 2010, doi 10.1109/ASONAM.2010.17.
public struct CommunityTracking: Sendable, Codable, Equatable {
  /// θ: the least Jaccard at which an id passes on, above 0 and at most 1.
  public var threshold: Double
  /// The relative change of size that counts as growing or shrinking.
  public var change: Double
  /// Fewest people of a community that is followed; at least 1.
  public var smallest: Int
  /// Compare over everybody rather than over the people present in both windows: who came or left then
  /// lowers the overlap.
  public var countsEveryone: Bool

  public init(threshold: Double = 0.3, change: Double = 0.1, smallest: Int = 3, countsEveryone: Bool = false) {
    self.threshold = threshold
    self.change = change
    self.smallest = smallest
    self.countsEveryone = countsEveryone
  }

  /// The least part of the smaller and of the larger community that makes them kin.
  static let kinOfSmaller = 0.5
  static let kinOfLarger = 0.1

  /// Rows by window, then community; deaths of a window after its communities, by id.
  ///
  /// Throws usage (E720) for options out of range.
  public func track(_ windows: [CommunityWindow]) throws -> [TrackedCommunity] {
    try validate()
    var rows: [TrackedCommunity] = []
    var ids: [Int] = []
    var next = 0
    for (index, window) in windows.enumerated() {
      let count = window.partition.sizes.prefix { $0 >= smallest }.count
      if index == 0 {
        ids = Array(0..<count)
        next = count
        rows += (0..<count).map { community in
          TrackedCommunity(
            window: 0, id: community, community: community, people: window.partition.sizes[community], event: .start,
            parents: [], overlap: nil)
        }
        continue
      }
      let step = TrackingStep(from: windows[index - 1], to: window, options: self, before: ids.count, after: count)
      rows += step.rows(window: index, ids: &ids, next: &next)
    }
    return rows
  }

  private func validate() throws {
    let info = Self.info
    if !(threshold > 0 && threshold <= 1) {
      throw info.optionError("threshold", threshold, choose: "above 0 and at most 1; 0.3 is usual")
    }
    if !(change >= 0 && change.isFinite) { throw info.optionError("change", change, choose: "0 or more") }
    if smallest < 1 { throw info.optionError("smallest community", smallest, choose: "at least 1") }
  }

  public static let info = MeasureInfo(
    name: "community-events", title: "Communities over time",
    question: "Which communities are born, grow, split, merge and die?",
    convention: """
      Ids pass to the best one-to-one match by Jaccard, of at least 0.3, over people present in both windows; kin \
      share half of the smaller and a tenth of the larger community; a change of a tenth in size is growing or \
      shrinking; communities below 3 people are left out.
      """,
    complexity: "O(people log people) a window",
    citation: "Greene, Doyle & Cunningham 2010, doi 10.1109/ASONAM.2010.17",
    result: .other, needs: "Times, and at least two windows with communities of three people or more.")
}
