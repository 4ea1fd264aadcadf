extension LevelGraph {
  /// The graph whose nodes are the groups: edges between two groups become one of their weight.
  func aggregated(by groups: Grouping, workers: Workers) -> LevelGraph {
    let count = groups.count
    let (bounds, members) = (groups.bounds, groups.members)
    let starts = Storage<Int>(count: count)
    let ends = Storage<Int>(count: count)
    let strengths = Storage<Double>(count: count)
    // A row is at most as long as its members' rows together; what a chunk of rows leaves is a gap.
    var room = 0
    for g in 0..<count {
      starts[g] = room
      for i in bounds[g]..<bounds[g + 1] { room += self.ends[Int(members[i])] - self.starts[Int(members[i])] }
    }
    let neighbors = Storage<UInt32>(count: room)
    let weights = Storage<Float>(count: room)
    workers.forEachChunk(of: count, grain: 256) { memory, range in
      let (sums, touched, group) = (memory.sums.base, memory.touched.base, groups.group.base)
      var to = starts[range.lowerBound]
      for g in range {
        var found = 0
        var strength = 0.0
        for i in bounds[g]..<bounds[g + 1] {
          let node = Int(members[i])
          strength += self.strengths[node]
          found = memory.add(row: node, of: self, by: group, touched: found)
        }
        starts[g] = to
        for t in 0..<found {
          let other = touched[t]
          if Int(other) != g {
            neighbors[to] = other
            weights[to] = Float(sums[Int(other)])
            to += 1
          }
          sums[Int(other)] = 0
        }
        ends[g] = to
        strengths[g] = strength
      }
    }
    return LevelGraph(
      nodeCount: count, starts: starts, ends: ends, neighbors: neighbors, weights: weights, strengths: strengths)
  }
}
