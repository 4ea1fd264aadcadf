import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import Testing

@testable import KithMaps

/// A cascade given as such: member r is person r, named in the order of bytes.
func makeCascade(_ parents: [Int], times: [Int64?]? = nil, names: [String]? = nil) throws -> CascadeSet {
  let names = names ?? parents.indices.map { "p" + String(100_000 + $0) }
  let sorted = NameTable(names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
  return try CascadeSet(
    people: sorted, persons: names.map { UInt32(sorted.index(of: $0)!) },
    parents: parents.map { $0 < 0 ? CascadeSet.none : UInt32($0) },
    times: (times ?? parents.indices.map { Int64($0) * 60_000 }).map { $0 ?? Timestamp.missing })
}

/// Each member but the first follows an earlier one.
func randomParents(_ count: Int, seed: UInt64) -> [Int] {
  var random = RandomStream(seed: seed, purpose: "cascade-fixture")
  return (0..<count).map { $0 == 0 ? -1 : random.below($0) }
}

/// Node statements and edges of a drawing by the letter their names begin with.
func statements(_ dot: String, _ letter: Character) -> (nodes: Int, edges: Int) {
  let lines = dot.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.first == letter }
    .filter { $0.dropFirst().first?.isNumber == true }
  return (lines.count { !$0.contains(" -> ") }, lines.count { $0.contains(" -> ") })
}

struct CascadeMapTests {
  @Test(arguments: [1, 2, 3]) func largestBranchesAreShownWithThoseTheyCameAfter(seed: UInt64) throws {
    let map = CascadeMap(
      cascades: try makeCascade(randomParents(400, seed: seed)), index: 0, coloring: .generation)
    let scene = CascadeScene(map, limit: 50)
    #expect(scene.shown.count == 50 && scene.shown[0] == 0, "seed \(seed)")
    for member in scene.shown.dropFirst() { #expect(scene.isShown[scene.parents[member]], "seed \(seed)") }
    let least = scene.shown.map { scene.branch[$0] }.min()!
    for member in 0..<400 where !scene.isShown[member] { #expect(scene.branch[member] <= least, "seed \(seed)") }
    // Branches by a slow count.
    for member in [0, 1, 7, 200] {
      let inside = (0..<400).count { other in
        var at = other
        while at > member { at = scene.parents[at] }
        return at == member
      }
      #expect(scene.branch[member] == inside, "seed \(seed)")
    }
  }

  @Test func everybodyIsShownOrCounted() throws {
    let cascades = try makeCascade(randomParents(500, seed: 9))
    let drawing = CascadeMap(cascades: cascades, index: 0, coloring: .generation).tree(limit: 40)
    #expect(drawing.membersShown == 40 && drawing.membersTotal == 500 && drawing.membersLeftOut == 460)
    #expect(statements(drawing.dot, "m").nodes == 40)
    // 39 arrows, and a line to each count of those left out beside others.
    #expect(statements(drawing.dot, "m").edges == 39 + statements(drawing.dot, "r").nodes)
    #expect(drawing.dot.contains("\"p100000\\nset off 499\\n\""))
    #expect(drawing.caption[0].hasPrefix("Showing 40 of 500 members"))
    #expect(drawing.altText.contains("500 members"))
  }

  @Test func oneMemberIsAPicture() throws {
    let map = CascadeMap(cascades: try makeCascade([-1], times: [nil]), index: 0, coloring: .channel)
    for drawing in [map.tree(), map.timeline()] {
      #expect(drawing.membersShown == 1)
      #expect(drawing.caption[0] == "Nobody followed.")
    }
  }

  @Test func aLongChainStaysReadable() throws {
    let map = CascadeMap(
      cascades: try makeCascade((0..<5_000).map { $0 - 1 }), index: 0, coloring: .generation)
    let tree = map.tree()
    #expect(tree.membersShown == CascadeTree.deepest + 1)
    #expect(tree.dot.contains("set off 4,999"))
    #expect(tree.dot.contains("set off 4,987"))
    #expect(tree.caption[0].contains("further than 12 steps"))
    #expect(map.timeline(limit: 300).membersShown == 300)
  }

  @Test func aLargeStarStaysSmall() throws {
    let map = CascadeMap(
      cascades: try makeCascade((0..<50_000).map { $0 == 0 ? -1 : 0 }), index: 0, coloring: .generation)
    let tree = map.tree()
    #expect(tree.membersShown == 13)
    #expect(tree.dot.contains("+49,987 more"))
    #expect(tree.dot.utf8.count < 30_000)
    // The earlier come first among equals.
    #expect(tree.dot.contains("p100012") && !tree.dot.contains("p100013"))
    let small = try makeCascade((0..<60).map { $0 == 0 ? -1 : 0 })
    #expect(CascadeMap(cascades: small, index: 0, coloring: .generation).tree().membersShown == 60)
    #expect(map.timeline().membersShown == 1_500)
  }

  @Test func aHubLeavesRoomForWhatCameAfterIt() throws {
    // 100 follow the first, and each of them is followed by three.
    let map = CascadeMap(
      cascades: try makeCascade((0..<401).map { $0 == 0 ? -1 : $0 <= 100 ? 0 : ($0 - 101) / 3 + 1 }), index: 0,
      coloring: .generation)
    let tree = map.tree(limit: 50)
    #expect(tree.membersShown == 50)
    #expect(statements(tree.dot, "m").nodes == 50 && tree.dot.contains("+320 more"))
    #expect(tree.caption[0].contains("At most 20 who followed the same member"))
  }

  @Test func equalTimesAndNoneHaveTheirPlace() throws {
    let star = (0..<30).map { $0 == 0 ? -1 : 0 }
    let together = CascadeMap(
      cascades: try makeCascade(star, times: star.map { _ in 5 }), index: 0, coloring: .generation)
    let timeless = CascadeMap(
      cascades: try makeCascade(star, times: star.map { _ in nil }), index: 0, coloring: .generation)
    let mixed = CascadeMap(
      cascades: try makeCascade(star, times: star.indices.map { $0 == 0 ? nil : Int64($0) * 1000 }), index: 0,
      coloring: .generation)
    for map in [together, timeless, mixed] {
      let drawing = map.timeline()
      #expect(statements(drawing.dot, "n").nodes == 30 && statements(drawing.dot, "n").edges == 29)
      #expect(drawing.dot.firstMatch(of: /nan|inf[^i]/) == nil)
    }
    #expect(mixed.timeline().caption[1].contains("1 member has no known time and stands at the left"))
  }

  @Test func timesAreToldOnRequestAndInTheZoneAskedFor() throws {
    let july: Int64 = 1_341_382_380_000  // 2012-07-04T06:13Z
    let cascades = try makeCascade([-1, 0], times: [july, july + 3_600_000])
    let facts = CascadeFacts(utcOffsetMinutes: 540, showsTimes: true)
    let map = CascadeMap(cascades: cascades, index: 0, coloring: .generation, facts: facts)
    #expect(map.tree().dot.contains("p100001\\n4 Jul 16:13\\n"))
    #expect(!CascadeMap(cascades: cascades, index: 0, coloring: .generation).tree().dot.contains("06:13\\n"))
    #expect(map.tree().altText.contains("4 Jul 2012, 15:13 – 4 Jul 2012, 16:13"))
    let korean = CascadeFacts(utcOffsetMinutes: 540, showsTimes: true, language: .korean)
    let drawing = CascadeMap(cascades: cascades, index: 0, coloring: .generation, facts: korean).tree()
    #expect(drawing.dot.contains("7월 4일 16:13") && drawing.caption[0] == "참여 2건을 모두 보입니다.")
  }

  @Test func hostileNamesStayText() throws {
    let names = hostileLabels.filter { !$0.isEmpty }
    var distinct: [String] = []
    for name in names where !distinct.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { distinct.append(name) }
    let cascades = try makeCascade(distinct.indices.map { $0 - 1 < 0 ? -1 : ($0 - 1) / 2 }, names: distinct)
    let facts = CascadeFacts(title: hostileLabels[14], followMeaning: hostileLabels[13], notes: [hostileLabels[10]])
    let communities = Partition(labels: distinct.indices.map { UInt32($0 % 3) })
    let map = CascadeMap(
      cascades: cascades, index: 0,
      coloring: .community(communities, names: [0: hostileLabels[15], 1: hostileLabels[23]]), facts: facts)
    let known: Set<String> = [
      "digraph", "cascade", "map", "graph", "layout", "dot", "nop", "rankdir", "LR", "ordering", "out", "splines",
      "true", "nodesep", "ranksep", "nslimit", "mclimit", "bgcolor", "pad", "fontname", "node", "shape", "box", "style",
      "fixedsize", "fontsize", "fontcolor", "penwidth", "margin", "edge", "color", "arrowsize", "arrowhead", "none",
      "subgraph", "cluster", "title", "head", "legend", "label", "labelloc", "t", "b", "labeljust", "l", "pencolor",
      "width", "height", "fillcolor", "m", "r", "start", "plaintext", "solid", "outputorder", "edgesfirst", "line",
      "overlap", "circle", "filled", "transparent", "page", "invis", "pos", "n",
    ]
    for drawing in [map.tree(), map.timeline()] {
      let names = Set(outsideQuotes(drawing.dot).split { !$0.isLetter }.map(String.init))
      #expect(names.isSubset(of: known), "\(names.subtracting(known))")
      for scalar in drawing.altText.unicodeScalars {
        #expect(scalar.value >= 0x20 && scalar != "\u{202e}")
      }
    }
  }

  /// What is left of a DOT text without its quoted strings.
  private func outsideQuotes(_ dot: String) -> String {
    var outside = ""
    var (isInside, isEscaped) = (false, false)
    for scalar in dot.unicodeScalars {
      if !isInside {
        if scalar == "\"" { isInside = true } else { outside.unicodeScalars.append(scalar) }
      } else if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isInside = false
      }
    }
    return outside
  }

  @Test func graphvizDrawsBoth() throws {
    let renderer = GraphvizRenderer(executable: helperPath)
    let names = hostileLabels.filter { !$0.isEmpty && !$0.contains("\u{0}") }
    let cascades = try makeCascade(names.indices.map { $0 == 0 ? -1 : ($0 - 1) / 3 }, names: names)
    let map = CascadeMap(cascades: cascades, index: 0, coloring: .generation, facts: CascadeFacts(title: "한글 <b>"))
    for drawing in [map.tree(), map.timeline()] {
      let svg = try renderer.render(drawing, as: .svg)
      #expect(try renderer.render(drawing, as: .svg) == svg)
      let parsed = try #require(PlainXML.parsed(svg))
      #expect(
        parsed.elements.isSubset(of: ["svg", "g", "title", "desc", "path", "polygon", "polyline", "ellipse", "text"]))
      #expect(parsed.titles[0] == "한글 <b>")
      #expect(parsed.texts.contains { $0.contains("say \"hi\"") })
    }
    #expect(try renderer.render(map.tree(), as: .png).count > 1_000)
    #expect(try renderer.render(map.timeline(), as: .pdf).count > 1_000)
  }
}
