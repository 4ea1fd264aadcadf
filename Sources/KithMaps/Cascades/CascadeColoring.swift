import KithDiffusion
import KithMeasures

/// What the colours of a cascade's picture stand for.
public enum CascadeColoring: Sendable {
  /// Communities of the cascades' people, with names and `#rrggbb` where they have them already.
  case community(Partition, names: [Int: String] = [:], colors: [Int: String] = [:])
  case channel
  /// Steps from the root.
  case generation
}

/// The members of one cascade in groups of one colour, largest first; the rest is last.
struct CascadeGroups {
  struct Group: Equatable {
    var name: String
    var color: String
    var members: Int
  }

  let heading: String
  let groups: [Group]
  /// Index into `groups`, by member from the cascade's first.
  let group: [Int]

  /// Groups with a colour of their own.
  private static let most = 8
  /// From first to later steps; told apart with any common colour blindness.
  private static let steps = ["#3d348b", "#2f6db3", "#2a9d8f", "#6f9b3c", "#c9a227", "#e07b39"]

  init(_ cascades: CascadeSet, of cascade: Int, by coloring: CascadeColoring, phrases: CascadePhrases) {
    let members = cascades.members(of: cascade)
    switch coloring {
    case .community(let partition, let names, let colors):
      heading = phrases.community
      let codes = members.map { partition[Int(cascades.persons[$0])] }
      (groups, group) = Self.largest(
        codes, name: { names[$0].map { VisibleText.of($0) } ?? phrases.community($0 + 1) }, colors: colors,
        rest: phrases.otherCommunities)
    case .channel:
      heading = phrases.channel
      let column = cascades.channels
      let codes = members.map { member in
        column.flatMap { $0.codes[member] == CascadeSet.none ? nil : Int($0.codes[member]) } ?? -1
      }
      (groups, group) = Self.largest(
        codes, name: { code in VisibleText.of(column.map { $0.names[code] } ?? "") }, colors: [:],
        rest: phrases.otherChannels)
    case .generation:
      heading = phrases.generation
      var steps = [Int](repeating: 0, count: members.count)
      for member in members.dropFirst() {
        if let parent = cascades.parent(of: member) {
          steps[member - members.lowerBound] = steps[parent - members.lowerBound] + 1
        }
      }
      let last = Self.steps.count - 1
      group = steps.map { min($0, last) }
      var counts = [Int](repeating: 0, count: (group.max() ?? 0) + 1)
      for step in group { counts[step] += 1 }
      let deepest = steps.max() ?? 0
      groups = counts.enumerated().map { step, count in
        Group(
          name: phrases.step(step, orMore: step == last && deepest > last), color: Self.steps[step], members: count)
      }
    }
  }

  /// The largest codes with a colour each, ties by code; negative codes and what is over stand in a last grey group.
  private static func largest(
    _ codes: [Int], name: (Int) -> String, colors: [Int: String], rest: String
  ) -> ([Group], [Int]) {
    var counts: [Int: Int] = [:]
    for code in codes { counts[code, default: 0] += 1 }
    let chosen = counts.filter { $0.key >= 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
    let taken = Set(chosen.compactMap { colors[$0.key] })
    var free = Palette.communities.filter { !taken.contains($0) }[...]
    var place: [Int: Int] = [:]
    var groups: [Group] = []
    for (code, count) in chosen {
      place[code] = groups.count
      groups.append(Group(name: name(code), color: colors[code] ?? free.popFirst() ?? Palette.rest, members: count))
    }
    let others = codes.count - groups.reduce(0) { $0 + $1.members }
    if others > 0 { groups.append(Group(name: rest, color: Palette.rest, members: others)) }
    return (groups, codes.map { place[$0] ?? groups.count - 1 })
  }
}
