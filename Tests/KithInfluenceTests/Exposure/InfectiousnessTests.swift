import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Infectiousness")
struct InfectiousnessTests {
  /// 1, 2, 3 and 4 address 0; 5 addresses nobody.
  static let graph: Graph = {
    var builder = GraphBuilder()
    for reader in 1...4 { builder.add(reader, 0, weight: Float(reader)) }
    return builder.build(nodeCount: 6)
  }()

  @Test("By hand, with both discounts")
  func byHand() throws {
    // 0 acts in period 1; 1 acts in 2, 2 in 3, 3 acted before, 4 never.
    let times = AdoptionTimes(periods: [1, 2, 3, 0, AdoptionTimes.never, 1], count: 6)
    func found(_ periods: Int, _ discount: Infectiousness.Discount = .harmonic) throws -> Infectiousness.Result {
      try Infectiousness(periods: periods, discount: discount).of(times, over: Self.graph)
    }
    // In period 2, 1 of the open 1, 2, 4.
    #expect(try found(1).infectiousness[0].value == 1.0 / 3)
    // And half of: in period 3, 1 of the open 2, 4.
    #expect(approximately(try found(2).infectiousness[0].value!, 1.5 / 4, 1e-15))
    #expect(
      approximately(
        try found(2, .exponential(rate: 0.5)).infectiousness[0].value!, (1 + 2.0 / 3) / (3 + 4.0 / 3), 1e-15))
    // 1 acted right after 0, 2 one period later.
    #expect(try found(1).susceptibility[1].value == 1)
    #expect(try found(1).susceptibility[2].value == 0)
    #expect(approximately(try found(2).susceptibility[2].value!, 0.5 / 1.5, 1e-15))
    #expect(try found(1).susceptibility[3].undefined == "acted in the first period that was watched")
    #expect(try found(1).infectiousness[4].undefined == "had not acted when the watch ended")
    #expect(try found(1).infectiousness[5].undefined == "nobody who addresses them was still open")
    #expect(try found(1).susceptibility[5].undefined == "nobody they address had acted before")
  }

  @Test("The end of the watch cuts the periods after, and never makes anyone act")
  func censoring() throws {
    let never = AdoptionTimes.never
    let last = AdoptionTimes(periods: [2, never, never, never, never, never], count: 3)
    let found = try Infectiousness(periods: 1).of(last, over: Self.graph)
    #expect(found.infectiousness[0].undefined == "acted in the last period that was watched" && found.watchedShort == 1)
    let earlier = AdoptionTimes(periods: [1, 2, never, never, never, never], count: 3)
    let short = try Infectiousness(periods: 5).of(earlier, over: Self.graph)
    #expect(short.infectiousness[0].value == 0.25 && short.watchedShort == 2)
    #expect(short.meanInfectiousness.value == 0.25)
  }

  @Test("Bad requests")
  func errors() {
    func code(_ request: Infectiousness, people: Int = 6) -> String? {
      do {
        _ = try request.of(AdoptionTimes(periods: [Int32](repeating: 0, count: people), count: 1), over: Self.graph)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(Infectiousness()) == nil)
    #expect(code(Infectiousness(periods: 0)) == "E720")
    #expect(code(Infectiousness(discount: .exponential(rate: -1))) == "E720")
    #expect(code(Infectiousness(), people: 2) == "E453")
  }
}
