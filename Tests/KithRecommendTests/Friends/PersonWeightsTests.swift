import Glibc
import KithFoundation
import KithGraph
import Testing

@testable import KithRecommend

@Suite("Person weights")
struct PersonWeightsTests {
  private let triangle = Graph(
    sources: [0, 1, 2, 0], targets: [1, 0, 0, 2], weights: [3, 1, 2, 4], nodeCount: 4)

  @Test func friendsInEitherDirectionAlike() {
    let weights = PersonWeights.uniform(triangle)
    #expect(weights.row(0).map { $0.0 } == [1, 2] && weights.row(0).map { $0.1 } == [0.5, 0.5])
    #expect(weights.row(1).map { $0.0 } == [0] && weights.degree(3) == 0)
  }

  @Test func strengthAddsBothDirections() throws {
    let row = Array(try PersonWeights.strength(triangle).row(0))
    #expect(row.map { $0.1 } == [0.4, 0.6])
  }

  @Test func influenceHasADirection() throws {
    let weights = try PersonWeights.influence(triangle)
    #expect(Array(weights.row(1)).map { $0.0 } == [0])
    #expect(Array(weights.row(0)).map { $0.1 } == [1.0 / 3, 2.0 / 3])
  }

  @Test("Taste: the cosine of rare items, by hand")
  func taste() {
    let taken = UserItems(users: 4, items: 3, pairs: [(0, 0), (0, 1), (1, 0), (2, 1), (2, 2), (3, 2)])
    let row = Array(PersonWeights.taste(triangle, taken).row(0))
    // All items were taken by two of four: as rare.
    let (one, two) = (1 / 2.0.squareRoot() + 0.001, 0.5 + 0.001)
    #expect(abs(Double(row[0].1) - one / (one + two)) < 1e-6 && abs(Double(row[1].1) - two / (one + two)) < 1e-6)
  }

  @Test(
    "Rows sum to 1, transposing twice changes nothing, shuffling keeps degrees and spares oneself", arguments: 1...5)
  func properties(seed: UInt64) throws {
    let weights = try PersonWeights.strength(randomFriends(seed: seed))
    for person in 0..<weights.count where weights.degree(person) > 0 {
      #expect(abs(weights.row(person).reduce(0.0) { $0 + Double($1.1) } - 1) < 1e-6)
    }
    #expect(weights.transposed.transposed == weights)
    let blind = weights.shuffled(seed: seed)
    for person in 0..<weights.count {
      let friends = blind.row(person).map { $0.0 }
      #expect(friends.count == weights.degree(person) && Set(friends).count == friends.count)
      #expect(!friends.contains(UInt32(person)) && friends == friends.sorted())
      #expect(blind.row(person).map { $0.1 }.sorted() == weights.row(person).map { $0.1 }.sorted())
    }
    #expect(blind != weights && blind == weights.shuffled(seed: seed))
    let selves = weights.addingSelf(2)
    #expect((0..<weights.count).allSatisfy { selves.row($0).map { $0.0 } == selves.row($0).map { $0.0 }.sorted() })
    #expect((0..<weights.count).allSatisfy { p in selves.row(p).contains { $0.0 == UInt32(p) && $0.1 == 2 } })
  }

  @Test func badStrengths() {
    for bad in [-1, Float.nan, .infinity] {
      let graph = Graph(sources: [0], targets: [1], weights: [bad], nodeCount: 2)
      #expect(throws: KithError.self) { try PersonWeights.strength(graph) }
      #expect(throws: KithError.self) { try PersonWeights.influence(graph) }
    }
  }

  /// 0 heeds 1 thrice as much as 2; nobody heeds 0 for that.
  @Test func givenWeightsKeepTheirDirection() throws {
    let weights = try PersonWeights.given(Graph(sources: [0, 0], targets: [1, 2], weights: [3, 1], nodeCount: 3))
    #expect(weights.row(0).map { [Float($0.0), $0.1] } == [[1, 0.75], [2, 0.25]])
    #expect(weights.degree(1) == 0 && weights.degree(2) == 0)
    #expect(throws: KithError.self) {
      try PersonWeights.given(Graph(sources: [0], targets: [1], weights: [-1], nodeCount: 2))
    }
  }
}
