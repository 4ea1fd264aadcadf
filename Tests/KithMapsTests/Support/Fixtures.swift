import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport

@testable import KithMaps

/// A directed graph of named people.
func makeGraph(_ names: [String], _ edges: [(Int, Int, Float)]) -> Graph {
  let order = names.indices.sorted { Array(names[$0].utf8).lexicographicallyPrecedes(Array(names[$1].utf8)) }
  var place = [Int](repeating: 0, count: names.count)
  for (position, index) in order.enumerated() { place[index] = position }
  var builder = GraphBuilder()
  for (a, b, weight) in edges { builder.add(place[a], place[b], weight: weight) }
  return builder.build(nodeCount: names.count, names: NameTable(order.map { names[$0] }))
}

func makeGraph(_ count: Int, _ edges: [(Int, Int)]) -> Graph {
  makeGraph((0..<count).map { "p" + String(10_000 + $0) }, edges.map { ($0.0, $0.1, 1) })
}

/// Planted communities: most relations within, some between, a few hubs.
func makeCommunities(_ count: Int, groups: Int, perNode: Int = 3, seed: UInt64 = 1) -> (
  graph: Graph, partition: Partition
) {
  var random = RandomStream(seed: seed, purpose: "map-fixture")
  var edges: [(Int, Int)] = []
  for node in 0..<count {
    for _ in 0..<perNode {
      let isInner = random.unit() < 0.9
      let square = random.unit() * random.unit()
      var other = Int(square * Double(count))
      if isInner { other = other - other % groups + node % groups }
      if other != node && other < count { edges.append((node, other)) }
    }
  }
  return (makeGraph(count, edges), Partition(labels: (0..<count).map { UInt32($0 % groups) }))
}

func map(of graph: Graph, partition: Partition? = nil, options: MapOptions = MapOptions(), title: String = "Map")
  -> SpreadMap
{
  SpreadMap(
    graph: graph, scores: DegreeCentrality(.in, isWeighted: true).scores(in: graph),
    partition: partition ?? Partition(labels: [UInt32](repeating: 0, count: graph.nodeCount)),
    facts: MapFacts(title: title), options: options)
}

/// Labels that have broken a writer of DOT, SVG or XML somewhere.
let hostileLabels: [String] = [
  "단꿈상점 고객#1", "\u{1103}\u{1161}\u{11ab}\u{1101}\u{116e}\u{11b7}", "👩‍👩‍👧‍👦 가족", "say \"hi\"", "a:b:c", "<b>bold</b>",
  "&lt;b&gt; &amp; &#x3c;", "\\N \\G \\L", "trailing\\", "{a|<p>b}", "bell\u{7}esc\u{1b}[31m", "line\nbreak\r\ttab",
  String(repeating: "x", count: 10_000), String(repeating: "\\\"&", count: 4_000), "a\", URL=\"javascript:alert(1)",
  "<<TABLE HREF=\"javascript:alert(1)\"><TR><TD>x</TD></TR></TABLE>>", "]]>", "--><script>alert(1)</script>", "node",
  "graph", "n0", "", " ", "\u{202e}evil", "zero\u{200b}width", "\u{feff}bom", "non\u{fffe}char", "العربية و한글",
  "e" + String(repeating: "\u{301}", count: 500), "\u{301}lonely", "%s%n", "nul\u{0}byte", "\u{2028}sep", "c1\u{9b}",
]
