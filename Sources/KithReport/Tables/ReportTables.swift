import KithGraph
import KithOutput

extension Analysis {
  /// One row a person, best PageRank first: `kith.scores/1`.
  public var scoresTable: Table {
    let counts = { (values: [Double]) in Table.Values.integers(values.map { Int($0) }) }
    let names = graph.names ?? NameTable([String]())
    return Table(
      schema: "kith.scores/1",
      columns: [
        .init("rank", .integers(ranks), note: "by PageRank; equal scores share a rank"),
        .init("id", .names(names)),
        .init("pagerank", .reals(pageRank.values), unit: "share of attention"),
        .init("in_degree", counts(inDegree.values), unit: "people", note: "how many addressed them"),
        .init("in_strength", .reals(inStrength.values), note: "weight of the interactions they received"),
        .init("out_degree", counts(outDegree.values), unit: "people", note: "how many they addressed"),
        .init("out_strength", .reals(outStrength.values), note: "weight of the interactions they made"),
        .init("community", .integers(communities.partition.assignment.map { Int($0) + 1 }), note: "1 is the largest"),
        .init("component", .integers(components.assignment.map { Int($0) + 1 }), note: "1 is the largest"),
      ]
    ).selecting(order)
  }

  /// One row a community, largest first: `kith.communities/1`.
  public var communitiesTable: Table {
    let partition = communities.partition
    var leaders = [UInt32](repeating: InteractionLog.none, count: partition.count)
    for node in order.reversed() { leaders[partition[node]] = UInt32(node) }
    let people = Double(max(1, graph.nodeCount))
    return Table(
      schema: "kith.communities/1",
      columns: [
        .init("community", .integers((0..<partition.count).map { $0 + 1 }), note: "1 is the largest"),
        .init("people", .integers(partition.sizes), unit: "people"),
        .init("share", .reals(partition.sizes.map { Double($0) / people }), unit: "share of all people"),
        .init("weight_inside", .reals(weightInside), note: "weight of interactions between its people"),
        .init("weight_across", .reals(weightAcross), note: "weight of interactions with other communities"),
        .init(
          "inside_share",
          .reals(
            zip(weightInside, weightAcross).map { inside, across in
              inside + across > 0 ? inside / (inside + across) : .nan
            }), missing: "its people interacted with nobody"),
        .init("leader", .names(graph.names ?? NameTable([String]()), codes: leaders), note: "best PageRank"),
      ])
  }

  /// One row a relation, by source and target: `kith.edges/1`. Its columns can be read back as a log.
  public var edgesTable: Table {
    var sources: [UInt32] = []
    sources.reserveCapacity(graph.out.neighbors.count)
    for node in 0..<graph.nodeCount {
      for _ in 0..<graph.out.degree(node) { sources.append(UInt32(node)) }
    }
    let names = graph.names ?? NameTable([String]())
    return Table(
      schema: "kith.edges/1",
      columns: [
        .init("from", .names(names, codes: sources), note: "who addressed"),
        .init("to", .names(names, codes: graph.out.neighbors), note: "who was addressed"),
        .init(
          "weight",
          .reals(graph.out.weights.map { $0.map(Double.init) } ?? [Double](repeating: 1, count: sources.count)),
          note: "how often, or the sum of the rows' weights"),
      ])
  }
}
