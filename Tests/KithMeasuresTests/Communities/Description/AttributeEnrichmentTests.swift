import KithFoundation
import KithGraph
import KithStatistics
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Over-represented attributes")
struct AttributeEnrichmentTests {
  private let none = InteractionLog.none

  @Test("By hand: 5 of 6 members like tea, 6 of 12 people do")
  func hand() throws {
    let groups = Partition(labels: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    let taste = CodedColumn(names: NameTable(["coffee", "tea"]), codes: [1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0])
    let found = AttributeEnrichment(falseDiscoveryRate: 0.1).values(of: [taste], in: groups)
    // Two tests: tea in the first, coffee in the second; one tea or coffee drinker is below `fewest`.
    // P(5 or more of 6 drawn from 12 with 6 marked) = (36 + 1)/924.
    let p = 37.0 / 924
    #expect(found.count == 2 && found.map(\.community) == [0, 1] && found.map(\.value) == [1, 0])
    #expect(found.allSatisfy { approximately($0.p, p, 1e-15) && approximately($0.q, p, 1e-15) })
    #expect(approximately(found[0].ratio, (5.0 / 6) / 0.5, 1e-15))
    #expect(AttributeEnrichment(falseDiscoveryRate: 0.04).values(of: [taste], in: groups).isEmpty)
  }

  @Test("People whose value is unknown take no part; all attributes are adjusted together")
  func unknown() throws {
    let groups = Partition(labels: (0..<40).map { UInt32($0 / 20) })
    let city = CodedColumn(
      names: NameTable(["Busan", "Seoul"]), codes: (0..<40).map { $0 % 4 == 3 ? none : $0 < 20 ? 0 : 1 })
    let noise = CodedColumn(names: NameTable(["a", "b"]), codes: (0..<40).map { UInt32($0 % 2) })
    let found = AttributeEnrichment().values(of: [noise, city], in: groups)
    #expect(found.map(\.attribute) == [1, 1] && found.map(\.value) == [0, 1])
    #expect(found.allSatisfy { $0.members == 15 && $0.membersKnown == 15 && $0.people == 15 && $0.peopleKnown == 30 })
    let p = Hypergeometric(population: 30, marked: 15, drawn: 15).upperTail(15)
    // Six tests: both values of the noise in both groups, one city each.
    #expect(found.allSatisfy { approximately($0.p / p, 1, 1e-12) && approximately($0.q / (p * 6 / 2), 1, 1e-12) })
  }

  @Test("Values handed out blindly are seldom called", arguments: 0..<20)
  func blind(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "values")
    let groups = Partition(labels: (0..<300).map { UInt32($0 / 30) })
    let column = CodedColumn(
      names: NameTable((0..<8).map(String.init)), codes: (0..<300).map { _ in UInt32(random.below(8)) })
    #expect(AttributeEnrichment().values(of: [column], in: groups).count <= 2, "seed \(seed)")
  }

  @Test("Nothing to test")
  func empty() {
    let column = CodedColumn(names: NameTable([]), codes: [none, none, none])
    #expect(AttributeEnrichment().values(of: [column], in: Partition(labels: [0, 0, 0])).isEmpty)
    #expect(AttributeEnrichment().values(of: [], in: Partition(labels: [])).isEmpty)
  }
}
