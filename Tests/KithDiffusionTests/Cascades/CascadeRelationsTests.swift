import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithInput
import KithTestSupport
import Testing

@Suite("CascadeRelations")
struct CascadeRelationsTests {
  typealias Member = CascadeRelations.Member
  private let people = NameTable(["a", "b", "c", "d"])

  private func cascades(_ rows: [(Member, Member?)], items: NameTable? = nil) throws -> CascadeSet {
    var relations = CascadeRelations(people: people, items: items)
    for row in rows { relations.add(row.0, following: row.1) }
    return try relations.cascades()
  }

  @Test("Repeated rows, several parents, children before parents, self-following, rings")
  func defects() throws {
    let (a, b, c) = (Member(person: 0, time: 0), Member(person: 1, time: 10), Member(person: 2, time: 20))
    let (early, x, y) = (Member(person: 3, time: 5), Member(person: 1, time: 40), Member(person: 2, time: 30))
    let rows: [(Member, Member?)] = [
      (a, nil), (b, a), (b, a), (c, a), (c, b), (c, y), (early, b), (early, early), (x, y), (y, x),
    ]
    let set = try cascades(rows)
    #expect(set.count == 2 && set.memberCount == 6)
    // c has b, the latest that is not later; `early` keeps its only parent; the ring is cut at its first member.
    #expect(set[0].members.map { set.times[$0] } == [0, 10, 5, 20])
    #expect(set.parents.map { $0 == .max ? -1 : Int($0) } == [-1, 0, 1, 1, -1, 4])
    #expect(set.tally.rows == 10 && set.tally.repeats == 4 && set.tally.selfFollowing == 1 && set.tally.rings == 1)
    #expect(set.tally.earlierThanParents == 1)
    // c after y, `early` before b, y before x.
    #expect(set.tally.rowsEarlierThanParents == 3)
    var random = RandomStream(seed: 1, purpose: "relations")
    for _ in 0..<20 { #expect(try cascades(rows.shuffled(using: &random)) == set) }
  }

  @Test("Of parents that are all later, the earliest")
  func later() throws {
    let (soon, late) = (Member(person: 1, time: 5), Member(person: 2, time: 9))
    let child = Member(person: 0, time: 0)
    for rows: [(Member, Member?)] in [[(child, late), (child, soon)], [(child, soon), (child, late)]] {
      let set = try cascades(rows)
      #expect(set.count == 2 && set[0].root == 1 && set[0].size == 2 && set[1].size == 1)
    }
  }

  @Test("A parent no row places is a root; items stay apart")
  func items() throws {
    let items = NameTable(["i", "j"])
    let set = try cascades(
      [(Member(person: 1, item: 1), Member(person: 0, item: 1)), (Member(person: 0), nil)], items: items)
    #expect(set.count == 2 && set.itemCodes == [0, 1] && set[1].size == 2 && set[1].item == "j")
    for bad in [(Member(person: 9), nil), (Member(person: 0), Member(person: 1, item: 1))] as [(Member, Member?)] {
      let error = try #require(throws: KithError.self) { try cascades([bad], items: items) }
      #expect(error.diagnostic.code == "E455")
    }
    #expect(try cascades([]).count == 0)
  }
}

@Suite("CascadeRelations of published trees")
struct PublishedTreesTests {
  @Test("Rows of a tree file become one cascade, its defects counted")
  func file() throws {
    let path = NSTemporaryDirectory() + "trees-\(UUID().uuidString).txt"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try """
    ['ROOT', 'ROOT', '0.0']->['a', '1', '0.0']
    ['a', '1', '0.0']->['b', '1', '2.0']
    ['a', '1', '0.0']->['b', '1', '2.0']
    ['b', '1', '2.0']->['c', '2', '1.0']
    ['c', '2', '1.0']->['c', '2', '1.0']
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let reading = try CascadeTreeReader([path]).read()
    let set = try CascadeRelations(reading.log).cascades()
    #expect(set.count == 1 && set.memberCount == 3 && set.people[set[0].root] == "a")
    #expect(set.tally.repeats == 2 && set.tally.selfFollowing == 1 && set.tally.earlierThanParents == 1)
    #expect(set.generations == [0, 1, 2] && set.times == [0, 120_000, 60_000])
  }
}
