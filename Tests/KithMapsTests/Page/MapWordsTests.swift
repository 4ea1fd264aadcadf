import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@testable import KithMaps

struct MapWordsTests {
  private func words(_ map: SpreadMap) throws -> MapWords {
    let selection = try MapSelection(graph: map.graph, scores: map.scores, options: map.options, execution: .serial)
    return MapWords(map: map, selection: selection, communities: [])
  }

  @Test func saysThatAllIsShown() throws {
    var map = map(of: makeGraph(12, [(0, 1), (1, 2)]))
    map.facts.period = "1–30 June"
    map.facts.interactions = 1_234
    let words = try words(map)
    #expect(words.subtitle == "1–30 June  ·  12 people  ·  2 relations  ·  1,234 interactions")
    #expect(words.caption[0] == "Showing all 12 people and 2 relations.")
    #expect(words.caption[1].hasPrefix("A line joins a person to someone they addressed; it bends to the right"))
  }

  @Test func saysWhatIsLeftOut() throws {
    let graph = makeGraph(12, (1..<12).map { ($0, 0) } + (1..<6).map { ($0, $0 + 1) })
    let words = try words(map(of: graph, options: MapOptions(maxNodes: 6, maxEdges: 5, core: 1)))
    #expect(
      words.caption[0].hasPrefix(
        "Showing 6 of 12 people and 5 of 16 relations, grown from the core by "))
    #expect(words.caption[0].contains("Left out: 6 people with lower scores or further from the core"))
    // Everything left out adds up.
    let numbers = words.caption[0].split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers.suffix(2).reduce(0, +) == 11)
  }

  @Test func saysThatThereIsNoOne() throws {
    #expect(try words(map(of: makeGraph(0, []))).caption == ["There is no one to show."])
  }

  @Test func explainsUndirectedGraphsWithoutDirection() throws {
    let words = try words(map(of: Karate.weighted))
    #expect(words.caption[1].contains("one of the two"))
    #expect(!words.caption[1].contains("bends"))
    #expect(words.caption[1].contains("wider the stronger"))
  }
}
