import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@testable import KithMaps

struct SpreadMapTests {
  @Test func givesTheSameBytesForAnyNumberOfThreads() throws {
    let (graph, partition) = makeCommunities(120, groups: 3)
    let map = map(of: graph, partition: partition)
    let once = try map.drawing()
    #expect(once.dot == (try map.drawing()).dot)
    for threads in [2, 3] { #expect(once.dot == (try map.drawing(execution: Execution(threads: threads))).dot) }
  }

  @Test func changesWithTheSeed() throws {
    let (graph, partition) = makeCommunities(60, groups: 3)
    let one = try map(of: graph, partition: partition).drawing()
    let two = try map(of: graph, partition: partition, options: MapOptions(seed: 2)).drawing()
    #expect(one.dots != two.dots)
    #expect(one.core == two.core)
  }

  @Test func countsWhatItShows() throws {
    let (graph, partition) = makeCommunities(200, groups: 4)
    let drawing = try map(of: graph, partition: partition, options: MapOptions(maxNodes: 50, maxEdges: 60)).drawing()
    #expect(drawing.nodesShown == 50 && drawing.dots.count == 50)
    #expect(drawing.nodesTotal == 200 && drawing.nodesLeftOut == 150)
    #expect(drawing.edgesShown == 60)
    #expect(drawing.dot.split(separator: "\n").filter { $0.contains(" -> ") }.count == 60)
    #expect(drawing.dot.split(separator: "\n").filter { $0.hasPrefix("  n") && $0.contains("label=") }.count == 51)
    #expect(drawing.dots.map(\.node) == drawing.dots.map(\.node).sorted())
    #expect(drawing.communities.reduce(0) { $0 + $1.nodesShown } <= 50)
    #expect(drawing.communities.allSatisfy { $0.nodesTotal == 50 })
  }

  @Test func marksAndNamesTheBest() throws {
    let (graph, partition) = makeCommunities(100, groups: 2)
    let map = map(of: graph, partition: partition, options: MapOptions(core: 5, labels: 8))
    let drawing = try map.drawing()
    #expect(drawing.core == map.scores.top(5))
    #expect(Set(drawing.labelled).isSubset(of: map.scores.top(8)))
    #expect(drawing.labelled.first == map.scores.top(1).first)
  }

  @Test(arguments: [Float(0), -3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, .nan])
  func survivesOddWeights(weight: Float) throws {
    let count = 12
    let offsets = Array(0...count)
    let ring = Adjacency(
      offsets: offsets, neighbors: (0..<count).map { UInt32(($0 + 1) % count) },
      weights: (0..<count).map { $0 % 2 == 0 ? weight : 1 })
    let back = Adjacency(
      offsets: offsets, neighbors: (0..<count).map { UInt32(($0 + count - 1) % count) },
      weights: (0..<count).map { $0 % 2 == 1 ? weight : 1 })
    let graph = Graph(names: nil, isDirected: true, out: ring, in: back)
    let drawing = try map(of: graph).drawing()
    #expect(drawing.nodesShown == count && drawing.edgesShown == count)
    #expect(drawing.dots.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.radius.isFinite })
  }

  @Test func marksNoOneAmongEquals() throws {
    let drawing = try map(of: makeGraph(50, [])).drawing()
    #expect(drawing.core.isEmpty && drawing.labelled.isEmpty && drawing.nodesShown == 50)
    #expect(try map(of: makeGraph(5, [])).drawing().labelled.count == 5)
  }

  @Test func givesCoreCommunitiesAColour() throws {
    // Nine trios and, in a pair of its own, the best.
    var edges = [(27, 28)]
    for first in stride(from: 0, to: 27, by: 3) { edges += [(first, first + 1), (first + 1, first + 2)] }
    let graph = makeGraph(29, edges)
    var values = [Double](repeating: 1, count: 29)
    values[28] = 10
    let map = SpreadMap(
      graph: graph, scores: NodeScores(measure: PageRank.info, values: values),
      partition: Partition(labels: (0..<29).map { UInt32($0 / 3) }), facts: MapFacts(title: "t"),
      options: MapOptions(core: 1, colors: 4))
    let drawing = try map.drawing()
    #expect(drawing.communities.count == 4)
    #expect(drawing.communities.last?.leaders == [28, 27])
    #expect(Set(drawing.communities.map(\.color)).count == 4)
  }

  @Test func carriesNoAttributeFromOutside() throws {
    let graph = makeGraph(hostileLabels, hostileLabels.indices.dropFirst().map { ($0, 0, 1) })
    let drawing = try map(of: graph, title: hostileLabels[13]).drawing()
    // Outside quoted strings only our own vocabulary is left.
    var outside = ""
    var isInside = false
    var isEscaped = false
    for scalar in drawing.dot.unicodeScalars {
      if isInside {
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == "\"" {
          isInside = false
        }
      } else if scalar == "\"" {
        isInside = true
      } else {
        outside.unicodeScalars.append(scalar)
      }
    }
    let names = Set(outside.split { !$0.isLetter }.map(String.init))
    let known: Set<String> = [
      "digraph", "map", "graph", "layout", "nop", "outputorder", "edgesfirst", "splines", "line", "overlap", "true",
      "bgcolor", "pad", "node", "shape", "circle", "style", "filled", "fixedsize", "label", "fontname", "fontsize",
      "fontcolor", "transparent", "color", "penwidth", "margin", "edge", "arrowhead", "none", "page", "box", "invis",
      "pos", "width", "height", "n", "m", "fillcolor", "solid", "plaintext",
    ]
    #expect(names.isSubset(of: known), "\(names.subtracting(known))")
  }
}
