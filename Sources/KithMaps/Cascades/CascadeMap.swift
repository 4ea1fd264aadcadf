import KithDiffusion
import KithFoundation
import KithGraph

/// Pictures of one cascade: the tree of who followed whom, and the same over time.
///
///     let map = CascadeMap(cascades: cascades, index: 0, coloring: .channel)
///     let svg = try GraphvizRenderer(executable: path).render(map.tree(), as: .svg)
///
/// Of a large cascade those are shown whose branches hold most; a member's parent is always among them. The same
/// cascade, facts and limit give the same bytes. O(members log members).
public struct CascadeMap: Sendable {
  public var cascades: CascadeSet
  public var index: Int
  public var coloring: CascadeColoring
  public var facts: CascadeFacts

  public init(cascades: CascadeSet, index: Int, coloring: CascadeColoring, facts: CascadeFacts = CascadeFacts()) {
    precondition(cascades.indices.contains(index), "there is no such cascade")
    if case .community(let partition, _, _) = coloring {
      precondition(partition.assignment.count == cascades.people.count, "communities of other people")
    }
    self.cascades = cascades
    self.index = index
    self.coloring = coloring
    self.facts = facts
  }

  /// The tree for Graphviz's `dot`, with at most `limit` members; branches left out are counted where they hang.
  public func tree(limit: Int = 60) -> CascadeDrawing {
    let scene = CascadeScene(
      self, limit: limit, deepest: CascadeTree.deepest, fan: CascadeTree.fan, leaves: CascadeTree.leaves)
    return CascadeTree(scene: scene).drawing()
  }

  /// Members at the moment they joined, in lanes by colour, with at most `limit` of them.
  public func timeline(limit: Int = 1_500) -> CascadeDrawing {
    CascadeTimeline(scene: CascadeScene(self, limit: limit)).drawing()
  }
}

/// What both pictures need to know of a cascade. Members are numbered from the cascade's first.
struct CascadeScene {
  let map: CascadeMap
  let phrases: CascadePhrases
  let members: Range<Int>
  /// -1 for the root.
  let parents: [Int]
  let steps: [Int]
  /// Itself and everyone after it.
  let branch: [Int]
  /// Those shown, ascending: parents before children.
  let shown: [Int]
  let isShown: [Bool]
  let groups: CascadeGroups

  var count: Int { members.count }

  /// Where not all can be shown, nobody beyond `deepest` steps is, and of those who followed one member `fan` at most,
  /// `leaves` where nobody followed them. O(members log members).
  init(_ map: CascadeMap, limit: Int, deepest: Int = .max, fan: Int = .max, leaves: Int = .max) {
    let cascades = map.cascades
    self.map = map
    phrases = CascadePhrases(language: map.facts.language)
    let members = cascades.members(of: map.index)
    self.members = members
    let count = members.count
    let parents = members.map { cascades.parent(of: $0).map { $0 - members.lowerBound } ?? -1 }
    self.parents = parents
    var steps = [Int](repeating: 0, count: count)
    for member in 1..<max(1, count) { steps[member] = steps[parents[member]] + 1 }
    self.steps = steps
    var branch = [Int](repeating: 1, count: count)
    for member in (1..<max(1, count)).reversed() { branch[parents[member]] += branch[member] }
    self.branch = branch
    // A branch is larger than any within it, so parents come before their children.
    let order = (0..<count).sorted { (branch[$1], $0) < (branch[$0], $1) }
    var best: [Int] = []
    var isOpen = [Bool](repeating: count <= limit, count: count)
    var drawn = [Int](repeating: 0, count: count)
    for member in order where best.count < max(1, limit) {
      if member > 0, count > limit {
        let parent = parents[member]
        if !isOpen[parent] || steps[member] > deepest || drawn[parent] >= (branch[member] > 1 ? fan : leaves) {
          continue
        }
        drawn[parent] += 1
      }
      isOpen[member] = true
      best.append(member)
    }
    shown = best.sorted()
    var isShown = [Bool](repeating: false, count: count)
    for member in best { isShown[member] = true }
    self.isShown = isShown
    groups = CascadeGroups(cascades, of: map.index, by: map.coloring, phrases: phrases)
  }

  func color(of member: Int) -> String { groups.groups[groups.group[member]].color }

  func time(of member: Int) -> Int64? {
    let time = map.cascades.times[members.lowerBound + member]
    return time == Timestamp.missing ? nil : time
  }

  func name(of member: Int, ems: Double) -> String {
    let name = VisibleText.of(map.cascades.people[Int(map.cascades.persons[members.lowerBound + member])])
    return TextAdvance.truncated(name.allSatisfy(\.isWhitespace) ? "(blank)" : name, toEms: ems)
  }

  var clock: MomentText { MomentText(utcOffsetMinutes: map.facts.utcOffsetMinutes, language: map.facts.language) }
  var origin: CascadeSet.Origin { map.cascades.origins[members.lowerBound] }

  var title: String {
    map.facts.title.map { VisibleText.of($0) } ?? phrases.title(VisibleText.isolated(name(of: 0, ems: 30)))
  }

  /// Who started it, about what, how large and when.
  var subtitle: String {
    var parts: [String] = []
    if map.facts.title != nil { parts.append(phrases.startedBy(VisibleText.isolated(name(of: 0, ems: 24)))) }
    if let item = map.cascades[map.index].item {
      parts.append(phrases.about(VisibleText.isolated(TextAdvance.truncated(VisibleText.of(item), toEms: 24))))
    }
    parts.append(phrases.members(count))
    let depth = steps.max() ?? 0
    if depth > 0 { parts.append(phrases.deep(depth)) }
    let times = (0..<count).compactMap { time(of: $0) }
    if let first = times.min(), let last = times.max() {
      let (from, to) = (clock.minute(first), clock.minute(last))
      parts.append(from == to ? from : from + " – " + to)
    }
    return parts.joined(separator: "  ·  ")
  }

  /// What the caption of either picture says of the root.
  var rootNote: [String] { origin == .unlogged ? [phrases.unlogged(VisibleText.isolated(name(of: 0, ems: 24)))] : [] }

  func altText(_ kind: String, caption: [String]) -> String {
    let first = (0..<count).filter { parents[$0] == 0 }.sorted { (branch[$1], $0) < (branch[$0], $1) }.prefix(3)
      .filter { branch[$0] > 1 }.map { VisibleText.isolated(name(of: $0, ems: 24)) }
    return ([title + ". " + kind, subtitle + "."] + caption + (first.isEmpty ? [] : [phrases.largestBranches(first)]))
      .joined(separator: " ")
  }
}
