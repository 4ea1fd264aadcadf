import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("SpreaderEvaluation")
struct SpreaderEvaluationTests {
  @Test("Neo4j's example, exactly")
  func gds() throws {
    let list = ["Alice", "Ethan", "Jack"].map(GDSExample.node)
    let report = try SpreaderEvaluation(model: GDSExample.model).report(on: list, in: GDSExample.graph)
    #expect(report.spread.method == .enumeration)
    #expect(approximately(report.members[0].alone, 1.54781, 5e-7))
    #expect(approximately(report.members[1].added, 2.7971 - 1.54781, 1e-4))
    #expect(approximately(report.members.reduce(0) { $0 + $1.added }, report.spread.mean, 1e-12))
    #expect(report.overlap > 0)
    for member in report.members { #expect(member.lost <= member.alone + 1e-12) }
  }

  @Test("By samples: close to enumeration, and consistent", arguments: 0..<12)
  func samples(seed: Int) throws {
    let network = RandomNetwork(seed: UInt64(seed), maxNodes: 12)
    let list = Array(Set([0, seed, 3 * seed, 5].map { $0 % network.graph.nodeCount }))
    // An isolated star makes enumeration of the whole impossible and changes nothing else.
    let n = network.graph.nodeCount
    let ends = network.graph.edgeEnds
    let graph = Graph(
      sources: ends.sources + [UInt32](repeating: UInt32(n), count: 21),
      targets: ends.targets + (1...21).map { UInt32(n + $0) }, nodeCount: n + 22)
    let model = DiffusionModel.cascade(.perEdge(network.probabilities + [Double](repeating: 0.5, count: 21)))
    let report = try SpreaderEvaluation(model: model, samples: 4000).report(on: list, in: graph)
    #expect(report.spread.method == .reverseSampling)
    #expect(report.members.map(\.node) == list)
    #expect(approximately(report.members.reduce(0) { $0 + $1.added }, report.spread.mean, 1e-9))
    #expect(approximately(report.members[0].alone, report.members[0].added, 1e-9))
    for (place, member) in report.members.enumerated() {
      #expect(member.lost <= member.added + 1e-9 && member.added <= member.alone + 1e-9)
      guard let exact = try ExactSpread(limit: 12).estimate(of: [member.node], model: model, on: graph) else {
        continue
      }
      let share = exact.mean / Double(n + 22)
      let error = Double(n + 22) * (share * (1 - share) / 4000).squareRoot()
      #expect(approximately(member.alone, exact.mean, 4.5 * error + 1e-9), "\(network), place \(place)")
    }
  }

  @Test("The same bytes for any number of threads; someone twice in the list counts once")
  func threads() throws {
    let evaluation = SpreaderEvaluation(samples: 3000)
    let reference = try evaluation.report(on: [4, 9, 4, 1], in: RMATGraph.small)
    #expect(reference.members.map(\.node) == [4, 9, 1])
    for threads in [2, 5] {
      let report = try evaluation.report(on: [4, 9, 1], in: RMATGraph.small, execution: Execution(threads: threads))
      #expect(report == reference)
    }
  }

  @Test("Bad requests")
  func errors() {
    func code(_ evaluation: SpreaderEvaluation, _ list: [Int]) -> String? {
      do {
        _ = try evaluation.report(on: list, in: GDSExample.graph)
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code(SpreaderEvaluation(), []) == "E454")
    #expect(code(SpreaderEvaluation(), [10]) == "E452")
    #expect(code(SpreaderEvaluation(samples: 5), [1]) == "E720")
  }
}
