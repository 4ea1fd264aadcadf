import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("CreditDistribution")
struct CreditDistributionTests {
  @Test("The toy log: κ and spread", .enabled(if: ToyLog.isPresent, "../shared is absent"))
  func toy() throws {
    let toy = try ToyLog()
    let credit = try CreditDistribution(toy.actions, on: toy.influence)
    var kappa: [String: Double] = [:]
    for source in 0..<4 {
      for (target, value) in credit.influence(of: source) {
        kappa["\(toy.influence.id(of: source))->\(toy.influence.id(of: target))"] = value
      }
    }
    #expect(kappa.keys.sorted() == toy.kappa.keys.sorted())
    for (pair, value) in toy.kappa { #expect(approximately(kappa[pair]!, value, 1e-12), "\(pair)") }
    for (person, value) in toy.spread {
      let node = toy.influence.names!.index(of: person)!
      #expect(approximately(credit.spread(of: [node]), value, 1e-12))
      #expect(approximately(credit.spreads[node], value, 1e-12))
    }
  }

  @Test("Equals the definition, is submodular, and ignores the order of rows", arguments: 0..<30)
  func random(seed: Int) throws {
    let random = RandomActions(seed: UInt64(seed))
    if random.rows.allSatisfy({ $0.time == .min }) { return }
    let firsts = random.firsts
    let count = random.influence.nodeCount
    let credit = try CreditDistribution(random.actions(), on: random.influence)
    /// Γ of the set on person u for an item, straight from the recursion.
    func gamma(_ set: Set<Int>, _ u: Int, _ item: Int) -> Double {
      if set.contains(u) { return 1 }
      guard let time = firsts[u][item], time >= 0 else { return 0 }
      let parents = random.influence.inNeighbors(of: u).map(Int.init).filter { parent in
        guard let before = firsts[parent][item] else { return false }
        return before >= 0 && before < time
      }
      return parents.reduce(0) { $0 + gamma(set, $1, item) } / Double(max(1, parents.count))
    }
    func spread(_ set: Set<Int>) -> Double {
      (0..<count).reduce(0.0) { sum, u in
        firsts[u].isEmpty
          ? sum : sum + firsts[u].keys.sorted().reduce(0) { $0 + gamma(set, u, $1) } / Double(firsts[u].count)
      }
    }
    for node in 0..<count {
      #expect(approximately(credit.spread(of: [node]), spread([node]), 1e-9), "\(random)")
      #expect(approximately(credit.spreads[node], spread([node]), 1e-9), "\(random)")
    }
    let (small, large) = ([0], [0, 1, 2].filter { $0 < count })
    #expect(approximately(credit.spread(of: large), spread(Set(large)), 1e-9), "\(random)")
    for node in 0..<count {
      let gain = credit.spread(of: small + [node]) - credit.spread(of: small)
      #expect(credit.spread(of: large + [node]) - credit.spread(of: large) <= gain + 1e-9, "\(random)")
    }
    let decayed = try CreditDistribution(random.actions(), on: random.influence, split: .decayed)
    #expect(zip(decayed.spreads, credit.spreads).allSatisfy { $0 <= $1 + 1e-9 })
    let other = try CreditDistribution(random.actions(shuffled: 5), on: random.influence, split: .decayed)
    #expect(other.spreads == decayed.spreads, "\(random)")
  }

  @Test("Decay, by hand")
  func decay() throws {
    // u before v by 10 on one item and by 30 on another; v does a third thing alone.
    let actions = ActionLog(
      people: NameTable(["u", "v"]), items: NameTable(["1", "2", "3"]), persons: [0, 1, 0, 1, 1],
      itemCodes: [0, 0, 1, 1, 2], times: [0, 10, 0, 30, 5])
    let credit = try CreditDistribution(
      actions, on: Graph(sources: [0], targets: [1], nodeCount: 2), split: .decayed)
    // Mean delay 20; one of v's three actions within it.
    #expect(approximately(credit.influence(of: 0)[1].credit, (exp(-0.5) + exp(-1.5)) / 3 / 3, 1e-15))
  }
}
