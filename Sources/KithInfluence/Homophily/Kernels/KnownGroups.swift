import KithGraph

/// People of known group and the edges among them.
struct KnownGroups: Sendable {
  let edges: KnownEdges
  /// The group of each person kept.
  let codes: [UInt32]
  let names: NameTable
  /// People in each group.
  let sizes: [Int]

  init(_ column: CodedColumn, over graph: Graph, usesWeights: Bool) throws {
    precondition(column.codes.count == graph.nodeCount)
    edges = try KnownEdges(graph, usesWeights: usesWeights) { column.codes[$0] != InteractionLog.none }
    codes = edges.people.map { column.codes[$0] }
    names = column.names
    sizes = codes.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int($1)] += 1 }
  }

  var groups: Int { names.count }
  var sums: GroupSums { GroupSums(edges, codes: codes, groups: groups) }

  /// Why edges can tell nothing of these groups; nil where they can.
  func reason(_ sums: GroupSums) -> String? {
    if codes.isEmpty { return "nobody's group is known" }
    if edges.total == 0 { return "no edge joins people of known group" }
    let whole = edges.total
    if (0..<groups).contains(where: { sums.outward($0) == whole && sums.inward($0) == whole }) {
      return "all edges are within one group"
    }
    return nil
  }
}
