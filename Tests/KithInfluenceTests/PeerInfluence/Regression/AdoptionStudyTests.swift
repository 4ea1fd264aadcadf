import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics
import KithTestSupport
import Testing

@testable import KithInfluence

@Suite("AdoptionStudy")
struct AdoptionStudyTests {
  let never = AdoptionTimes.never

  @Test("Rates of the community leave oneself out; shares count who adopted before")
  func communities() {
    let times = AdoptionTimes(periods: [1, 1, never, 2, 0], count: 4)
    let table = PersonPeriods(times, first: 1)
    let groups = Partition(labels: [0, 0, 0, 1, 1])
    let rates = table.rates(in: groups)
    //                       0,t1  1,t1  2: t1       t2 t3   3: t1 t2
    #expect(rates == [0.5, 0.5, 1, 0, 0, 0, 0])
    let shares = table.pastShares(in: groups)
    #expect(shares == [0, 0, 0, 1, 1, 1, 1])
  }

  @Test("Traits become columns: numbers about their mean, classes beside the commonest")
  func traits() {
    var names = ColumnNames()
    let age = KithInfluence.Trait(name: "age", values: .numeric([10, 20, .nan, 60]))
    let included = [true, true, false, true]
    let columns = age.columns(included: included, squares: true, maxClasses: 5, names: &names)
    #expect(columns.map(\.name) == ["age", "age²"])
    var data = LogisticData(answers: [0, 1, 0])
    data.clusters = .init(codes: [0, 1, 3], count: 4)
    #expect((0..<3).map { data.value(of: columns[0], in: $0) } == [-20, -10, 30])
    #expect((0..<3).map { data.value(of: columns[1], in: $0) } == [400, 100, 900])
    let binary = KithInfluence.Trait(name: "age", values: .numeric([0, 1, 1, 0]))
    #expect(binary.columns(included: nil, squares: true, maxClasses: 5, names: &names).map(\.name) == ["age (2)"])

    let town = Trait(
      name: "town",
      values: .nominal(CodedColumn(names: NameTable(["a", "b", "c", "d"]), codes: [0, 1, 1, 2, 2, 2, 3])))
    #expect(
      town.columns(included: nil, squares: true, maxClasses: 2, names: &names).map(\.name)
        == ["town: b", "town: a", "town: others"])
    let exposure = KithInfluence.Trait(name: "exposure", values: .numeric([1, 2, 3]))
    #expect(exposure.columns(included: nil, squares: false, maxClasses: 2, names: &names)[0].name == "exposure (2)")
  }

  @Test("An undirected graph has one degree; a community that holds everybody is no control")
  func undirected() throws {
    let times = AdoptionTimes(periods: [0, 1, never, 2, never], count: 4)
    let edges = [(1, 0), (2, 1), (3, 4), (4, 0)]
    let one = Partition(labels: [0, 0, 0, 0, 0])
    let plain = try AdoptionStudy(times, over: SmallStudies.graph(5, edges, isDirected: false), communities: one)
    #expect(plain.degrees.map(\.name) == ["ln(1 + contacts)"] && plain.communities == nil)
    #expect(plain.allControls == .periods && plain.rows.count == 1 + 3 + 2 + 3)
    let directed = try AdoptionStudy(times, over: SmallStudies.graph(5, edges))
    #expect(directed.degrees.count == 2)
    #expect(AdoptionStudy.memory(times) > 160 * 9)
  }

  @Test("What cannot be answered says so")
  func unanswerable() throws {
    func failure(_ times: [Int32], _ count: Int, _ edges: [(Int, Int)], traits: [KithInfluence.Trait] = [])
      -> Unanswerable?
    {
      let graph = SmallStudies.graph(times.count, edges)
      do {
        _ = try AdoptionStudy(AdoptionTimes(periods: times, count: count), over: graph, traits: traits)
      } catch { return error as? Unanswerable }
      return nil
    }
    #expect(failure([never, never], 3, [(0, 1)]) == .nobodyAdopted)
    #expect(failure([], 3, []) == .nobodyAdopted)
    #expect(failure([0, 1], 3, []) == .noEdges)
    #expect(failure([0, 0], 1, [(0, 1)]) == .onePeriod)
    #expect(failure([0, 0, never], 3, [(0, 1)]) == .everybodyAdoptedAtOnce)
    #expect(failure([1, 1, 1], 3, [(0, 1)])?.reason.contains("everybody at risk adopted") == true)
    // Nobody addresses an adopter.
    #expect(failure([never, 1, never], 3, [(1, 0)]) == .companyNeverVaries)
    let unknown = KithInfluence.Trait(name: "age", values: .numeric([1, .nan, 3]))
    #expect(failure([never, 1, never], 3, [(0, 1)], traits: [unknown])?.reason.contains("unknown") == true)
    #expect(failure([never, 1, never], 3, [(0, 1)]) == nil)
  }

  @Test("Values of other people, bad weights and options out of range are refused")
  func refused() {
    func code(_ make: () throws -> AdoptionStudy) -> String? {
      do { _ = try make() } catch { return (error as? any DiagnosticError)?.diagnostic.code }
      return nil
    }
    let graph = SmallStudies.graph(3, [(0, 1), (2, 1)])
    let times = AdoptionTimes(periods: [never, 1, never], count: 4)
    #expect(code { try AdoptionStudy(AdoptionTimes(periods: [1], count: 4), over: graph) } == "E453")
    let short = KithInfluence.Trait(name: "age", values: .numeric([1]))
    #expect(code { try AdoptionStudy(times, over: graph, traits: [short]) } == "E453")
    let infinite = KithInfluence.Trait(name: "age", values: .numeric([1, .infinity, 3]))
    #expect(code { try AdoptionStudy(times, over: graph, traits: [infinite]) } == "E453")
    #expect(code { try AdoptionStudy(times, over: graph, communities: Partition(labels: [0])) } == "E453")
    #expect(code { try AdoptionStudy(times, over: graph, design: .init(lag: 0)) } == "E720")
    #expect(code { try AdoptionStudy(times, over: graph, design: .init(first: -1)) } == "E720")
    var builder = GraphBuilder()
    builder.add(0, 1, weight: -1)
    let bad = builder.build(nodeCount: 3)
    #expect(code { try AdoptionStudy(times, over: bad, design: .init(usesWeights: true)) } == "E402")
  }
}
