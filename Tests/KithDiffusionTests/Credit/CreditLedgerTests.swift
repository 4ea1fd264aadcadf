import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("CreditLedger")
struct CreditLedgerTests {
  /// s, then x and y, then t whom both influence.
  private func diamond() throws -> CascadeSet {
    let actions = ActionLog(
      people: NameTable(["s", "t", "x", "y"]), items: NameTable(["i"]), persons: [0, 2, 3, 1], itemCodes: [0, 0, 0, 0],
      times: [0, 10, 20, 30])
    let influence = Graph(sources: [0, 0, 2, 3], targets: [2, 3, 1, 1], nodeCount: 4)
    return try CascadeReconstruction().cascades(in: actions, over: influence)
  }

  @Test("One item, s to x and y, both to t (K21b)")
  func diamondCredits() throws {
    let ledger = try CreditLedger(diamond(), split: .equal)
    let credits = Dictionary(uniqueKeysWithValues: ledger.byPerson.map { (ledger.cascades.people[$0.code], $0) })
    #expect(credits["s"]!.caused == 4 && credits["s"]!.setOff == 4 && credits["s"]!.direct == 2)
    #expect(credits["x"]!.caused == 1.5 && credits["x"]!.direct == 0.5 && credits["x"]!.setOff == 0)
    #expect(credits["t"]!.caused == 1 && credits["t"]!.direct == 0)
    let root = ledger.cascades.starts[0]
    #expect(ledger.credits(of: root).map(\.credit) == [1, 1, 1, 1])
    let x = ledger.cascades.persons.firstIndex(of: 2)!
    #expect(ledger.credits(of: x).map(\.credit).sorted() == [0.5, 1])
    #expect(ledger.triggers.map(\.code) == [0])
    #expect(ledger.evidence(for: 2) == [3])

    let tree = try CreditLedger(diamond())
    #expect(tree.byPerson[2].direct == 0 && tree.byPerson[3].direct == 1)
    let decayed = try CreditLedger(diamond(), split: .decayed(10))
    #expect(approximately(decayed.byPerson[2].direct, exp(-1.0) / (1 + exp(-1.0)), 1e-15))
    #expect(try CreditLedger(diamond(), split: .probability).direct == ledger.direct)
  }

  @Test("Credit is conserved on random logs, whatever the split", arguments: 0..<40)
  func conserved(seed: Int) throws {
    let random = RandomLog(seed: UInt64(seed))
    let log = random.log
    if log.times == nil { return }
    let influence = Graph(log, strength: .binary).influence
    let options = CascadeReconstruction(
      inference: seed % 2 == 0 ? .latest : .likeliest(decay: 5), kinds: ["reply"],
      brand: log.people.count > 0 ? [log.people[0]] : [],
      keepsRepeats: seed % 3 == 0)
    let cascades = try options.cascades(in: log, over: influence)
    for split: CreditLedger.Split in [.parent, .equal, .decayed(3), .probability] {
      let ledger = try CreditLedger(cascades, split: split)
      #expect(abs(ledger.residuals.direct) < 1e-9 && abs(ledger.residuals.roots) < 1e-9, "\(random)")
      for accounts in [ledger.byPerson, ledger.byItem, ledger.byChannel] {
        let direct = accounts.reduce(0) { $0 + $1.direct }
        let setOff = accounts.reduce(0) { $0 + $1.setOff }
        #expect(abs(direct - Double(cascades.memberCount - cascades.count)) < 1e-9, "\(random)")
        #expect(abs(setOff - Double(cascades.memberCount)) < 1e-9, "\(random)")
      }
      for member in 0..<cascades.memberCount {
        let total = ledger.credits(of: member).reduce(0) { $0 + $1.credit }
        #expect(approximately(total, ledger.caused[member], 1e-9), "\(random)")
      }
      let source = ledger.source
      #expect(approximately(source.setOff.reduce(0) { $0 + $1.setOff }, Double(cascades.memberCount), 1e-9))
      #expect(source.exogenous + source.endogenous == cascades.memberCount)
      let other = try CreditLedger(options.cascades(in: random.shuffled(3), over: influence), split: split)
      #expect(other.caused == ledger.caused && other.direct == ledger.direct, "\(random)")
    }
  }

  @Test("A chain of 300,000, and communities")
  func deep() throws {
    let parents = CascadeSetShape.chain(300_000)
    let chain = try CascadeSet(
      people: NameTable(["a", "b"]), persons: parents.indices.map { UInt32($0 % 2) }, parents: parents)
    let ledger = try CreditLedger(chain)
    #expect(ledger.caused[0] == 300_000 && ledger.residuals.direct == 0)
    let communities = try ledger.byCommunity(Partition(labels: [0, 1]))
    #expect(communities.map(\.members) == [150_000, 150_000])
    #expect(throws: KithError.self) { try ledger.byCommunity(Partition(labels: [0])) }
    #expect(throws: KithError.self) { try CreditLedger(chain, split: .decayed(0)) }
  }
}
