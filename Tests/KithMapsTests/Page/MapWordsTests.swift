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
    #expect(
      words.caption[1].hasPrefix("A line from a to b says that a addressed b: it bends to the right as seen from a"))
  }

  @Test func saysWhatIsLeftOut() throws {
    let graph = makeGraph(12, (1..<12).map { ($0, 0) } + (1..<6).map { ($0, $0 + 1) })
    let words = try words(map(of: graph, options: MapOptions(maxNodes: 6, maxEdges: 5, core: 1)))
    #expect(
      words.caption[0].hasPrefix(
        "Showing 6 of 12 people and 5 of 16 relations, grown from the core by score."))
    #expect(words.caption[0].contains("Left out: 6 people scoring lower or further from the core"))
    // Everything left out adds up.
    let numbers = words.caption[0].split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers.suffix(2).reduce(0, +) == 11)
  }

  @Test func saysItInKorean() throws {
    var map = map(of: makeGraph(12, (1..<12).map { ($0, 0) }), options: MapOptions(maxNodes: 6, core: 1))
    map.facts.language = .korean
    map.facts.edgeMeaning = "a가 b에게 답글로 말을 걸었다"
    let words = try words(map)
    #expect(words.subtitle == "12명  ·  관계 11개")
    #expect(words.caption[0].hasPrefix("12명 중 6명과 관계 11개 중 5개를 보입니다(중심에서 시작해 점수 순으로 넓힘). 뺀 것: "))
    #expect(words.caption[1].hasPrefix("a에서 b로 가는 선은 a가 b에게 답글로 말을 걸었다는 뜻입니다."))
  }

  @Test func saysThatOnlyRelationsAreLeftOut() throws {
    let graph = makeGraph(4, [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)])
    #expect(
      try words(map(of: graph, options: MapOptions(maxEdges: 3))).caption[0]
        == "Showing all 4 people and 3 of 5 relations. Left out: the weakest 2 relations among those shown.")
  }

  @Test func saysThatThereIsNoOne() throws {
    #expect(try words(map(of: makeGraph(0, []))).caption == ["There is no one to show."])
  }

  @Test func explainsUndirectedGraphsWithoutDirection() throws {
    let words = try words(map(of: Karate.weighted))
    #expect(words.caption[1].contains("one of them"))
    #expect(!words.caption[1].contains("bends"))
    #expect(words.caption[1].contains("wider the stronger"))
  }
}
