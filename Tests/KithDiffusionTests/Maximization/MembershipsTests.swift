import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("Memberships")
struct MembershipsTests {
  /// Drawn in pieces that do not end with words.
  private func sets(_ graph: Graph, _ p: Double) throws -> (ReverseSets, members: [Set<Int>]) {
    let model = DiffusionModel.cascade(.constant(p))
    let network = ReverseNetwork(model, try model.inward(on: graph), on: graph, benefit: nil)
    let sets = ReverseSets(network, seed: 3, purpose: "test")
    try sets.grow(to: 100, .serial)
    try sets.grow(to: 1300, .serial)
    var members: [Set<Int>] = []
    for piece in sets.pieces {
      for (index, end) in piece.ends.enumerated() {
        members.append(Set(((index == 0 ? 0 : piece.ends[index - 1])..<end).map { Int(piece.nodes[$0]) }))
      }
    }
    return (sets, members)
  }

  @Test("Counts sets as one would by hand, as bits and as lists, for any number of threads", arguments: [1, 3])
  func counts(threads: Int) throws {
    let graph = RMAT(scale: 12, edgeFactor: 4, seed: 2).graph(isDirected: true)
    let (sets, members) = try sets(graph, 0.08)
    let isEligible = (0..<graph.nodeCount).map { $0 % 7 != 2 }
    let memberships = Memberships(sets, isEligible: isEligible, cheapBytes: 0, Execution(threads: threads))
    let level = memberships.level(above: 40)
    let frequent = memberships.list(level..<Int.max)
    let rare = memberships.list(1..<level)
    #expect(frequent.count >= 40 && rare.count > frequent.count)
    let covered = Scratch<UInt64>(repeating: 0, count: (sets.count + 63) / 64)
    var coveredByHand = Set<Int>()
    for (node, frequency) in [frequent[3], rare[0], frequent[0]] + rare.suffix(30) + frequent {
      #expect(isEligible[node])
      let mine = Set(members.indices.filter { members[$0].contains(node) })
      #expect(mine.count == frequency)
      #expect(memberships.count(of: node, outside: covered) == mine.subtracting(coveredByHand).count)
      #expect(memberships.add(node, to: covered) == mine.subtracting(coveredByHand).count)
      coveredByHand.formUnion(mine)
    }
    let noted = Set((frequent + rare).map(\.node))
    #expect(noted == Set(members.joined()).filter { isEligible[$0] })
  }

  @Test("A level is reached by as many as wanted, and not by many more", arguments: [1, 10, 200, 1_000_000])
  func levels(wanted: Int) throws {
    let graph = RMAT(scale: 12, edgeFactor: 4, seed: 2).graph(isDirected: true)
    let (sets, _) = try sets(graph, 0.08)
    let memberships = Memberships(
      sets, isEligible: [Bool](repeating: true, count: graph.nodeCount), Execution(threads: 2))
    let level = memberships.level(above: wanted)
    let frequency = Array(sets.frequency.buffer)
    let reaching = { (level: Int) in frequency.count { $0 >= level } }
    #expect(reaching(level) >= min(wanted, reaching(1)))
    #expect(level == 1 || reaching(level + level / 8 + 1) < wanted)
  }
}
