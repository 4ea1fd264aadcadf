import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@Suite("Values of the whole network")
struct NetworkValuesTests {
  @Test("The karate club: transitivity, mean clustering, triangles, size")
  func karate() throws {
    let transitivity = try Transitivity().value(of: Karate.graph)
    #expect(approximately(transitivity.value!, 0.2556818182, 1e-10))
    #expect(transitivity.details == [.init("triangles", 45), .init("chains", 528)])
    let mean = try MeanClustering().value(of: Karate.graph)
    #expect(approximately(mean.value!, 0.5706384782, 1e-10))
    #expect(approximately(mean.details[0].value, 0.5879305533, 1e-10) && mean.details[1].value == 33)
    #expect(try TriangleTotal().value(of: Karate.graph).value == 45)
    #expect(NetworkSize.nodes.value(of: Karate.graph).value == 34)
    #expect(NetworkSize.edges.value(of: Karate.graph).value == 78)
    #expect(approximately(NetworkSize.meanDegree.value(of: Karate.graph).value!, 4.588235294, 1e-9))
    #expect(approximately(NetworkSize.density.value(of: Karate.graph).value!, 0.1390374332, 1e-10))
    #expect(try Reciprocity().value(of: Karate.graph).value == 1)
  }

  @Test(
    "Equals the references", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"),
    arguments: [
      ("lesmis", 0.4989316239, 0.5731367499, 0.7354689), ("dolphins", 0.3087757313, 0.2589582461, 0.3029),
      ("email_eu_core", 0.2673924288, 0.3993549664, 0.4504508881),
    ] as [(String, Double, Double, Double)])
  func references(name: String, transitivity: Double, mean: Double, meanOfSome: Double) throws {
    let graph = try ReferenceGraph(name).graphWithSelfEdges
    #expect(approximately(try Transitivity().value(of: graph).value!, transitivity, 1e-9))
    let value = try MeanClustering().value(of: graph)
    #expect(approximately(value.value!, mean, 1e-9) && approximately(value.details[0].value, meanOfSome, 1e-4))
  }

  @Test("Reciprocity and density leave self-edges out", .enabled(if: ReferenceGraph.arePresent, "../shared is absent"))
  func selfEdges() throws {
    let email = try ReferenceGraph("email_eu_core")
    for graph in [email.graph, email.graphWithSelfEdges] {
      for threads in [1, 3] {
        let reciprocity = try Reciprocity().value(of: graph, execution: Execution(threads: threads))
        #expect(approximately(reciprocity.value!, 0.7112198644, 1e-9))
      }
      #expect(NetworkSize.edges.value(of: graph).value == 24929)
      #expect(approximately(NetworkSize.density.value(of: graph).value!, 24929.0 / (1005 * 1004), 1e-15))
      #expect(approximately(NetworkSize.meanDegree.value(of: graph).value!, 24929.0 / 1005, 1e-12))
    }
  }

  @Test("Reciprocity of strength by hand")
  func strength() throws {
    let graph = Graph(sources: [0, 1, 1, 2], targets: [1, 0, 2, 0], weights: [4, 1, 3, 2], nodeCount: 3)
    #expect(try Reciprocity().value(of: graph).value == 0.5)
    #expect(try Reciprocity(isWeighted: true).value(of: graph).value == 0.2)
  }

  @Test("Reciprocity equals looking for each relation's opposite", arguments: 0..<40)
  func opposites(seed: Int) throws {
    let edges = RandomEdges(seed: UInt64(seed), isWeighted: true)
    let naive = NaiveGraph(edges)
    var (all, back, strength, returned) = (0.0, 0.0, 0.0, 0.0)
    for source in 0..<edges.nodeCount {
      for target in naive.weights[source].keys.sorted() {
        all += 1
        strength += Double(naive.weight(source, target))
        if naive.weights[target][source] == nil { continue }
        back += 1
        returned += Double(min(naive.weight(source, target), naive.weight(target, source)))
      }
    }
    for graph in [edges.graph, edges.shuffledGraph(4)] {
      #expect(try Reciprocity().value(of: graph).value == (all > 0 ? back / all : nil), "\(edges)")
      let weighted = try Reciprocity(isWeighted: true).value(of: graph).value
      #expect(abs((weighted ?? 0) - (strength > 0 ? returned / strength : 0)) <= 1e-9, "\(edges)")
    }
    #expect(NetworkSize.edges.value(of: edges.graph).value == all, "\(edges)")
  }

  @Test("What has no value says why")
  func undefined() throws {
    let nobody = Graph(sources: [], targets: [], nodeCount: 0)
    let pair = Graph(sources: [0], targets: [1], weights: [0], nodeCount: 2)
    for value in [
      try Transitivity().value(of: pair), try MeanClustering().value(of: nobody), try Reciprocity().value(of: nobody),
      try Reciprocity(isWeighted: true).value(of: pair), NetworkSize.meanDegree.value(of: nobody),
      NetworkSize.density.value(of: nobody),
    ] {
      #expect(value.value == nil && value.undefined != nil, "\(value.measure.name)")
    }
    #expect(NetworkSize.nodes.value(of: nobody).value == 0 && NetworkSize.edges.value(of: nobody).value == 0)
    #expect(try TriangleTotal().value(of: nobody).value == 0)
  }
}
